//! What is made of a collection for people: who reported (报送情况表), the sums (汇总表), each unit's numbers (分户表), what
//! differs from what (差额表), who is missing (未报名单); as pages, and as a workbook.

use super::listing::Listing;
use super::{ExportError, Made, xlsx};
use crate::chinese::numerals;
use crate::collect::Collection;
use crate::collect::figures;
use crate::collect::gap::{self, GapLine, GapSide};
use crate::collect::headline::{Headline, headlines};
use crate::collect::overview::Overview;
use crate::collect::unit_row::{UnitRow, UnitState};
use crate::form::table::CellKey;
use crate::page::blocks::{self, Doc, DocBlock};
use crate::page::fonts::Fonts;
use crate::report::level;
use crate::report::value::Value;
use crate::report::{Date, Report};
use std::collections::HashMap;
use std::path::Path;

/// One of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CollectedTable {
    States,
    Sums,
    Units,
    Gaps,
    Missing,
}

impl CollectedTable {
    pub const ALL: [CollectedTable; 5] = [
        CollectedTable::States,
        CollectedTable::Missing,
        CollectedTable::Sums,
        CollectedTable::Units,
        CollectedTable::Gaps,
    ];

    /// The word a clerk sees.
    pub fn word(self) -> &'static str {
        match self {
            CollectedTable::States => "报送情况表",
            CollectedTable::Sums => "汇总表",
            CollectedTable::Units => "分户表",
            CollectedTable::Gaps => "差额表",
            CollectedTable::Missing => "未报名单",
        }
    }
}

/// Behind 未报名单.
const LEFT_OUT: &str = "已报未计入名单";

/// A collection as it stands.
pub struct Collected<'a> {
    pub collection: &'a Collection,
    pub overview: &'a Overview,
    pub today: Option<Date>,
}

