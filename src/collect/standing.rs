//! How a collection stands: each unit's state and the sums.

use super::Collection;
use super::figures::{self, Figures};
use super::matching::{Matcher, Stray};
use super::states::{self, Places};
use super::submission::Submission;
use super::totals::{Addend, Totals};
use super::unit_row::{FilesSeen, StrayRow, UnitRow, UnitState};
use std::sync::Arc;

/// How it stands.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// One a unit, in the roster's order.
    pub rows: Vec<UnitRow>,
    pub strays: Vec<StrayRow>,
    pub totals: Totals,
    /// By unit: its numbers as they are added up, in the edition of the sums, where they count.
    counted: Vec<Option<Arc<Figures>>>,
}

/// How many units stand how (户数核对).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadCount {
    pub due: usize,
    pub counted: usize,
    /// Due, and not in the sums.
    pub missing: usize,
    pub passed: usize,
    pub wrong: usize,
    pub unchecked: usize,
    pub exempt: usize,
    pub abolished: usize,
    /// Units of last year, new ones, and those that are no more.
    pub last: Option<usize>,
    pub new: usize,
    pub gone: usize,
    /// 未填 behind the sums.
    pub unfilled: usize,
}

impl Standing {
    pub fn of(collection: &Collection, seen: &FilesSeen) -> Standing {
        Standing::matched(collection, &Matcher::of(collection), seen)
    }

    /// The same by its matcher.
    pub fn matched(collection: &Collection, matcher: &Matcher<'_>, seen: &FilesSeen) -> Standing {
        let places = Places::of(collection, matcher, seen);
        let rows = states::rows((collection, matcher), &places, seen);
        let addends: Vec<Addend> = rows.iter().filter_map(|r| addend(collection, r)).collect();
        let totals = Totals::of(collection, &addends);
        let sums = totals.figures(collection.form());
        let figures = |s: &StrayRow| collection.submissions.get(s.submission).and_then(|s| s.figures());
        // What was made of the sums need not be asked about.
        let is_whole = |s: &StrayRow| matches!(s.why, Stray::Whole(_) | Stray::Circle(_));
        let says_them = |s: &StrayRow| is_whole(s) && figures(s).is_some_and(|f| says_all(f, &sums));
        let strays = places.strays.into_iter().filter(|s| !says_them(s)).collect();
        let mut counted = vec![None; rows.len()];
        for a in addends {
            counted.get_mut(a.unit).into_iter().for_each(|c| *c = Some(a.figures.clone()));
        }
        Standing { rows, strays, totals, counted }
    }

    /// The numbers of a unit that are in the sums.
    pub fn figures(&self, unit: usize) -> Option<&Arc<Figures>> {
        self.counted.get(unit)?.as_ref()
    }

    /// Units whose numbers are in the sums.
    pub fn counted(&self) -> impl Iterator<Item = (usize, &Arc<Figures>)> {
        self.counted.iter().enumerate().filter_map(|(i, f)| Some((i, f.as_ref()?)))
    }

    pub fn head_count(&self, collection: &Collection) -> HeadCount {
        use super::roster::Duty;
        let mut n = HeadCount { unfilled: self.totals.unfilled(collection.form()), ..HeadCount::default() };
        let count = |of: &mut usize, yes: bool| *of = of.saturating_add(usize::from(yes));
        for row in &self.rows {
            let Some(unit) = collection.units.get(row.unit) else { continue };
            count(&mut n.due, unit.duty.is_due());
            count(&mut n.counted, row.counts.is_some());
            count(&mut n.missing, unit.duty.is_due() && row.counts.is_none());
            count(&mut n.passed, matches!(row.state, UnitState::Passed | UnitState::Warned));
            count(&mut n.wrong, matches!(row.state, UnitState::Wrong | UnitState::Returned));
            count(&mut n.unchecked, row.state == UnitState::Unchecked);
            count(&mut n.exempt, matches!(unit.duty, Duty::Exempt(_)));
            count(&mut n.abolished, matches!(unit.duty, Duty::Abolished { .. }));
            if let Some(last) = &collection.last {
                let (was, is) =
                    (last.units.contains_key(&unit.id), !matches!(unit.duty, Duty::Abolished { .. }));
                count(&mut n.new, is && !was);
                count(&mut n.gone, was && !is);
            }
        }
        n.last = collection.last.as_ref().map(|l| l.units.len());
        let ids = collection.ids();
        let is_lost = |id: &&String| !ids.contains(id.as_str());
        let lost = collection.last.iter().flat_map(|l| l.units.keys()).filter(is_lost).count();
        n.gone = n.gone.saturating_add(lost);
        n
    }
}

impl HeadCount {
    /// 应报60 · 已汇总57 · 缺3 · 未填12格
    pub fn words(&self) -> String {
        let mut parts = vec![format!("应报{}", self.due), format!("已汇总{}", self.counted)];
        let told = [("缺", self.missing, ""), ("待核", self.unchecked, ""), ("有错误", self.wrong, "")];
        let told = told.into_iter().chain([("免报", self.exempt, ""), ("未填", self.unfilled, "格")]);
        parts.extend(told.filter(|(_, n, _)| *n > 0).map(|(word, n, unit)| format!("{word}{n}{unit}")));
        parts.join(" · ")
    }
    /// 上年58 + 新增3 − 撤并1 = 60; nothing where last year's collection is not known.
    pub fn since_last(&self) -> Option<String> {
        let now = self.due.saturating_add(self.exempt);
        Some(format!("上年{} + 新增{} − 撤并{} = {now}", self.last?, self.new, self.gone))
    }
}

/// Whether a report says the sums in every cell.
fn says_all(figures: &Figures, sums: &Figures) -> bool {
    let number = |f: &Figures, place: usize| f.value(place).as_ref().map(figures::number);
    let same = |p: usize| number(figures, p) == number(sums, p);
    figures.edition() == sums.edition() && (0..sums.cells().len()).all(same)
}

/// What a unit brings into the sums.
fn addend(collection: &Collection, row: &UnitRow) -> Option<Addend> {
    let s: &Arc<Submission> = collection.submissions.get(row.counts?)?;
    let form = collection.form();
    let figures = figures::in_edition(s.figures()?, form).following();
    let open = s.collection().into_iter().flat_map(|c| &c.open_cells);
    let open = open.filter_map(|k| form.ledger().place(k)).collect();
    Some(Addend { unit: row.unit, figures, open })
}
