//! The words that tell a label: numbering, brackets, spaces, width and traditional characters don't count.

use crate::chinese::numerals::counts;
use crate::chinese::variants::simplified;
use crate::chinese::width::nfkc;
use crate::form::words::{self, LabelWords};
use crate::import::scale;
use crate::report::memo::Memo;

/// The words that tell a label: folded in width, without numbering, punctuation and spaces; those of prose are
/// cut off where they are longer than any label.
pub fn key(text: &str) -> String {
    const LONGEST: usize = 200;
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    // The same words are asked about under every edition, section and row.
    KEYS.with(|m| m.get((), &text[..end], || telling(&text[..end]))).to_string()
}

thread_local! {
    static KEYS: Memo<(), String, String> = Memo::default();
}

fn telling(words: &str) -> String {
    let folded: String = nfkc(words).chars().filter(|c| !c.is_whitespace()).map(simplified).collect();
    let bare = strip_numbering(&folded);
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Without a leading 一、 （一） (1) 1. 1、 or 第一
pub(super) fn strip_numbering(t: &str) -> &str {
    let numeral = |c: char| counts(c) || c.is_ascii_digit();
    let inner = t.strip_prefix('(').and_then(|r| r.split_once(')'));
    if let Some((n, rest)) = inner
        && !n.is_empty()
        && n.chars().all(numeral)
    {
        return rest;
    }
    let rest = t.trim_start_matches(numeral);
    if rest.len() < t.len()
        && let Some(r) = rest.strip_prefix(['、', '.', ',', '．'])
    {
        return r;
    }
    t
}

/// 本年（2023）制发件数 without the year that some offices put in; `None` if there is none.
pub(super) fn without_year(key: &str) -> Option<String> {
    let at = key.find("20")?;
    let year = key.get(at..at + 4).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = key[at + year.len()..].trim_start_matches(['年', '度']);
    Some(format!("{}{rest}", &key[..at]))
}

/// 采购总金额（万元） without the unit; `None` if it names none.
pub(super) fn without_unit(text: &str) -> Option<String> {
    let folded: String = nfkc(text).chars().filter(|c| !c.is_whitespace()).collect();
    let (head, rest) = folded.rsplit_once('(')?;
    let (inside, behind) = rest.split_once(')')?;
    (scale::is_unit(inside) && !head.is_empty()).then(|| key(&format!("{head}{behind}")))
}

/// How alike two labels are, in hundredths: characters that both have in the same order.
pub fn likeness(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row = vec![0usize; b.len() + 1];
    let mut many = 0;
    for c in a.chars() {
        many += 1;
        let mut diagonal = 0;
        for (i, d) in b.iter().enumerate() {
            let above = row[i + 1];
            row[i + 1] = if c == *d { diagonal + 1 } else { above.max(row[i]) };
            diagonal = above;
        }
    }
    row[b.len()] * 100 / many.max(b.len()).max(1)
}

/// Whether words speak of another year than the label that they are like, or say the opposite: 上年收费金额, 有正当理由.
pub fn is_opposite(said: &str, official: &str) -> bool {
    let LabelWords { denials, other_years, this_year, other_things } = &words::words().labels;
    let times = |text: &str, w: &str| text.matches(w).count();
    let more = |w: &&String| times(said, w) > times(official, w);
    let denied = |text: &str| text.chars().filter(|c| denials.contains(*c)).count() % 2;
    // What is left out at a label's end says no contrary.
    let (own, whole) = (key(said), key(official));
    let whole = if whole.starts_with(&own) { &own } else { &whole };
    // 本 is no other year where the label says none.
    let this = official.contains('年') && more(&this_year);
    let mut others = other_years.iter().chain(other_things);
    this || others.any(|w| more(&w)) || denied(&own) != denied(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_spaces_and_width_do_not_count() {
        assert_eq!(key("规    章"), "规章");
        assert_eq!(key("（三）不予公开"), key("(三) 不予公开"));
        assert_eq!(key("2.重复申请"), key("2、重复申请"));
        assert_eq!(key("3.危及“三安全一稳定”"), "危及三安全一稳定");
        assert_eq!(key("本年增/减"), "本年增减");
        assert_eq!(key("12"), "12");
        assert_eq!(key("四、結轉下年度繼續辦理"), "结转下年度继续办理");
        assert_eq!(without_year(&key("本年（2023年）制发件数")).as_deref(), Some("本年制发件数"));
        assert_eq!(without_year("本年制发件数"), None);
        assert_eq!(without_unit("采购总金额（万元）").as_deref(), Some("采购总金额"));
        assert_eq!(without_unit("部分公开（区分处理）"), None);
        assert_eq!(likeness("行政强致", "行政强制"), 75);
        assert!(is_opposite("上年收费金额（单位：万元）", "本年收费金额（单位：万元）"));
        assert!(is_opposite("4.有正当理由大量反复申请", "4.无正当理由大量反复申请"));
        assert!(!is_opposite("4.没有正当理由大量反复申请", "4.无正当理由大量反复申请"));
        assert!(is_opposite("2.有现成信息需要另行制作", "2.没有现成信息需要另行制作"));
        assert!(!is_opposite(
            "1.申请人无正当理由逾期不补正",
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
        ));
        assert!(is_opposite("累计制发件数", "本年制发件数") && is_opposite("非自然人", "自然人"));
        assert!(is_opposite("行政处罚撤销", "行政处罚") && is_opposite("经复议直接起诉", "未经复议直接起诉"));
        assert!(is_opposite("四、结转本年度继续办理", "四、结转下年度继续办理"));
        assert!(!is_opposite("收费金额", "本年收费金额（单位：万元）"));
        assert!(!is_opposite("本年收费", "采购总金额"));
    }
}
