//! What a red-headed document has above its title and at its foot (GB/T 9704-2012 7.2 and 7.4), of a report whose
//! style has them.

use super::fonts::{Fonts, Gaps, Style};
use super::lines::{self, SetLine, Setting};
use super::sheet::PageSheet;
use super::{MM, TEXT, titles};
use crate::report::Report;

/// From the top of the text block to that of the mark (7.2.4).
pub const ABOVE_MARK: f32 = 35.0 * MM;
/// Between the lines of a mark, in type sizes.
pub const MARK_LEADING: f32 = 1.2;
/// From the document's number to the red rule (7.2.7), and how thick that is.
pub const ABOVE_RULE: f32 = 4.0 * MM;
pub const RED_RULE: f32 = 1.5;

/// 四号, of the 版记, and from line to line.
pub const IMPRINT_SIZE: f32 = 14.0;
pub const IMPRINT_PITCH: f32 = 21.0;
/// Its first and last rule, and those between (7.4.1).
pub const THICK: f32 = 0.35 * MM;
pub const THIN: f32 = 0.25 * MM;

/// The mark, 示范市云溪区水务局文件, and the document's number.
pub fn red_head(report: &Report) -> Option<(String, String)> {
    let own = report.layout.issue.mark.trim();
    let mark = if own.is_empty() { format!("{}文件", report.office.name.trim()) } else { own.to_string() };
    let number = report.layout.issue.number.trim().to_string();
    report.layout.style.red_head.then_some((mark, number))
}

/// 抄送机关, 印发机关 and 印发日期; an office that says nothing of its own prints its name and the signature's day.
pub fn imprint(report: &Report) -> Option<[String; 3]> {
    let issue = &report.layout.issue;
    let or = |own: &str, usual: String| if own.trim().is_empty() { usual } else { own.trim().to_string() };
    let issuer = or(&issue.issuer, report.office.name.trim().to_string());
    let date = or(&issue.date, report.signature.date.map(|d| d.to_string()).unwrap_or_default());
    let copies_to = issue.copies_to.trim().trim_end_matches('。').to_string();
    report.layout.style.imprint.then_some([copies_to, issuer, date])
}

/// The words before those that a copy goes to.
pub const COPIES: &str = "抄送：";

/// 市政府办公室，区水利站。
pub fn copies(to: &str) -> String {
    format!("{to}。")
}

/// 2026年1月20日印发
pub fn issued(date: &str) -> String {
    if date.is_empty() { String::new() } else { format!("{date}印发") }
}

/// The lines of who issued it beside a day so wide, and how wide they may be: one character stays blank at either side
/// and between the two (7.4.3).
pub fn issuer_lines(issuer: &str, day: f32, sheet: &PageSheet) -> (Vec<String>, f32) {
    let column = (sheet.width - 3.0 * IMPRINT_SIZE - day).max(IMPRINT_SIZE);
    (titles::lines(issuer, column / IMPRINT_SIZE), column)
}

/// Where a red head stands, with the very lines that are set: what is reckoned with their number is never reckoned with
/// another.
pub struct HeadPlan {
    /// Of the mark, where its meanings part it, and as they are set.
    pub parts: Vec<String>,
    pub lines: Vec<SetLine>,
    /// Its type.
    pub size: f32,
    /// Of the document's number.
    pub number: Vec<SetLine>,
    /// The red rule, from the top of the text block.
    pub rule: f32,
    /// From there to the title: two blank lines (7.3.1), and what is left of the grid.
    pub below: f32,
}

impl HeadPlan {
    /// The mark is as large as fits on one line, on more lines as large as parts no meaning.
    pub fn of(mark: &str, number: &str, sheet: &PageSheet, fonts: &Fonts, gaps: &mut Gaps) -> HeadPlan {
        /// 初号.
        const LARGEST: f32 = 42.0;
        /// 一号, 小一, 二号: what stands on more lines than one.
        const SMALLER: [f32; 3] = [26.0, 24.0, 22.0];
        let [usual, ..] = SMALLER;
        let one = (sheet.width / fonts.width(Style::Title, mark).max(1.0)).min(LARGEST);
        let mut set = |parts: Vec<String>, size: f32| {
            let setting = Setting::plain(Style::Title, size, sheet.width);
            let lines: Vec<SetLine> =
                parts.iter().flat_map(|part| lines::set(part, &setting, fonts, gaps)).collect();
            (parts, lines, size)
        };
        let mut parted = |size: f32| set(titles::lines(mark, sheet.width / size), size);
        let (parts, lines, size) = match one >= usual {
            true => set(vec![mark.to_string()], (one * 2.0).floor() / 2.0),
            false => {
                let is_whole = |(parts, lines, _): &(Vec<String>, Vec<SetLine>, f32)| {
                    parts.len() == lines.len() && !titles::are_torn(parts)
                };
                let whole = SMALLER.into_iter().map(&mut parted).find(is_whole);
                whole.unwrap_or_else(|| parted(usual))
            }
        };
        let number = lines::set(number, &sheet.words(Style::Fang, sheet.width), fonts, gaps);
        let height = lines.len() as f32 * size * MARK_LEADING;
        // Two blank lines below the mark (7.2.5).
        let numbered = if number.is_empty() { 0.0 } else { 2.0 * sheet.pitch + number.len() as f32 * TEXT };
        let rule = ABOVE_MARK + height + numbered + ABOVE_RULE;
        let below = (rule / sheet.pitch).ceil() * sheet.pitch - rule + 2.0 * sheet.pitch;
        HeadPlan { parts, lines, size, number, rule, below }
    }
}
