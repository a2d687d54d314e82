//! Everything that changes a collection, each with the name that the undo menu shows.

use super::figures;
use super::region::folded;
use super::roster::{Duty, RosterUnit};
use super::ruling::{Acceptance, Adjustment, CoDefendants, CountQuestion, Ruling};
use super::sent_back::Returned;
use super::submission::Submission;
use super::weight::own_id;
use super::{Collection, LastYear, OwnReport};
use crate::form::table::CellKey;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum CollectEdit {
    Office(String),
    Scope(Option<String>),
    /// The whole roster, given by somebody.
    Roster(Vec<RosterUnit>),
    AddUnit(RosterUnit),
    /// In the place of the unit of the same id.
    ChangeUnit(RosterUnit),
    RemoveUnit(String),
    /// Two units are one: the second's names become the first's.
    JoinUnits {
        into: String,
        from: String,
    },
    TakeIn(Vec<Submission>),
    /// Whose a submission is; the name that it came under is remembered.
    Place {
        digest: String,
        unit: String,
    },
    /// What keeps it from counting was looked at; none takes that back.
    Accept {
        digest: String,
        of: CountQuestion,
        ruling: Option<Ruling>,
    },
    SetAside {
        digest: String,
        ruling: Option<Ruling>,
    },
    /// 按0计 in a cell, for the units that the ruling names; none takes it back.
    Zero(CellKey, Option<Ruling>),
    CoDefendants(Option<CoDefendants>),
    Adjust(Adjustment),
    /// Takes this adjustment back.
    Unadjust(Adjustment),
    Return(Returned),
    Last(Option<LastYear>),
    Draft(Option<OwnReport>),
    Published(Option<OwnReport>),
    /// All of it, as it was once.
    Restore(Arc<Collection>),
}

impl CollectEdit {
    /// What the undo menu calls it.
    pub fn name(&self) -> &'static str {
        match self {
            CollectEdit::Office(_) => "改机关名称",
            CollectEdit::Scope(_) => "确认汇总范围",
            CollectEdit::Roster(_) => "换户册",
            CollectEdit::AddUnit(_) => "增加单位",
            CollectEdit::ChangeUnit(_) => "改单位",
            CollectEdit::RemoveUnit(_) => "删去单位",
            CollectEdit::JoinUnits { .. } => "合并单位",
            CollectEdit::TakeIn(_) => "收报告",
            CollectEdit::Place { .. } => "认定单位",
            CollectEdit::Accept { .. } => "确认可汇总",
            CollectEdit::SetAside { .. } => "不计入",
            CollectEdit::Zero(..) => "未填按0计",
            CollectEdit::CoDefendants(_) => "共同被告",
            CollectEdit::Adjust(_) | CollectEdit::Unadjust(_) => "调整",
            CollectEdit::Return(_) => "退回",
            CollectEdit::Last(_) => "去年的汇总",
            CollectEdit::Draft(_) => "本级底稿",
            CollectEdit::Published(_) => "去年公布的年报",
            CollectEdit::Restore(_) => "恢复以前的版本",
        }
    }

    /// Carries the change out.
    pub fn apply(self, c: &mut Collection) {
        match self {
            CollectEdit::Office(office) => c.office = office,
            CollectEdit::Scope(scope) => c.scope = scope,
            CollectEdit::Roster(units) => c.take_roster(units),
            CollectEdit::AddUnit(unit) => c.add(unit),
            CollectEdit::ChangeUnit(unit) => {
                c.units.iter_mut().filter(|u| u.id == unit.id).for_each(|u| *u = unit.clone());
            }
            CollectEdit::RemoveUnit(id) => c.units.retain(|u| u.id != id),
            CollectEdit::JoinUnits { into, from } => c.join(&into, &from),
            CollectEdit::TakeIn(read) => drop(c.take_in(read)),
            CollectEdit::Place { digest, unit } => c.place_at(&digest, &unit),
            CollectEdit::Accept { digest, of, ruling } => c.accept(&digest, of, ruling),
            CollectEdit::SetAside { digest, ruling } => c.change(&digest, |s| s.set_aside = ruling),
            CollectEdit::Zero(cell, Some(ruling)) => {
                c.zeros.insert(cell, ruling);
            }
            CollectEdit::Zero(cell, None) => {
                c.zeros.remove(&cell);
            }
            CollectEdit::CoDefendants(ruling) => c.co_defendants = ruling,
            CollectEdit::Adjust(a) if !figures::adjusts(c.form().kind(&a.cell), a.by) => {}
            CollectEdit::Adjust(a) => c.adjustments.push(a),
            CollectEdit::Unadjust(a) => {
                let at = c.adjustments.iter().position(|o| *o == a);
                at.into_iter().for_each(|at| drop(c.adjustments.remove(at)));
            }
            CollectEdit::Return(r) => c.returns.push(r),
            CollectEdit::Last(last) => {
                c.last = last;
                c.know_last();
            }
            CollectEdit::Draft(draft) => c.draft = draft,
            CollectEdit::Published(published) => c.published = published,
            CollectEdit::Restore(was) => c.clone_from(&was),
        }
    }
}

