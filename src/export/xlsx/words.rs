//! The sheet of words: the office's facts, title, texts and signature, a paragraph a row, with rows to spare.

use super::look::{HIGHEST, Looks, height};
use super::{Written, new_sheet};
use crate::form::Form;
use crate::report::keyed::{self, NamedPart};
use crate::report::sheet::is_formula;
use crate::report::strict::Strict;
use crate::report::{OfficeLevel, Part, Report};
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Worksheet, XlsxError};

/// Widths of its two columns in digits: what a thing is called, and its words.
const WIDTHS: [f64; 2] = [14.0, 78.0];
/// Rows to spare for further paragraphs.
const SPARE: usize = 2;
const NAME: &str = "文字";

const HINTS: [&str; 3] = [
    "这个文件可以在 Excel、WPS 里填写：白色的格子可以填，灰色的总计自动计算，其余锁着，免得误改（没有密码）。",
    "没有的填0，不适用的填“/”，还不知道的空着。文字一段一格，格子不够可以在中间插入行。",
    "填好后用“公开年报”打开，数和文字原样读入。请不要改工作表的名称和行列的次序。",
];

pub fn sheet(report: &Report, looks: &Looks) -> Result<Written, XlsxError> {
    let form = report.form();
    let mut out = Written {
        name: NAME.into(),
        sheet: new_sheet(NAME, report)?,
        places: Vec::new(),
        warnings: Vec::new(),
    };
    for (col, width) in (0..).zip(WIDTHS) {
        out.sheet.set_column_width(col, width)?;
    }
    let title = format!("政府信息公开工作年度报告（{}年）", report.year);
    out.sheet.merge_range(0, 0, 0, 1, &title, &looks.title)?.set_row_height(0, 32)?;
    let mut row = 1;
    for hint in HINTS {
        out.sheet.merge_range(row, 0, row, 1, hint, &looks.hint)?;
        out.sheet.set_row_height(row, height(hint, WIDTHS.iter().sum()))?;
        row += 1;
    }
    out.sheet.set_freeze_panes(1, 0)?;
    for slot in keyed::worded(form) {
        row = put(&mut out, report, slot, row, looks)?;
    }
    Ok(out)
}

/// Puts a piece below what stands there; the next free row.
fn put(
    out: &mut Written,
    report: &Report,
    slot: NamedPart,
    row: u32,
    looks: &Looks,
) -> Result<u32, XlsxError> {
    let form = report.form();
    let lines = slot.words(report);
    if let NamedPart::Heading(_) = slot {
        out.sheet.merge_range(row, 0, row, 1, &lines.concat(), &looks.heading)?.set_row_height(row, 22)?;
        out.places.push((slot, (row, 0, row, 0)));
        return Ok(row + 1);
    }
    let rows = lines.len() + spare(&slot);
    let last = row + rows.saturating_sub(1) as u32;
    let label = slot.label(form);
    match row == last {
        true => out.sheet.write_string_with_format(row, 0, label, &looks.name)?,
        false => out.sheet.merge_range(row, 0, last, 0, label, &looks.name)?,
    };
    for (row, line) in (row..=last).zip(lines.iter().map(String::as_str).chain(std::iter::repeat(""))) {
        text(&mut out.sheet, row, line, looks)?;
        if height(line, WIDTHS[1]) > HIGHEST {
            out.warnings.push(format!(
                "“{}”有一段太长，在 Excel 的一格里显示不全（文字都在，点开那一格看得到）",
                named(form, &slot)
            ));
        }
    }
    explain(&mut out.sheet, &slot, report, (row, last))?;
    out.places.push((slot, (row, 1, last, 1)));
    Ok(last + 1)
}

/// Its label with the section that it stands in.
fn named(form: &Form, slot: &NamedPart) -> String {
    match slot {
        NamedPart::Words(part) => format!("{} {}", form.chapter_name(part.chapter()), slot.label(form)),
        _ => slot.label(form).into(),
    }
}

/// Rows besides those that are filled.
fn spare(slot: &NamedPart) -> usize {
    match slot {
        NamedPart::Words(Part::Title) => 1,
        NamedPart::Words(Part::Before(_) | Part::After(_) | Part::Preamble) => SPARE,
        _ => 0,
    }
}

/// Words stay words: what begins like a formula is none when it is typed again.
fn text(sheet: &mut Worksheet, row: u32, words: &str, looks: &Looks) -> Result<(), XlsxError> {
    let format = if is_formula(words) { looks.words.clone().set_quote_prefix() } else { looks.words.clone() };
    match words.is_empty() {
        true => sheet.write_blank(row, 1, &format)?,
        false => sheet.write_string_with_format(row, 1, words, &format)?,
    };
    sheet.set_row_height(row, height(words, WIDTHS[1]).min(HIGHEST))?;
    Ok(())
}

/// What may be typed there, shown beside.
fn explain(
    sheet: &mut Worksheet,
    slot: &NamedPart,
    report: &Report,
    (first, last): (u32, u32),
) -> Result<(), XlsxError> {
    let form = report.form();
    let about = match slot {
        NamedPart::Level => {
            let words: Vec<&str> =
                OfficeLevel::ALL.iter().map(|l| l.word()).filter(|w| !w.is_empty()).collect();
            DataValidation::new()
                .allow_list_strings(&words)?
                .set_error_style(DataValidationErrorStyle::Stop)
                .set_error_title("机关级别")?
                .set_error_message("请从列表里选一个；不清楚的空着。")?
        }
        NamedPart::SignedOn => DataValidation::new()
            .allow_any_value()
            .set_input_message(brief(&Strict::Signed.example(report)))?,
        NamedPart::Words(Part::Before(s)) => {
            let help = form.section(*s).map_or("", |f| f.help.as_str());
            DataValidation::new().allow_any_value().set_input_message(brief(help))?
        }
        _ => return Ok(()),
    };
    sheet.add_data_validation(first, 1, last, 1, &about)?;
    Ok(())
}

/// No longer than what a message takes.
pub fn brief(words: &str) -> String {
    words.chars().take(250).collect()
}
