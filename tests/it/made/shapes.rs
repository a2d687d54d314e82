//! Invented reports in every shape that tables arrive in, made from the form itself.

use super::dice::Dice;
use gongkai::export;
use gongkai::form::grid::Content;
use gongkai::form::table::{self, CellKey, Table};
use gongkai::report::edit::Edit;
use gongkai::report::text::Para;
use gongkai::report::value::Cell;
use gongkai::report::{Date, Report};

/// An invented report of `year`; `blanks` of a hundred cells stay empty.
pub fn report(year: u16, seed: u64, blanks: u64) -> Report {
    let mut dice = Dice(seed);
    let mut r = Report::new(year, "示范市云溪区水务局");
    let form = r.form();
    for key in form.cells() {
        if r.cell(&key) == Cell::Computed || dice.roll(100) < blanks {
            continue;
        }
        let text = match (form.kind(&key), dice.roll(10)) {
            (gongkai::form::table::Kind::Signed, _) => format!("{:+}", dice.roll(90) as i64 - 40),
            (gongkai::form::table::Kind::Money, _) => format!("{}元", 100 + dice.roll(900_000)),
            (gongkai::form::table::Kind::WanYuan, _) => {
                format!("{}.{:04}", dice.roll(9999), 1 + dice.roll(9998))
            }
            (_, 0..=5) => "0".into(),
            (_, 6..=8) => dice.roll(60).to_string(),
            _ => dice.roll(2_000_000).to_string(),
        };
        Edit::enter(r.form(), &key, &text).apply(&mut r);
    }
    if blanks == 0 {
        balance(&mut r);
    }
    let paras = |t: &[&str]| t.iter().map(|t| Para::plain(*t)).collect::<Vec<_>>();
    r.preamble = vec![Para::plain(format!(
        "本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止，电子版可在区政府网站查阅，联系电话：0000-1234567。"
    ))];
    r.sections[0].before = paras(&[
        "（一）主动公开",
        "全年公开信息208条，其中“图解”12条 <含视频> & 其他。",
        "（二）依申请公开",
        "均按期办结。",
    ]);
    r.sections[2].after = paras(&["注：上表不含派出机构。"]);
    r.sections[4].before = paras(&["一是解读形式不多；二是更新不够及时。"]);
    r.sections[5].before = paras(&["无"]);
    r.signature.date = Date::new(year + 1, 1, 20);
    r
}

/// Gives every column of the requests the number received that makes it balance.
fn balance(r: &mut Report) {
    for column in r.form().columns_of("requests.received") {
        let value = |row: &str| r.value(&CellKey::new(row, &column)).and_then(|v| v.whole()).unwrap_or(0);
        let wanted =
            value("requests.done.total") + value("requests.carried_out") - value("requests.carried_in");
        let short = if wanted < 0 { wanted } else { 0 };
        let out = value("requests.carried_out") - short;
        for (row, n) in [("requests.carried_out", out), ("requests.received", wanted - short)] {
            let key = CellKey::new(row, &column);
            if r.cell(&key) != Cell::Computed {
                Edit::enter(r.form(), &key, &n.to_string()).apply(r);
            }
        }
    }
}

/// Cell texts of a table row by row, as the grid has them; merged cells once, with the columns they take.
fn rows(r: &Report, table: &Table) -> Vec<Vec<(String, usize)>> {
    let grid = table.grid();
    (0..grid.rows)
        .map(|row| {
            let mut tiles: Vec<_> = grid.tiles.iter().filter(|t| t.row == row).collect();
            tiles.sort_by_key(|t| t.col);
            tiles
                .into_iter()
                .map(|t| match &t.content {
                    Content::Cell(k) => (r.printed(k), t.cols),
                    _ => (t.text().to_string(), t.cols),
                })
                .collect()
        })
        .collect()
}

pub type Layout = fn(&[Vec<(String, usize)>], &Table) -> String;

