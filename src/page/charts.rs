//! Charts: a report's numbers as bars, drawn in greys that stay apart on any printer, each number printed
//! beside its bar, and the whole said in words for who can't see it.

use super::fonts::{Fonts, Gaps, Style};
use super::lines::{self, Setting};
use super::pages::Ink;
use crate::form::relation::RelationKind;
use crate::form::table::CellKey;
use crate::form::{Form, ResultGroup, Role};
use crate::report::{ChartKind, Report};

/// What a chart is called within a document: where it is read again it is no picture of the text's.
pub const NAME: &str = "统计图";

/// Bars side by side, one group a label.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    pub title: String,
    /// What the bars of a group are; one series has no name.
    pub series: Vec<String>,
    pub bars: Vec<Bar>,
}

/// A label and its numbers, one for each series; `None` is 未填.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub label: String,
    pub values: Vec<Option<u64>>,
}

impl Chart {
    /// The chart of a report; `None` where it knows none of the numbers.
    pub fn of(report: &Report, kind: ChartKind) -> Option<Chart> {
        let form = report.form();
        let (series, bars) = match kind {
            ChartKind::Results => (Vec::new(), results(report, form)),
            ChartKind::Applicants => (Vec::new(), applicants(report, form)),
            ChartKind::Years => {
                let last = &report.predecessor.as_ref()?.snapshot;
                (vec![format!("{}年", last.year), format!("{}年", report.year)], years(report, last))
            }
        };
        let known = bars.iter().flat_map(|b| &b.values).any(Option::is_some);
        known.then(|| Chart { title: kind.title().into(), series, bars })
    }

    /// What is written below it.
    pub fn caption(&self) -> String {
        format!("{}（件）", self.title)
    }

    /// The chart in words.
    pub fn alt(&self) -> String {
        let words = |b: &Bar| {
            let named = |(i, v): (usize, &Option<u64>)| {
                format!("{}{}", self.series.get(i).map_or("", String::as_str), number(*v))
            };
            let values: Vec<String> = b.values.iter().enumerate().map(named).collect();
            format!("{} {}", b.label, values.join("、"))
        };
        let bars: Vec<String> = self.bars.iter().map(words).collect();
        format!("条形图：{}（件）。{}。", self.title, bars.join("；"))
    }
}

fn number(v: Option<u64>) -> String {
    v.map_or("未填".into(), |n| n.to_string())
}

fn count(report: &Report, key: &CellKey) -> Option<u64> {
    report.value(key).and_then(|v| v.whole()).and_then(|n| n.try_into().ok())
}

/// The total of a row over the applicants.
fn row_total(report: &Report, form: &Form, row: &str) -> Option<u64> {
    let of = |c: &String| CellKey::new(row, c);
    let is_sum = |k: &CellKey| form.total_of(k).is_some_and(|r| r.kind == RelationKind::RowSum);
    let key = form.columns_of(row).iter().map(of).find(is_sum)?;
    count(report, &key)
}

/// None as soon as one is not known, or all of them are beyond measure.
fn added(mut numbers: impl Iterator<Item = Option<u64>>) -> Option<u64> {
    numbers.try_fold(0u64, |sum, n| sum.checked_add(n?))
}

/// The numbers of rows added; `None` as soon as one is 未填.
fn rows(report: &Report, form: &Form, rows: &[String]) -> Option<u64> {
    if rows.is_empty() {
        return None;
    }
    added(rows.iter().map(|r| row_total(report, form, r)))
}

fn results(report: &Report, form: &'static Form) -> Vec<Bar> {
    let bar = |g: ResultGroup| Bar { label: g.name, values: vec![rows(report, form, &g.rows)] };
    form.result_groups().into_iter().map(bar).collect()
}

fn applicants(report: &Report, form: &'static Form) -> Vec<Bar> {
    let Some(row) = form.role(Role::Received).first() else { return Vec::new() };
    let bar = |column: String| {
        let key = CellKey::new(row, &column);
        if form.total_of(&key).is_some_and(|r| r.kind == RelationKind::RowSum) {
            return None;
        }
        let (_, _, leaf) = form.locate(&key)?;
        Some(Bar { label: leaf.labels().last()?.to_string(), values: vec![count(report, &key)] })
    };
    form.columns_of(row).into_iter().filter_map(bar).collect()
}

