//! The editions of the form. Those of the program and any that are added while it runs come in the same way and
//! stay as long as it runs.

use super::ledger::Ledger;
use super::names::{self, CellNames};
use super::relation::{self, CarryRelation, Relation, RelationKind};
use super::section::Section;
use super::table::KeyMap;
use super::{Form, Letter};
use crate::side_by_side::side_by_side;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

/// The editions that come with the program, oldest first. A new one is one file and one line here.
const BUILT_IN: &[&str] =
    &[include_str!("../../assets/forms/fy2019.ron"), include_str!("../../assets/forms/fy2021.ron")];

/// Last year that anybody reports on with this program.
const LAST_YEAR: u16 = 2099;

/// Why a text does not become an edition.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum FormError {
    #[error("格式文件第{line}行写法有误（{detail}），没有采用；请改正后再试")]
    Unreadable { line: usize, detail: String },
    #[error("格式“{edition}”应当每个部分都有、而且只有一次，没有采用；请改正格式文件")]
    Sections { edition: String },
    #[error("格式“{edition}”里的“{name}”不是它的行、列或者格，没有采用；请改正格式文件")]
    Unknown { edition: String, name: String },
    #[error("格式“{edition}”和已有的同名，或者启用年度不比已有的晚，没有采用；请改正格式文件")]
    NotNewer { edition: String },
}

/// A form with what follows from it, made once.
pub(super) struct Known {
    pub form: Form,
    pub relations: Vec<Relation>,
    pub carry_overs: Vec<CarryRelation>,
    pub names: KeyMap<CellNames>,
    /// The relation that each total follows, by its place among the relations.
    pub totals: KeyMap<usize>,
    pub ledger: Ledger,
}

impl Known {
    fn new(form: Form) -> Known {
        let relations = relation::relations(&form);
        let mut totals: KeyMap<usize> = KeyMap::default();
        for (i, r) in relations.iter().enumerate() {
            let Some(key) = r.total() else { continue };
            let at = totals.entry(key.clone()).or_insert(i);
            // The corner of table three is the sum of its row.
            if r.kind == RelationKind::RowSum && relations[*at].kind != RelationKind::RowSum {
                *at = i;
            }
        }
        let ledger = Ledger::new(&form, &relations, &totals);
        let names = names::of(&form);
        let carry_overs = relation::carry_overs(&form);
        Known { form, relations, carry_overs, names, totals, ledger }
    }
}

/// An edition and the next. The list only grows, so that what is in it can be lent for good.
struct EditionEntry {
    known: Known,
    next: OnceLock<Box<EditionEntry>>,
}

impl EditionEntry {
    fn new(form: Form) -> EditionEntry {
        EditionEntry { known: Known::new(form), next: OnceLock::new() }
    }
    /// This edition and all behind it.
    fn all(&self) -> impl Iterator<Item = &EditionEntry> {
        std::iter::successors(Some(self), |e| e.next.get().map(|next| &**next))
    }
    fn append(&self, form: Form) -> Result<(), FormError> {
        let mut entry = Box::new(EditionEntry::new(form));
        for at in self.all() {
            let (known, new) = (&at.known.form, &entry.known.form);
            if known.edition == new.edition || known.first_year >= new.first_year {
                return Err(FormError::NotNewer { edition: new.edition.clone() });
            }
            let before = new.renamed.iter().flat_map(|r| &r.before);
            let strange = before.filter(|_| at.next.get().is_none()).find(|n| !known.names_part(n)).cloned();
            if let Some(name) = strange {
                return Err(FormError::Unknown { edition: known.edition.clone(), name });
            }
            // Where the list ends, unless another came in between.
            match at.next.set(entry) {
                Ok(()) => break,
                Err(back) => entry = back,
            }
        }
        Ok(())
    }
}

fn oldest() -> &'static EditionEntry {
    static OLDEST: OnceLock<EditionEntry> = OnceLock::new();
    // Embedded at build time; the forms test loads each of them.
    let built_in = |text: &&str| read(text).unwrap_or_else(|e| panic!("assets/forms: {e}"));
    OLDEST.get_or_init(|| {
        let mut forms = side_by_side(BUILT_IN, BUILT_IN.len(), &built_in).into_iter();
        let oldest = EditionEntry::new(forms.next().unwrap_or_else(|| panic!("assets/forms: none")));
        for form in forms {
            oldest.append(form).unwrap_or_else(|e| panic!("assets/forms: {e}"));
        }
        oldest
    })
}

/// A form out of its text, with nothing in it that it lacks.
fn read(text: &str) -> Result<Form, FormError> {
    let form: Form = ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(text)
        .map_err(|e| FormError::Unreadable { line: e.span.start.line, detail: e.code.to_string() })?;
    let sections: BTreeSet<Section> = form.sections.iter().map(|s| s.section).collect();
    if sections.len() != Section::ALL.len() || form.sections.len() != sections.len() {
        return Err(FormError::Sections { edition: form.edition });
    }
    let strange = form.names().find(|n| !form.names_part(n)).cloned();
    match strange {
        Some(name) => Err(FormError::Unknown { edition: form.edition, name }),
        None => Ok(form),
    }
}

/// Makes another edition known, later than all there are.
pub fn add(text: &str) -> Result<(), FormError> {
    oldest().append(read(text)?)
}

pub(super) fn known() -> impl Iterator<Item = &'static Known> {
    oldest().all().map(|e| &e.known)
}

/// All editions, oldest first.
pub fn all() -> impl Iterator<Item = &'static Form> {
    known().map(|k| &k.form)
}

/// The edition of that name.
pub fn by_edition(edition: &str) -> Option<&'static Form> {
    all().find(|f| f.edition == edition)
}

/// The edition that a fiscal year uses; the oldest for years before it.
pub fn for_year(year: u16) -> &'static Form {
    let begun = all().take_while(|f| f.first_year <= year);
    begun.last().unwrap_or(&oldest().known.form)
}

/// The edition begun last.
pub fn newest() -> &'static Form {
    for_year(u16::MAX)
}

/// The editions from one to the other, both included.
pub fn between(from: &Form, to: &Form) -> Vec<&'static Form> {
    let all: Vec<&'static Form> = all().collect();
    let at = |f: &Form| all.iter().position(|x| x.edition == f.edition).unwrap_or(0);
    let (a, b) = (at(from), at(to));
    let mut out = all[a.min(b)..=a.max(b)].to_vec();
    if b < a {
        out.reverse();
    }
    out
}

/// Years that can be reported on.
pub fn years() -> RangeInclusive<u16> {
    oldest().known.form.first_year..=LAST_YEAR
}

/// The letters of all editions.
pub fn letters() -> impl Iterator<Item = &'static Letter> {
    all().flat_map(|f| &f.letters)
}
