//! What the words of one cell say. A number that is not plainly one is none: two numbers that a cell holds apart are
//! never put together (6 and 9 are not 69), a note's mark is no digit (6① is 6).

use super::scale::{Scale, amount};
use crate::chinese::numerals;
use crate::chinese::width::{nfkc, nfkc_of};
use crate::form::table::Kind;
use crate::form::words::words;
use crate::report::value::{SEAM, Value, is_apart, is_mark};
use rust_decimal::Decimal;

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub enum CellSaid {
    Nothing,
    Value(Value),
    /// A number with words or a mark that is none: the number, if it is certain.
    Marked(Value),
    /// Nobody knows: to be asked.
    Unclear,
}

/// Understands the words of a cell whose numbers are of `kind`; `scale` is the unit that its head names.
pub fn said(kind: Kind, scale: Option<Scale>, text: &str) -> CellSaid {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == SEAM || c == '\u{feff}');
    if text.is_empty() {
        return CellSaid::Nothing;
    }
    if is_apart(text) || scale == Some(Scale::UNCLEAR) && matches!(kind, Kind::WanYuan | Kind::Money) {
        return CellSaid::Unclear;
    }
    let whole: String = text.chars().filter(|c| !c.is_whitespace() && *c != SEAM).collect();
    let bare = whole.trim_end_matches(is_mark);
    let marked = bare.len() < whole.len();
    if bare.is_empty() || bare.contains(is_mark) {
        return CellSaid::Unclear;
    }
    match number(kind, scale, bare) {
        Some(v) if scale.is_none() && !bare.contains('元') && is_vast(kind, &v) => CellSaid::Unclear,
        Some(v) if marked => CellSaid::Marked(v),
        Some(v) => CellSaid::Value(v),
        None => match Value::parse(kind, &whole) {
            // 22（其中修订16件）: kept as it stands, and told.
            Some(v)
                if !marked
                    && bare.starts_with(|c: char| c.is_ascii_digit())
                    && bare.contains(['（', '(']) =>
            {
                CellSaid::Marked(v)
            }
            _ => CellSaid::Unclear,
        },
    }
}

/// Money of a hundred million 元 where no unit is named: it may be 元 that was taken for 万元.
fn is_vast(kind: Kind, v: &Value) -> bool {
    let is_wan = matches!(kind, Kind::WanYuan | Kind::Money);
    is_wan && matches!(v, Value::Amount { value, .. } if *value >= Decimal::from(10_000))
}

/// The number that words plainly are.
fn number(kind: Kind, scale: Option<Scale>, text: &str) -> Option<Value> {
    let plain = |v: Option<Value>| v.filter(|v| !matches!(v, Value::Raw(_)));
    let folded = nfkc(text);
    let ended = folded.trim_end_matches(['。', '.', ';', '、']);
    if words().cells.says_none(ended) {
        return Some(Value::NotApplicable);
    }
    let ended = if ended.is_empty() { text } else { ended };
    let digits = match numerals::spoken(ended.trim_end_matches(['件', '项']).chars()) {
        Some((n, length)) if length == ended.trim_end_matches(['件', '项']).chars().count() => {
            n.to_string()
        }
        _ if ended == "〇" => "0".into(),
        _ => ended.to_string(),
    };
    let has_unit = digits.ends_with('元');
    match kind {
        Kind::Count | Kind::Signed => plain(Value::parse(kind, &digits)).or_else(|| {
            // 1.0 is 1.
            let (whole, part) = digits.split_once('.')?;
            let nothing = !part.is_empty() && part.chars().all(|c| c == '0');
            plain(Value::parse(kind, whole)).filter(|_| nothing && !whole.is_empty())
        }),
        Kind::WanYuan | Kind::Money => {
            // In a unit of its own it may have as many digits as it wants.
            let of = if scale.is_some() && !has_unit { Kind::Money } else { kind };
            match (plain(Value::parse(of, &digits)), scale) {
                (Some(Value::Amount { value, .. }), Some(s)) if !has_unit => amount(kind, value, s),
                (read, _) => read.or_else(|| {
                    plain(Value::parse(kind, digits.strip_suffix("亿元")?)).and_then(|v| match v {
                        Value::Amount { value, .. } => amount(kind, value, Scale::YI),
                        _ => None,
                    })
                }),
            }
        }
    }
}

/// Whether words are a cell's content rather than prose or a label.
pub fn is_value(t: &str) -> bool {
    let t = t.trim();
    let whole =
        t.strip_suffix('。').filter(|w| w.chars().all(|c| c.is_numeric() || ".,，".contains(c))).unwrap_or(t);
    let mut parts = t.split_whitespace();
    let several = parts.next().is_some() && parts.any(|w| w.starts_with(char::is_numeric));
    if t.is_empty() || several || t.chars().count() > 24 || whole.ends_with('。') || t.contains('年') {
        return false;
    }
    let cells = &words().cells;
    if is_among(&cells.marks, t) {
        return true;
    }
    let signs = |c: char| matches!(c, '+' | '-' | '＋' | '－' | '−') || cells.before.contains(&c);
    let digits = t.trim_start_matches(signs);
    let begins =
        digits.chars().next().is_some_and(|c| c.is_numeric() && !"一二三四五六七八九十零〇".contains(c));
    // 1.属于国家秘密 is no value: what stands behind the number are words. 22（其中16件） is one.
    begins && !is_numbered(digits)
}

