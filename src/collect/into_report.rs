//! 生成汇总年报: a report with the sums, its units, what they cover in a sentence to confirm, and what is still missing
//! as notes; and the same brought up to date later, every change shown before it is made.

use super::Collection;
use super::figures::Figures;
use super::overview::Overview;
use super::roster::UnitKind;
use super::standing::Standing;
use crate::form::Form;
use crate::form::bounds::at;
use crate::form::table::CellKey;
use crate::report::edit::Edit;
use crate::report::text::Para;
use crate::report::value::{Cell, Value};
use crate::report::{Chapter, Note, NoteKind, Office, Part, Place, Report, Section, UnitReport};

/// Most units whose missing numbers are told one by one.
const TOLD: usize = 40;

/// One number of a report that the sums say otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumChange {
    pub cell: CellKey,
    pub was: Option<Value>,
    pub now: Option<Value>,
}

impl Collection {
    /// What the numbers cover: as the clerk confirmed it, else as the program says it.
    pub fn scope_words(&self, standing: &Standing) -> String {
        self.scope.clone().unwrap_or_else(|| self.own_scope(standing))
    }

    /// 本报告的统计数据由本级1个、部门35个、乡镇20个共56个单位的年度报告汇总而成。
    fn own_scope(&self, standing: &Standing) -> String {
        let counted: Vec<UnitKind> =
            standing.counted().filter_map(|(u, _)| self.units.get(u)).map(|u| u.kind).collect();
        let of = |kind: UnitKind| counted.iter().filter(|k| **k == kind).count();
        let kinds: Vec<String> = UnitKind::ALL
            .into_iter()
            .map(|k| (k.word(), of(k)))
            .filter(|(_, n)| *n > 0)
            .map(|(word, n)| format!("{word}{n}个"))
            .collect();
        match kinds.as_slice() {
            [] => "本报告的统计数据还没有汇总任何单位的年度报告。".into(),
            [one] => format!("本报告的统计数据由{one}单位的年度报告汇总而成。").replace("单位单位", "单位"),
            all => {
                format!("本报告的统计数据由{}共{}个单位的年度报告汇总而成。", all.join("、"), counted.len())
            }
        }
    }

    /// Each unit's numbers in the sums as a report of them alone, for whoever works on with the data.
    pub fn unit_numbers<'a>(&'a self, standing: &'a Standing) -> impl Iterator<Item = Report> + 'a {
        standing.counted().filter_map(|(unit, figures)| {
            Some(Report {
                year: self.year,
                edition: self.edition.clone(),
                office: Office { name: self.units.get(unit)?.name.clone(), ..Office::default() },
                cells: figures.filled(),
                ..Report::default()
            })
        })
    }

    /// The report with the sums.
    pub fn report(&self, overview: &Overview) -> Report {
        let standing = &overview.standing;
        let mut report = Report::new(self.year, &self.office);
        Edit::Edition(self.edition.clone()).apply(&mut report);
        for (key, cell) in sums(self.form(), standing) {
            Edit::Cell(key, cell).apply(&mut report);
        }
        let scope = Para::plain(self.scope_words(standing));
        Edit::Text(Part::Before(Section::Overview), vec![scope]).apply(&mut report);
        Edit::Units(self.unit_reports(standing)).apply(&mut report);
        report.notes = self.notes(overview);
        if report.weighed().is_err() {
            // Their numbers are in the collection.
            report.units.iter_mut().for_each(|u| u.cells.clear());
        }
        report
    }

    /// What has changed since a report was made of it: cells that say something else than the sums do now, whoever
    /// changed them.
    pub fn changes_to(&self, report: &Report, standing: &Standing) -> Vec<SumChange> {
        let cells = sums(self.form(), standing);
        let of = |key: &CellKey| Figures::of_values(self.form(), values(standing)).by_key(key);
        let mut out = Vec::new();
        for (key, _) in cells {
            let (was, now) = (report.value(&key), of(&key));
            if was != now {
                out.push(SumChange { cell: key, was, now });
            }
        }
        out
    }

