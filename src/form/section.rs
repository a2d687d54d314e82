//! The parts of a report: its front, its sections, its signature. Which section is which is said by name here;
//! in what order they stand and what they are called the form says.

use super::{Form, SectionForm};
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
pub use crate::chinese::numerals::heading as numeral;

impl Form {
    /// The sections in their order.
    pub fn order(&self) -> impl DoubleEndedIterator<Item = Section> {
        self.sections.iter().map(|s| s.section)
    }
    /// Everything the outline lists, in its order.
    pub fn chapters(&self) -> Vec<Chapter> {
        let sections = self.order().map(Chapter::Section);
        [Chapter::Front].into_iter().chain(sections).chain([Chapter::Signature]).collect()
    }
    /// Where a part stands among them: 0 the front, then the sections, the signature last.
    pub fn place(&self, chapter: Chapter) -> usize {
        match chapter {
            Chapter::Front => 0,
            Chapter::Section(s) => self.number(s),
            Chapter::Signature => self.sections.len() + 1,
        }
    }
    /// What people call a part of the report: 三 申请情况.
    pub fn chapter_name(&self, chapter: Chapter) -> String {
        match chapter {
            Chapter::Front => "封面与导语".into(),
            Chapter::Section(s) => {
                format!("{} {}", self.numeral(s), self.section(s).map_or("", |f| f.name.as_str()))
            }
            Chapter::Signature => "落款".into(),
        }
    }
    /// A section as this form has it.
    pub fn section(&self, section: Section) -> Option<&SectionForm> {
        self.sections.iter().find(|s| s.section == section)
    }
    /// The number of a section, from 1.
    pub fn number(&self, section: Section) -> usize {
        self.order().position(|s| s == section).map_or(0, |i| i + 1)
    }
    /// The same as a Chinese numeral.
    pub fn numeral(&self, section: Section) -> &'static str {
        numeral(self.number(section))
    }
    /// Section heading with its numeral in a heading set (0 = A, 1 = B).
    pub fn heading(&self, section: Section, set: usize) -> String {
        let form = self.section(section);
        let text = form.and_then(|s| s.headings.get(set.min(1))).map_or("", String::as_str);
        format!("{}、{}", self.numeral(section), text)
    }
}
