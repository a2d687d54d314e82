//! Values of the tables that can stand in a sentence: found by name or pinyin, written as a number, in Chinese
//! numerals, as a share of what was answered, or as the difference from last year.

use super::find::holds;
use crate::checks::narrative::table::named_sums;
use crate::form::table::CellKey;
use crate::report::edit::Edit;
use crate::report::facts::OFFICE;
use crate::report::merge_typed::splice;
use crate::report::text::{FieldStyle, FieldValue, Para, Run};
use crate::report::{Datum, Part, Report};
use std::ops::Range;

/// Something a sentence can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueSource {
    pub name: String,
    pub of: Of,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    Cells(Vec<CellKey>),
    Datum(Datum),
    /// How many units' reports are added up.
    Units,
    /// Cells of one of them, by its name.
    OfUnit(String, Vec<CellKey>),
}

/// How it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    #[default]
    Number,
    Chinese,
    /// Per cent of all results, with one decimal.
    Share,
    /// More or less than last year.
    Change,
}

impl Manner {
    pub const ALL: [(Manner, &'static str); 4] = [
        (Manner::Number, "数字"),
        (Manner::Chinese, "中文数字"),
        (Manner::Share, "占办结总数的百分比"),
        (Manner::Change, "比去年增减"),
    ];
}

/// Most sources listed.
const MOST: usize = 60;

/// What fits a query: first what has a name of its own, then the office's facts, then single cells.
pub fn sources(report: &Report, query: &str) -> Vec<ValueSource> {
    let query = query.trim().to_lowercase();
    let parts: Vec<&str> = query.split_whitespace().collect();
    let fits = |name: &str| parts.iter().all(|p| holds(name, p));
    let form = report.form();
    let named = named_sums(form)
        .into_iter()
        .map(|(name, keys)| ValueSource { name: name.into(), of: Of::Cells(keys) });
    let mut facts: Vec<Datum> = OFFICE.iter().map(|f| f.datum).collect();
    // Behind the name.
    facts.insert(1, Datum::Year);
    let facts = facts.into_iter().map(|d| ValueSource { name: d.name().into(), of: Of::Datum(d) });
    let all = named.chain(facts).chain(number_of_units(report));
    let mut out: Vec<ValueSource> = all.filter(|s| fits(&s.name)).collect();
    if !parts.is_empty() {
        out.extend(of_units(report, &parts).filter(|s| fits(&s.name)).take(MOST));
        let cells = form.cells().into_iter().filter(|k| fits(&form.cell_path(k)));
        out.extend(cells.map(|k| ValueSource { name: short(report, &k), of: Of::Cells(vec![k]) }));
    }
    out.truncate(MOST);
    out
}

fn number_of_units(report: &Report) -> Option<ValueSource> {
    let of_units = || ValueSource { name: "汇总的单位数".into(), of: Of::Units };
    (!report.units.is_empty()).then(of_units)
}

/// What units whose names are spoken of gave: 示范县水利局 · 新收申请.
fn of_units<'a>(report: &'a Report, parts: &'a [&str]) -> impl Iterator<Item = ValueSource> + 'a {
    let spoken = |name: &str| parts.iter().any(|p| holds(name, p));
    let sums = named_sums(report.form());
    report.units.iter().filter(move |u| spoken(&u.name)).flat_map(move |u| {
        let of = |(name, keys): &(&str, Vec<CellKey>)| ValueSource {
            name: format!("{} · {name}", u.name),
            of: Of::OfUnit(u.name.clone(), keys.clone()),
        };
        sums.iter().map(of).collect::<Vec<_>>()
    })
}

/// A cell by its column first, and its row without what the form explains in brackets.
fn short(report: &Report, key: &CellKey) -> String {
    let form = report.form();
    let Some((_, row, _)) = form.locate(key) else { return key.to_string() };
    let cut = |label: &str| match label.char_indices().skip(1).find(|(_, c)| *c == '（') {
        Some((at, _)) => label[..at].to_string(),
        None => label.to_string(),
    };
    let row = row.labels();
    let inner: Vec<String> = row.iter().skip(usize::from(row.len() > 1)).map(|l| cut(l)).collect();
    let columns = form.column_path(key);
    if inner.is_empty() { columns } else { format!("{columns} · {}", inner.join(" › ")) }
}

impl ValueSource {
    /// The live value; none where it can't be written that way.
    pub fn run(&self, report: &Report, manner: Manner) -> Option<Run> {
        let style = if manner == Manner::Chinese { FieldStyle::Chinese } else { FieldStyle::Arabic };
        let value = match (&self.of, manner) {
            (Of::Datum(d), Manner::Number) => FieldValue::Datum(*d),
            (Of::Units, Manner::Number | Manner::Chinese) => FieldValue::Units,
            (Of::OfUnit(unit, of), Manner::Number | Manner::Chinese) => {
                FieldValue::OfUnit { unit: unit.clone(), of: of.clone() }
            }
            (Of::Datum(_) | Of::Units | Of::OfUnit(..), _) => return None,
            (Of::Cells(k), Manner::Share) => {
                let base = named_sums(report.form()).into_iter().find(|(_, keys)| is_total(report, keys))?.1;
                FieldValue::Share { of: k.clone(), base, places: 1 }
            }
            (Of::Cells(_), Manner::Change) if report.predecessor.is_none() => return None,
            (Of::Cells(k), Manner::Change) => FieldValue::ToldChange(k.clone()),
            (Of::Cells(k), _) => FieldValue::Sum(k.clone()),
        };
        Some(Run::field(value, style))
    }
}

/// Whether these cells are the total of all results.
fn is_total(report: &Report, keys: &[CellKey]) -> bool {
    let rows = report.form().role(crate::form::Role::ResultTotal);
    matches!(keys, [k] if rows.iter().any(|r| r == k.row()))
}

/// Where a live value comes from, for people.
pub fn source_of(report: &Report, value: &FieldValue) -> String {
    let form = report.form();
    let name = |keys: &[CellKey]| {
        let own = named_sums(form).into_iter().find(|(_, k)| k == keys).map(|(n, _)| n.to_string());
        let cells = || keys.iter().map(|k| form.cell_path(k)).collect::<Vec<_>>().join(" ＋ ");
        own.unwrap_or_else(cells)
    };
    match value {
        FieldValue::Sum(k) => format!("随表变动：{}", name(k)),
        FieldValue::Share { of, base, .. } => format!("随表变动：{} 占 {}", name(of), name(base)),
        FieldValue::Change(k) | FieldValue::ToldChange(k) => format!("随表变动：{} 比去年增减", name(k)),
        FieldValue::Datum(d) => {
            format!("随“机关和联系方式”变动：{}", d.name())
        }
        FieldValue::Units => "随汇总变动：汇总了几个单位".into(),
        FieldValue::OfUnit { unit, of } => format!("随汇总变动：{unit}的{}", name(of)),
    }
}

/// The edit that puts a run in place of some bytes of a paragraph.
pub fn put(report: &Report, part: Part, paragraph: usize, range: Range<usize>, run: Run) -> Option<Edit> {
    let mut paras = report.paras(part).to_vec();
    if paras.is_empty() {
        paras.push(Para::Text(Vec::new()));
    }
    let Para::Text(runs) = paras.get_mut(paragraph)? else { return None };
    *runs = splice(runs, &[(range, &run)], report);
    Some(Edit::Text(part, paras))
}

/// The edit that turns the live values in some bytes of a paragraph into plain text.
pub fn plain(report: &Report, part: Part, paragraph: usize, range: Range<usize>) -> Option<Edit> {
    let words = report.paras(part).get(paragraph)?.resolved(report);
    let text = words.get(range.clone())?.to_string();
    put(report, part, paragraph, range, Run::text(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Section;
    use crate::report::edit::filled;
    use crate::report::text::UNKNOWN;

    fn report() -> Report {
        let numbers = [
            ("requests.received/natural", "25"),
            ("requests.done.refused.internal/natural", "3"),
            ("requests.done.granted/natural", "9"),
        ];
        filled(2025, "示范局", &numbers)
    }

    #[track_caller]
    fn check_written(query: &str, manner: Manner, words: &str) {
        let r = report();
        let first = sources(&r, query).into_iter().next().expect("something");
        let run = first.run(&r, manner).expect("written");
        assert_eq!(run.resolved(&r), words, "{first:?}");
    }

    #[test]
    fn values_are_found_by_name_and_pinyin_and_written_in_each_manner() {
        check_written("byg", Manner::Number, "3");
        check_written("不予公开", Manner::Share, "25.0%");
        check_written("xs", Manner::Chinese, "二十五");
        check_written("机关全称", Manner::Number, "示范局");
        assert!(
            sources(&report(), "重复申请 商业")
                .iter()
                .any(|s| s.name == "商业企业 · （五）不予处理 › 2.重复申请")
        );
    }

    #[test]
    fn the_number_of_units_and_what_one_of_them_gave_follow_the_units() {
        use crate::report::UnitReport;
        let unit = |name: &str, n: &str| UnitReport {
            name: name.into(),
            cells: filled(2025, name, &[("requests.received/natural", n)]).cells,
            ..UnitReport::default()
        };
        let mut r = report();
        assert!(sources(&r, "单位数").iter().all(|s| s.of != Of::Units));
        r.units = vec![unit("示范县水利局", "7"), unit("示范县教育局", "8")];
        let words = |r: &Report, query: &str, manner| {
            let found = sources(r, query);
            let first = found.first().unwrap_or_else(|| panic!("{query}"));
            first.run(r, manner).map(|run| (run.resolved(r), run))
        };
        let (two, run) = words(&r, "单位数", Manner::Chinese).expect("written");
        assert_eq!(two, "二");
        let (seven, of_unit) = words(&r, "水利局 新收", Manner::Number).expect("written");
        assert_eq!(seven, "7");
        assert!(words(&r, "水利局 新收", Manner::Share).is_none());
        r.units.remove(0);
        assert_eq!((run.resolved(&r).as_str(), of_unit.resolved(&r).as_str()), ("一", UNKNOWN));
    }

    #[test]
    fn every_value_with_a_name_of_its_own_is_offered_by_it_and_written() {
        let r = report();
        let named = named_sums(r.form());
        assert!(named.len() > 10, "few were read");
        for (name, keys) in named {
            let s =
                sources(&r, name).into_iter().find(|s| s.name == name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(s.of, Of::Cells(keys), "{name}");
            assert!(s.run(&r, Manner::Number).is_some_and(|run| run.resolved(&r) != UNKNOWN), "{name}");
        }
    }

    #[test]
    fn a_value_is_put_in_a_sentence_and_made_plain_again() {
        let mut r = report();
        r.sections[0].before = vec![Para::plain("收到件申请。")];
        let run = sources(&r, "新收")[0].run(&r, Manner::Number).expect("a run");
        let at = "收到".len();
        put(&r, Part::Before(Section::Overview), 0, at..at, run).expect("an edit").apply(&mut r);
        assert_eq!(r.words(Part::Before(Section::Overview)), "收到25件申请。");
        Edit::enter(r.form(), &CellKey::parse("requests.received/natural"), "31").apply(&mut r);
        assert_eq!(r.words(Part::Before(Section::Overview)), "收到31件申请。");
        plain(&r, Part::Before(Section::Overview), 0, at..at + 2).expect("an edit").apply(&mut r);
        assert_eq!(r.sections[0].before, vec![Para::plain("收到31件申请。")]);
    }
}
