//! N: the narrative against the tables. Sentences are read into claims (`read`), their words stand in
//! `assets/words/narrative.ron`; each check judges its share of the claims. What is not understood is left
//! alone: a false alarm weighs as much as a miss.

pub mod lex;
pub mod mean;
pub mod number;
pub mod read;
pub mod table;
pub mod words;

mod judge;
pub mod n101_requests;
pub mod n102_results;
pub mod n103_cases;
pub mod n104_nothing;
pub mod n105_disclosure;
pub mod n106_parts;
pub mod n107_handling_fee;

use crate::checks::Context;
use crate::form::Role;
use crate::report::text::{Para, sentences};
use crate::report::{Part, Report};
use read::{Carry, Claim, Setting, What};
use rust_decimal::Decimal;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use table::{Sum, Tables, sums};
use words::{Is, Set, words};

/// A claim with its place in the report.
#[derive(Clone, Debug)]
pub struct Placed {
    pub part: Part,
    pub paragraph: usize,
    /// Bytes of the sentence in the paragraph's words.
    pub sentence: Range<usize>,
    pub claim: Claim,
    /// What would be right where it is a number, the likeliest first; empty where the tables don't say.
    pub right: Vec<(Sum, Decimal)>,
}

impl Placed {
    /// Bytes of a stretch of the sentence in the paragraph's words.
    pub fn range(&self, r: &Range<usize>) -> Range<usize> {
        r.start + self.sentence.start..r.end + self.sentence.start
    }
    /// Bytes of what a finding speaks of: the claim, or the sentence where it is no one place.
    pub fn words(&self) -> Range<usize> {
        if self.claim.range.is_empty() { self.sentence.clone() } else { self.range(&self.claim.range) }
    }
}

/// A sentence with what it was read after.
type Key = (String, Carry, Setting);
type Read = Rc<(Vec<Claim>, Carry)>;

/// Most sentences remembered.
const MOST: usize = 4096;

thread_local! {
    /// Sentences once read: after a keystroke only the changed one is read again. Equal input gives equal
    /// output, so it is no matter whose they were.
    static READ: RefCell<HashMap<Key, Read>> = RefCell::default();
}

fn read_once(key: Key) -> Read {
    READ.with_borrow_mut(|memo| {
        if let Some(r) = memo.get(&key) {
            return r.clone();
        }
        if memo.len() >= MOST {
            memo.clear();
        }
        let read = Rc::new(read::read(&key.0, &key.1, key.2));
        memo.insert(key, read.clone());
        read
    })
}

/// Names of offices that speak for all below them.
const GOVERNMENTS: [&str; 7] = ["政府", "办公室", "办公厅", "管委会", "管理委员会", "街道办事处", "公署"];

/// Everything the sentences of a report claim, in its order; the title claims nothing.
pub fn claims(cx: &Context<'_>) -> Vec<Placed> {
    let name = cx.report.office.name.trim();
    let narrow = !name.is_empty() && !GOVERNMENTS.iter().any(|g| name.ends_with(g));
    let setting = Setting { year: cx.report.year, narrow, bureau: name.contains("办") };
    let mut out = Vec::new();
    let tables = Tables::new(cx.report);
    let mut part = None;
    let (mut own, mut heading) = (Carry::default(), Carry::default());
    for passage in cx.text().iter().filter(|p| p.part != Part::Title) {
        if part != Some(passage.part) {
            part = Some(passage.part);
            own = of_section(cx.report, passage.part.section());
            heading = own.clone();
        }
        let mut carry = heading.clone();
        for range in sentences(&passage.words) {
            let read = read_once((passage.words[range.clone()].to_string(), carry, setting));
            carry = read.1.clone();
            let place = |claim: &Claim| Placed {
                part: passage.part,
                paragraph: passage.paragraph,
                sentence: range.clone(),
                claim: claim.clone(),
                right: right(cx, &tables, claim),
            };
            out.extend(read.0.iter().map(place));
        }
        // A heading says what the paragraphs below it speak of.
        if Para::level(&passage.words).is_some() {
            heading = if carry.topic.is_empty() { own.clone() } else { carry };
        }
    }
    out
}

/// What the tables say to a number; nothing where one of its cells is not known.
fn right(cx: &Context<'_>, tables: &Tables<'_>, claim: &Claim) -> Vec<(Sum, Decimal)> {
    let What::Number { meaning, .. } = &claim.what else { return Vec::new() };
    let all: Option<Vec<_>> =
        sums(cx.form, meaning).into_iter().map(|s| tables.of(&s).map(|n| (s, n))).collect();
    all.unwrap_or_default()
}

/// What the section of a table speaks of before any words do.
fn of_section(report: &Report, section: usize) -> Carry {
    let form = report.form();
    let stands = |role: Role| {
        form.role(role).first().is_some_and(|key| {
            let holds = |t: &&crate::form::table::Table| {
                t.section == section && t.cells().iter().any(|k| k.row() == key || k.as_str() == key)
            };
            form.tables.iter().any(|t| holds(&t))
        })
    };
    let of = |is: Is| {
        words()
            .concepts
            .iter()
            .enumerate()
            .filter(|(_, c)| c.is == is)
            .fold(Set::default(), |s, (i, _)| s.with(i as u8))
    };
    let mut carry = Carry::default();
    if stands(Role::Received) {
        (carry.topic, carry.public) = (of(Is::Request), true);
    } else if stands(Role::Reconsideration) {
        carry.public = true;
    }
    carry
}
