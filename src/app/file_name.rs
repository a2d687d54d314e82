//! What a file is called that does not stand yet.

use crate::report::Report;

/// Of a report, from its title.
pub fn of_report(report: Option<&Report>, extension: &str) -> String {
    let title = report.map(Report::title_line).unwrap_or_default();
    of_title(&title, "政府信息公开工作年度报告", extension)
}

/// A file name made of a title; of `otherwise` where nothing of it can stand in a name.
pub fn of_title(title: &str, otherwise: &str, extension: &str) -> String {
    // File systems allow 255 bytes.
    const LONGEST: usize = 70;
    let fits = |c: &char| !c.is_whitespace() && !c.is_control() && !r#"\/:*?"<>|"#.contains(*c);
    let clean: String = title.chars().filter(fits).take(LONGEST).collect();
    let clean = clean.trim_matches('.');
    format!("{}.{extension}", if clean.is_empty() { otherwise } else { clean })
}
