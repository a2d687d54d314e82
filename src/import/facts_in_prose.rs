//! Facts that stand in prose: title, year, office, contact, letters, period, signature. Pure functions over
//! words; what they don't find they leave empty.

use crate::chinese::offices;
use crate::chinese::width::nfkc;
use crate::chinese::years::years;
use crate::form::words::words;
use crate::form::{self, Letter};
use crate::report::Date;
use std::collections::BTreeSet;

/// An office's name, the year and the words of a title.
pub const LONGEST_TITLE: usize = offices::LONGEST + 20;

/// The fiscal year that a title or a period names: the first that can be one.
pub fn year(text: &str) -> Option<u16> {
    let t: String = nfkc(text).chars().filter(|c| !c.is_whitespace()).collect();
    years(&t).into_iter().map(|y| y.year).find(|y| (2008..2100).contains(y))
}

/// The year of the period (统计期限自Y年…, 截至Y年12月31日), of the title, or of the report that the preamble names.
pub fn report_year(title: &str, preamble: &str) -> Option<u16> {
    let behind = |words: &str| preamble.split(words).nth(1).and_then(|r| year(&start(r)));
    let named = || named_in(preamble).and_then(|t| year(&t));
    let until = || {
        let to = preamble.find("12月31日").map(|at| &preamble[..at])?;
        year(&to.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect::<String>())
    };
    let period = || words().period.iter().find_map(|w| behind(w));
    year(title).or_else(period).or_else(named).or_else(until)
}

/// The beginning of words, so far as they say one thing.
fn start(words: &str) -> String {
    words.chars().take(40).collect()
}

/// The report that a sentence names: 现公布甲县乙局2024年政府信息公开工作年度报告.
fn named_in(text: &str) -> Option<String> {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let ends = squeezed.match_indices("年度报告").map(|(at, w)| at + w.len());
    ends.map(|end| &squeezed[..end]).find_map(|t| {
        let from = t
            .rfind(['，', '。', '《', '〈', '“', '；', '：', '、', '\n'])
            .map_or(0, |at| at + t[at..].chars().next().map_or(0, char::len_utf8));
        let name = words()
            .announced
            .iter()
            .filter_map(|w| t[from..].rfind(w.as_str()).map(|at| from + at + w.len()))
            .max()
            .unwrap_or(from);
        let name = t[name..].trim_start_matches(['了', '的']);
        let is_named = |o: &String| !words().no_offices.iter().any(|w| o.starts_with(w.as_str()));
        (year(name).is_some() && office_of_title(name).is_some_and(|o| is_named(&o)))
            .then(|| name.to_string())
    })
}

/// The office whose report a sentence names.
pub fn office_in(text: &str) -> Option<String> {
    named_in(text).and_then(|t| office_of_title(&t))
}

/// Whether a line is the title with a slip in it: characters lost, doubled or out of their order.
pub fn is_like_title(line: &str) -> bool {
    let t: String =
        line.chars().filter(|c| !c.is_whitespace()).map(crate::chinese::variants::simplified).collect();
    let tail: String = t.chars().skip(t.chars().count().saturating_sub(13)).collect();
    let short = (10..=LONGEST_TITLE).contains(&t.chars().count()) && !t.contains('。');
    short && super::labels::likeness(&tail, &words().title) >= 70 && year(&t).is_some()
}

/// The office that a title names, where it can be a name.
pub fn office_of_title(title: &str) -> Option<String> {
    let is_name = |name: &String| name.chars().count() <= offices::LONGEST && !name.contains("年度报告");
    offices::in_title(title).filter(is_name)
}

/// Whether a line is (the end of) a report's title.
pub fn ends_title(line: &str) -> bool {
    let simplified = crate::chinese::variants::simplified;
    let t: String = line.chars().filter(|c| !c.is_whitespace()).map(simplified).collect();
    t.contains("年度报告") && t.chars().count() <= LONGEST_TITLE && !t.contains('。')
}