/// Whether words begin with a number that counts them: 1.属于, 2、没有.
fn is_numbered(t: &str) -> bool {
    let rest = t.trim_start_matches(|c: char| c.is_numeric());
    let behind = rest.strip_prefix(['.', '、', '．', ')', '）']).unwrap_or(rest).trim_start();
    let first = behind.chars().next().and_then(|c| nfkc_of(c).next());
    first.is_some_and(|c| char::is_alphabetic(c) && !words().cells.behind.contains(&c))
}

/// Words that stand in a cell in the place of a number, where it is known to be one.
pub fn is_in_place_of_a_value(t: &str) -> bool {
    let t = t.trim().trim_end_matches('。');
    is_among(&words().cells.none, t) || is_among(&words().cells.instead, t)
}

/// How many words at the end of a line stand in cells: numbers, and what stands in the place of one beside them.
pub fn cells_at_end(text: &str) -> usize {
    let words = || text.split_whitespace().rev();
    let cells = words().take_while(|w| is_value(w) || is_in_place_of_a_value(w)).count();
    // 无 alone may be one; several words without a number are none.
    if cells == 1 || words().take(cells).any(is_value) { cells } else { 0 }
}

/// Whether words are one of a list, of either width.
fn is_among(list: &[String], t: &str) -> bool {
    let plain = nfkc(t);
    list.iter().any(|w| *w == plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, head: &str, text: &str, wanted: &str) {
        let shown = match said(kind, crate::import::scale::scale(head), text) {
            CellSaid::Nothing => "空".to_string(),
            CellSaid::Value(v) => v.canonical(kind),
            CellSaid::Marked(v) => format!("{}!", v.canonical(kind)),
            CellSaid::Unclear => "问".into(),
        };
        assert_eq!(shown, wanted, "{head} {text}");
    }

    #[test]
    fn numbers_are_never_glued_and_marks_are_no_digits() {
        for (text, wanted) in [
            ("6", "6"),
            ("26", "26"),
            ("6①", "6!"),
            ("6²", "6!"),
            ("6⁽¹⁾", "6!"),
            ("6*", "6!"),
            ("6 9", "问"),
            ("6\u{2060}9", "问"),
            ("①", "问"),
            ("⑤", "问"),
            ("½", "问"),
            ("6①9", "问"),
            ("无", "/"),
            ("O", "问"),
            ("零", "0"),
            ("0。", "0"),
            ("10.", "10"),
            ("1.0", "1"),
            ("1.5", "问"),
            ("十二", "12"),
            ("976\u{2060}件", "976"),
            ("1,\u{2060}234", "问"),
            ("22（其中修订16件）", "22（其中修订16件）!"),
            ("约6", "问"),
            ("-2-", "问"),
            ("１２", "12"),
            ("", "空"),
        ] {
            check(Kind::Count, "", text, wanted);
        }
    }

    #[test]
    fn units_of_the_head_count_and_those_of_the_cell_before_them() {
        for (head, text, wanted) in [
            ("本年收费金额（单位：万元）", "12.5", "12.5"),
            ("本年收费金额（单位：元）", "38000", "3.8"),
            ("本年收费金额（元）", "38000", "3.8"),
            ("单位：亿元", "1.5", "15000"),
            ("本年收费金额（单位：元）", "3.8万元", "3.8"),
            ("本年收费金额（单位：元）", "0", "0"),
            ("本年收费金额（亿元）", "0.46467674", "4646.7674"),
            ("本年收费金额（单位：元）", "无", "/"),
            ("本年收费金额", "4166.241619", "4166.241619"),
            ("本年收费金额（单位：十万元）", "12.5", "125"),
            ("本年收费金额（单位：千万元）", "1", "1000"),
            ("本年收费金额（单位：万元）（元）", "1250", "问"),
            ("本年收费金额（万元/元）", "1250", "问"),
            ("本年收费金额（单位：美元）", "1250", "问"),
            ("本年收费金额（单位：RMB）", "1250", "问"),
            ("本年收费金额（不是万元，是元）", "1250", "问"),
            ("单位：广元市林业局", "1250", "1250"),
        ] {
            check(Kind::WanYuan, head, text, wanted);
        }
        check(Kind::Money, "采购总金额（万元）", "57.38", "57.38万元");
        check(Kind::Money, "采购总金额（单位：元）", "251000", "251000元");
        check(Kind::Money, "采购总金额", "57.38", "57.38");
    }

    #[test]
    fn values_are_told_from_labels() {
        for t in [
            "0",
            "/",
            "-",
            "+3",
            "减3",
            "22（其中修订16件）",
            "1,234",
            "6①",
            "976.81万元",
            "10.",
            "145。",
            "22 件",
        ] {
            assert!(is_value(t), "{t}");
        }
        for t in [
            "1.属于国家秘密",
            "2、没有",
            "无",
            "一、总体情况",
            "2024年",
            "规章",
            "3.其他",
            "（一）予以公开",
            "0 0 1",
        ] {
            assert!(!is_value(t), "{t}");
        }
    }
}
