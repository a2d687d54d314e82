//! Whose report a sentence stands in.

use super::super::words::words;
use std::rc::Rc;

/// What does not change within a report.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReportFrame {
    pub year: u16,
    pub office: Rc<str>,
    /// 全市 is more than this office.
    pub narrow: bool,
    /// 办公室 is this office itself.
    pub bureau: bool,
    /// 区 of a 区政府办公室: what is 区级 is its own.
    pub level: Option<char>,
}

impl ReportFrame {
    /// Whether more is told, of which the government of this office is a part:
    /// 「全区各单位共收到申请433件，其中区级部门312件、镇街96件、区政府25件」.
    pub(super) fn is_part(&self, text: &str) -> bool {
        let parts =
            text.split_once("其中").filter(|_| self.bureau && text.contains("申请")).map_or("", |p| p.1);
        parts.split("政府").skip(1).any(|behind| behind.starts_with(|c: char| c.is_ascii_digit()))
    }
    /// Whether words name an organ that is not the office itself, however much of its name they leave out:
    /// 「区司法局备案审查规范性文件32件」.
    pub(super) fn names_another(&self, text: &str) -> bool {
        let own = |name: &str| {
            let mut office = self.office.chars();
            name.chars().all(|c| office.any(|o| o == c))
        };
        !self.office.is_empty() && words().organs.named(text).is_some_and(|name| !own(name))
    }
}
