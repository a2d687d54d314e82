//! What follows from a report as it stands: findings, sentences of last year's, and how far each part is.

use crate::checks::judged::Judged;
use crate::checks::{Finding, Level};
use crate::form::table::CellKey;
use crate::report::last_years_text::{self, Stale};
use crate::report::{Chapter, Date, Part, Report, Shared};
use std::sync::Arc;

/// State of a part of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PartState {
    #[default]
    Empty,
    Begun,
    Done,
    Warning,
    Error,
}

impl PartState {
    pub const ALL: [PartState; 5] =
        [PartState::Empty, PartState::Begun, PartState::Error, PartState::Warning, PartState::Done];

    /// The sign in the outline, and what a screen reader says.
    pub fn sign(self) -> (&'static str, &'static str) {
        match self {
            PartState::Empty => ("□", "还没有填"),
            PartState::Begun => ("…", "没有填完"),
            PartState::Done => ("✓", "已填完，没有发现问题"),
            PartState::Warning => ("▲", "有提醒"),
            PartState::Error => ("●", "有错误"),
        }
    }
}

/// What follows from a report.
#[derive(Default)]
pub struct Derived {
    /// Of the report that it was worked out from.
    pub revision: u64,
    /// None of no report.
    pub judged: Option<Judged>,
    pub findings: Arc<Vec<Finding>>,
    pub stale: Vec<Stale>,
    /// The report bears no day yet.
    pub undated: bool,
    /// Of everything the outline lists, in its order.
    pub parts: Vec<(Chapter, PartState)>,
}

impl Derived {
    /// Works it out; checks that looked at nothing of what changed since `self` keep their findings.
    pub fn after(&self, r: &Shared, revision: u64, today: Option<Date>) -> Derived {
        let judged = match &self.judged {
            Some(was) => was.again(r, today),
            None => Judged::of(r, today),
        };
        let findings = judged.findings.clone();
        let stale = last_years_text::list(r);
        let state = |c: Chapter| (c, part_state(r, c, &findings, &stale));
        let parts = r.form().chapters().into_iter().map(state).collect();
        let undated = r.signature.date.is_none();
        Derived { revision, judged: Some(judged), findings, stale, undated, parts }
    }

    /// The same for a later revision that could not be judged.
    pub fn held_over(&self, revision: u64) -> Derived {
        let (findings, stale) = (self.findings.clone(), self.stale.clone());
        let (undated, parts) = (self.undated, self.parts.clone());
        Derived { revision, judged: None, findings, stale, undated, parts }
    }

    /// How many findings of a level wait for the clerk.
    pub fn open(&self, level: Level) -> usize {
        self.findings.iter().filter(|f| f.level == level && f.is_open()).count()
    }
    /// Whether the report can be handed in, and what is still to be looked at, in words.
    pub fn progress(&self) -> (bool, String) {
        let errors = self.open(Level::Error);
        if errors > 0 {
            return (false, format!("还差 {errors} 项才能上报"));
        }
        // No document goes out without its day, though the form asks for none.
        let lacking = if self.undated { "落款没有日期" } else { "没有错误" };
        // The day that is lacking is said already.
        match self.left(!self.undated) {
            None if self.undated => (false, format!("还不能上报：{lacking}")),
            None => (true, "✓ 可以上报".into()),
            Some(left) => (!self.undated, format!("{lacking}；还有{left}")),
        }
    }
    /// What is no error and still to be seen to, in words behind 还有.
    pub fn unseen(&self) -> Option<String> {
        self.left(true)
    }
    fn left(&self, signed: bool) -> Option<String> {
        let left = [(self.open(Level::Warning), "条提醒"), (self.stale.len(), "处去年的文字")];
        let left: Vec<String> =
            left.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n}{what}")).collect();
        let unread = (!left.is_empty()).then(|| format!("{}没有看过", left.join("、")));
        let is_signed = |(at, state): &(Chapter, PartState)| {
            *at != Chapter::Signature || !matches!(state, PartState::Empty | PartState::Begun)
        };
        let unsigned = (signed && !self.parts.iter().all(is_signed)).then(|| "落款没有写全".to_string());
        let all: Vec<String> = unread.into_iter().chain(unsigned).collect();
        (!all.is_empty()).then(|| all.join("，"))
    }
    /// How many errors and reminders wait in a part.
    pub fn open_in(&self, part: Chapter) -> usize {
        let weighty = |f: &&Finding| f.is_open() && f.level != Level::Hint;
        self.findings.iter().filter(weighty).filter(|f| f.section.unwrap_or_default() == part).count()
    }
}

