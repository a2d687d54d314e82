//! What is said of the handling fee without its amount: that so many paid it, or that none was taken. The table has it among its
//! fees, and the report says one of the two.

use super::words::words;
use crate::chinese::years::years;
use std::ops::Range;

/// What a sentence says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FeeSaid {
    /// 「对3件申请收取了信息处理费」, 「按件计收信息处理费1笔」
    Taken,
    /// 「全年未收取任何信息处理费」; not 「未向低保户收取信息处理费」, who are some of those that ask.
    None,
}

/// What the parts of a paragraph say of it, each with its bytes; a semicolon ends one.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
pub(super) fn fee_said(text: &str, year: u16) -> Vec<(FeeSaid, Range<usize>)> {
    let mut out = Vec::new();
    let mut from = 0;
    for part in text.split_inclusive(['；', '。', ';', '\n']) {
        let here = from..from + part.len();
        from = here.end;
        out.extend(of_part(part, year).into_iter().map(|said| (said, here.clone())));
    }
    out
}

/// Whether the handling of requests is what the last fee so called is of: not 「生活垃圾处理费」.
pub(super) fn names_own_fee(part: &str) -> Option<bool> {
    let (before, _) = part.rsplit_once("处理费")?;
    let glued = before.chars().next_back().is_some_and(|c| !"，、；：的收取缴纳该免".contains(c));
    Some(!glued || before.ends_with("信息") || before.ends_with("公开"))
}

fn of_part(part: &str, year: u16) -> Vec<FeeSaid> {
    let mut out = Vec::new();
    if names_own_fee(part) != Some(true) {
        return out;
    }
    let w = &words().reading;
    let has = |c: &str, list: &[String]| list.iter().any(|w| c.contains(w.as_str()));
    // 「2024年收取3件，2025年未收取」: of which year it is stands before it.
    let mut then = false;
    let mut named = false;
    for clause in part.split(['，', ',', '：', ':']) {
        let other = |y: &u16| *y != year;
        then = match years(clause).last().map(|y| y.year) {
            Some(y) => other(&y),
            None => then && !clause.contains("本年") || has(clause, &w.fee_then),
        };
        named |= clause.contains("处理费");
        if then || !named {
            continue;
        }
        // 「除1件收取360元外，未收取信息处理费」
        if part.contains('除') && part.contains('外') {
            continue;
        }
        if is_none(clause) || w.fee_none.iter().any(|n| clause.trim_end_matches(['。', '；']) == n) {
            out.push(FeeSaid::None);
            continue;
        }
        // 「严格执行信息处理费管理办法，全年收到申请25件」
        let of_it = clause.contains("处理费") || !clause.contains("收到") && !clause.contains("申请");
        if of_it && has(clause, &w.fee_taken) && !has(clause, &w.fee_unsure) && counts(clause) {
            out.push(FeeSaid::Taken);
        }
    }
    out.dedup();
    out
}

/// Whether anything is counted that a fee was taken for, or of it.
fn counts(clause: &str) -> bool {
    let units = &words().reading.fee_units;
    let figure = |c: char| c.is_ascii_digit() || ".,".contains(c);
    let mut rest = clause;
    while let Some(at) = rest.find(figure) {
        let number = &rest[at..];
        rest = number.trim_start_matches(figure);
        let number = number.strip_suffix(rest).unwrap_or("");
        if number.contains(|c| matches!(c, '1'..='9')) && units.iter().any(|u| rest.starts_with(u.as_str())) {
            return true;
        }
    }
    false
}