/// Numbers of the letters cited, spelled as in the text but with the official brackets.
pub fn letters(preamble: &str) -> Vec<String> {
    /// No report cites more.
    const MOST: usize = 20;
    let mut out: Vec<String> = Vec::new();
    let marks: BTreeSet<&str> = form::letters().map(Letter::mark).collect();
    let mut cited: Vec<(usize, &str)> =
        marks.iter().flat_map(|m| preamble.match_indices(m).map(|(at, m)| (at + m.len(), m))).collect();
    cited.sort_unstable();
    for (at, mark) in cited {
        if out.len() == MOST {
            break;
        }
        let part = &preamble[at..];
        let Some(end) = part.find('号').filter(|e| *e < 40) else { continue };
        let inner = part[..end].trim_start_matches(['〔', '[', '【', '(', '（', '［']);
        let digits: Vec<&str> =
            inner.split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty()).collect();
        if let [year, number] = digits[..] {
            let letter = format!("{mark}〔{year}〕{number}号");
            if !out.contains(&letter) {
                out.push(letter);
            }
        }
    }
    out
}

/// Where a signature begins among some lines, with the lines of the name that is known to go on to where it ends, or
/// that ends in brackets whose name stands above.
pub fn begun(lines: &[String], (office, at): (String, usize), known: &str) -> (String, usize) {
    let above =
        at.checked_sub(1).and_then(|i| lines.get(i)).map(|l| offices::squeezed(l)).unwrap_or_default();
    let longer = format!("{above}{office}");
    let is_known = longer.len() > office.len() && known.ends_with(&longer);
    let is_of_bracket = || {
        offices::is_end_of_name(&office)
            && is_name(&longer)
            && (offices::opened(&above) > 0 || is_office(&above))
    };
    match is_known || is_of_bracket() {
        true => begun(lines, (longer, at - 1), known),
        false => (office, at),
    }
}

/// Whether words may be a name, or the end of one: 、 stands in its brackets alone.
fn is_name(words: &str) -> bool {
    (2..=offices::LONGEST).contains(&words.chars().count())
        && !words.contains(['。', '，', '；', '：'])
        && !offices::outside_brackets(words).contains('、')
}

/// 示范县林业局（示范县绿化办公室）: a name that ends as one of an office does.
fn is_office(name: &str) -> bool {
    let own = offices::before_bracket(name);
    is_name(name) && words().offices.iter().chain(&words().governments).any(|e| own.ends_with(e.as_str()))
}

/// Office and date of a signature, from the last lines of a report: the line that it begins with.
pub fn signature(lines: &[String]) -> Option<(String, Date, usize)> {
    let at = lines.iter().rposition(|l| Date::parse(l).is_some() || trailing_date(l).is_some())?;
    if at + 6 < lines.len() {
        return None;
    }
    let name = |l: &String| {
        let t = offices::squeezed(l);
        is_name(&t).then_some(t)
    };
    if let Some((office, date)) = trailing_date(&lines[at]) {
        return Some((office, date, at));
    }
    let date = Date::parse(&lines[at])?;
    let above = at.checked_sub(1).and_then(|i| name(&lines[i])).filter(|n| !words().nothing.contains(n));
    Some(match above {
        Some(office) => (office, date, at - 1),
        None => (String::new(), date, at),
    })
}

/// Where a signature begins that has no date yet: the office's known name at the end, at most 年 月 日 behind it.
pub fn undated(lines: &[String], known: &str) -> Option<usize> {
    let mut at = lines.iter().rposition(|l| !l.trim().is_empty())?;
    if offices::squeezed(&lines[at]) == "年月日" {
        at = at.checked_sub(1)?;
    }
    let own = offices::squeezed(&lines[at]);
    let (office, at) = begun(lines, (own, at), known);
    (office == known && !known.is_empty()).then_some(at)
}

