//! The statutory form as data: sections, tables, relations, letters. Each edition is a RON file in
//! `assets/forms` and a line in `editions`. Nothing here knows an office's numbers.

pub mod bounds;
pub mod editions;
pub mod grid;
pub mod ledger;
mod names;
pub mod relation;
pub mod section;
pub mod slips;
pub mod table;
mod told_words;
pub mod words;

pub use editions::{add, all, between, by_edition, for_year, letters, newest, years};
pub use section::{Chapter, Section, numeral};

use editions::{Known, known};
use grid::TileGrid;
use ledger::Ledger;
use relation::{CarryRelation, Relation};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use table::{CellKey, Kind, Leaf, Table};

/// A letter that prescribes the form.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// 国办公开办函〔2021〕30号
    pub number: String,
    pub title: String,
}

impl Letter {
    /// The agency's mark, before the year: 国办公开办函.
    pub fn mark(&self) -> &str {
        self.number.split('〔').next().unwrap_or_default()
    }
}

/// A section as the form has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionForm {
    pub section: Section,
    /// What a clerk calls it.
    pub name: String,
    /// The heading without its numeral in heading set A, then in set B.
    pub headings: Vec<String>,
    /// Words of which one is enough to know the section by, in any wording met.
    pub keywords: Vec<String>,
    /// What belongs here, with the article it comes from.
    pub help: String,
}

/// A balance in every column of a table: the rows `left` together equal the rows `right` together.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Balance {
    pub table: String,
    pub left: Vec<String>,
    pub right: Vec<String>,
}

/// How a number follows from last year's report: see [`relation::CarryRelation`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarryOver {
    pub rows: Vec<String>,
    /// Empty: all columns of the row.
    #[serde(default)]
    pub columns: Vec<String>,
    pub last: Vec<String>,
    #[serde(default)]
    pub plus: Vec<String>,
    #[serde(default)]
    pub minus: Vec<String>,
}

/// What the edition before has under other names: rows or columns there, and those here in their place.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Renamed {
    pub before: Vec<String>,
    pub now: Vec<String>,
}

/// A group of results (不予公开), or one that stands alone (予以公开).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultGroup {
    /// Without its numeral and what stands in brackets.
    pub name: String,
    pub rows: Vec<String>,
}

/// What a check asks for instead of a key: a form without the role leaves the check silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    Received,
    CarriedIn,
    CarriedOut,
    ResultTotal,
    Granted,
    PartlyGranted,
    Refused,
    Unavailable,
    NotProcessed,
    OtherResults,
    FeeUnpaid,
    Regulation,
    NormativeDocument,
    Issued,
    Repealed,
    InForce,
    Licence,
    Penalty,
    Coercion,
    Fee,
    Decisions,
    Published,
    PublicTotal,
    Previous,
    Change,
    ProcurementCount,
    ProcurementAmount,
    Reconsideration,
    SuitDirect,
    SuitAfterReview,
    Upheld,
    Corrected,
    OtherOutcome,
    Pending,
    Organisations,
    OtherApplicants,
    OtherResult,
}

/// One edition of the form.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Its name in files: `fy2021`.
    pub edition: String,
    /// What a clerk calls it: 2021年格式.
    pub label: String,
    /// First fiscal year it applies to; it ends where the next edition begins.
    pub first_year: u16,
    pub letters: Vec<Letter>,
    /// In their order.
    pub sections: Vec<SectionForm>,
    pub tables: Vec<Table>,
    pub balances: Vec<Balance>,
    pub carry_overs: Vec<CarryOver>,
    /// Against the edition before.
    #[serde(default)]
    pub renamed: Vec<Renamed>,
    /// Rows, columns or cells by role.
    pub roles: BTreeMap<Role, Vec<String>>,
}