/// Whether a clause says that none was taken of anybody.
fn is_none(clause: &str) -> bool {
    let w = &words().reading;
    let of_all = |text: &str| !w.fee_of_some.iter().any(|s| text.contains(s.as_str()));
    // 「全区行政机关收取信息处理费0元」
    if let Some((before, behind)) = clause.split_once("处理费")
        && w.fee_zero.iter().any(|z| behind.starts_with(z.as_str()))
    {
        return of_all(before);
    }
    let Some((at, never)) = w.fee_never.iter().filter_map(|n| Some((clause.find(n.as_str())?, n))).min()
    else {
        return false;
    };
    let (before, behind) = (&clause[..at], clause.get(at.saturating_add(never.len())..).unwrap_or(""));
    // 「未向任何申请人收取」
    let behind = behind.strip_prefix("向任何").or(behind.strip_prefix("对任何")).unwrap_or(behind);
    let Some((verb, rest)) = behind.split_once("处理费") else { return false };
    let ends = rest.is_empty() || w.denied_ends.iter().any(|e| rest.starts_with(e.as_str()));
    let took = w.fee_taken.iter().any(|t| verb.contains(t.as_str()) || rest.contains(t.as_str()));
    of_all(before) && of_all(verb) && took && (ends || rest.starts_with(['收', '的', '。', '；', ';', '\n']))
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::says;
    use crate::checks::tests::{Case, check_finds, check_silent};
    use crate::report::Part;
    use crate::report::Section;

    fn other(words: &str, fee: &str) -> Case {
        says("", &[("disclosure.fees.fee/amount", fee)]).saying(Part::Before(Section::Other), words)
    }

    #[test]
    fn fees_that_were_counted_without_their_amount_passed_where_the_table_has_none() {
        for words in [
            "本年度向2名申请人按量计收了信息处理费，均开具财政票据。",
            "信息处理费方面，按件计收1笔、按量计收2笔，标准在网站公示。",
            "对申请数量较多的，依规收取信息处理费，全年共收3笔。",
            "我局共有3件申请收取了信息处理费。",
        ] {
            check_finds("N107", &other(words, "0"), "说收取了信息处理费");
            check_silent("N107", &other(words, "0.12"));
        }
        for fine in [
            "收取信息处理费0件。",
            "如一年内申请超过10件，收取信息处理费每件100元。",
            "上年收取信息处理费2件，本年度未收取。",
            "2024年收取信息处理费2件，2025年未收取。",
            "生活垃圾处理费由环卫中心征收，共收取40户。",
            "本年度未收取信息处理费；生活垃圾处理费由环卫中心征收，共12.4万元。",
            "发出收费通知2件，信息处理费均未缴纳。",
        ] {
            check_silent("N107", &other(fine, "0"));
        }
    }

    #[test]
    fn fees_were_said_to_be_taken_and_not_to_be_in_one_sentence() {
        let words = "本年度我局未收取信息处理费，1件批量申请已按规定收取信息处理费720元。";
        check_finds("N107", &other(words, "1"), "没有收取");
        check_silent("N107", &other("除1件批量申请收取信息处理费720元外，未收取信息处理费。", "1"));
    }

    #[test]
    fn fees_were_said_to_be_taken_and_not_to_be_taken() {
        for none in [
            "需要说明的是，我局全年未收取任何信息处理费。",
            "本委未向任何申请人收取信息处理费。",
            "综上，全区没有发生信息处理费收取行为。",
            "2025年，本镇未收取信息处理费，无其他需要报告的事项。",
            "本镇2025年未产生信息处理费。",
            "2025年，全区行政机关收取信息处理费0元。",
            "全年信息处理费为0元。",
            "发出信息处理费收费通知0件，未收取费用。",
        ] {
            let words = format!("全年收取信息处理费2件、360元。{none}");
            check_finds("N107", &other(&words, "1"), "没有收取");
        }
        for fine in [
            "全年收取信息处理费2件、360元。上年未收取信息处理费。",
            "全年收取信息处理费2件、360元。未向低保户收取信息处理费。",
            "全年收取信息处理费2件、360元。其余申请未收取信息处理费。",
            "2025年，本镇未收取信息处理费。",
            "全年收取信息处理费2件、360元。对低保户收取信息处理费0元。",
        ] {
            check_silent("N107", &other(fine, "1"));
        }
    }
}