pub fn pipes(rows: &[Vec<(String, usize)>], _: &Table) -> String {
    let cell = |(t, cols): &(String, usize)| format!("{t} | {}", "|".repeat(cols - 1));
    rows.iter().map(|r| r.iter().map(cell).collect::<String>() + "\n").collect()
}
fn piped_lines(rows: &[Vec<(String, usize)>], _: &Table) -> String {
    rows.iter()
        .flatten()
        .map(|(t, cols)| format!("{t} |\n{}", if *cols > 1 { "|||\n" } else { "" }))
        .collect()
}
fn bar_before_row(rows: &[Vec<(String, usize)>], _: &Table) -> String {
    rows.iter()
        .map(|r| "|\n".to_string() + &r.iter().map(|(t, _)| format!("  {t}\n")).collect::<String>())
        .collect()
}
fn bar_between(rows: &[Vec<(String, usize)>], _: &Table) -> String {
    rows.iter().flatten().map(|(t, _)| format!("{t}\n|\n")).collect()
}
fn line_in_cell(rows: &[Vec<(String, usize)>], _: &Table) -> String {
    rows.iter().flatten().map(|(t, _)| format!("| \n {t}  | \n")).collect()
}
pub fn indented(rows: &[Vec<(String, usize)>], _: &Table) -> String {
    rows.iter().flatten().map(|(t, _)| format!("\t{t}\n")).collect()
}
fn with_gaps(rows: &[Vec<(String, usize)>], _: &Table) -> String {
    rows.iter().flatten().map(|(t, _)| format!("\t{t}\n\n")).collect()
}
fn tabs(rows: &[Vec<(String, usize)>], _: &Table) -> String {
    rows.iter().map(|r| r.iter().map(|c| c.0.as_str()).collect::<Vec<_>>().join("\t") + "\n").collect()
}
/// Text of a PDF: numbers in the middle of their wrapped label.
fn wrapped(rows: &[Vec<(String, usize)>], table: &Table) -> String {
    let width = |t: &str| t.chars().count();
    let grid = table.grid();
    let mut out = String::new();
    for (n, r) in rows.iter().enumerate() {
        let numbers = grid.tiles.iter().filter(|t| t.row == n && t.cell().is_some()).count();
        let (labels, cells) = r.split_at(r.len() - numbers);
        for (i, (label, _)) in labels.iter().enumerate() {
            let last = i + 1 == labels.len() && numbers > 1;
            if last && width(label) > 12 {
                let cut = label.char_indices().nth(width(label) / 2).map_or(0, |c| c.0);
                let cells: Vec<&str> = cells.iter().map(|c| c.0.as_str()).collect();
                out.push_str(&format!("{}\n      {}\n{}\n", &label[..cut], cells.join("   "), &label[cut..]));
            } else if last {
                let cells: Vec<&str> = cells.iter().map(|c| c.0.as_str()).collect();
                out.push_str(&format!("{label}   {}\n", cells.join("   ")));
            } else {
                out.push_str(&format!("{label}\n"));
            }
        }
        if labels.is_empty() || numbers == 1 {
            for (c, _) in cells {
                out.push_str(&format!("{c}\n"));
            }
        }
        if n % 9 == 8 {
            out.push_str("— 5 —\n");
        }
    }
    out
}
fn numbers_only(rows: &[Vec<(String, usize)>], table: &Table) -> String {
    if table.cells().len() < 100 {
        return indented(rows, table);
    }
    let (wide, heads) = (table::leaves(&table.blocks[0].columns).len(), table.grid().head_rows);
    let cells = rows.iter().map(|r| r.iter().rev().take(wide).rev().map(|c| c.0.clone()).collect::<Vec<_>>());
    cells.skip(heads).map(|c| c.join(" ") + "\n").collect()
}

/// The report as text, its tables in one of the layouts.
pub fn text(r: &Report, layout: Layout) -> String {
    let mut out = format!("{}\n", r.title_line());
    let words = |t: String| if t.is_empty() { t } else { t + "\n" };
    out.push_str(&words(r.words(gongkai::report::Part::Preamble)));
    for n in r.form().order() {
        out.push_str(&format!("{}\n", r.section(n).heading));
        out.push_str(&words(r.words(gongkai::report::Part::Before(n))));
        if let Some(t) = r.form().table_of_section(n) {
            out.push_str(&layout(&rows(r, t), t));
        }
        out.push_str(&words(r.words(gongkai::report::Part::After(n))));
    }
    out + &format!(
        "{}\n{}\n",
        r.signature.office,
        r.signature.date.map(|d| d.to_string()).unwrap_or_default()
    )
}

/// Cells read right, missing and wrong.
pub fn compare(wanted: &Report, got: &Report) -> (usize, usize, Vec<String>) {
    let (mut right, mut missing, mut wrong) = (0, 0, Vec::new());
    for k in wanted.form().cells() {
        let print = |r: &Report| r.canonical(&k);
        match (print(wanted), print(got)) {
            (a, b) if a == b => right += 1,
            (_, None) => missing += 1,
            (a, b) => wrong.push(format!("{k}: {a:?} read as {b:?}")),
        }
    }
    (right, missing, wrong)
}

pub const LAYOUTS: [(&str, Layout); 10] = [
    ("A", pipes),
    ("B", piped_lines),
    ("C", bar_before_row),
    ("D", bar_between),
    ("E", line_in_cell),
    ("F", indented),
    ("F with gaps", with_gaps),
    ("tabs", tabs),
    ("H", wrapped),
    ("I", numbers_only),
];

/// What a document shows of a report: compared field by field.
pub fn shown(r: &Report) -> String {
    let mut plain = r.clone();
    plain.notes.clear();
    export::json::write(&plain)
}
