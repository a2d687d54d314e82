//! What a table says above itself, or in its first rows, of whose it is: one of another year, or of another office, was
//! put into this report by a slip (2024年收到和处理政府信息公开申请情况统计表; 填报单位：示范县林业局).

use super::beside::{beside, is_note, is_whole_year};
use crate::chinese::offices::before_bracket;
use crate::chinese::width::nfkc;
use crate::chinese::years::years;
use crate::form::Form;
use crate::form::words::{self, TableWords};
use crate::import::find::FoundParts;
use crate::import::source_rows::SourceRow;
use crate::import::{facts_in_prose, labels, scale};
use crate::report::{Note, NoteKind, Part, Place, Report};
use std::collections::BTreeSet;
use std::ops::Range;

/// So many rows above a table, and at its head, are looked at.
const NEAR: usize = 3;
/// Longer words are prose.
const LONGEST: usize = 40;
/// Tells of tables that are said to be another year's, or another office's.
pub fn tell(report: &Report, (rows, found): (&[SourceRow], &FoundParts), notes: &mut Vec<Note>) {
    // What stands between two tables is near both, and told once.
    let mut told = BTreeSet::new();
    let tables = 0..report.form().tables.len();
    let near = tables.clone().flat_map(|i| found.near(rows, i, NEAR)).map(|r| (r, false));
    let own = rows.iter().zip(&found.owner).filter(|(_, o)| o.is_some()).map(|(r, _)| (r, r.is_of_table()));
    for (row, is_label) in near.chain(own) {
        let is_prose = |w: &str| w.contains(['。', '，', '；']) && !is_note(w);
        let words = row.words().filter(|w| is_note(w) || w.chars().count() <= LONGEST && !is_prose(w));
        let alone = row.words().nth(1).is_none();
        let of = |w: &str| {
            other_year(w, report.year, is_label)
                .or_else(|| other_office(w, &report.office.name))
                .or_else(|| other_table(w).filter(|_| alone))
                .or_else(|| beside(w, report.year).filter(|_| alone))
                .or_else(|| bare_office(w, &report.office.name).filter(|_| alone && !is_label))
        };
        let said = words.filter_map(of);
        told.extend(said.map(|s| (row.line, s)));
    }
    notes.extend(told.into_iter().map(|(line, s)| Note::at(NoteKind::Doubtful, Place::Whole, Some(line), s)));
    let said = other_announced(report).into_iter().chain(draft(&report.title_line()));
    notes.extend(said.map(|s| Note::new(NoteKind::Doubtful, Place::Whole, s)));
}

/// Tells of tables that don't stand in their own section, which is there: one of another year or office may be put in
/// or appended.
pub fn tell_misplaced(
    form: &Form,
    bodies: &[Option<Range<usize>>],
    found: &FoundParts,
    notes: &mut Vec<Note>,
) {
    for (i, (table, body)) in form.tables.iter().zip(bodies).enumerate() {
        let Some((body, first)) = body.as_ref().zip(found.first(i)) else { continue };
        // Its heading may be the first row of its own sheet or table.
        if !(body.start.saturating_sub(1)..body.end).contains(&first) {
            let text = format!("“{}”表不在它的部分里，读自别处的表；请核对那是不是这份报告的", table.title);
            notes.push(Note::at(NoteKind::Doubtful, Place::Whole, None, text));
        }
    }
}

/// The preamble announces the report of another office: a neighbour's was the template.
fn other_announced(report: &Report) -> Option<String> {
    let (own, named) = (&report.office.name, facts_in_prose::office_in(&report.words(Part::Preamble))?);
    let named = named.trim_end_matches("单位").to_string();
    let bare = before_bracket(&named);
    let is_name = words::words().offices.iter().any(|e| bare.ends_with(e.as_str()));
    // 区政府国资局 is 示范区国资局.
    let of_government = named.replace("人民政府", "").replace("政府", "");
    let is_same = is_within(&named, own) || is_within(own, &named) || is_within(&of_government, own);
    let text = format!("导语公布的是“{named}”的报告，这份报告是{own}的；请核对是谁的");
    (!own.is_empty() && is_name && !is_same).then_some(text)
}

/// What its title says of a report that is not the last word.
fn draft(title: &str) -> Option<String> {
    let word = words::words().tables.draft_titles.iter().find(|d| title.contains(d.as_str()))?;
    Some(format!("标题里有“{word}”；请核对是不是定稿"))
}

fn other_year(said: &str, year: u16, is_label: bool) -> Option<String> {
    let TableWords { beside_year, of_table, .. } = &words::words().tables;
    let says = |list: &[String]| list.iter().any(|w| said.contains(w));
    // What is set beside it may be last year's, and a day in the year after is that of filling it in.
    let (beside, of_table) = (says(beside_year), is_label || is_bare_year(said) || says(of_table));
    let other = years(said).into_iter().find(|y| y.year != year)?;
    let text =
        format!("表上写的是{}年：“{said}”，这份报告是{year}年的；请核对表里的数是哪一年的", other.year);
    (of_table && !beside).then_some(text)
}

