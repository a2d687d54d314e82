//! What a check looked at, and what differs between two reports: sets of the same aspects. A check runs again
//! when the two meet, and only then.

use crate::form::table::CellKey;
use crate::report::reckoned::KnownValues;
use crate::report::text::Para;
use crate::report::{Chapter, Part, Report};

/// A set of aspects of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reads(u32);

impl Reads {
    pub const OFFICE: Reads = Reads(1);
    pub const HEADINGS: Reads = Reads(1 << 1);
    pub const SIGNATURE: Reads = Reads(1 << 2);
    pub const DEADLINE: Reads = Reads(1 << 3);
    pub const THRESHOLDS: Reads = Reads(1 << 4);
    pub const LAST_YEAR: Reads = Reads(1 << 5);
    pub const COMMENTS: Reads = Reads(1 << 7);
    /// The layout with its charts, explanations, notes and the like.
    pub const REST: Reads = Reads(1 << 6);
    /// Cells of every table.
    pub const CELLS: Reads = Reads(0xff << 8);
    /// The words of every part, live values resolved.
    pub const WORDS: Reads = Reads(0xff << 16);
    /// How sentences of last year's report are to be read; what is found so is found in this year's alone.
    pub const LAST_WORDS: Reads = Reads(1 << 24);
    pub const ALL: Reads = Reads(u32::MAX);

    /// Cells of the table at that place among the form's; the eighth and all behind it count as one.
    #[expect(clippy::arithmetic_side_effects, reason = "bits of a number that has room for them")]
    pub fn table(place: usize) -> Reads {
        Reads(1 << (8 + place.min(7)))
    }
    /// The words of a part of the report.
    #[expect(clippy::arithmetic_side_effects, reason = "bits of a number that has room for them")]
    pub fn words(chapter: Chapter) -> Reads {
        let place = match chapter {
            Chapter::Front => 0,
            Chapter::Section(s) => 1 + s.index(),
            Chapter::Signature => 7,
        };
        Reads(1 << (16 + place.min(7)))
    }
    pub fn and(self, other: Reads) -> Reads {
        Reads(self.0 | other.0)
    }
    pub fn meets(self, other: Reads) -> bool {
        self.0 & other.0 != 0
    }

    /// What differs between two reports; `None` where everything may be found otherwise: another year, another
    /// form, other checks switched off, other units that it was made of.
    pub fn differing(was: &Report, now: &Report) -> Option<Reads> {
        // Named one by one, so that what a report gets later has to be thought of here.
        let Report {
            year,
            edition,
            switched_off,
            office,
            sections,
            signature,
            deadline,
            thresholds,
            predecessor,
            earlier,
            cells: _,
            title: _,
            preamble: _,
            heading_set,
            letters,
            blank_policy,
            layout,
            explanations,
            comments,
            notes,
            units,
            typed,
        } = was;
        if (year, edition, switched_off, units) != (&now.year, &now.edition, &now.switched_off, &now.units) {
            return None;
        }
        let headings = *heading_set != now.heading_set
            || sections.iter().zip(&now.sections).any(|(a, b)| a.heading != b.heading);
        let rest = (letters, blank_policy, layout) != (&now.letters, &now.blank_policy, &now.layout)
            || (explanations, notes) != (&now.explanations, &now.notes);
        let aspects = [
            (*office != now.office, Reads::OFFICE),
            (headings, Reads::HEADINGS),
            (*signature != now.signature, Reads::SIGNATURE),
            (*deadline != now.deadline, Reads::DEADLINE),
            (*thresholds != now.thresholds, Reads::THRESHOLDS),
            (*typed != now.typed, Reads::SIGNATURE.and(Reads::DEADLINE).and(Reads::THRESHOLDS)),
            (
                *predecessor != now.predecessor || *earlier != now.earlier,
                Reads::LAST_YEAR.and(Reads::LAST_WORDS),
            ),
            (*comments != now.comments, Reads::COMMENTS),
            (rest, Reads::REST),
        ];
        let differing = aspects.iter().filter(|(differs, _)| *differs).map(|(_, reads)| *reads);
        let facts = differing.fold(cells(was, now), Reads::and);
        Some(facts.and(words(was, now, facts)))
    }
}

/// The tables that hold a cell that differs.
fn cells(was: &Report, now: &Report) -> Reads {
    if was.cells == now.cells {
        return Reads::default();
    }
    let ledger = now.form().ledger();
    let differs = |key: &&CellKey| was.cells.get(*key) != now.cells.get(*key);
    // A cell that the form doesn't have belongs to no table, but to the report.
    let table = |key: &CellKey| ledger.table(key).map_or(Reads::CELLS, Reads::table);
    was.cells.keys().chain(now.cells.keys()).filter(differs).map(table).fold(Reads::default(), Reads::and)
}

/// The sections whose words differ, where `facts` differ besides: live values follow them.
fn words(was: &Report, now: &Report, facts: Reads) -> Reads {
    let sources = [Reads::OFFICE, Reads::DEADLINE, Reads::LAST_YEAR, Reads::CELLS];
    let live = sources.iter().any(|s| facts.meets(*s));
    let (before, after) = (KnownValues::of(was), KnownValues::of(now));
    let told = |part: Part| live && !tells_same(now.paras(part), &before, &after);
    let differs = |part: &Part| was.paras(*part) != now.paras(*part) || told(*part);
    now.worded().filter(differs).map(|p| Reads::words(p.chapter())).fold(Reads::default(), Reads::and)
}

/// Whether the live values of paragraphs that are the same come to the same in both reports: then their words do.
fn tells_same(paras: &[Para], was: &KnownValues<'_>, now: &KnownValues<'_>) -> bool {
    let runs = paras.iter().filter_map(|p| if let Para::Text(runs) = p { Some(runs) } else { None });
    let mut live = runs.flatten().filter(|r| r.is_field());
    live.all(|r| r.told(was) == r.told(now))
}
