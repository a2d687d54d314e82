//! D105: a letter of another edition is cited, its title is wrong, or a letter's number is not written as letters are.

use super::letter_number::{LetterNumber, letter_numbers};
use super::letter_titles::{self, fits, title_before};
use super::outdated::outdated;
use crate::checks::text::Passage;
use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::form::words::words;
use crate::form::{self, Letter};
use crate::report::Part;
use std::ops::Range;

pub static CHECK: Check = Check {
    code: "D105",
    title: "文件名或文号不对",
    level: Level::Warning,
    why: "年度报告按当年适用的通知编制；发文字号的年份用六角括号〔〕，序号不编虚位、不加“第”（GB/T 9704—2012 7.2.5）。",
    how: "对照原文改正文件名和文号。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for p in cx.text() {
        // The letter goes by the year; the tables may be those of another edition.
        let form = form::for_year(cx.year);
        let (edition, official) = (&form.edition, &form.letters);
        let numbers = letter_numbers(&p.words, p.part == Part::Preamble);
        // Beside the letter of this edition the one before it is told as what came before.
        let cited = |l: &Letter| numbers.iter().any(|n| n.plain == l.number);
        let cited = official.iter().any(cited);
        for n in numbers.iter() {
            let other = form::all().filter(|f| f.edition != *edition).flat_map(|f| &f.letters);
            let strange = other.into_iter().any(|l| l.number == n.plain);
            if strange && cited {
                beside(cx, p, n, official, out);
                continue;
            }
            if strange && let Some(meant) = official.first() {
                other_edition(cx, p, n, meant, out);
            } else if p.words[n.range.clone()] != n.plain && !n.of_answer {
                let message = format!("文号“{}”应写作“{}”", &p.words[n.range.clone()], n.plain);
                out.push(changed(p, vec![(n.range.clone(), n.plain.clone())], message));
            }
        }
        let titles = letter_titles::wrong(cx, p, &numbers, cited);
        out.extend(titles.into_iter().map(|(changes, message)| changed(p, changes, message)));
        for (at, right, once) in outdated(&p.words, cx.year).iter() {
            let said = &p.words[at.clone()];
            let message = match once {
                true => format!("“{said}”已经不用，应为“{right}”"),
                false => format!("“{said}”应写作“{right}”"),
            };
            out.push(changed(p, vec![(at.clone(), right.clone())], message));
        }
    }
}

fn changed(p: &Passage<'_>, changes: Vec<(Range<usize>, String)>, message: String) -> Finding {
    let range = changes.first().map_or(0..0, |(r, _)| r.clone());
    let title = match changes.as_slice() {
        [(_, word)] if word.chars().count() < 20 => format!("改为“{word}”"),
        _ => "改正".to_string(),
    };
    let fix = Fix { title, edits: vec![p.reword(changes)] };
    Finding::new(&CHECK, message).words(p, range).fix(Some(fix))
}

/// The letter of another edition beside this one's, unless it is told as what came before.
fn beside(cx: &Context<'_>, p: &Passage<'_>, n: &LetterNumber, official: &[Letter], out: &mut Vec<Finding>) {
    let sentence = p.sentences().iter().find(|s| s.contains(&n.range.start));
    let told = sentence
        .is_some_and(|s| words().citing.superseded.iter().any(|w| p.words[s.clone()].contains(w.as_str())));
    if let (false, Some(meant)) = (told, official.first()) {
        let message = format!("“{}”不是{}年度用的，引“{}”就可以了", n.plain, cx.year, meant.number);
        let hint = Finding { level: Level::Hint, ..Finding::new(&CHECK, message) };
        out.push(hint.words(p, n.range.clone()));
    }
}

