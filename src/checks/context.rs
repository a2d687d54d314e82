//! What checks look at. The report itself stands behind questions, and whatever is asked for is written down:
//! so it is known without anybody declaring it what a finding depends on.

mod pictures;

use super::narrative::claims::{Placed, claims};
use super::narrative::last_claims::{LastClaim, last_claims};
use super::narrative::table::Tables;
use super::numbers::Numbers;
use super::reads::Reads;
use super::{Check, Finding, Level};
use crate::form::Form;
use crate::form::table::CellKey;
use crate::report::comment::Comment;
use crate::report::edit::{self, Edit};
use crate::report::passage::{Passage, passages};
use crate::report::repetition::{self, Repetition};
use crate::report::strict::Strict;
use crate::report::value::{Cell, Value};
use crate::report::{
    Chapter, Date, Office, Part, Report, Section, Shared, Signature, Thresholds, UnitReport, last_years_text,
};
use std::cell::{self, OnceCell};
use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

/// Worked out once for all checks, with what it was made from.
type Once<T> = OnceCell<(Reads, T)>;

/// A report under judgement. Form, year and units may be read freely: with others everything is judged anew.
pub struct Context<'a> {
    report: &'a Report,
    pub form: &'static Form,
    pub year: u16,
    /// What it was made of.
    pub units: &'a [UnitReport],
    /// Handed in; checks ask no clock.
    pub today: Option<Date>,
    reads: cell::Cell<Reads>,
    text: Once<Vec<Passage<'a>>>,
    /// Of the paragraphs in `text`, by part and index.
    places: OnceCell<HashMap<(Part, usize), usize>>,
    numbers: Once<Numbers>,
    tables: Once<Tables<'a>>,
    claims: Once<Vec<Placed>>,
    last_claims: Once<Rc<Vec<LastClaim>>>,
}

impl<'a> Context<'a> {
    pub fn new(report: &'a Report, today: Option<Date>) -> Context<'a> {
        Context {
            report,
            form: report.form(),
            year: report.year,
            units: &report.units,
            today,
            reads: cell::Cell::default(),
            text: OnceCell::new(),
            places: OnceCell::new(),
            numbers: OnceCell::new(),
            tables: OnceCell::new(),
            claims: OnceCell::new(),
            last_claims: OnceCell::new(),
        }
    }

    /// What a check finds, and what it looked at; nothing where it is switched off, which errors cannot be.
    pub fn run(&self, check: &Check) -> (Vec<Finding>, Reads) {
        if check.level != Level::Error && self.report.switched_off.contains(check.code) {
            return (Vec::new(), Reads::default());
        }
        self.reads.take();
        let mut found = Vec::new();
        // One check that goes wrong by a mistake of its own must not take the others with it.
        let done = catch_unwind(AssertUnwindSafe(|| (check.run)(self, &mut found)));
        if done.is_err() {
            let words =
                format!("“{}”这一项没有审核成，程序自己出了错；请人工核对，其他各项照常", check.title);
            return (vec![Finding::new(check, words)], Reads::ALL);
        }
        let reads = self.reads.take();
        found.iter_mut().for_each(|f| f.of_last_year = reads.meets(Reads::LAST_YEAR));
        (found, reads)
    }

    /// Writes down what is looked at.
    fn note(&self, reads: Reads) {
        self.reads.set(self.reads.get().and(reads));
    }
    /// Made when first asked for; what it was made from counts for everybody who asks.
    fn once<'c, T>(&'c self, once: &'c Once<T>, make: impl FnOnce() -> T) -> &'c T {
        let (reads, made) = once.get_or_init(|| {
            let asked = self.reads.take();
            let made = make();
            (self.reads.replace(asked), made)
        });
        self.note(*reads);
        made
    }
    fn note_cell(&self, key: &CellKey) {
        self.note(self.form.ledger().table(key).map_or(Reads::CELLS, Reads::table));
    }
}

/// The tables.
impl<'a> Context<'a> {
    /// What stands in a cell.
    pub fn cell(&self, key: &CellKey) -> Cell {
        self.note_cell(key);
        self.report.cell(key)
    }
    /// The value a cell shows: typed, or summed up; `None` for 未填.
    pub fn value(&self, key: &CellKey) -> Option<Value> {
        self.note_cell(key);
        self.report.value(key)
    }
    /// Canonical text of a cell; `None` for 未填.
    pub fn canonical(&self, key: &CellKey) -> Option<String> {
        self.note_cell(key);
        self.report.canonical(key)
    }
    /// All cells that are not 未填.
    pub fn cells(&self) -> &'a BTreeMap<CellKey, Cell> {
        self.note(Reads::CELLS);
        &self.report.cells
    }
    /// The numbers on an array.
    pub fn numbers(&self) -> &Numbers {
        self.once(&self.numbers, || {
            self.note(Reads::CELLS);
            Numbers::of(self.report)
        })
    }
    /// The numbers as sentences see them.
    pub fn tables(&self) -> &Tables<'a> {
        self.once(&self.tables, || {
            self.note(Reads::CELLS);
            Tables::new(self.report)
        })
    }
    /// Enters `text` in a cell; what comes of it the form alone says.
    pub fn enter(&self, key: &CellKey, text: &str) -> Edit {
        Edit::enter(self.form, key, text)
    }
    /// Fills what is still 未填 among `keys` with 0.
    pub fn fill_with_zero(&self, keys: &[CellKey]) -> Vec<Edit> {
        keys.iter().for_each(|k| self.note_cell(k));
        edit::fill_with_zero(self.report, keys)
    }
}

