//! Judging a report: what must be put right, what deserves a look. One check is one file and one line in
//! `CHECKS`; the list in the guide, on the command line and in the window is made from it. Checks do no
//! I/O, ask no clock and cannot fail; they ask the form for roles and never name a year, a row or a label.

pub mod catalogue;
pub mod dates;
pub mod explain;
pub mod last_year;
pub mod lexicon;
pub mod narrative;
pub mod numbers;
pub mod repair;
pub mod structure;
pub mod tables;
pub mod text;
pub mod touched;

use crate::form::table::CellKey;
use crate::form::{Chapter, Form, Role};
use crate::report::edit::Edit;
use crate::report::passage::passages;
use crate::report::{Date, Part, Report};
use explain::Answer;
use narrative::Placed;
use numbers::Numbers;
use std::cell::OnceCell;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use text::Passage;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 错误: must be put right before the report goes out.
    Error,
    /// 提醒: look at it; may be explained.
    Warning,
    /// 提示: style.
    Hint,
}

impl Level {
    pub const ALL: [Level; 3] = [Level::Error, Level::Warning, Level::Hint];

    /// The word a clerk sees.
    pub fn word(self) -> &'static str {
        match self {
            Level::Error => "错误",
            Level::Warning => "提醒",
            Level::Hint => "提示",
        }
    }
    /// The word in `check --json`.
    pub fn code(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Hint => "hint",
        }
    }
}

/// What a check reads: it runs again only when that changed. A change of year, form or switched off checks
/// runs all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// Cells of every table.
    Cells,
    /// Cells of the tables in which these roles stand.
    Roles(&'static [Role]),
    /// The words of every part, live values resolved.
    Text,
    /// The words of one part of the report.
    Chapter(Chapter),
    Headings,
    /// Signature and deadline.
    Dates,
    /// Office, letters, thresholds, units.
    Facts,
    LastYear,
}

/// One entry of the catalogue.
pub struct Check {
    /// Stable, never reused.
    pub code: &'static str,
    /// Names the bad pattern.
    pub title: &'static str,
    pub level: Level,
    /// Why it matters, with the source in law, form or norm.
    pub why: &'static str,
    /// How to put it right.
    pub how: &'static str,
    pub reads: &'static [Reads],
    pub run: fn(&Context<'_>, &mut Vec<Finding>),
}

/// What checks look at.
pub struct Context<'a> {
    pub report: &'a Report,
    pub form: &'static Form,
    /// Handed in; checks ask no clock.
    pub today: Option<Date>,
    text: OnceCell<Vec<Passage<'a>>>,
    numbers: OnceCell<Numbers>,
    claims: OnceCell<Vec<Placed>>,
}

impl<'a> Context<'a> {
    pub fn new(report: &'a Report, today: Option<Date>) -> Context<'a> {
        Context {
            report,
            form: report.form(),
            today,
            text: OnceCell::new(),
            numbers: OnceCell::new(),
            claims: OnceCell::new(),
        }
    }
    /// All paragraphs, worked out once a run.
    pub fn text(&self) -> &[Passage<'a>] {
        self.text.get_or_init(|| passages(self.report))
    }
    /// What the sentences claim, worked out once a run.
    pub fn claims(&self) -> &[Placed] {
        self.claims.get_or_init(|| narrative::claims(self))
    }
    /// The numbers on an array, worked out once a run.
    pub fn numbers(&self) -> &Numbers {
        self.numbers.get_or_init(|| Numbers::of(self.report))
    }
}

/// Edits that put something right, applied like typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    pub title: String,
    pub edits: Vec<Edit>,
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub code: &'static str,
    pub level: Level,
    /// Both sides and the difference, in a sentence.
    pub message: String,
    /// Cells of the left side (or all concerned).
    pub left: Vec<CellKey>,
    /// Cells of the right side.
    pub right: Vec<CellKey>,
    /// Where in the report it belongs.
    pub section: Option<Chapter>,
    pub part: Option<Part>,
    /// The words concerned.
    pub quote: Option<String>,
    /// Where they stand: the paragraph of the part, and bytes of its words.
    pub stretch: Option<(usize, Range<usize>)>,
    pub fix: Option<Fix>,
    /// The other way to put it right: a live value in place of the number.
    pub live: Option<Fix>,
    /// Whether the clerk has explained it.
    pub answer: Answer,
}