    /// The edits that bring a report up to date in these cells, its units and what is missing along.
    pub fn update(&self, overview: &Overview, cells: &[CellKey]) -> Vec<Edit> {
        let chosen = sums(self.form(), &overview.standing).into_iter().filter(|(k, _)| cells.contains(k));
        let edits = chosen.map(|(key, cell)| Edit::Cell(key, cell));
        edits.chain([Edit::Units(self.unit_reports(&overview.standing))]).collect()
    }

    /// The units whose numbers are in it, each with the file that it came from.
    fn unit_reports(&self, standing: &Standing) -> Vec<UnitReport> {
        let of = |(unit, figures): (usize, &std::sync::Arc<Figures>)| {
            let own = self.units.get(unit)?;
            let submission = self.submissions.get(standing.rows.get(unit)?.counts?)?;
            Some(UnitReport {
                name: own.name.clone(),
                path: submission.file().into(),
                digest: submission.digest.clone(),
                own: own.kind == UnitKind::Own,
                cells: figures.filled(),
            })
        };
        standing.counted().filter_map(of).collect()
    }

    /// 汇总自60家，缺3家, and what else is to be known before it goes out.
    fn notes(&self, overview: &Overview) -> Vec<Note> {
        let standing = &overview.standing;
        let count = standing.head_count(self);
        let whole = |kind, text: String| Note::new(kind, Place::Whole, text);
        let mut out = vec![whole(NoteKind::Doubtful, format!("本报告的数由汇总得来：{}", count.words()))];
        let said = "请确认“总体情况”里说明汇总范围的那句话".to_string();
        out.push(Note::new(NoteKind::Doubtful, Place::Section(Chapter::Section(Section::Overview)), said));
        let missing = standing.rows.iter().filter(|r| r.counts.is_none() && r.is_expected(self));
        let named = missing.filter_map(|r| Some((self.units.get(r.unit)?.name.as_str(), r.state.word())));
        let named: Vec<String> = named.map(|(name, state)| format!("{name}（{state}）")).collect();
        if !named.is_empty() {
            let some: Vec<&str> = named.iter().take(TOLD).map(String::as_str).collect();
            let and = if named.len() > TOLD { "等" } else { "" };
            let text = format!("{}家没有汇总在内：{}{and}", named.len(), some.join("、"));
            out.push(whole(NoteKind::Missing, text));
        }
        out.extend(self.open_cells(standing));
        if !self.adjustments.is_empty() {
            let text = format!("有{}处调整，理由在汇总文件里", self.adjustments.len());
            out.push(whole(NoteKind::Doubtful, text));
        }
        out
    }

    /// Sums that lack a number, or can't be written.
    fn open_cells(&self, standing: &Standing) -> Vec<Note> {
        let form = self.form();
        let leaves = form.ledger().keys.iter().zip(&form.ledger().follows).zip(&standing.totals.cells);
        let open = leaves.filter(|((_, follows), total)| follows.is_none() && total.is_open());
        let note = |((key, _), total): ((&CellKey, _), &super::totals::CellTotal)| {
            let what = match total {
                t if t.beyond => "合计是负数或者大得放不下，空着".to_string(),
                t if t.unread.is_empty() => format!("{}家没有填", t.unfilled.len()),
                t => format!("{}家没有填，{}家填的不是数", t.unfilled.len(), t.unread.len()),
            };
            let text = format!("“{}”的合计：{what}", form.cell_name(key));
            Note::new(NoteKind::Missing, Place::Cells(vec![key.clone()]), text)
        };
        open.map(note).take(TOLD).collect()
    }
}

fn values(standing: &Standing) -> Vec<Option<Value>> {
    standing.totals.cells.iter().map(|c| c.value.clone()).collect()
}

/// Every cell as the sums fill it: typed, a total following its parts, or left open.
fn sums(form: &'static Form, standing: &Standing) -> Vec<(CellKey, Cell)> {
    let ledger = form.ledger();
    let cell = |(place, key): (usize, &CellKey)| {
        let value = standing.totals.cell(place).and_then(|c| c.value.clone());
        let cell = match (at(&ledger.follows, place), value) {
            (Some(_), _) => Cell::Computed,
            (None, Some(v)) => Cell::Typed(v),
            (None, None) => Cell::Unfilled,
        };
        (key.clone(), cell)
    };
    ledger.keys.iter().enumerate().map(cell).collect()
}