impl Form {
    /// Its sums and balances.
    pub fn relations(&'static self) -> &'static [Relation] {
        self.known().map_or(&[], |k| &k.relations)
    }
    /// Its carry-overs, cell by cell.
    pub fn carry_relations(&'static self) -> &'static [CarryRelation] {
        self.known().map_or(&[], |k| &k.carry_overs)
    }
    /// Its cells and relations by place.
    pub fn ledger(&self) -> &'static Ledger {
        static NONE: std::sync::OnceLock<Ledger> = std::sync::OnceLock::new();
        self.known().map_or_else(|| NONE.get_or_init(Ledger::default), |k| &k.ledger)
    }
    fn known(&self) -> Option<&'static Known> {
        known().find(|k| k.form.edition == self.edition)
    }
    /// Whether a row, a column or a cell has that name.
    fn names_part(&self, name: &str) -> bool {
        self.tables.iter().any(|t| t.names(name))
    }
    /// All names of rows, columns and cells that it uses besides its tables.
    fn names(&self) -> impl Iterator<Item = &String> {
        let balances = self.balances.iter().flat_map(|b| b.left.iter().chain(&b.right));
        let carried = self.carry_overs.iter();
        let carried =
            carried.flat_map(|c| [&c.rows, &c.columns, &c.last, &c.plus, &c.minus].into_iter().flatten());
        let renamed = self.renamed.iter().flat_map(|r| &r.now);
        balances.chain(carried).chain(renamed).chain(self.roles.values().flatten())
    }
    /// The sum that a total follows: the row's where there is one, as for the corner of table three.
    pub fn total_of(&self, key: &CellKey) -> Option<&'static Relation> {
        let known = self.known()?;
        known.totals.get(key).map(|i| &known.relations[*i])
    }
    /// The table of that key.
    pub fn table(&self, key: &str) -> Option<&Table> {
        self.tables.iter().find(|t| t.key == key)
    }
    /// The table that stands in a section.
    pub fn table_of_section(&self, section: Section) -> Option<&Table> {
        self.tables.iter().find(|t| t.section == section)
    }
    /// The table that stands in a part of the report.
    pub fn table_of_chapter(&self, chapter: Chapter) -> Option<&Table> {
        self.table_of_section(chapter.section()?)
    }
    /// Keys of all cells in the form's order.
    pub fn cells(&self) -> Vec<CellKey> {
        match self.known() {
            Some(k) => k.ledger.keys.clone(),
            None => self.tables.iter().flat_map(Table::cells).collect(),
        }
    }
    /// The table a cell belongs to.
    pub fn table_of(&self, key: &CellKey) -> Option<&Table> {
        self.ledger().table(key).and_then(|t| self.tables.get(t))
    }
    /// The table a cell belongs to, with its leaves.
    pub fn locate(&self, key: &CellKey) -> Option<(&Table, Leaf<'_>, Leaf<'_>)> {
        self.tables.iter().find_map(|t| t.leaf_pair(key).map(|(r, c)| (t, r, c)))
    }
    /// Whether the form has this cell.
    pub fn has(&self, key: &CellKey) -> bool {
        // A form that is still being put together is asked itself.
        self.known().map_or_else(|| self.locate(key).is_some(), |k| k.ledger.place(key.as_str()).is_some())
    }
    /// The kind of a cell's number; `Count` for a key the form doesn't have.
    pub fn kind(&self, key: &CellKey) -> Kind {
        let ledger = self.ledger();
        ledger.place(key.as_str()).and_then(|p| ledger.kinds.get(p)).copied().unwrap_or_default()
    }
    /// Whether some row has this key.
    pub fn has_row(&self, row: &str) -> bool {
        self.tables
            .iter()
            .flat_map(|t| &t.blocks)
            .any(|b| table::leaves(&b.rows).iter().any(|l| l.node().key == row))
    }
    /// Column keys of a row.
    pub fn columns_of(&self, row: &str) -> Vec<String> {
        self.tables
            .iter()
            .flat_map(|t| &t.blocks)
            .find(|b| table::leaves(&b.rows).iter().any(|l| l.node().key == row))
            .map(|b| table::leaves(&b.columns).iter().map(|l| l.node().key.clone()).collect())
            .unwrap_or_default()
    }
    /// The rows, columns or cells that have a role; empty where the form has none.
    pub fn role(&self, role: Role) -> &[String] {
        self.roles.get(&role).map_or(&[], Vec::as_slice)
    }
    /// The groups of results that make the total of all of them, in the form's order.
    pub fn result_groups(&self) -> Vec<ResultGroup> {
        let Some(total) = self.role(Role::ResultTotal).first() else { return Vec::new() };
        let blocks = self.tables.iter().flat_map(|t| &t.blocks);
        let total = blocks.flat_map(|b| table::leaves(&b.rows)).find(|l| l.node().key == *total);
        let parent = total.and_then(|l| l.parent());
        let groups = parent.into_iter().flat_map(|p| &p.children).filter(|n| !n.total);
        groups
            .map(|n| ResultGroup {
                name: n.short().to_string(),
                rows: table::leaves(std::slice::from_ref(n)).iter().map(|l| l.node().key.clone()).collect(),
            })
            .collect()
    }
    /// Grid of a table by key; an empty one if there is none.
    pub fn grid(&self, table: &str) -> TileGrid {
        self.table(table).map(Table::grid).unwrap_or(TileGrid {
            rows: 0,
            cols: 0,
            label_cols: 0,
            head_rows: 0,
            tiles: Vec::new(),
        })
    }
}