impl Finding {
    /// A finding of `check` with nothing but a message.
    pub fn new(check: &Check, message: impl Into<String>) -> Finding {
        Finding {
            code: check.code,
            level: check.level,
            message: message.into(),
            left: Vec::new(),
            right: Vec::new(),
            section: None,
            part: None,
            quote: None,
            stretch: None,
            fix: None,
            live: None,
            answer: Answer::Open,
        }
    }
    /// About these cells; the section follows from the first.
    pub fn cells(mut self, form: &Form, left: Vec<CellKey>, right: Vec<CellKey>) -> Finding {
        self.section = left
            .first()
            .or(right.first())
            .and_then(|k| form.table_of(k))
            .map(|t| Chapter::Section(t.section));
        (self.left, self.right) = (left, right);
        self
    }
    /// About a part of the text.
    pub fn part(mut self, part: Part, quote: Option<String>) -> Finding {
        self.section = Some(part.chapter());
        (self.part, self.quote) = (Some(part), quote);
        self
    }
    /// About words of a paragraph.
    pub fn words(mut self, passage: &Passage<'_>, range: Range<usize>) -> Finding {
        self.section = Some(passage.part.chapter());
        self.part = Some(passage.part);
        self.quote = passage.words.get(range.clone()).map(str::to_string);
        self.stretch = Some((passage.paragraph, range));
        self
    }
    /// With a live value as the other way.
    pub fn live(mut self, live: Option<Fix>) -> Finding {
        self.live = live;
        self
    }
    /// With a fix.
    pub fn fix(mut self, fix: Option<Fix>) -> Finding {
        self.fix = fix;
        self
    }
    /// All cells concerned, left side first.
    pub fn all_cells(&self) -> impl Iterator<Item = &CellKey> {
        self.left.iter().chain(&self.right)
    }
    /// The sentence that explains it, while it holds.
    pub fn explained(&self) -> Option<&str> {
        match &self.answer {
            Answer::Holds(text) => Some(text),
            Answer::Open | Answer::Lapsed(_) => None,
        }
    }
    /// Whether it still waits for the clerk.
    pub fn is_open(&self) -> bool {
        self.explained().is_none()
    }
    /// What it says, with a full stop.
    pub fn sentence(&self) -> String {
        let stop = if self.message.ends_with(['。', '？', '！']) { "" } else { "。" };
        format!("{}{stop}", self.message)
    }
    /// The part of the report it is in, as people call it.
    pub fn place(&self, form: &Form) -> String {
        form.chapter_name(self.section.unwrap_or_default())
    }
    /// The check that found it.
    pub fn check(&self) -> Option<&'static Check> {
        CHECKS.iter().find(|c| c.code == self.code).copied()
    }
}

/// How many open findings there are of each level, in words.
pub fn summary(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "没有发现问题".into();
    }
    let open = |l: Level| findings.iter().filter(|f| f.level == l && f.is_open()).count();
    let levels = Level::ALL.iter().map(|l| (l.word(), open(*l)));
    let explained = findings.iter().filter(|f| !f.is_open()).count();
    let counts = levels.chain([("已说明", explained)]).filter(|(_, n)| *n > 0);
    counts.map(|(word, n)| format!("{word}{n}")).collect::<Vec<_>>().join(" ")
}

/// The catalogue, in order of codes within a family.
pub const CHECKS: &[&Check] = &[
    &tables::t101_not_a_number::CHECK,
    &tables::t102_unfilled::CHECK,
    &tables::t201_total_unfilled::CHECK,
    &tables::t202_applicants::CHECK,
    &tables::t203_results::CHECK,
    &tables::t204_balance::CHECK,
    &tables::t205_review::CHECK,
    &tables::t301_in_force::CHECK,
    &tables::t302_projects::CHECK,
    &tables::t303_procurement::CHECK,
    &tables::t304_rules::CHECK,
    &tables::t305_joined::CHECK,
    &last_year::y101_carried_in::CHECK,
    &last_year::y102_in_force::CHECK,
    &last_year::y103_projects::CHECK,
    &last_year::y104_far_off::CHECK,
    &last_year::y105_pending::CHECK,
    &last_year::y106_all_equal::CHECK,
    &last_year::y107_repetition::CHECK,
    &narrative::n101_requests::CHECK,
    &narrative::n102_results::CHECK,
    &narrative::n103_cases::CHECK,
    &narrative::n104_nothing::CHECK,
    &narrative::n105_disclosure::CHECK,
    &narrative::n106_parts::CHECK,
    &narrative::n107_handling_fee::CHECK,
    &dates::d101_signed_early::CHECK,
    &dates::d102_signed_late::CHECK,
    &dates::d103_other_year::CHECK,
    &dates::d104_period::CHECK,
    &dates::d105_letter::CHECK,
    &dates::d106_edition::CHECK,
    &structure::s101_parts::CHECK,
    &structure::s102_list_of_parts::CHECK,
    &structure::s103_aspects::CHECK,
    &structure::s104_title::CHECK,
    &structure::s105_office_name::CHECK,
    &structure::s106_residue::CHECK,
    &structure::s107_contact::CHECK,
    &structure::s108_personal::CHECK,
    &structure::s201_wording::CHECK,
];

/// Runs every check that is not switched off; errors cannot be switched off. Findings come in the
/// report's order: by section, then as the checks found them.
pub fn run(report: &Report, today: Option<Date>) -> Vec<Finding> {
    let cx = Context::new(report, today);
    let mut out = Vec::new();
    for check in CHECKS {
        findings_of(check, &cx, &mut out);
    }
    in_order(cx.form, &mut out);
    explain::attach(report, &mut out);
    out
}