/// （2024年）, 2024年度, 2024年1-12月: nothing but a year.
fn is_bare_year(said: &str) -> bool {
    let [year] = &years(said)[..] else { return false };
    let before = said.get(..year.digits.start).unwrap_or_default();
    let behind = said.get(year.end()..).unwrap_or_default();
    let rest = [before, behind].concat();
    let of_year =
        |c: char| c.is_whitespace() || "()[]【】〔〕度年全:月至-—~".contains(c) || c.is_ascii_digit();
    let months = rest.contains(|c: char| c.is_numeric());
    nfkc(&rest).chars().all(of_year) && (!months || is_whole_year(&rest))
}

fn other_office(said: &str, office: &str) -> Option<String> {
    let said: String = said.chars().filter(|c| !c.is_whitespace()).collect();
    let titled = || office_of_table(&said);
    let named = words::words().tables.before_office.iter().find_map(|b| said.strip_prefix(b.as_str()));
    let rest = named.map(str::to_string).or_else(titled)?;
    let rest = rest.as_str();
    if scale::is_unit(before_bracket(rest)) {
        return None;
    }
    let name = rest.trim_start_matches(['：', ':', '（', '盖', '章', '）', ' ']).split_whitespace().next()?;
    let is_same = is_within(name, office) || is_within(office, name);
    let text = format!("表上写的填报单位是“{name}”，这份报告是{office}的；请核对表里的数是谁的");
    (!office.is_empty() && !is_same).then_some(text)
}

/// The office that a table's own title begins with: 示范县林业局2025年收到和处理政府信息公开申请情况统计表.
fn office_of_table(said: &str) -> Option<String> {
    let TableWords { behind_office, offices, .. } = &words::words().tables;
    let year = years(said).first().map(|y| y.digits.start);
    let end = behind_office.iter().filter_map(|b| said.find(b)).chain(year).min()?;
    let name = said.get(..end).filter(|_| said.ends_with(['表', '况']))?;
    (name.chars().count() > 2 && offices.iter().any(|e| name.ends_with(e))).then(|| name.to_string())
}

/// What is said above a table that is none of this report's own: last year's, or one that shows how it is filled in.
fn other_table(said: &str) -> Option<String> {
    const LONGEST: usize = 16;
    let is_other = words::words().tables.others.iter().any(|o| said.contains(o));
    (is_other && said.chars().count() <= LONGEST && !labels::begins_label(said) && !said.contains("结转"))
        .then(|| format!("表上写着“{said}”；请核对表里的数是不是这份报告的"))
}

/// A line of nothing but the name of another office.
fn bare_office(said: &str, office: &str) -> Option<String> {
    let name = said.trim_matches(['（', '）', '(', ')', ' ']);
    let is_name = words::words().tables.offices.iter().any(|e| name.ends_with(e.as_str()))
        && (4..=20).contains(&name.chars().count())
        && !name.contains(['：', '、', '，', '年', '）', '（', '(', ')'])
        && !name.starts_with('各')
        && !name.contains("小组");
    // The government of the same place stands over all its bureaus.
    let place = ["人民政府", "政府"].iter().find_map(|e| name.strip_suffix(e)).filter(|p| !p.is_empty());
    let is_same =
        is_within(name, office) || is_within(office, name) || place.is_some_and(|p| office.starts_with(p));
    (is_name && !office.is_empty() && !is_same)
        .then(|| format!("表旁边写着“{name}”，这份报告是{office}的；请核对表里的数是谁的"))
}

/// Whether a name is another's, or is short for it: 县府办 is 示范县人民政府办公室.
pub fn is_within(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|l| l == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_another_year_or_office_is_told_and_what_is_beside_or_short_is_not() {
        let year = |w| other_year(w, 2025, false).is_some();
        assert!(other_year("行政处罚（2024年）", 2025, true).is_some());
        assert!(year("2024年收到和处理政府信息公开申请情况统计表") && year("统计年度：2024年"));
        assert!(year("（2024年）") && year("2024年度") && year("2024年1-12月"));
        for right in [
            "2025年收到和处理情况统计表",
            "填表日期：2026年1月15日",
            "2026年1月",
            "（2026年1月印发）",
            "2024年结转：无",
            "2024年同期情况",
            "表三",
        ] {
            assert!(!year(right), "{right}");
        }
        let office = |w| other_office(w, "示范县人民政府办公室").is_some();
        assert!(office("填报单位：示范县林业局") && office("填报单位（盖章）：林业局"));
        for right in
            ["填报单位：县府办", "填报单位（盖章）：示范县人民政府办公室", "填报单位：", "本单位林业局"]
        {
            assert!(!office(right), "{right}");
        }
        assert!(
            office("填 报 单 位：示范县林业局") && office("编制单位：示范县林业局") && office("单位：林业局")
        );
        assert!(!office("单位：件") && !office("单位：万元") && !office("单位：百件"));
        assert!(office("示范县林业局2025年收到和处理政府信息公开申请情况统计表"));
        assert!(!office("收到和处理政府信息公开申请情况"));
        assert!(draft("示范县水利局2025年政府信息公开工作年度报告（征求意见稿）").is_some());
        let table = |w| other_table(w).is_some();
        assert!(table("上年同期：") && table("填表示例") && table("去年情况（供参考）"));
        for right in ["二、上年结转政府信息公开申请数量", "表三", "2025年统计表"] {
            assert!(!table(right), "{right}");
        }
    }
}
