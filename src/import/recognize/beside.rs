//! What a short line at a table says of all its numbers: a note, a part of the year, whose they are, that they are not
//! the last word, a unit of hundreds.

use crate::chinese::width::nfkc;
use crate::form::words;
use crate::import::{headings, scale};

/// So much of a note is shown.
const SHOWN: usize = 40;

/// What is asked because of such a line.
pub fn beside(said: &str, year: u16) -> Option<String> {
    let words = &words::words().tables;
    let holds = |list: &[String]| list.iter().any(|w| said.contains(w.as_str()));
    // What the form says itself, and what a numbered paragraph begins with.
    if holds(&words.known_notes) || headings::is_numbered(said) {
        return None;
    }
    let is_whole = is_whole_year(said);
    // A count says what is missing: 有3件未计入.
    let counts = holds_count(said);
    let lacks = said.contains(|c| words.lacks.contains(c));
    let bare = said.trim_matches(['（', '）', '(', ')', ' ']);
    // What a note says beside the time is what it says.
    let only = !is_note(said) || says_time_alone(bare);
    let ended = (holds(&words.year_ends) || is_whole || is_to_december(said)) && !counts && !lacks && only;
    // That those below it are left out is as it should be; of others somebody has to think.
    let scoped = holds(&words.scopes);
    let leaves_out = holds(&words.leave_out) && scoped && !counts;
    let noted = is_note(said) && !ended && !says_nothing(bare) && !leaves_out;
    // When it is to be sent, or was filled in, says nothing of its numbers.
    let of_filling = holds(&words.of_filling) && !holds(&words.of_numbers) && !is_note(said);
    let until = holds(&words.until) && bare.contains('月') && !ended && !of_filling;
    let part = (holds(&words.part_years) && bare.contains(['月', '季', '年']) || is_part(said))
        && !ended
        && !of_filling;
    let other_year = || {
        let digits =
            bare.split(|c: char| !c.is_ascii_digit()).filter(|d| d.len() == 4 && d.starts_with("20"));
        holds(&words.periods) && digits.into_iter().any(|d| d.parse() != Ok(year))
    };
    let scope = scoped && !leaves_out;
    let asks =
        noted || names_hundreds(bare) || until || part || holds(&words.drafts) || scope || other_year();
    let shown: String = said.chars().take(SHOWN).collect();
    let more = if said.chars().count() > SHOWN { "…" } else { "" };
    asks.then(|| format!("表旁边写着“{shown}{more}”；请核对表里的数"))
}

/// 注：…, 备注…
pub fn is_note(said: &str) -> bool {
    let bare = said.trim_matches(['（', '）', '(', ')', ' ']);
    words::words().tables.notes.iter().any(|w| bare.starts_with(w.as_str()))
}

/// What a note says behind its mark.
fn own_words(bare: &str) -> &str {
    bare.split_once(['：', ':']).map_or(bare, |(_, own)| own).trim().trim_end_matches('。')
}

/// 备注：, 注：无, 注：无误.
fn says_nothing(bare: &str) -> bool {
    let own = own_words(bare);
    own.is_empty() || words::words().nothing.iter().chain(&words::words().tables.right).any(|n| n == own)
}

/// 注：本表数据截至12月31日; not 注：1-12月数据为预估.
fn says_time_alone(bare: &str) -> bool {
    let mut own = nfkc(own_words(bare)).into_owned();
    for word in &words::words().tables.of_time {
        own = own.replace(word.as_str(), "");
    }
    own.chars().all(|c| !c.is_alphanumeric() || c.is_ascii_digit())
}

/// 单位：百件; not 填报单位：百色市水务局.
fn names_hundreds(bare: &str) -> bool {
    let unit = bare.rsplit_once("单位").map(|(_, u)| u.trim_start_matches(['：', ':', '为', ' ']));
    unit.is_some_and(|u| scale::is_unit(u) && u.contains(['百', '千', '万']) && !u.contains('元'))
}

/// 1-12月, 1.1-12.31.
pub fn is_whole_year(said: &str) -> bool {
    match numbers(said)[..] {
        [1, 12] => said.contains('月'),
        [1, 1, 12, 31] => true,
        _ => false,
    }
}