/// The letter of another edition: number, and title if it stands before it.
fn other_edition(
    cx: &Context<'_>,
    p: &Passage<'_>,
    n: &LetterNumber,
    meant: &Letter,
    out: &mut Vec<Finding>,
) {
    let message = format!("{}年度的报告引用了“{}”，应为“{}”", cx.year, n.plain, meant.number);
    let mut changes = vec![(n.range.clone(), meant.number.clone())];
    if let Some((range, title)) = title_before(&p.words, n.range.start)
        && form::letters().any(|l| fits(title, &l.title))
    {
        changes.insert(0, (range, meant.title.clone()));
    }
    let mut f = changed(p, changes, message).words(p, n.range.clone());
    if let Some(fix) = &mut f.fix {
        fix.title = format!("改引{}", meant.number);
    }
    out.push(f);
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, Case, check_finds, check_silent, check_words_fixed, zeros};
    use crate::report::Part;

    pub fn bad() -> Bad {
        (
            zeros(2025).saying(Part::Preamble, "根据国办公开办函〔2019〕60号编制。"),
            "2025年度的报告引用了“国办公开办函〔2019〕60号”，应为“国办公开办函〔2021〕30号”",
        )
    }

    fn preamble(year: u16, words: &str) -> Case {
        zeros(year).saying(Part::Preamble, words)
    }
    const OLD: &str = "根据《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）编制。";
    const NEW: &str = "根据《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）编制。";

    #[test]
    fn the_letter_follows_the_edition() {
        check_finds("D105", &preamble(2025, OLD), "应为“国办公开办函〔2021〕30号”");
        check_words_fixed("D105", &preamble(2025, OLD), Part::Preamble, NEW);
        check_finds("D105", &preamble(2020, NEW), "应为“国办公开办函〔2019〕60号”");
        check_silent("D105", &preamble(2025, NEW));
        check_silent("D105", &preamble(2020, OLD));
    }

    #[test]
    fn numbers_are_written_as_the_norm_says() {
        for (was, now) in [
            ("按照国办发[2016]80号文件执行。", "按照国办发〔2016〕80号文件执行。"),
            ("按照国办发【2016】80号文件执行。", "按照国办发〔2016〕80号文件执行。"),
            ("按照国办发（2016）第080号文件执行。", "按照国办发〔2016〕80号文件执行。"),
        ] {
            check_finds("D105", &preamble(2025, was), "应写作“〔2016〕80号”");
            check_words_fixed("D105", &preamble(2025, was), Part::Preamble, now);
        }
    }

    #[test]
    fn other_numbers_and_decrees_are_left_alone() {
        for words in [
            "根据条例（国务院令第711号）编制。",
            "案号（2025）示01行初6号。",
            "财政部令〔2019〕第102号。",
            "按照国办发〔2016〕80号、国办函〔2020〕109号编制。",
            "公开信息（2025）80条。",
            "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）。",
        ] {
            check_silent("D105", &preamble(2025, words));
        }
    }

    #[test]
    fn the_other_letter_by_its_title_alone_and_what_is_out_of_date_are_noticed() {
        let by_title = OLD.replace("（国办公开办函〔2019〕60号）", "");
        check_finds(
            "D105",
            &preamble(2025, &by_title),
            "引用了《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》",
        );
        check_silent("D105", &preamble(2020, &by_title));
        let slip = NEW.replace("公开办函", "公开办涵");
        check_words_fixed("D105", &preamble(2025, &slip), Part::Preamble, NEW);
        check_finds("D105", &preamble(2025, "根据条例（国务院令第492号）编制。"), "应为“国务院令第711号”");
        check_finds("D105", &preamble(2025, "按照《年度报告格式（试行）》编制。"), "年度报告格式");
    }

    #[test]
    fn a_title_of_its_own_making_is_noticed() {
        let r = preamble(
            2025,
            "根据《国务院办公厅关于做好年度报告编制工作的通知》（国办公开办函〔2021〕30号）编制。",
        );
        check_finds("D105", &r, "文件名写成了");
        check_words_fixed("D105", &r, Part::Preamble, NEW);
    }
}
