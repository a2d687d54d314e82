//! Titles in 《》 of the letters that reports are made by. Part of D105.

use super::letter_number::LetterNumber;
use crate::checks::Context;
use crate::checks::text::Passage;
use crate::form::words::words;
use crate::form::{self, Letter};
use crate::report::{Part, Section};
use std::ops::Range;

/// No title has more characters.
const LONGEST: usize = 120;

/// What is to be changed, and why.
pub(super) type TitleSlip = (Vec<(Range<usize>, String)>, String);

/// What is wrong with the titles of a paragraph; `cited`: this edition's letter is named by its number.
pub(super) fn wrong(
    cx: &Context<'_>,
    p: &Passage<'_>,
    numbers: &[LetterNumber],
    cited: bool,
) -> Vec<TitleSlip> {
    let mut out = cut(cx, p);
    if p.part == Part::Preamble {
        out.extend(numbers.iter().filter_map(|n| behind_title(cx, p, n)));
    }
    let own = matches!(p.part, Part::Preamble | Part::Before(Section::Overview));
    if own && !cited {
        out.extend(by_title(cx, p, numbers));
    }
    out
}

/// A letter's number behind a title that is not its own, or a number that is not the title's.
fn behind_title(cx: &Context<'_>, p: &Passage<'_>, n: &LetterNumber) -> Option<TitleSlip> {
    let form = form::for_year(cx.year);
    if let Some(letter) = form.letters.iter().find(|l| l.number == n.plain) {
        let (range, title) = title_before(&p.words, n.range.start)?;
        let message = match (fits(title, &letter.title), is_paired(title)) {
            (false, _) => format!("{}的文件名写成了《{title}》", letter.number),
            (true, false) => format!("《{title}》里的书名号没有配对"),
            (true, true) => return None,
        };
        return Some((vec![outside(p, &range, &letter.title)], message));
    }
    // The number of the very letter, mistyped: 〔2019〕61号, 国办发〔2021〕30号.
    let known = form::letters().any(|l| l.number == n.plain);
    let (range, title) = title_before(&p.words, n.begin)?;
    // Not 《…》和国办发〔2016〕80号.
    let bracketed = p.words[..n.begin].ends_with(['（', '(']);
    let own = |l: &&Letter| {
        let marked = l.mark().chars().take(2).eq(n.agency.chars().take(2));
        bracketed && plain(title) == plain(&l.title) || marked && fits(title, &l.title)
    };
    let letter = form::letters().find(own).filter(|_| !known)?;
    let meant = form.letters.iter().find(|l| l.number == letter.number).or(form.letters.first())?;
    let said = &p.words[n.begin..n.range.end];
    let message = format!("《{title}》的文号写成了“{said}”，{}年度的报告应为“{}”", cx.year, meant.number);
    let mut changes = vec![(n.begin..n.range.end, meant.number.clone())];
    if meant.number != letter.number {
        changes.insert(0, (range, meant.title.clone()));
    }
    Some((changes, message))
}

/// A title with its own brackets put right.
fn outside(p: &Passage<'_>, title: &Range<usize>, official: &str) -> (Range<usize>, String) {
    let close = p.words[title.end..].chars().next().map_or(0, char::len_utf8);
    let open = p.words[..title.start].chars().next_back().map_or(0, char::len_utf8);
    let range = title.start.saturating_sub(open)..title.end.saturating_add(close);
    if p.words[range.clone()] == format!("《{}》", &p.words[title.clone()]) {
        return (title.clone(), official.into());
    }
    (range, format!("《{official}》"))
}

/// Another edition's letter, cited by its title alone.
fn by_title(cx: &Context<'_>, p: &Passage<'_>, numbers: &[LetterNumber]) -> Vec<TitleSlip> {
    let mut out = Vec::new();
    let form = form::for_year(cx.year);
    let others = form::all().filter(|f| f.edition != form.edition).flat_map(|f| &f.letters);
    let others: Vec<&Letter> = others.collect();
    let Some(meant) = form.letters.first() else { return out };
    for (close, sign) in p.words.match_indices('》') {
        let end = close.saturating_add(sign.len());
        let Some((range, title)) = title_before(&p.words, end) else { continue };
        let numbered =
            numbers.iter().any(|n| title_before(&p.words, n.range.start).is_some_and(|(r, _)| r == range));
        // 「《…有关事项的通知》《…格式〉的通知》」: this edition's stands beside it.
        let beside = || plain(&p.words).contains(&plain(tail_of(&meant.title)));
        let strange =
            others.iter().any(|l| whole(title, &l.title)) && !whole(title, &meant.title) && !beside();
        if strange && !numbered {
            let message = format!(
                "{}年度的报告引用了《{title}》，应为《{}》（{}）",
                cx.year, meant.title, meant.number
            );
            out.push((vec![(range, meant.title.clone())], message));
        }
    }
    out
}