fn years(report: &Report, last: &Report) -> Vec<Bar> {
    let by_row = |label: &str, role: Role| {
        let value = |r: &Report| rows(r, r.form(), r.form().role(role));
        Bar { label: label.into(), values: vec![value(last), value(report)] }
    };
    let by_cell = |label: &str, roles: &[Role]| {
        let value = |r: &Report| {
            let keys = roles.iter().flat_map(|role| r.form().role(*role)).map(|k| CellKey::parse(k));
            added(keys.map(|k| count(r, &k)))
        };
        Bar { label: label.into(), values: vec![value(last), value(report)] }
    };
    vec![
        by_row("新收申请", Role::Received),
        by_row("办理结果总计", Role::ResultTotal),
        by_row("结转下年度", Role::CarriedOut),
        by_cell("行政复议", &[Role::Reconsideration]),
        by_cell("行政诉讼", &[Role::SuitDirect, Role::SuitAfterReview]),
    ]
}

/// 五号
const SIZE: f32 = 10.5;
const BAR: f32 = 13.0;
const BETWEEN: f32 = 7.0;
/// Between a series' sign and its name, and between two series.
const BESIDE: f32 = 3.0;
const APART: f32 = 18.0;
/// Greys of the series: the last one, this year's, is the darkest.
const GREYS: [f32; 2] = [0.75, 0.3];

/// Draws a chart from the left top corner down; its marks and its height. Its title is its caption.
pub fn draw(chart: &Chart, width: f32, fonts: &Fonts, gaps: &mut Gaps) -> (Vec<Ink>, f32) {
    let mut out = Vec::new();
    let mut text = |words: &str, style: Style, x: f32, y: f32, from_right: bool, out: &mut Vec<Ink>| {
        let setting = Setting::plain(style, SIZE, width);
        for mut line in lines::set(words, &setting, fonts, gaps) {
            let shift = if from_right { x - line.width } else { x };
            line.glyphs.iter_mut().for_each(|g| g.x += shift);
            out.push(Ink::Run { line, y, size: SIZE });
        }
    };
    let grey = |i: usize| {
        let first = GREYS.len().saturating_sub(chart.series.len().max(1));
        GREYS.get(first.saturating_add(i)).or(GREYS.last()).copied().unwrap_or_default()
    };
    let mut y = 3.0;
    if chart.series.len() > 1 {
        let wide = |name: &String| fonts.width(Style::Fang, name) * SIZE + SIZE + BESIDE;
        let gaps = chart.series.len().saturating_sub(1) as f32 * APART;
        let mut x = (width - chart.series.iter().map(wide).sum::<f32>() - gaps) / 2.0;
        for (i, name) in chart.series.iter().enumerate() {
            out.push(Ink::Fill { x0: x, y0: y, x1: x + SIZE, y1: y + SIZE, grey: grey(i) });
            text(name, Style::Fang, x + SIZE + BESIDE, y + SIZE * 0.88, false, &mut out);
            x += wide(name) + APART;
        }
        y += SIZE + BETWEEN;
    }
    let label = chart.bars.iter().map(|b| fonts.width(Style::Fang, &b.label)).fold(0.0, f32::max) * SIZE;
    let left = label.min(width / 3.0) + 8.0;
    let values = || chart.bars.iter().flat_map(|b| &b.values).flatten();
    let most = values().max().copied().unwrap_or(0).max(1) as f32;
    let room = width - left - most.to_string().len() as f32 * SIZE - 12.0;
    let top = y - 3.0;
    for b in &chart.bars {
        let height = b.values.len() as f32 * BAR;
        text(&b.label, Style::Fang, left - 6.0, y + height / 2.0 + SIZE * 0.38, true, &mut out);
        for (i, v) in b.values.iter().enumerate() {
            let long = v.map_or(0.0, |n| n as f32 / most * room);
            let y0 = y + i as f32 * BAR;
            if long > 0.0 {
                let (x1, y1) = (left + long.max(0.5), y0 + BAR - 1.5);
                out.push(Ink::Fill { x0: left, y0: y0 + 0.5, x1, y1, grey: grey(i) });
            }
            text(&number(*v), Style::Song, left + long + 4.0, y0 + BAR - 2.0, false, &mut out);
        }
        y += height + BETWEEN;
    }
    out.push(Ink::Rule { x0: left, y0: top, x1: left, y1: y - BETWEEN + 3.0 });
    (out, y - BETWEEN + 3.0)
}