/// 截至2024年12月; not 12月数据为预估, 截至12月20日.
fn is_to_december(said: &str) -> bool {
    let to = words::words().tables.to.iter().any(|w| said.contains(w.as_str()));
    to && nfkc(said).contains("12月") && matches!(numbers(said)[..], [12] | [12, 31])
}

/// 7-12月, 7月至12月; not 3月、6月台账.
fn is_part(said: &str) -> bool {
    let of_months = said.contains('月') && !said.contains(['日', '号']) && !holds_count(said);
    let to = &words::words().tables.to;
    let ranges = nfkc(said).contains(['-', '—', '–', '~']) || to.iter().any(|w| said.contains(w.as_str()));
    of_months && ranges && matches!(numbers(said)[..], [a, b] if a < b && b <= 12 && (a, b) != (1, 12))
}

/// The numbers in it that are no years.
fn numbers(said: &str) -> Vec<u16> {
    let folded = nfkc(said);
    let runs = folded.split(|c: char| !c.is_ascii_digit()).filter_map(|d| d.parse::<u16>().ok());
    runs.filter(|n| *n < 1000).collect()
}

/// 3件, 12个.
fn holds_count(said: &str) -> bool {
    let counters = &words::words().counters;
    let folded = nfkc(said);
    let mut pairs = folded.chars().zip(folded.chars().skip(1));
    pairs.any(|(d, c)| d.is_ascii_digit() && (counters.contains(&c) || matches!(c, '元' | '份')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_of_a_table_is_asked_unless_it_is_what_others_count() {
        let asked = |said| beside(said, 2024).is_some();
        for said in [
            "注：有3件未计入",
            "注：另有5件未计入本表",
            "备注：年底新增5件不计",
            "说明：全年少计3件",
            "备注：表中行政处罚数不含交警大队",
            "注：不含下属单位12件",
            "注：收费数不包括罚没",
            "注：本表数据含下属3个事业单位",
            "（数据不全）",
            "数据未核实",
            "注释：行政处罚按立案数填报",
            "注：无法统计的3件未计入",
            "备注：无证经营处罚5件另计",
            "注：无锡分局数据未汇总",
            "注：处罚数由公安局提供，暂无",
            "注：第12栏为估计数",
            "注：1至12行为预估数",
            "注：12月数据为预估",
            "备注：12月收到的按预估填报",
            "注：收到12月数为估计",
            "注：到12月为止的数系估算",
            "注：1-12月数据为预估",
            "注：第1、12月数据由人工补录",
            "注：1-12月数系推算",
            "注：全年数系推算",
            "单位：件（1月至6月）",
            "1-6月上报数",
            "上报口径：截至6月底",
            "请于7月10日前上报1-6月数据",
        ] {
            assert!(asked(said), "{said}");
        }
        for said in [
            "（不含下属单位）",
            "注：本表数据截至12月31日",
            "注：全年数据",
            "注：无误",
            "备注：",
            "注：无",
            "注：统计时间为2024年1月1日至12月31日",
            "（请于2025年1月31日前报送）",
            "填表说明：请于次年1月31日前公布",
            "填报时间：2025年1-2月",
            "数据来源：3月、6月台账",
        ] {
            assert!(!asked(said), "{said}");
        }
    }

    #[test]
    fn a_whole_year_is_no_part_of_one_however_it_is_written() {
        let asked = |said| beside(said, 2024).is_some();
        for said in [
            "（2024年1—12月）",
            "（2024年1至12月）",
            "2024年1月至12月",
            "统计期间：2024年1-12月份",
            "统计年度：2024.1.1-2024.12.31",
            "截至2024年12月",
            "截止2024年12月31号",
            "（2024年第一至四季度）",
            "填报单位：百色市水务局",
            "填报单位：万宁市水务局",
        ] {
            assert!(!asked(said), "{said}");
        }
        for said in [
            "（2024年1—9月）",
            "截至2024年9月",
            "前三季度",
            "统计期间：2023.1.1-2023.12.31",
            "单位：百件",
            "截至12月10日",
            "数据截至2024年12月20日",
            "（12月25日前数据）",
            "（7月至12月）",
            "（2024年7-12月）",
            "（1～9月）",
            "（1~11月）",
            "2024年11月底",
        ] {
            assert!(asked(said), "{said}");
        }
    }
}
