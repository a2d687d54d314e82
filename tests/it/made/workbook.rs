//! Workbooks of our own making: the bare bones, with whatever the offices' programs put into cells.

use super::documents::zip_of;
use gongkai::form::grid::Content;
use gongkai::report::{Part, Report};

/// A sheet: its name, whether it is hidden, and its rows of cells.
pub type TestSheet<'a> = (&'a str, bool, Vec<Vec<String>>);

/// A workbook of these sheets; the formats of numbers that cells have by their number from 1.
pub fn of(sheets: &[TestSheet<'_>], formats: &[&str]) -> Vec<u8> {
    let part = |(name, hidden, rows): &TestSheet<'_>| {
        let state = if *hidden { "state='hidden'" } else { "" };
        (name.to_string(), state, format!("<w><sheetData>{}</sheetData></w>", rows_of(rows)))
    };
    let parts: Vec<_> = sheets.iter().map(part).collect();
    let parts: Vec<_> = parts.iter().map(|(n, s, x)| (n.as_str(), *s, x.clone())).collect();
    let code = |(i, c): (usize, &&str)| {
        format!("<numFmt numFmtId='{}' formatCode='{}'/>", 200 + i, c.replace('"', "&quot;"))
    };
    let codes: String = formats.iter().enumerate().map(code).collect();
    let styles: String = (0..formats.len()).map(|i| format!("<xf numFmtId='{}'/>", 200 + i)).collect();
    let styles = format!("<s><numFmts>{codes}</numFmts><cellXfs><xf numFmtId='0'/>{styles}</cellXfs></s>");
    of_parts(&parts, "<s/>", &styles)
}

/// Rows as they stand in a sheet.
pub fn rows_of(rows: &[Vec<String>]) -> String {
    rows.iter().map(|r| format!("<row>{}</row>", r.concat())).collect()
}

/// A workbook of sheets, each with its name, an attribute and its XML; its shared strings and styles.
pub fn of_parts(sheets: &[(&str, &str, String)], strings: &str, styles: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='x/{kind}' Target='{target}'/>")
    };
    let mut parts = Vec::new();
    let mut inner = relation("a", "sharedStrings", "strings.xml") + &relation("b", "styles", "styles.xml");
    let mut named = String::new();
    for (i, (name, attribute, xml)) in sheets.iter().enumerate() {
        inner += &relation(&format!("s{i}"), "worksheet", &format!("sheet{i}.xml"));
        named += &format!("<sheet name='{name}' r:id='s{i}' {attribute}/>");
        parts.push((format!("xl/sheet{i}.xml"), xml.clone()));
    }
    parts.push(("xl/strings.xml".into(), strings.into()));
    parts.push(("xl/styles.xml".into(), styles.into()));
    parts.push((
        "_rels/.rels".into(),
        format!("<r>{}</r>", relation("a", "officeDocument", "xl/workbook.xml")),
    ));
    parts.push(("xl/workbook.xml".into(), format!("<w><sheets>{named}</sheets></w>")));
    parts.push(("xl/_rels/workbook.xml.rels".into(), format!("<r>{inner}</r>")));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(n, x)| (n.as_str(), x.as_str())).collect();
    zip_of(&parts)
}

/// A workbook with a sheet for each of these reports, by the name of the sheet; none stands for a cover.
pub fn of_reports(sheets: &[(&str, Option<&Report>)]) -> Vec<u8> {
    let cover = || format!("<w><sheetData>{}</sheetData></w>", rows_of(&[vec![words("各单位年报")]]));
    let xml = |r: &Option<&Report>| r.map_or_else(cover, on_one_sheet);
    let parts: Vec<_> = sheets.iter().map(|(name, r)| (*name, "", xml(r))).collect();
    of_parts(&parts, "<s/>", "<s><cellXfs><xf/></cellXfs></s>")
}

/// A whole report one below the other on a sheet, its tables as on the form.
fn on_one_sheet(r: &Report) -> String {
    let mut rows = vec![vec![words(&r.title_line())]];
    let mut merged = String::new();
    for s in r.form().order() {
        rows.push(vec![words(&r.section(s).heading)]);
        let said = [Part::Before(s), Part::After(s)].map(|p| r.words(p));
        rows.extend(said.into_iter().filter(|t| !t.is_empty()).map(|t| vec![words(&t)]));
        let Some(grid) = r.form().table_of_section(s).map(|t| t.grid()) else { continue };
        let first = rows.len();
        let mut cells = vec![vec![words(""); grid.cols]; grid.rows];
        for t in &grid.tiles {
            cells[t.row][t.col] = match &t.content {
                Content::Cell(key) => words(&r.printed(key)),
                _ => words(t.text()),
            };
            if t.rows * t.cols > 1 {
                let place =
                    |row: usize, col: usize| format!("{}{}", (b'A' + col as u8) as char, first + row + 1);
                let (from, to) = (place(t.row, t.col), place(t.below() - 1, t.right() - 1));
                merged += &format!("<mergeCell ref='{from}:{to}'/>");
            }
        }
        rows.extend(cells);
    }
    format!("<w><sheetData>{}</sheetData><mergeCells>{merged}</mergeCells></w>", rows_of(&rows))
}

/// Words in a cell.
pub fn words(t: &str) -> String {
    match t {
        "" => "<c/>".into(),
        t => format!("<c t='inlineStr'><is><t>{t}</t></is></c>"),
    }
}

/// A number in a cell, as it stands in the file, with the format of that number.
pub fn number(v: &str, format: usize) -> String {
    format!("<c s='{format}'><v>{v}</v></c>")
}

/// The rows of a small report of an office; what stands in the cells of the first row of its table is given.
pub fn report(office: &str, first: [String; 3]) -> Vec<Vec<String>> {
    let line = |t: &str| vec![words(t)];
    let [a, b, c] = first;
    vec![
        line(&format!("{office}2024年政府信息公开工作年度报告")),
        line("一、总体情况"),
        line("全年公开信息208条。"),
        line("二、主动公开政府信息情况"),
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"].map(words).into(),
        vec![words("规章"), a, b, c],
        vec![words("行政规范性文件"), number("3", 0), number("0", 0), number("16", 0)],
        line("六、其他需要报告的事项"),
        line("无"),
    ]
}
