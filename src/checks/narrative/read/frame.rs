//! Whose report a sentence stands in.

use super::super::lex::STOPS;
use super::super::words::words;
use std::rc::Rc;

/// Places, the greater first; what 全 stands before names no country.
const RANKS: [&[char]; 4] = [&['省'], &['市', '州', '盟'], &['县', '区', '旗'], &['镇', '乡', '道']];
/// What a government's name goes on with behind its place.
const GOVERNS: [&str; 2] = ["人民政府", "政府办"];

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
        // 「全国水利系统（部机关和31个省级部门）合计收到申请3.7万件」
        let country =
            text.split_once("全国").filter(|(before, _)| before.is_empty() || before.ends_with(STOPS));
        let country = country.and_then(|(_, rest)| rest.split('，').next());
        if country.is_some_and(|c| c.contains("系统") && !c.starts_with('人')) {
            return true;
        }
        let parts =
            text.split_once("其中").filter(|_| self.bureau && text.contains("申请")).map_or("", |p| p.1);
        parts.split("政府").skip(1).any(|behind| behind.starts_with(|c: char| c.is_ascii_digit()))
    }
    /// Whether a place is more than this government's own: 全县 of a 镇, 全市 of a 区; not 全区 of a 区.
    pub(super) fn is_below(&self, whole: &str) -> bool {
        let rank = |c: char| RANKS.iter().position(|r| r.contains(&c));
        let own = GOVERNS.iter().find_map(|g| self.office.split_once(g)).map_or("", |(place, _)| place);
        let own =
            if self.office.contains("街道") { Some(3) } else { own.chars().next_back().and_then(rank) };
        let of = whole.chars().next_back().and_then(rank);
        own.zip(of).is_some_and(|(own, of)| of < own)
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
