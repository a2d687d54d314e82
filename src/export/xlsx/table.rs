//! A table of the form as a sheet: its tiles merged as on paper, totals as formulas with their values.

use super::look::{Looks, height};
use super::words::brief;
use super::{Written, new_sheet, sheet_name};
use crate::form::grid::{Tile, TileGrid};
use crate::form::table::{CellKey, Kind, Table};
use crate::report::Report;
use crate::report::keyed::NamedPart;
use crate::report::sheet::is_formula;
use crate::report::value::{Cell, Value};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{DataValidation, Format, Formula, Worksheet, XlsxError};

/// Rows above the grid: the table's name.
const ABOVE: usize = 1;
/// What an upright page is wide, in digits of the sheet's own type.
const PAGE: f64 = 92.0;
/// Most digits of a number that a workbook keeps.
const DIGITS: usize = 15;

/// What it is made of.
struct TableSheet<'a> {
    report: &'a Report,
    grid: TileGrid,
    widths: Vec<f64>,
    looks: &'a Looks,
    sheet: Worksheet,
}

pub fn sheet(report: &Report, table: &Table, looks: &Looks) -> Result<Written, XlsxError> {
    let form = report.form();
    let grid = table.grid();
    let name = sheet_name(form.section(table.section).map_or(&table.title, |s| &s.name));
    let sheet = new_sheet(&name, report)?;
    let mut made = TableSheet { report, widths: widths(&grid), grid, looks, sheet };
    made.page(table)?;
    for tile in made.grid.tiles.clone() {
        made.tile(&tile)?;
    }
    made.rules()?;
    let place = |t: &Tile| Some((NamedPart::Cell(t.cell()?.clone()), (row(t), col(t), row(t), col(t))));
    let places = made.grid.tiles.iter().filter_map(place).collect();
    Ok(Written { name, sheet: made.sheet, places, warnings: Vec::new() })
}

/// Widths of the columns: labels as wide as their words want, the numbers share the rest of the page.
fn widths(grid: &TileGrid) -> Vec<f64> {
    let labels: &[f64] = match grid.label_cols {
        0 => &[],
        1 => &[26.0],
        2 => &[10.0, 32.0],
        _ => &[5.0, 11.0, 32.0],
    };
    let labels: Vec<f64> = (0..grid.label_cols).map(|i| labels.get(i).copied().unwrap_or(10.0)).collect();
    let numbers = grid.cols.saturating_sub(grid.label_cols).max(1);
    let each = ((PAGE - labels.iter().sum::<f64>()) / numbers as f64).max(5.5);
    labels.into_iter().chain(std::iter::repeat_n(each, numbers)).collect()
}

fn row(t: &Tile) -> u32 {
    (t.row + ABOVE) as u32
}

fn col(t: &Tile) -> u16 {
    t.col as u16
}

