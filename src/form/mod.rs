//! The statutory form as data: sections, tables, relations, letters. Two editions stand in
//! `assets/forms`; a third is one more RON file and one more line in `FORMS`. Nothing here knows an
//! office's numbers.

pub mod bounds;
pub mod ledger;
pub mod relation;
pub mod table;
pub mod words;

use ledger::Ledger;
use relation::{Relation, RelationKind};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;
use table::{CellKey, Grid, Kind, Leaf, Table};

/// The editions, oldest first. A new one is one line here and one file.
const FORMS: [(&str, &str); 2] = [
    ("fy2019", include_str!("../../assets/forms/fy2019.ron")),
    ("fy2021", include_str!("../../assets/forms/fy2021.ron")),
];

/// What people call the parts of a report: the front, the sections 1–6, the signature.
pub const PARTS: [&str; 8] = [
    "封面与导语",
    "一 总体情况",
    "二 主动公开",
    "三 申请情况",
    "四 复议诉讼",
    "五 问题改进",
    "六 其他事项",
    "落款",
];

/// A letter that prescribes the form.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// 国办公开办函〔2021〕30号
    pub number: String,
    pub title: String,
}

/// One of the six sections.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionForm {
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
    Pending,
}

/// One edition of the form.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// `fy2019` or `fy2021`.
    pub edition: String,
    /// What a clerk calls it: 2021年格式.
    pub label: String,
    /// First fiscal year it applies to; it ends where the next edition begins.
    pub first_year: u16,
    pub letters: Vec<Letter>,
    pub sections: Vec<SectionForm>,
    pub tables: Vec<Table>,
    pub balances: Vec<Balance>,
    pub carry_overs: Vec<CarryOver>,
    /// Rows, columns or cells by role.
    pub roles: BTreeMap<Role, Vec<String>>,
}

/// A form with what follows from it, made once.
struct Known {
    form: Form,
    relations: Vec<Relation>,
    kinds: HashMap<CellKey, Kind>,
    /// The relation that each total follows, by its place among the relations.
    totals: HashMap<CellKey, usize>,
    ledger: Ledger,
}

impl Known {
    fn new(form: Form) -> Known {
        let relations = relation::relations(&form);
        let kind = |k: CellKey| {
            let kind = form.locate(&k).map_or(Kind::Count, |(_, _, c)| c.node().kind);
            (k, kind)
        };
        let kinds = form.tables.iter().flat_map(Table::cells).map(kind).collect();
        let mut totals: HashMap<CellKey, usize> = HashMap::new();
        for (i, r) in relations.iter().enumerate() {
            let Some(key) = r.total() else { continue };
            let at = totals.entry(key.clone()).or_insert(i);
            // The corner of table three is the sum of its row.
            if r.kind == RelationKind::RowSum && relations[*at].kind != RelationKind::RowSum {
                *at = i;
            }
        }
        let ledger = Ledger::new(&form, &relations, &totals);
        Known { form, relations, kinds, totals, ledger }
    }
}

fn known() -> &'static [Known] {
    static KNOWN: OnceLock<Vec<Known>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        FORMS
            .iter()
            .map(|(name, text)| {
                let form: Form = ron::Options::default()
                    .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
                    .from_str(text)
                    // Embedded at build time; the forms test loads each of them.
                    .unwrap_or_else(|e| panic!("assets/forms/{name}.ron: {e}"));
                Known::new(form)
            })
            .collect()
    })
}

/// All editions, oldest first.
pub fn all() -> impl Iterator<Item = &'static Form> {
    known().iter().map(|k| &k.form)
}

/// The edition of that name.
pub fn by_edition(edition: &str) -> Option<&'static Form> {
    all().find(|f| f.edition == edition)
}

/// The edition that a fiscal year uses; the oldest for years before it.
pub fn for_year(year: u16) -> &'static Form {
    let all = known();
    all.iter().rev().map(|k| &k.form).find(|f| f.first_year <= year).unwrap_or(&all[0].form)
}

/// Years whose reports the program knows: the forms begin with 2019.
pub const YEARS: std::ops::RangeInclusive<u16> = 2019..=2099;

/// Chinese numeral of a section, 1 to 6.
pub use crate::chinese::numerals::heading as numeral;

impl Form {
    /// Its sums and balances.
    pub fn relations(&'static self) -> &'static [Relation] {
        self.known().map_or(&[], |k| &k.relations)
    }
    /// Its cells and relations by place.
    pub fn ledger(&self) -> &'static Ledger {
        // A form that is none of the embedded ones does not exist.
        self.known().map_or(&known()[0].ledger, |k| &k.ledger)
    }
    fn known(&self) -> Option<&'static Known> {
        known().iter().find(|k| k.form.edition == self.edition)
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
    /// The table that stands in section `n`.
    pub fn table_of_section(&self, n: usize) -> Option<&Table> {
        self.tables.iter().find(|t| t.section == n)
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
        self.locate(key).is_some()
    }
    /// The kind of a cell's number; `Count` for a key the form doesn't have.
    pub fn kind(&self, key: &CellKey) -> Kind {
        self.known().and_then(|k| k.kinds.get(key)).copied().unwrap_or_default()
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
    /// The accessible name of a cell: `行，列`, each by its innermost telling labels.
    pub fn cell_name(&self, key: &CellKey) -> String {
        let Some((_, r, c)) = self.locate(key) else { return key.to_string() };
        let (row, col) = (r.labels(), c.labels());
        let col = match col.as_slice() {
            [.., group, leaf] if row.is_empty() => format!("{group} {leaf}"),
            [.., leaf] => (*leaf).to_string(),
            [] => String::new(),
        };
        match row.last() {
            Some(leaf) => format!("{leaf}，{col}"),
            None => col,
        }
    }
    /// The label of a cell's row, the innermost.
    pub fn row_name(&self, key: &CellKey) -> String {
        let leaf = self.locate(key).and_then(|(_, r, _)| r.labels().last().map(|l| l.to_string()));
        leaf.unwrap_or_default()
    }
    /// The label of the columns that a cell's column stands among (未经复议直接起诉).
    pub fn group_name(&self, key: &CellKey) -> String {
        let group =
            self.locate(key).and_then(|(_, _, c)| c.labels().iter().rev().nth(1).map(|l| l.to_string()));
        group.unwrap_or_default()
    }
    /// The full path of a cell for people: groups and leaf of the row, then the column.
    pub fn cell_path(&self, key: &CellKey) -> String {
        let Some((_, r, c)) = self.locate(key) else { return key.to_string() };
        let row = r.labels().join(" › ");
        let col: Vec<&str> = c.labels();
        let col =
            if row.is_empty() { col.join(" › ") } else { col.last().copied().unwrap_or("").to_string() };
        if row.is_empty() { col } else { format!("{row} · {col}") }
    }
    /// Section heading with its numeral in a heading set (0 = A, 1 = B).
    pub fn heading(&self, section: usize, set: usize) -> String {
        let text = self
            .sections
            .get(section.wrapping_sub(1))
            .map_or("", |s| s.headings.get(set.min(1)).map_or("", String::as_str));
        format!("{}、{}", numeral(section), text)
    }
    /// Grid of a table by key; an empty one if there is none.
    pub fn grid(&self, table: &str) -> Grid {
        self.table(table).map(Table::grid).unwrap_or(Grid {
            rows: 0,
            cols: 0,
            label_cols: 0,
            head_rows: 0,
            tiles: Vec::new(),
        })
    }
}