fn part_state(r: &Report, chapter: Chapter, findings: &[Finding], stale: &[Stale]) -> PartState {
    let (filled, all) = extent(r, chapter);
    let of_part = |l: Level| {
        findings.iter().any(|f| f.section == Some(chapter) && f.level == l && f.is_open() && !f.quiet)
    };
    match () {
        // A part that nobody began is no mistake yet, be it a table or a text.
        () if filled == 0 => PartState::Empty,
        () if of_part(Level::Error) => PartState::Error,
        () if filled < all || stale.iter().any(|s| s.quote.part.chapter() == chapter) => PartState::Begun,
        () if of_part(Level::Warning) => PartState::Warning,
        () => PartState::Done,
    }
}

/// How much of a part is filled, and how much there is to fill.
fn extent(r: &Report, chapter: Chapter) -> (usize, usize) {
    let any = |p: Part| usize::from(r.speaks(p));
    match chapter {
        Chapter::Front => (any(Part::Title) + any(Part::Preamble), 2),
        Chapter::Signature => {
            (usize::from(!r.signature.office.trim().is_empty()) + usize::from(r.signature.date.is_some()), 2)
        }
        Chapter::Section(s) => match r.form().table_of_section(s) {
            Some(t) => {
                let keys: Vec<CellKey> = t.cells();
                (keys.iter().filter(|k| r.value(k).is_some()).count(), keys.len())
            }
            None => (any(Part::Before(s)), 1),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample;
    use crate::form::table::CellKey;
    use crate::report::edit::Edit;
    use crate::report::text::{Para, Run};

    #[test]
    fn a_part_that_nobody_began_is_told_alike_be_it_a_table_or_a_text() {
        let mut r = Report::new(2025, "示范县水利局");
        r.signature.office.clear();
        let parts = |r: &Report| {
            let known = Derived::default().after(&Shared::new(r.clone()), 1, None);
            known.parts.into_iter().map(|(_, state)| state).collect::<Vec<_>>()
        };
        assert_eq!(parts(&r)[1..], [PartState::Empty; 7]);
        r.sections[4].before = vec![Para::plain("无")];
        assert_eq!(parts(&r)[5], PartState::Error);
    }

    #[test]
    fn a_report_is_ready_when_nothing_waits() {
        let mut r = sample::report();
        let progress = |r: &Report| Derived::default().after(&Shared::new(r.clone()), 1, None).progress();
        assert_eq!(progress(&r), (false, "还差 1 项才能上报".into()));
        let total = CellKey::parse("review.count/reconsideration.total");
        Edit::enter(r.form(), &total, "").apply(&mut r);
        assert_eq!(progress(&r), (true, "✓ 可以上报".into()));
        r.sections[5].before = vec![Para::Text(vec![Run::old("其他没有需要报告的事项。")])];
        assert_eq!(progress(&r), (true, "没有错误；还有1处去年的文字没有看过".into()));
        r.signature.date = None;
        assert_eq!(progress(&r), (false, "落款没有日期；还有1处去年的文字没有看过".into()));
        r.sections[5].before = vec![Para::plain("无")];
        assert_eq!(progress(&r), (false, "还不能上报：落款没有日期".into()));
    }
}