impl Collection {
    /// Another unit, its id its own.
    fn add(&mut self, mut unit: RosterUnit) {
        own_id(&mut unit, &|id| self.units.iter().any(|u| u.id == id));
        self.listed = true;
        self.units.push(unit);
        self.know_last();
    }

    /// The whole roster. A unit that was known by one of these names stays the same, and what else it was called stays
    /// known where nobody says otherwise; so a list typed anew loses no carry-over and no file.
    fn take_roster(&mut self, mut units: Vec<RosterUnit>) {
        let mut known: HashMap<String, String> = HashMap::new();
        let last = self.last.iter().flat_map(|l| l.units.keys().map(move |id| (id, l.names(id))));
        last.for_each(|(id, names)| known.extend(names.map(|n| (folded(n), id.clone()))));
        let names = self.units.iter().flat_map(|u| u.names().map(move |n| (folded(n), u.id.clone())));
        known.extend(names);
        let old: HashMap<&str, &RosterUnit> = self.units.iter().map(|u| (u.id.as_str(), u)).collect();
        // By the id that they came with.
        let mut called: HashMap<String, String> = HashMap::new();
        let mut taken: HashSet<String> =
            units.iter().filter(|u| old.contains_key(u.id.as_str())).map(|u| u.id.clone()).collect();
        for unit in &mut units {
            let again = unit.names().find_map(|n| known.get(&folded(n)).cloned());
            if !old.contains_key(unit.id.as_str())
                && let Some(id) = again
                && taken.insert(id.clone())
            {
                called.insert(std::mem::replace(&mut unit.id, id.clone()), id);
            }
            if let Some(was) = old.get(unit.id.as_str()).filter(|_| unit.aliases.is_empty()) {
                let aliases = was.names().filter(|n| **n != unit.name).cloned().collect();
                unit.aliases = aliases;
            }
        }
        for unit in &mut units {
            if let Duty::Abolished { successor: Some(s), .. } = &mut unit.duty
                && let Some(id) = called.get(s.as_str())
            {
                *s = id.clone();
            }
        }
        let mut ids = HashSet::new();
        for unit in &mut units {
            own_id(unit, &|id| ids.contains(id));
            ids.insert(unit.id.clone());
        }
        (self.listed, self.units) = (true, units);
    }

    fn join(&mut self, into: &str, from: &str) {
        let Some(gone) = self.unit(from).cloned().filter(|_| into != from) else { return };
        let Some(unit) = self.units.iter_mut().find(|u| u.id == into) else { return };
        let names = gone.names().filter(|n| !unit.names().any(|own| own == *n)).cloned().collect::<Vec<_>>();
        unit.aliases.extend(names);
        self.units.retain(|u| u.id != from);
        self.rename(from, into);
    }

    /// Whatever speaks of a unit speaks of another one.
    fn rename(&mut self, from: &str, into: &str) {
        let again = |id: &mut String| {
            if id == from {
                *id = into.into();
            }
        };
        for u in &mut self.units {
            if let Duty::Abolished { successor: Some(s), .. } = &mut u.duty {
                again(s);
            }
        }
        for s in self.submissions.iter_mut().filter(|s| s.placed.as_deref() == Some(from)) {
            Arc::make_mut(s).placed = Some(into.into());
        }
        self.returns.iter_mut().for_each(|r| again(&mut r.unit));
        for ruling in self.zeros.values_mut() {
            if ruling.units.remove(from) {
                ruling.units.insert(into.into());
            }
        }
        let given = self.adjustments.iter_mut().map(|a| &mut a.of);
        for of in given.chain(self.co_defendants.iter_mut().flat_map(|c| c.of.values_mut())) {
            if let Some(n) = of.remove(from) {
                let known = of.entry(into.into()).or_default();
                *known = known.checked_add(n).unwrap_or(*known);
            }
        }
        self.last.iter_mut().for_each(|last| last.rename(from, into));
    }

    fn accept(&mut self, digest: &str, of: CountQuestion, ruling: Option<Ruling>) {
        if let (CountQuestion::Chosen(others), Some(_)) = (&of, &ruling) {
            for other in others {
                self.change(other, |s| s.accepted.retain(|a| !a.of.is_like(&of)));
            }
        }
        self.change(digest, |s| {
            s.accepted.retain(|a| !a.of.is_like(&of));
            s.accepted.extend(ruling.map(|ruling| Acceptance { of, ruling }));
        });
    }

    fn change(&mut self, digest: &str, change: impl FnOnce(&mut Submission)) {
        if let Some(s) = self.place(digest).ok().and_then(|at| self.submissions.get_mut(at)) {
            change(Arc::make_mut(s));
        }
    }

    fn place_at(&mut self, digest: &str, id: &str) {
        let office = self.submission(digest).map(|s| s.office().trim().to_string()).unwrap_or_default();
        self.change(digest, |s| s.placed = Some(id.into()));
        // A government's own name is no unit's.
        let taken = office.is_empty() || office == self.office;
        let taken = taken || self.units.iter().any(|u| u.names().any(|n| *n == office));
        if let Some(u) = self.units.iter_mut().find(|u| u.id == id && !taken) {
            u.aliases.push(office);
        }
    }
}
