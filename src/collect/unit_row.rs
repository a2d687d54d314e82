//! A unit as the list shows it: its state, what came in, what is suspicious about it.

use super::Collection;
use super::matching::Stray;
use super::ruling::CountQuestion;
use super::submission::Submission;
use crate::report::Date;
use std::collections::BTreeSet;

/// How a unit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitState {
    /// 未报
    Absent,
    /// 格式不符: nothing that came in can be read.
    Unreadable,
    /// 年度不符
    WrongYear,
    /// 旧格式: of this year, but in another edition of the form.
    OtherEdition,
    /// 重复: several that say different things.
    Duplicate,
    /// 待核: somebody is to look at it before it counts.
    Unchecked,
    /// 退回: sent back; until it comes again, what came counts.
    Returned,
    /// 有错误: it counts as it is.
    Wrong,
    /// 有提醒
    Warned,
    /// 通过
    Passed,
    /// 免报
    Exempt,
    /// 撤并
    Abolished,
}

impl UnitState {
    pub const ALL: [UnitState; 12] = [
        UnitState::Absent,
        UnitState::Unreadable,
        UnitState::WrongYear,
        UnitState::OtherEdition,
        UnitState::Duplicate,
        UnitState::Unchecked,
        UnitState::Returned,
        UnitState::Wrong,
        UnitState::Warned,
        UnitState::Passed,
        UnitState::Exempt,
        UnitState::Abolished,
    ];

    /// Whether a report in this state is in the sums.
    pub fn counts(self) -> bool {
        matches!(self, UnitState::Returned | UnitState::Wrong | UnitState::Warned | UnitState::Passed)
    }
    /// Whether the unit is to hand in another one in the place of what can be read.
    pub fn wants_another(self) -> bool {
        matches!(self, UnitState::WrongYear | UnitState::OtherEdition | UnitState::Wrong)
    }
    /// The word a clerk sees.
    pub fn word(self) -> &'static str {
        match self {
            UnitState::Absent => "未报",
            UnitState::Unreadable => "格式不符",
            UnitState::WrongYear => "年度不符",
            UnitState::OtherEdition => "旧格式",
            UnitState::Duplicate => "重复",
            UnitState::Unchecked => "待核",
            UnitState::Returned => "退回",
            UnitState::Wrong => "有错误",
            UnitState::Warned => "有提醒",
            UnitState::Passed => "通过",
            UnitState::Exempt => "免报",
            UnitState::Abolished => "撤并",
        }
    }
}

/// What became of the files since they were taken in, by path as submissions have it. Nothing of it is known where
/// nobody looked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesSeen {
    pub changed: BTreeSet<String>,
    pub gone: BTreeSet<String>,
}

impl FilesSeen {
    /// Whether none of the files of a submission is there as it was.
    pub fn lack(&self, submission: &Submission) -> bool {
        submission.files.iter().all(|f| self.gone.contains(f) || self.changed.contains(f))
    }
    /// The file of a submission that is there as it was, by which it is spoken of and opened; the first where none is.
    pub fn file<'a>(&self, submission: &'a Submission) -> &'a str {
        let stands = |f: &&String| !self.gone.contains(*f) && !self.changed.contains(*f);
        submission.files.iter().find(stands).map_or(submission.file(), String::as_str)
    }
    /// Whether it could not be read and is there no more: nothing is lost with it.
    pub fn void(&self, submission: &Submission) -> bool {
        submission.year().is_none() && self.lack(submission)
    }
}

/// A unit, as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    /// Its place in the roster.
    pub unit: usize,
    pub state: UnitState,
    /// Places of the submissions that are of it.
    pub submissions: Vec<usize>,
    /// The one whose numbers are in the sums.
    pub counts: Option<usize>,
    /// The one that is shown: it counts, or is what keeps it from counting.
    pub shown: Option<usize>,
    pub received: Option<Date>,
    pub errors: usize,
    pub warnings: usize,
    /// How often it was sent back.
    pub returned: usize,
    /// Its file says something else now, or is gone.
    pub changed: bool,
    /// What somebody is to look at before it counts; of what is shown.
    pub asks: Option<CountQuestion>,
    /// What is suspicious, where that is what is asked.
    pub suspicion: Option<Suspicion>,
}

impl UnitRow {
    /// Whether it is to report and nothing excuses it.
    pub fn is_expected(&self, collection: &Collection) -> bool {
        collection.units.get(self.unit).is_some_and(|u| u.duty.is_due())
    }

    /// What is asked of this one of its reports: of what is shown, or whether it is the one that is meant of several.
    pub fn asks_of(&self, collection: &Collection, digest: &str) -> Option<CountQuestion> {
        let shown = &collection.submissions.get(self.shown?)?.digest;
        match self.asks.as_ref()? {
            CountQuestion::Chosen(others) => {
                let mut all: BTreeSet<String> = others.iter().chain([shown]).cloned().collect();
                all.remove(digest).then_some(CountQuestion::Chosen(all))
            }
            asked => (shown == digest).then(|| asked.clone()),
        }
    }
}

/// Of whom no unit is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrayRow {
    pub submission: usize,
    pub why: Stray,
    /// Units that it may be of, the likeliest first.
    pub likely: Vec<usize>,
}

impl StrayRow {
    /// Whether it is a unit's, if only its unit were known: it can be read, and is not the whole.
    pub fn wants_unit(&self, collection: &Collection) -> bool {
        let submission = collection.submissions.get(self.submission);
        submission.is_some_and(|s| s.year().is_some())
            && !matches!(self.why, Stray::Whole(_) | Stray::Circle(_))
    }
}

/// What is suspicious about a unit's report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suspicion {
    /// Every number, or nearly, is that of this other unit, by its place.
    Twin(usize),
    /// Its name is another spelling of this other unit's.
    Namesake(usize),
    /// Each number is at least what all other units come to: it may be the government's own total.
    Whole,
    /// It says that the numbers of all units are in it.
    SaysAll,
    /// This unit has it in its numbers: a government below, or whoever handed in a collection that names it.
    Within(usize),
    /// This unit's collection and its own both have a unit of that name.
    Shares(usize, String),
}
