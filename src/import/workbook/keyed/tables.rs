//! Numbers by their names: believed where the labels of the form still stand around them, in the form's order.

use super::super::WorkSheet;
use super::super::blocks::{place, unread};
use super::book::{Book, MARKS, NamedCells, ORDER};
use crate::form::table::{Block, CellKey, Leaf, Table, leaves};
use crate::report::keyed::NamedPart;
use crate::report::value::{Cell, Value};
use crate::report::{Note, NoteKind, Place, Report};
use std::collections::BTreeSet;

/// Rows and columns of a table on its sheet, as far as they are the form's.
pub struct TablePlace {
    pub sheet: usize,
    pub rows: BTreeSet<usize>,
    pub columns: BTreeSet<usize>,
}

impl Book<'_> {
    /// Whether a table's names stand where its labels are.
    pub fn table(&self, table: &Table) -> Result<TablePlace, &'static str> {
        let mut stands = TablePlace { sheet: 0, rows: BTreeSet::new(), columns: BTreeSet::new() };
        let label_cols = table.grid().label_cols;
        let mut from = 0;
        for block in &table.blocks {
            let (sheet, tops, lefts) = self.block(block)?;
            let ((Some(top), Some(bottom)), Some(left)) = ((tops.first(), tops.last()), lefts.first()) else {
                return Err(MARKS);
            };
            if *top < from || (from > 0 && sheet != stands.sheet) {
                return Err(ORDER);
            }
            // Between its heads and the numbers before, between its labels and the left.
            let says = |at: (usize, usize), label: &str| {
                label.is_empty() || self.words(sheet, at).is_some_and(|w| alike(w, label))
            };
            let named = leaves(&block.rows).iter().zip(&tops).all(|(leaf, row)| {
                let label = leaf.node().label.as_str();
                label.is_empty() || (0..*left).any(|col| says((*row, col), label))
            });
            let headed = leaves(&block.columns)
                .iter()
                .zip(&lefts)
                .all(|(leaf, col)| (from..*top).any(|row| says((row, *col), &leaf.node().label)));
            if !named || !headed {
                return Err("表格的行名或列名");
            }
            let heads = block.columns.iter().map(|n| n.depth()).max().unwrap_or(0);
            let heads = heads + usize::from(!block.caption.is_empty());
            (stands.sheet, from) = (sheet, bottom + 1);
            stands.rows.extend((top.saturating_sub(heads)..*top).chain(tops));
            stands.columns.extend((left.saturating_sub(label_cols)..*left).chain(lefts));
        }
        Ok(stands)
    }

    /// The sheet, rows and columns of a block: a row of the form in one row, a column in one column, in the form's order.
    fn block(&self, block: &Block) -> Result<(usize, Vec<usize>, Vec<usize>), &'static str> {
        let (rows, columns) = (leaves(&block.rows), leaves(&block.columns));
        let mut at: Vec<Vec<NamedCells>> = Vec::new();
        for r in &rows {
            let area = |c: &Leaf<'_>| self.area(&NamedPart::Cell(CellKey::new(&r.node().key, &c.node().key)));
            at.push(columns.iter().map(area).collect::<Result<_, _>>()?);
        }
        let first = at.first().and_then(|l| l.first()).ok_or(MARKS)?;
        let tops: Vec<usize> = at.iter().filter_map(|l| l.first()).map(|a| a.at.top).collect();
        let lefts: Vec<usize> = at.first().into_iter().flatten().map(|a| a.at.left).collect();
        let stands = |line: &Vec<NamedCells>, top: &usize| {
            line.iter().zip(&lefts).all(|(a, l)| (a.sheet, a.at.top, a.at.left) == (first.sheet, *top, *l))
        };
        let aligned = at.iter().zip(&tops).all(|(line, top)| stands(line, top));
        let grows = |v: &[usize]| v.windows(2).all(|w| matches!(w, [a, b] if a < b));
        match aligned && grows(&tops) && grows(&lefts) {
            true => Ok((first.sheet, tops, lefts)),
            false => Err(ORDER),
        }
    }

    /// The numbers of a table: formulas of ours follow their parts where they come to the same.
    pub fn put_numbers(&self, r: &mut Report, table: &Table, sheet: usize) -> Result<(), &'static str> {
        let stands = self.sheets.get(sheet).ok_or(MARKS)?;
        let mut reckoned = Vec::new();
        let (mut empty, mut disguised) = (Vec::new(), Vec::new());
        for key in table.cells() {
            let area = self.area(&NamedPart::Cell(key.clone()))?;
            let at = (area.at.top, area.at.left);
            let value = self.words(sheet, at).and_then(|t| Value::parse(self.form.kind(&key), t));
            if stands.formulas.contains(&at) && self.form.total_of(&key).is_some() {
                r.cells.insert(key.clone(), Cell::Computed);
                reckoned.push((key, at, value));
                continue;
            }
            if stands.disguised.contains(&at) {
                disguised.push(at);
            } else if stands.uncalculated.contains(&at) {
                empty.push(at);
            }
            r.cells.extend(value.map(|v| (key, Cell::Typed(v))));
        }
        let mut remarks = Vec::new();
        remarks.extend(unread(stands, &empty, "是公式，文件里没有算出来的数"));
        remarks.extend(unread(stands, &disguised, "显示的数和存着的数不一样（单元格格式）"));
        r.notes.extend(remarks.into_iter().map(|m| Note::new(m.kind, Place::Whole, m.text)));
        self.settle(r, stands, reckoned);
        Ok(())
    }

    /// Formulas follow their parts from now on, where they came to the same; one that did not stays as it was shown.
    fn settle(&self, r: &mut Report, sheet: &WorkSheet, reckoned: Vec<Reckoned>) {
        let mut never = Vec::new();
        for (key, at, shown) in reckoned {
            let sum = r.value(&key);
            let Some(shown) = shown.filter(|v| Some(v) != sum.as_ref()) else {
                never.extend(sum.filter(|_| !sheet.cells.contains_key(&at)).map(|_| key));
                continue;
            };
            let kind = self.form.kind(&key);
            let come = sum.map_or("空着".to_string(), |v| v.canonical(kind));
            let text = format!(
                "工作表“{}”{}：“{}”在文件里显示的是{}，按分项相加是{come}；照文件里的读入，请核对",
                sheet.name,
                place(at.0, at.1),
                self.form.cell_path(&key),
                shown.canonical(kind)
            );
            r.cells.insert(key.clone(), Cell::Typed(shown));
            r.notes.push(Note::new(NoteKind::Doubtful, Place::Cells(vec![key]), text));
        }
        if !never.is_empty() {
            let text = format!(
                "工作表“{}”里有{}格总计的公式没有算过，按分项相加读入，请核对",
                sheet.name,
                never.len()
            );
            r.notes.push(Note::new(NoteKind::Doubtful, Place::Cells(never), text));
        }
    }
}

/// A total with a formula: its key, its place, and the value that was reckoned when the file was saved.
type Reckoned = (CellKey, (usize, usize), Option<Value>);

/// Whether a cell shows this label, however its lines are parted.
fn alike(words: &str, label: &str) -> bool {
    let bare = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    words == label || bare(words) == bare(label)
}
