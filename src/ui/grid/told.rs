//! What is said of a cell: to a screen reader, and under the pointer.

use super::cx::CellCx;
use crate::checks::Finding;
use crate::form::table::CellKey;
use crate::report::value::{Cell, Value};
use crate::report::{Report, next_year};
use crate::ui::lines::InLines;
use crate::ui::theme;
use egui::{Response, RichText, Ui, WidgetInfo, accesskit};

/// What a screen reader calls a cell: where it stands, and what stands in it: …，商业企业：5. The value is part of the
/// name, since what reads a field's value wants its characters one by one.
pub fn name(report: &Report, key: &CellKey) -> String {
    let value = report.canonical(key).filter(|v| !v.is_empty()).unwrap_or_else(|| "未填".into());
    format!("{}：{value}", report.form().cell_said(key))
}

/// Name, place and finding for a screen reader.
pub fn describe(ui: &Ui, report: &Report, cell: &CellCx<'_>, response: &Response) {
    let CellCx { key, findings, at: (row, column), .. } = cell;
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::TextInput, true, name(report, key)));
    let computed = report.cell(key).follows();
    let on_paper = on_paper(report, key);
    let carried = carried(report, key);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_author_id(key.as_str());
        node.set_row_index(*row);
        node.set_column_index(*column);
        let mut words: Vec<String> = findings.iter().map(|f| said(f)).collect();
        if computed {
            words.push("按分项计算".into());
        }
        words.extend(on_paper);
        words.extend(carried);
        if !words.is_empty() {
            node.set_description(words.join("；"));
        }
        if findings.iter().any(|f| f.is_open()) {
            node.set_invalid(accesskit::Invalid::True);
        }
    });
}

/// A finding with its explanation, if it has one.
fn said(f: &Finding) -> String {
    match f.explained() {
        Some(text) => format!("{}（已说明：{text}）", f.message),
        None => f.message.clone(),
    }
}

/// What the paper form says of a total, beside what its parts come to: 纸上的总计 49，和分项之和相同。
pub fn on_paper(report: &Report, key: &CellKey) -> Option<String> {
    let Cell::Compared(paper) = report.cell(key) else { return None };
    let sum = report.value(key).and_then(|v| v.whole());
    let by = sum.map(|s| s.abs_diff(i128::from(paper)));
    let so = match by {
        None => "分项还没有填".into(),
        Some(0) => "和分项之和相同".into(),
        Some(by) => format!("和分项之和差 {by}"),
    };
    Some(format!("纸上的总计 {paper}，{so}"))
}

/// Where a number of last year's came from.
fn carried(report: &Report, key: &CellKey) -> Option<String> {
    let source = next_year::source_of(report, key)?;
    let last = &report.predecessor.as_ref()?.snapshot;
    Some(format!("来自{}年的“{}”", last.year, last.form().cell_path(&source)))
}

/// What stands in a cell and is no number, as far as it can be read at a glance: “全年共收到……”不是数.
pub fn no_number(report: &Report, key: &CellKey) -> Option<String> {
    const MOST: usize = 300;
    let Cell::Typed(Value::Raw(text)) = report.cell(key) else { return None };
    let line = |c: char| if c.is_control() { ' ' } else { c };
    let mut words: String = text.chars().take(MOST).map(line).collect();
    if text.chars().nth(MOST).is_some() {
        words.push('…');
    }
    Some(format!("“{words}”不是数"))
}

pub fn hover(report: &Report, CellCx { key, findings, .. }: &CellCx<'_>, response: Response) {
    // A finding about this cell alone says it, too.
    let is_said = findings.iter().any(|f| f.all_cells().nth(1).is_none());
    let (carried, no_number) = (carried(report, key), no_number(report, key).filter(|_| !is_said));
    let on_paper = on_paper(report, key);
    if findings.is_empty()
        && on_paper.is_none()
        && carried.is_none()
        && no_number.is_none()
        && report.predecessor.is_none()
    {
        return;
    }
    response.on_hover_ui(|ui| {
        ui.words(report.form().cell_path(key));
        for words in [carried, no_number, on_paper].into_iter().flatten() {
            ui.words(words);
        }
        let years = report.years_of(key);
        if years.len() > 1 {
            let words: Vec<String> = years.iter().map(|(y, v)| format!("{y}年 {v}")).collect();
            ui.words(words.join("　"));
        }
        for f in findings {
            ui.words(
                RichText::new(format!("{} {}", theme::sign(f.level), said(f))).color(theme::color(f.level)),
            );
        }
    });
}
