//! What cells, rows and columns are called when people read or hear of them.

use super::Form;
use super::table::CellKey;

impl Form {
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
    /// The full path of a cell for people: groups and leaf of the row, then the column.
    pub fn cell_path(&self, key: &CellKey) -> String {
        let Some((_, r, c)) = self.locate(key) else { return key.to_string() };
        let row = r.labels().join(" › ");
        if row.is_empty() { c.labels().join(" › ") } else { format!("{row} · {}", c.name()) }
    }
}