impl TableSheet<'_> {
    /// Title, measures, what repeats and what stays in sight.
    fn page(&mut self, table: &Table) -> Result<(), XlsxError> {
        for (col, width) in (0..).zip(&self.widths) {
            self.sheet.set_column_width(col, *width)?;
        }
        let last = self.grid.cols.saturating_sub(1) as u16;
        self.sheet.merge_range(0, 0, 0, last, &table.title, &self.looks.title)?.set_row_height(0, 32)?;
        for row in 0..self.grid.rows {
            let tiles = self.grid.tiles.iter().filter(|t| t.row == row && t.rows == 1);
            let tall = tiles.map(|t| height(t.text(), self.width(t))).fold(22.0, f64::max);
            self.sheet.set_row_height((row + ABOVE) as u32, tall)?;
        }
        if self.grid.head_rows > 0 {
            let heads = (self.grid.head_rows + ABOVE) as u32;
            self.sheet.set_repeat_rows(0, heads - 1)?;
            self.sheet.set_freeze_panes(heads, self.grid.label_cols as u16)?;
        }
        if self.report.layout.turned.contains(&table.key) {
            self.sheet.set_landscape();
        }
        Ok(())
    }

    fn width(&self, t: &Tile) -> f64 {
        self.widths.iter().skip(t.col).take(t.cols).sum()
    }

    fn tile(&mut self, t: &Tile) -> Result<(), XlsxError> {
        let Some(key) = t.cell() else {
            let format = self.looks.tile(t, self.grid.label_cols);
            return self.words(t, t.text(), format);
        };
        let cell = self.report.cell(key);
        if cell.follows() {
            return self.total(t, key);
        }
        let entry = &self.looks.entry;
        let kind = self.report.form().kind(key);
        let Cell::Typed(value) = cell else { return self.words(t, "", &numbered(entry, kind, None)) };
        match number(&value, kind) {
            Some((n, decimals)) => {
                let format = numbered(entry, kind, Some((n, decimals)));
                self.words(t, "", &format)?;
                self.sheet.write_number_with_format(row(t), col(t), n, &format)?;
                Ok(())
            }
            None => {
                let words = value.canonical(kind);
                let entry = if is_formula(&words) { entry.clone().set_quote_prefix() } else { entry.clone() };
                self.words(t, &words, &entry)
            }
        }
    }

    /// Words in a tile, blank where there are none.
    fn words(&mut self, t: &Tile, words: &str, format: &Format) -> Result<(), XlsxError> {
        if t.rows * t.cols > 1 {
            let (last_row, last_col) = (row(t) + t.rows as u32 - 1, col(t) + t.cols as u16 - 1);
            self.sheet.merge_range(row(t), col(t), last_row, last_col, words, format)?;
        } else if words.is_empty() {
            self.sheet.write_blank(row(t), col(t), format)?;
        } else {
            self.sheet.write_string_with_format(row(t), col(t), words, format)?;
        }
        Ok(())
    }

    /// A total as a formula: blank where no part is filled or one is no number, as the program has it.
    fn total(&mut self, t: &Tile, key: &CellKey) -> Result<(), XlsxError> {
        let parts = self.report.form().total_of(key).map(|r| self.ranges(&r.left)).unwrap_or_default();
        let each = |what: &str| -> String {
            let counted: Vec<String> = parts.iter().map(|p| format!("COUNTIF({p},\"{what}\")")).collect();
            counted.join("+")
        };
        let all = parts.join(",");
        let (words, none) = (each("?*"), each("/"));
        let formula = format!("IF(OR({words}>{none},COUNT({all})+{none}=0),\"\",SUM({all}))");
        let shown = self.report.canonical(key).unwrap_or_default();
        let format = &self.looks.total;
        self.words(t, "", format)?;
        let formula = Formula::new(formula).set_result(shown);
        self.sheet.write_formula_with_format(row(t), col(t), formula, format)?;
        Ok(())
    }

    /// Cells as ranges, those that touch in one.
    fn ranges(&self, keys: &[CellKey]) -> Vec<String> {
        let tiles = keys.iter().filter_map(|k| self.grid.tile(k));
        let mut runs: Vec<(&Tile, &Tile)> = Vec::new();
        for t in tiles {
            match runs.last_mut() {
                Some((first, last))
                    if (first.row == t.row && last.row == t.row && last.right() == t.col)
                        || (first.col == t.col && last.col == t.col && last.below() == t.row) =>
                {
                    *last = t;
                }
                _ => runs.push((t, t)),
            }
        }
        let at = |t: &Tile| row_col_to_cell(row(t), col(t));
        runs.iter().map(|(a, b)| if a == b { at(a) } else { format!("{}:{}", at(a), at(b)) }).collect()
    }

    /// What may be typed, row by row: a number of its kind, "/", nothing.
    fn rules(&mut self) -> Result<(), XlsxError> {
        let form = self.report.form();
        let entries = self.grid.tiles.iter().filter_map(|t| Some((t, t.cell()?)));
        let entries: Vec<(&Tile, &CellKey)> =
            entries.filter(|(_, k)| !self.report.cell(k).follows()).collect();
        let alike = |a: &(&Tile, &CellKey), b: &(&Tile, &CellKey)| {
            a.0.row == b.0.row && a.0.right() == b.0.col && form.kind(a.1) == form.kind(b.1)
        };
        for run in entries.chunk_by(alike) {
            let (Some((first, key)), Some((last, _))) = (run.first(), run.last()) else { continue };
            let mut rule = rule(form.kind(key), &row_col_to_cell(row(first), col(first)))?;
            let help = form.locate(key).map_or("", |(_, r, _)| r.node().help.as_str());
            if !help.is_empty() {
                rule = rule.set_input_message(brief(help))?;
            }
            self.sheet.add_data_validation(row(first), col(first), row(last), col(last), &rule)?;
        }
        Ok(())
    }
}

/// A value as a number, with its decimals, where a workbook keeps it exactly.
fn number(value: &Value, kind: Kind) -> Option<(f64, u32)> {
    let exact = match value {
        Value::Count(n) => Decimal::from(*n),
        Value::Signed(n) => Decimal::from(*n),
        Value::Amount { value, unit } if kind == Kind::WanYuan || unit.is_none() => *value,
        _ => return None,
    };
    let digits = exact.mantissa().unsigned_abs().to_string().len();
    let number = exact.to_f64().filter(|_| digits <= DIGITS)?;
    Some((number, exact.scale()))
}

/// The entry's format: as people see such numbers.
fn numbered(entry: &Format, kind: Kind, shown: Option<(f64, u32)>) -> Format {
    let entry = entry.clone();
    match (kind, shown) {
        (Kind::Signed, _) => entry.set_num_format("+0;-0;0"),
        (_, Some((_, decimals))) if decimals > 0 => {
            entry.set_num_format(format!("0.{}", "0".repeat(decimals as usize)))
        }
        // As a general number it would be shown rounded.
        (Kind::Count, Some((n, _))) if n >= 1e10 => entry.set_num_format("0"),
        _ => entry,
    }
}

fn rule(kind: Kind, cell: &str) -> Result<DataValidation, XlsxError> {
    let whole = format!("{cell}=INT({cell})");
    let (number, wanted) = match kind {
        Kind::Count => (format!("AND(ISNUMBER({cell}),{cell}>=0,{whole})"), "请填不小于0的整数"),
        Kind::Signed => (format!("AND(ISNUMBER({cell}),{whole})"), "请填整数，减少的写负数"),
        Kind::WanYuan => (format!("AND(ISNUMBER({cell}),{cell}>=0)"), "请填以万元为单位的数"),
        Kind::Money => {
            (format!("AND(ISNUMBER({cell}),{cell}>=0),RIGHT({cell},1)=\"元\""), "请填金额，写明元或万元")
        }
    };
    DataValidation::new()
        .allow_custom(Formula::new(format!("OR({cell}=\"/\",{number})")))
        .set_error_title("不是这一格能填的数")?
        .set_error_message(format!("{wanted}；不适用的填“/”，还不知道的空着。"))
}