/// The words.
impl<'a> Context<'a> {
    /// All paragraphs, live values resolved.
    pub fn text(&self) -> &[Passage<'a>] {
        self.note(Reads::WORDS);
        self.passages()
    }
    /// The paragraphs of one part.
    pub fn of_part(&self, part: Part) -> impl Iterator<Item = &Passage<'a>> {
        self.note(Reads::words(part.chapter()));
        self.passages().iter().filter(move |p| p.part == part)
    }
    /// One paragraph of a part.
    pub fn passage(&self, part: Part, paragraph: usize) -> Option<&Passage<'a>> {
        self.note(Reads::words(part.chapter()));
        let all = self.passages();
        let places = || all.iter().enumerate().map(|(at, p)| ((p.part, p.paragraph), at)).collect();
        all.get(*self.places.get_or_init(places).get(&(part, paragraph))?)
    }
    /// The paragraphs of a section, before and behind its table.
    pub fn of_section(&self, section: Section) -> impl Iterator<Item = &Passage<'a>> {
        let chapter = Chapter::Section(section);
        self.note(Reads::words(chapter));
        self.passages().iter().filter(move |p| p.part.chapter() == chapter)
    }
    /// Who calls this says which of them are read.
    fn passages(&self) -> &[Passage<'a>] {
        self.once(&self.text, || passages(self.report)).as_slice()
    }
    /// The words of a part, one paragraph a line.
    pub fn words(&self, part: Part) -> String {
        self.note(Reads::words(part.chapter()));
        self.report.words(part)
    }
    /// The title in one line.
    pub fn title_line(&self) -> String {
        self.note(Reads::words(Chapter::Front));
        self.report.title_line()
    }
    /// What the sentences claim.
    pub fn claims(&self) -> &[Placed] {
        let make = || claims(self.tables(), self.text(), self.year, &self.office().name);
        self.once(&self.claims, make).as_slice()
    }
    /// What the sentences of last year's report claim: how they are meant, not what they say.
    pub fn last_claims(&self) -> &[LastClaim] {
        let make = || {
            self.note(Reads::LAST_WORDS);
            let last = self.report.predecessor.as_ref().map(|p| &p.snapshot);
            last.map_or_else(Rc::default, |l| last_claims(l, self.year, &self.form.edition))
        };
        self.once(&self.last_claims, make).as_slice()
    }
}

/// The rest.
impl<'a> Context<'a> {
    pub fn office(&self) -> &'a Office {
        self.note(Reads::OFFICE);
        &self.report.office
    }
    /// The level of the office, said or told by its name.
    pub fn level(&self) -> crate::report::OfficeLevel {
        self.note(Reads::OFFICE);
        self.report.level()
    }
    /// Whether this is a government's own report.
    pub fn of_government(&self) -> bool {
        self.note(Reads::OFFICE);
        self.report.of_government()
    }
    /// Whether the office may make 规章; `None` where that is not known.
    pub fn makes_rules(&self) -> Option<bool> {
        self.note(Reads::OFFICE);
        self.report.makes_rules()
    }
    /// The heading of a section.
    pub fn heading(&self, section: Section) -> &'a str {
        self.note(Reads::HEADINGS);
        &self.report.section(section).heading
    }
    /// The heading that a section has in the wording chosen for the report.
    pub fn official_heading(&self, section: Section) -> String {
        self.note(Reads::HEADINGS);
        self.form.heading(section, self.report.heading_set)
    }
    pub fn signature(&self) -> &'a Signature {
        self.note(Reads::SIGNATURE);
        &self.report.signature
    }
    /// Comments by what they stand beside.
    pub fn comments_together(&self) -> Vec<Vec<&'a Comment>> {
        self.note(Reads::COMMENTS);
        self.report.comments_together()
    }
    pub fn deadline(&self) -> Option<Date> {
        self.note(Reads::DEADLINE);
        self.report.deadline
    }
    /// What was typed in a field that takes only some values and is none of them, and what is possible there.
    pub fn wrong(&self, field: Strict) -> Option<(String, String)> {
        self.note(match field {
            Strict::Signed => Reads::SIGNATURE,
            Strict::Due => Reads::DEADLINE,
            Strict::Ratio | Strict::Least | Strict::Repetition => Reads::THRESHOLDS,
        });
        field.is_wrong(self.report).then(|| (field.text(self.report), field.wanted(self.report)))
    }
    pub fn thresholds(&self) -> &'a Thresholds {
        self.note(Reads::THRESHOLDS);
        &self.report.thresholds
    }
    /// Last year's report.
    pub fn last_year(&self) -> Option<&'a Shared> {
        self.note(Reads::LAST_YEAR);
        self.report.predecessor.as_ref().map(|p| &p.snapshot)
    }
    /// The numbers of the year before last, with their form.
    pub fn earlier(&self) -> Option<(&'static Form, &'a BTreeMap<CellKey, Cell>)> {
        let earlier = self.last_year()?.earlier.as_ref()?;
        Some((crate::form::all().find(|f| f.edition == earlier.edition)?, &earlier.cells))
    }
    /// What of the words repeats last year's.
    pub fn repetition(&self) -> Option<Repetition> {
        self.note(Reads::WORDS.and(Reads::LAST_YEAR));
        repetition::of(self.report)
    }
    /// The sentences of last year's that are still marked, to be read.
    pub fn unread(&self) -> Vec<last_years_text::Stale> {
        self.note(Reads::WORDS.and(Reads::LAST_YEAR));
        last_years_text::list(self.report)
    }
    /// All of it: who asks for this runs again after every change.
    pub fn whole(&self) -> &'a Report {
        self.note(Reads::ALL);
        self.report
    }
}
