//! The parts of a report: its front, its sections, its signature. Which section is which is said by name here;
//! in what order they stand and what they are called the form says.

use serde::{Deserialize, Serialize};

/// A section by what it is about (条例第五十条).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Section {
    /// 总体情况
    Overview,
    /// 主动公开政府信息情况
    Disclosure,
    /// 收到和处理政府信息公开申请情况
    Requests,
    /// 行政复议、行政诉讼情况
    Disputes,
    /// 存在的主要问题及改进情况
    Problems,
    /// 其他需要报告的事项
    Other,
}

impl Section {
    pub const ALL: [Section; 6] = [
        Section::Overview,
        Section::Disclosure,
        Section::Requests,
        Section::Disputes,
        Section::Problems,
        Section::Other,
    ];

    /// Its place among all of them, whatever order a form has.
    pub fn index(self) -> usize {
        self as usize
    }
}

/// What the outline lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Chapter {
    /// Title, preamble and contact.
    #[default]
    Front,
    Section(Section),
    Signature,
}

impl Chapter {
    /// The section it is, if it is one.
    pub fn section(self) -> Option<Section> {
        match self {
            Chapter::Section(s) => Some(s),
            Chapter::Front | Chapter::Signature => None,
        }
    }
}

/// Chinese numeral of the section that stands in place `n`, counted from 1.
pub fn numeral(n: usize) -> &'static str {
    ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"].get(n).copied().unwrap_or("")
}