impl Collected<'_> {
    /// The tables in the format that the extension of `output` names.
    pub fn made(
        &self,
        tables: &[CollectedTable],
        output: &Path,
        fonts: &dyn Fn() -> Fonts,
    ) -> Result<Made, ExportError> {
        match xlsx::EXPORTER.format.names(output) {
            true => self.workbook(tables),
            false => super::document(&self.document(tables), output, fonts),
        }
    }

    /// The tables as a document, those that have nothing to say left out.
    pub fn document(&self, tables: &[CollectedTable]) -> Doc {
        let (c, standing) = (self.collection, &self.overview.standing);
        let count = standing.head_count(c);
        let day = self.today.map_or(String::new(), |d| format!("截至{d}，"));
        let mut blocks = vec![
            DocBlock::Title(c.title()),
            DocBlock::para(format!("{day}{}。", count.words().replace(" · ", "，"))),
        ];
        blocks.extend(count.since_last().map(|l| DocBlock::para(format!("户数核对：{l}。"))));
        let mut n: usize = 0;
        let mut headed = |word: &str, body: Vec<DocBlock>| {
            if body.is_empty() {
                return;
            }
            n = n.saturating_add(1);
            let text = format!("{}、{word}", numerals::heading(n));
            blocks.push(DocBlock::heading(1, text));
            blocks.extend(body);
        };
        for table in tables {
            match table {
                CollectedTable::Sums => headed(table.word(), self.sums()),
                _ => self.listings(*table).iter().for_each(|l| headed(&l.title, vec![l.block()])),
            }
        }
        Doc { title: c.title(), author: c.office.clone(), date: self.today, blocks, ..Doc::default() }
    }

    /// The tables as a workbook, a sheet each.
    pub fn workbook(&self, tables: &[CollectedTable]) -> Result<Made, ExportError> {
        let sums = tables.contains(&CollectedTable::Sums).then(|| self.report());
        let listings: Vec<Listing> = tables.iter().flat_map(|t| self.listings(*t)).collect();
        xlsx::listings::book(&self.collection.title(), &listings, sums.as_ref())
    }

    /// The sums as a report has them, to be shown alone.
    fn report(&self) -> Report {
        self.collection.report(self.overview)
    }

    /// The statutory tables with the sums.
    fn sums(&self) -> Vec<DocBlock> {
        let of = |b: DocBlock| match b {
            DocBlock::Table(t) => {
                vec![DocBlock::heading(2, &t.title), DocBlock::Table(t)]
            }
            _ => Vec::new(),
        };
        blocks::of(&self.report()).blocks.into_iter().flat_map(of).collect()
    }

    /// A table of rows; of what differs there is one for each pair.
    fn listings(&self, table: CollectedTable) -> Vec<Listing> {
        match table {
            CollectedTable::States => vec![self.states(table.word(), &|_| true)],
            CollectedTable::Missing => {
                let is_due = |r: &UnitRow| r.counts.is_none() && r.is_expected(self.collection);
                let silent = |r: &UnitRow| is_due(r) && r.state == UnitState::Absent;
                // What came and does not count is no reason to call the unit silent.
                let left_out = |r: &UnitRow| is_due(r) && r.state != UnitState::Absent;
                let lists = [self.states(table.word(), &silent), self.states(LEFT_OUT, &left_out)];
                lists.into_iter().filter(|l| !l.rows.is_empty()).collect()
            }
            CollectedTable::Units => vec![self.units()],
            CollectedTable::Gaps => [GapSide::Draft, GapSide::LastSum, GapSide::LastPublished]
                .map(|s| self.gaps(s))
                .into_iter()
                .flatten()
                .collect(),
            CollectedTable::Sums => Vec::new(),
        }
    }

    /// How units stand.
    fn states(&self, title: &str, which: &dyn Fn(&UnitRow) -> bool) -> Listing {
        let heads = ["序号", "单位", "类别", "状态", "收到", "情况"];
        let mut said: HashMap<usize, Vec<&str>> = HashMap::new();
        for f in &self.overview.findings {
            f.unit.into_iter().for_each(|u| said.entry(u).or_default().push(&f.message));
        }
        let rows = self.overview.standing.rows.iter().filter(|r| which(r));
        let rows = rows.enumerate().filter_map(|(i, r)| {
            let unit = self.collection.units.get(r.unit)?;
            let received = r.received.map_or(String::new(), |d| format!("{}月{}日", d.month, d.day));
            let n = i.saturating_add(1).to_string();
            let state = r.state.word().to_string();
            Some(vec![n, unit.name.clone(), unit.kind.word().into(), state, received, self.told(r, &said)])
        });
        Listing {
            title: title.into(),
            heads: heads.map(String::from).to_vec(),
            words: heads.len(),
            rows: rows.collect(),
            turned: false,
        }
    }

    /// What is to be known of a unit, in few words.
    fn told(&self, row: &UnitRow, said: &HashMap<usize, Vec<&str>>) -> String {
        let many = |n: usize, words: &str| (n > 0).then(|| format!("{words}{n}"));
        let duty = self.collection.units.get(row.unit).map_or("", |u| u.duty.reason());
        let mut parts: Vec<String> = Vec::new();
        parts.extend((!duty.is_empty()).then(|| duty.to_string()));
        parts.extend(many(row.errors, "错误"));
        parts.extend(many(row.warnings, "提醒"));
        parts.extend((row.returned > 0).then(|| format!("退回{}次", row.returned)));
        let findings = said.get(&row.unit).filter(|_| row.counts.is_none() && row.shown.is_some());
        parts.extend(findings.into_iter().flatten().map(|f| f.to_string()));
        parts.join("；")
    }

    /// The numbers of every unit that are in the sums, and below them the sums.
    fn units(&self) -> Listing {
        let (c, standing) = (self.collection, &self.overview.standing);
        let columns = headlines(c.form());
        let words = |v: Option<Value>, key: &CellKey| shown(c, key, v.as_ref());
        let mut rows = Vec::new();
        for (i, row) in standing.rows.iter().enumerate() {
            let Some(unit) = c.units.get(row.unit) else { continue };
            let of = |h: &Headline| {
                let Some(f) = standing.figures(row.unit) else { return String::new() };
                marked(words(f.value(h.place), &h.cell), f.lacks(h.place))
            };
            let mut cells = vec![i.saturating_add(1).to_string(), unit.name.clone()];
            cells.extend(columns.iter().map(of));
            rows.push(cells);
        }
        let total = |h: &Headline| {
            let Some(t) = standing.totals.cell(h.place) else { return String::new() };
            marked(words(t.value.clone(), &h.cell), !t.unread.is_empty())
        };
        let adjusted = |h: &Headline| standing.totals.cell(h.place).map(|t| t.adjusted).unwrap_or_default();
        if columns.iter().any(|h| !adjusted(h).is_zero()) {
            let by = columns.iter().map(|h| figures::signed(adjusted(h)));
            rows.push(["".to_string(), "调整".into()].into_iter().chain(by).collect());
        }
        rows.push(["".to_string(), "合计".into()].into_iter().chain(columns.iter().map(total)).collect());
        if rows.iter().flatten().any(|c| c.ends_with(LACKS)) {
            let mut note = vec![String::new(), format!("带{LACKS}的，有的分项不是数，没有加进去")];
            note.resize(columns.len().saturating_add(note.len()), String::new());
            rows.push(note);
        }
        let heads = ["序号", "单位"].into_iter().chain(columns.iter().map(|h| h.name));
        Listing {
            title: CollectedTable::Units.word().into(),
            heads: heads.map(String::from).collect(),
            words: 2,
            rows,
            turned: true,
        }
    }

    /// The cells in which the sums differ from the other side; nothing where that is not there.
    fn gaps(&self, side: GapSide) -> Option<Listing> {
        let (c, standing) = (self.collection, &self.overview.standing);
        side.figures(c, standing)?;
        let region = level::region(&c.office);
        let name = |u: usize| {
            let name = c.units.get(u).map_or("", |u| u.name.as_str());
            name.strip_prefix(region).filter(|n| !n.is_empty()).unwrap_or(name)
        };
        // （七）总计 and 3.其他 don't say whose.
        let cell = |key: &CellKey| match c.form().row_name(key).chars().count() > TELLING {
            true => c.form().cell_name(key),
            false => c.form().cell_path(key),
        };
        let row = |l: &GapLine| {
            let units = l.units.iter().map(|(u, d)| format!("{}{}", name(*u), figures::signed(*d)));
            let adjusted = (!l.adjusted.is_zero()).then(|| format!("调整{}", figures::signed(l.adjusted)));
            let why: Vec<String> = adjusted.into_iter().chain(units).collect();
            vec![
                cell(&l.cell),
                why.join("、"),
                shown(c, &l.cell, l.left.as_ref()),
                shown(c, &l.cell, l.right.as_ref()),
                l.difference.map_or(String::new(), figures::signed),
            ]
        };
        let rows = gap::lines(c, standing, (GapSide::Sum, side), false).iter().map(row).collect();
        let heads = ["项目", "相关单位", GapSide::Sum.word(), side.word(), "差额"];
        Some(Listing {
            title: format!("{}（{}和{}）", CollectedTable::Gaps.word(), GapSide::Sum.word(), side.word()),
            heads: heads.map(String::from).to_vec(),
            words: 2,
            rows,
            turned: false,
        })
    }
}

/// A row called in no more characters is told by its groups too.
const TELLING: usize = 6;
/// Behind a number that lacks a part which is none.
const LACKS: char = '*';

fn marked(words: String, lacks: bool) -> String {
    if lacks { format!("{words}{LACKS}") } else { words }
}

/// A number as the reports write it; 未填 stays empty.
fn shown(collection: &Collection, key: &CellKey, value: Option<&Value>) -> String {
    value.map_or(String::new(), |v| v.canonical(collection.form().kind(key)))
}
