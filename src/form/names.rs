//! What cells, rows and columns are called when people read or hear of them.

use super::Form;
use super::table::{self, CellKey, KeyMap, Leaf};

/// What a cell is called.
#[derive(Debug)]
pub(super) struct CellNames {
    /// `行，列`, each by its innermost telling labels.
    name: String,
    /// Groups and leaf of the row, then the column.
    path: String,
    /// The path as it is read out: `三、本年度办理结果，（一）予以公开，自然人`.
    said: String,
    /// The column by its label; by its groups too where that alone doesn't tell.
    column: String,
}

/// The names of all cells of a form.
pub(super) fn of(form: &Form) -> KeyMap<CellNames> {
    let mut out = KeyMap::default();
    for b in form.tables.iter().flat_map(|t| &t.blocks) {
        let columns = table::leaves(&b.columns);
        for row in table::leaves(&b.rows) {
            for column in &columns {
                let alike = columns.iter().filter(|c| c.name() == column.name()).count();
                let key = CellKey::new(&row.node().key, &column.node().key);
                out.insert(key, CellNames::new(&row, column, alike > 1));
            }
        }
    }
    out
}

impl CellNames {
    /// `alike`: other columns have that label too.
    fn new(row: &Leaf<'_>, column: &Leaf<'_>, alike: bool) -> CellNames {
        let (rows, columns) = (row.labels(), column.labels());
        let grouped = alike || rows.is_empty();
        let short = match columns.as_slice() {
            [.., group, leaf] if grouped => format!("{group} {leaf}"),
            _ => column.name().to_string(),
        };
        let column = if grouped { columns.join(" › ") } else { column.name().to_string() };
        let (name, path) = match rows.last() {
            Some(leaf) => (format!("{leaf}，{short}"), format!("{} · {column}", rows.join(" › "))),
            None => (short, column.clone()),
        };
        let said = rows.iter().chain(&columns).copied().collect::<Vec<_>>().join("，");
        CellNames { name, path, said, column }
    }
}

impl Form {
    fn names_of(&self, key: &CellKey, of: impl Fn(&CellNames) -> &String) -> String {
        self.known().and_then(|k| k.names.get(key)).map_or_else(|| key.to_string(), |n| of(n).clone())
    }
    /// A cell in a sentence: `行，列`, each by its innermost telling labels.
    pub fn cell_name(&self, key: &CellKey) -> String {
        self.names_of(key, |n| &n.name)
    }
    /// The full path of a cell for people: groups and leaf of the row, then the column.
    pub fn cell_path(&self, key: &CellKey) -> String {
        self.names_of(key, |n| &n.path)
    }
    /// The full path of a cell for a screen reader, which would spell out the signs of `cell_path`.
    pub fn cell_said(&self, key: &CellKey) -> String {
        self.names_of(key, |n| &n.said)
    }
    /// A cell's column, with its groups where its label alone doesn't tell.
    pub fn column_path(&self, key: &CellKey) -> String {
        self.names_of(key, |n| &n.column)
    }
    /// The innermost label of a cell's row.
    pub fn row_name(&self, key: &CellKey) -> String {
        self.locate(key).map_or(String::new(), |(_, r, _)| r.name().to_string())
    }
    /// All labels of a cell's row.
    pub fn row_path(&self, key: &CellKey) -> String {
        self.locate(key).map_or(String::new(), |(_, r, _)| r.labels().join(" "))
    }
    /// The innermost label of a cell's column.
    pub fn column_name(&self, key: &CellKey) -> String {
        self.locate(key).map_or(String::new(), |(_, _, c)| c.name().to_string())
    }
    /// The label of the columns that a cell's column stands among (未经复议直接起诉).
    pub fn group_name(&self, key: &CellKey) -> String {
        let group =
            self.locate(key).and_then(|(_, _, c)| c.labels().iter().rev().nth(1).map(|l| l.to_string()));
        group.unwrap_or_default()
    }
}
