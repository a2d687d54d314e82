//! 生成汇总年报: a report with the sums, its units, what they cover in a sentence to confirm, and what is still missing
//! as notes. How it is brought up to date later, `up_to_date` says.

use super::Collection;
use super::figures::Figures;
use super::overview::Overview;
use super::roster::UnitKind;
use super::scope;
use super::standing::Standing;
use crate::form::Form;
use crate::form::table::CellKey;
use crate::report::edit::Edit;
use crate::report::text::Para;
use crate::report::value::Cell;
use crate::report::{Chapter, Note, NoteKind, Office, Part, Place, Report, Section, UnitReport};

/// Most units whose missing numbers are told one by one.
const TOLD: usize = 40;

/// What the notes of a collection begin with in a report.
pub(super) const MARK: &str = "汇总：";

/// Without the totals of which a part is words: what those come to nobody knows.
fn certain(figures: &Figures) -> Figures {
    let Some(form) = figures.form() else { return figures.clone() };
    let cell =
        |(place, cell): (usize, &Cell)| if figures.lacks(place) { Cell::Unfilled } else { cell.clone() };
    Figures::of_cells(form, figures.cells().iter().enumerate().map(cell).collect())
}

impl Collection {
    /// What the numbers cover: as the clerk confirmed it, else as the program says it.
    pub fn scope_words(&self, standing: &Standing) -> String {
        self.scope.clone().unwrap_or_else(|| self.own_scope(standing))
    }

    /// What the program says they cover.
    pub fn own_scope(&self, standing: &Standing) -> String {
        let kinds = standing.counted().filter_map(|(u, _)| self.units.get(u)).map(|u| u.kind);
        scope::own(&kinds.collect::<Vec<_>>())
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

    /// Its sums alone, as a report.
    pub fn report_of_sums(&self, standing: &Standing) -> Report {
        let mut report = Report::new(self.year, &self.office);
        Edit::Edition(self.edition.clone()).apply(&mut report);
        for (key, cell) in sums(self.form(), standing) {
            Edit::Cell(key, cell).apply(&mut report);
        }
        report
    }

    /// The report with the sums.
    pub fn report(&self, overview: &Overview) -> Report {
        let standing = &overview.standing;
        let mut report = self.report_of_sums(standing);
        let scope = Para::plain(self.scope_words(standing));
        Edit::Text(Part::Before(Section::Overview), vec![scope]).apply(&mut report);
        Edit::Units(self.unit_reports(standing)).apply(&mut report);
        report.notes = self.notes(overview);
        lighten(&mut report);
        report
    }

    /// The units whose numbers are in it, each with the file that it came from.
    pub(super) fn unit_reports(&self, standing: &Standing) -> Vec<UnitReport> {
        let of = |(unit, figures): (usize, &std::sync::Arc<Figures>)| {
            let own = self.units.get(unit)?;
            let submission = self.submissions.get(standing.rows.get(unit)?.counts?)?;
            Some(UnitReport {
                name: own.name.clone(),
                path: submission.file().into(),
                digest: submission.digest.clone(),
                own: own.kind == UnitKind::Own,
                cells: certain(figures).filled(),
            })
        };
        standing.counted().filter_map(of).collect()
    }

    /// 汇总自60家，缺3家, and what else is to be known before it goes out.
    pub(super) fn notes(&self, overview: &Overview) -> Vec<Note> {
        let standing = &overview.standing;
        let count = standing.head_count(self);
        let whole = |kind, text: String| Note::new(kind, Place::Whole, format!("{MARK}{text}"));
        let mut out = vec![whole(NoteKind::Doubtful, format!("本报告的数由汇总得来，{}", count.words()))];
        out.push(confirm_scope());
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
        let names = |units: &[usize]| {
            const NAMED: usize = 3;
            let named = units.iter().take(NAMED).filter_map(|u| self.units.get(*u)).map(|u| u.name.as_str());
            let and = if units.len() > NAMED { "等" } else { "" };
            format!("（{}{and}）", named.collect::<Vec<_>>().join("、"))
        };
        let open = standing.totals.open(form);
        let note = |(key, total): (&CellKey, &super::totals::CellTotal)| {
            let told = [(&total.unfilled, "没有填全"), (&total.unread, "填的不是数")];
            let told = told.into_iter().filter(|(units, _)| !units.is_empty());
            let mut what: Vec<String> =
                told.map(|(units, words)| format!("{}家{words}{}", units.len(), names(units))).collect();
            what.extend(total.beyond.then(|| "是负数或者大得放不下，空着".to_string()));
            let what = what.join("，");
            let text = format!("{MARK}“{}”的合计，{what}", form.cell_name(key));
            Note::new(NoteKind::Missing, Place::Cells(vec![key.clone()]), text)
        };
        open.map(note).take(TOLD).collect()
    }
}

/// Asks for a look at the sentence of what the numbers cover.
pub(super) fn confirm_scope() -> Note {
    let said = format!("{MARK}请确认“总体情况”里说明汇总范围的那句话");
    Note::new(NoteKind::Doubtful, Place::Section(Chapter::Section(Section::Overview)), said)
}

/// A report that would be too heavy goes without the numbers of its units: those are in the collection.
pub(super) fn lighten(report: &mut Report) {
    if report.weighed().is_err() {
        report.units.iter_mut().for_each(|u| u.cells.clear());
    }
}

/// Every cell as the sums fill it: typed, a total following its parts, or left open.
pub(super) fn sums(form: &'static Form, standing: &Standing) -> Vec<(CellKey, Cell)> {
    form.ledger().keys.iter().cloned().zip(standing.totals.figures(form).cells().iter().cloned()).collect()
}