/// A letter's title that breaks off: 《关于政府信息公开工作年度》.
fn cut(cx: &Context<'_>, p: &Passage<'_>) -> Vec<TitleSlip> {
    let mut out = Vec::new();
    let Some(meant) = form::for_year(cx.year).letters.first() else { return out };
    for (open, sign) in p.words.match_indices('《') {
        let from = open.saturating_add(sign.len());
        let close = p.words[from..].char_indices().take(LONGEST).find(|(_, c)| *c == '》');
        let Some(title) = close.map(|(i, _)| &p.words[from..from.saturating_add(i)]) else { continue };
        let ends = words().citing.title_ends.iter().any(|e| title.ends_with(e.as_str()));
        // Most titles are none of these by their first characters.
        let begin = title.char_indices().nth(2).map_or(title, |(i, _)| &title[..i]);
        if !ends && form::letters().any(|l| l.title.contains(begin) && fits(title, &l.title)) {
            let message = format!("《{title}》没有写全");
            out.push((vec![(from..from.saturating_add(title.len()), meant.title.clone())], message));
        }
    }
    out
}

/// The last words of a title, by which it is known.
fn tail_of(title: &str) -> &str {
    title.rsplit_once("印发").map_or(title, |(_, tail)| tail)
}

/// Whether a title as cited is the official one, or its own words behind the agency: …有关事项的通知.
fn whole(cited: &str, official: &str) -> bool {
    let end = official.char_indices().rev().nth(3).map_or(official, |(i, _)| &official[i..]);
    if !cited.contains(end) {
        return false;
    }
    let tail = official.rsplit_once("关于").map_or(official, |(_, t)| t);
    fits(cited, official) && fits(tail, cited)
}

/// The title in 《》 right before a number in brackets; it may hold another in its own, and they may be crossed.
pub(super) fn title_before(words: &str, number: usize) -> Option<(Range<usize>, &str)> {
    let before = words[..number].trim_end_matches(|c: char| c.is_whitespace() || "（(".contains(c));
    let inner = before.strip_suffix(['》', '〉'])?;
    let mut depth = 1_i32;
    let from = inner.char_indices().rev().take(LONGEST).find_map(|(i, c)| {
        depth = depth.saturating_add(match c {
            '》' | '〉' => 1,
            '《' | '〈' => -1,
            _ => 0,
        });
        (depth == 0 || c == '《' && !inner[..i].contains('《')).then_some(i.saturating_add(c.len_utf8()))
    })?;
    let title = &inner[from..];
    is_one(title).then_some((from..inner.len(), title))
}

/// Whether that is one title: not where its own 《 was lost and the one before it, with the words between, is taken along.
fn is_one(title: &str) -> bool {
    let mut depth = 0_i32;
    let closes = |c: char| {
        let early = c == '》' && depth == 0;
        depth = depth.saturating_add(match c {
            '《' | '〈' => 1,
            '》' | '〉' if depth > 0 => -1,
            _ => 0,
        });
        early
    };
    !title.contains(['。', '，']) && !title.chars().any(closes)
}

/// Whether the brackets within a title open and close.
fn is_paired(title: &str) -> bool {
    let count = |of: [char; 2]| title.matches(of).count();
    count(['〈', '《']) == count(['〉', '》']) && title.matches('〈').count() == title.matches('〉').count()
}

fn plain(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a title as cited is the official one, or a whole part of it; brackets, quotes and blanks don't count.
pub(super) fn fits(cited: &str, official: &str) -> bool {
    let (c, o) = (plain(cited), plain(official));
    c.chars().count() >= 8 && o.contains(&c)
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, check_words_fixed, zeros};
    use crate::report::Part;

    const TITLE: &str =
        "国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知";

    #[test]
    fn a_letter_s_title_with_crossed_brackets_another_number_or_cut_off_was_passed_over() {
        let says = |words: &str| zeros(2025).saying(Part::Preamble, words);
        let right = format!("根据《{TITLE}》（国办公开办函〔2021〕30号）编制。");
        check_silent("D105", &says(&right));
        for was in [
            right.replace("格式〉的通知》", "格式》的通知〉"),
            right.replace("印发〈", "印发"),
            right.replace("国办公开办函〔2021〕30号", "国办发〔2021〕30号"),
            right.replace("〔2021〕30号", "〔2021〕31号"),
            right.replace("〔2021〕30号", "〔2022〕30号"),
        ] {
            check_words_fixed("D105", &says(&was), Part::Preamble, &right);
        }
        let lost = format!(
            "根据《政府信息公开条例》（国务院令第711号）的规定和{TITLE}》（国办公开办函〔2021〕30号）编制。"
        );
        check_silent("D105", &says(&lost));
        // The letter before it, cited beside it: in its place the title would stand there twice.
        let both = format!("根据《关于政府信息公开工作年度报告有关事项的通知》《{TITLE}》等规定编制。");
        check_silent("D105", &says(&both));
        check_finds("D105", &says("根据《关于政府信息公开工作年度》编制。"), "没有写全");
        for fine in [
            "《政府信息公开工作年度报告》",
            "《关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（云政办〔2022〕3号）",
            &format!("《{TITLE}》和国办发〔2016〕80号"),
        ] {
            check_silent("D105", &says(&format!("根据{fine}编制。")));
        }
    }
}