fn findings_of(check: &Check, cx: &Context<'_>, out: &mut Vec<Finding>) {
    if check.level == Level::Error || !cx.report.switched_off.contains(check.code) {
        let before = out.len();
        // One check that goes wrong by a mistake of its own must not take the others with it.
        let done = catch_unwind(AssertUnwindSafe(|| (check.run)(cx, out)));
        if done.is_err() {
            out.truncate(before);
            let words =
                format!("“{}”这一项没有审核成，程序自己出了错；请人工核对，其他各项照常", check.title);
            out.push(Finding::new(check, words));
        }
    }
}

/// By section, then by the catalogue; those of one check stay as they were found.
fn in_order(form: &Form, findings: &mut [Finding]) {
    let place = |code: &str| CHECKS.iter().position(|c| c.code == code);
    findings.sort_by_cached_key(|f| (form.place(f.section.unwrap_or_default()), place(f.code)));
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::report::edit::fill_with_zero;

    /// A report under test.
    #[derive(Clone)]
    pub(crate) struct Case {
        pub report: Report,
    }

    /// A report of that year with every number 0.
    pub(crate) fn zeros(year: u16) -> Case {
        let mut report = Report::new(year, "示范县水利局");
        for e in fill_with_zero(&report, &report.form().cells()) {
            e.apply(&mut report);
        }
        Case { report }
    }

    impl Case {
        /// With `text` entered in a cell; blank empties it.
        pub(crate) fn with(&self, key: &str, text: &str) -> Case {
            let mut c = self.clone();
            Edit::enter(c.report.form(), &CellKey::parse(key), text).apply(&mut c.report);
            c
        }
        /// With other words in a part, one paragraph a line.
        pub(crate) fn saying(&self, part: Part, words: &str) -> Case {
            let mut c = self.clone();
            let paras = words.lines().map(crate::report::text::Para::plain).collect();
            Edit::Text(part, paras).apply(&mut c.report);
            c
        }
        pub(crate) fn findings(&self, code: &str) -> Vec<Finding> {
            run(&self.report, None).into_iter().filter(|f| f.code == code).collect()
        }
        /// Applies the first finding's fix: the cell reads `value` then and the finding is gone.
        #[track_caller]
        pub(crate) fn check_fixed(&self, code: &str, key: &str, value: &str) {
            let fix = self.findings(code).into_iter().find_map(|f| f.fix).expect("a fix");
            let mut after = self.clone();
            fix.edits.into_iter().for_each(|e| e.apply(&mut after.report));
            assert_eq!(after.report.canonical(&CellKey::parse(key)).as_deref(), Some(value));
            assert!(after.findings(code).is_empty());
        }
    }

    /// Applies the fix of the first finding: the part reads `words` then and the finding is gone.
    #[track_caller]
    pub(crate) fn check_words_fixed(code: &str, case: &Case, part: Part, words: &str) {
        let fix = case.findings(code).into_iter().find_map(|f| f.fix).expect("a fix");
        let mut after = case.clone();
        fix.edits.into_iter().for_each(|e| e.apply(&mut after.report));
        assert_eq!(after.report.words(part), words);
        check_silent(code, &after);
    }

    #[track_caller]
    pub(crate) fn check_finds(code: &str, case: &Case, words: &str) {
        let found = case.findings(code);
        assert!(found.iter().any(|f| f.message.contains(words)), "{code} says {found:#?}");
    }

    #[track_caller]
    pub(crate) fn check_silent(code: &str, case: &Case) {
        let found = case.findings(code);
        assert!(found.is_empty(), "{code} says {found:#?}");
    }

    #[test]
    fn a_check_that_goes_wrong_is_named_and_the_rest_goes_on() {
        let wrong = Check {
            run: |cx, out| {
                out.push(Finding::new(CHECKS[0], "half done"));
                let none: Vec<u8> = Vec::new();
                out.push(Finding::new(CHECKS[0], none[cx.report.year as usize].to_string()));
            },
            ..*CHECKS[0]
        };
        let case = zeros(2025);
        let cx = Context::new(&case.report, None);
        let mut out = Vec::new();
        findings_of(&wrong, &cx, &mut out);
        assert_eq!(out.len(), 1);
        assert!(out[0].code == wrong.code && out[0].message.contains(wrong.title), "{out:?}");
        let before = run(&case.report, None).len();
        let mut all = run(&case.report, None);
        findings_of(&wrong, &cx, &mut all);
        assert_eq!(all.len(), before + 1);
    }

    #[test]
    fn codes_are_unique_and_every_entry_is_complete() {
        let codes: std::collections::BTreeSet<_> = CHECKS.iter().map(|c| c.code).collect();
        assert_eq!(codes.len(), CHECKS.len());
        for c in CHECKS {
            assert!(!c.title.is_empty() && !c.why.is_empty() && !c.how.is_empty() && !c.reads.is_empty());
        }
    }
}