/// `某某局 2021年1月28日` on one line.
fn trailing_date(line: &str) -> Option<(String, Date)> {
    let (office, date) = line.trim().rsplit_once(char::is_whitespace)?;
    let office: String = office.chars().filter(|c| !c.is_whitespace()).collect();
    let short = office.chars().count() <= offices::LONGEST
        && !office.contains(['。', '，', '：'])
        && !office.is_empty();
    let date = Date::parse(date)?;
    (short && !office.ends_with(|c: char| c.is_ascii_digit() || c == '年' || c == '月'))
        .then_some((office, date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_office_and_year() {
        let t = "示范市水利局2020年\n政府信息公开工作年度报告";
        assert_eq!((year(t), office_of_title(t).as_deref()), (Some(2020), Some("示范市水利局")));
        let t = "示范县教育局二〇二三年政府信息公开工作年度报告";
        assert_eq!((year(t), office_of_title(t).as_deref()), (Some(2023), Some("示范县教育局")));
        let t = "示范县教育局２０２３年度政府信息公开工作年度报告";
        assert_eq!((year(t), office_of_title(t).as_deref()), (Some(2023), Some("示范县教育局")));
    }

    #[test]
    fn letters_are_found_in_any_brackets() {
        assert_eq!(
            letters("（国办公开办函[2019]60号）和国办公开办函〔2021〕30号"),
            ["国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号"]
        );
    }

    #[test]
    fn the_signature_is_the_name_above_the_last_date() {
        let lines = |t: &[&str]| t.iter().map(|s| s.to_string()).collect::<Vec<_>>();
        let date = Date::new(2021, 1, 28).expect("a date");
        assert_eq!(
            signature(&lines(&["无", "示范市水利局", "2021年1月28日"])),
            Some(("示范市水利局".into(), date, 1))
        );
        assert_eq!(signature(&lines(&["无", "2021年 1月 28日"])), Some((String::new(), date, 1)));
        assert_eq!(
            signature(&lines(&["无", "示范市水利局  2021年1月28日"])),
            Some(("示范市水利局".into(), date, 1))
        );
        assert_eq!(signature(&lines(&["无"])), None);
    }

    #[test]
    fn a_signature_without_a_date_is_the_office_s_name_at_the_end() {
        let at = |lines: &[&str]| {
            undated(&lines.iter().map(|s| s.to_string()).collect::<Vec<_>>(), "示范自治州人力资源局")
        };
        assert_eq!(at(&["无。", "示范自治州人力资源局"]), Some(1));
        assert_eq!(at(&["无。", "示范自治州", "人力资源局", "  年 月  日", ""]), Some(1));
        assert_eq!(at(&["由示范自治州人力资源局"]), None);
        assert_eq!(at(&["无。"]), None);
    }

    #[test]
    fn a_name_on_several_lines_is_taken_as_far_as_the_title_has_it() {
        let lines = ["无", "示范自治州", "人力资源局", "2021年1月28日"].map(String::from);
        let of = |known| begun(&lines, ("人力资源局".into(), 2), known);
        assert_eq!(of("示范自治州人力资源局"), ("示范自治州人力资源局".into(), 1));
        assert_eq!(of("人力资源局"), ("人力资源局".into(), 2));
        assert_eq!(of(""), ("人力资源局".into(), 2));
    }

    #[test]
    fn a_name_in_brackets_goes_on_from_the_line_above_whatever_the_title_says() {
        let of = |lines: &[&str]| {
            let lines: Vec<String> = lines.iter().map(|l| l.to_string()).collect();
            signature(&lines).map(|(office, _, at)| begun(&lines, (office, at), ""))
        };
        let (own, more) = ("示范市林业局", "（示范市公园局、示范市绿化办）");
        let day = "2021年1月28日";
        let whole = Some((format!("{own}{more}"), 1));
        assert_eq!(of(&["无", own, more, day]), whole);
        assert_eq!(of(&["无", "示范市林业局（示范市公园局、", "示范市绿化办）", day]), whole);
        assert_eq!(of(&["无", &format!("{own}{more}"), day]), whole);
        assert_eq!(of(&["没有其他事项", more, day]), Some((more.into(), 1)));
        assert_eq!(of(&["无", "林业局、公园局", day]), Some((String::new(), 2)));
    }
}
