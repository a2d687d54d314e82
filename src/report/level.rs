//! The level of an office, guessed from its full name where nobody has said it; whether it is a government,
//! whether it may make 规章, and when its report is due (条例第四十九条).

use super::{Date, Report};
use crate::form::words::words;
use serde::{Deserialize, Serialize};

/// OfficeLevel of an office; decides what it may report (规章) and its deadline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OfficeLevel {
    /// Not said: guessed from the name.
    #[default]
    Unknown,
    Ministry,
    Province,
    City,
    County,
    Township,
    /// 事业单位、公共企事业单位.
    Institution,
    /// 部门 of each government.
    ProvinceDepartment,
    CityDepartment,
    CountyDepartment,
}

impl OfficeLevel {
    /// In the order people look for them, the one not said first.
    pub const ALL: [OfficeLevel; 10] = [
        OfficeLevel::Unknown,
        OfficeLevel::CountyDepartment,
        OfficeLevel::County,
        OfficeLevel::Township,
        OfficeLevel::Institution,
        OfficeLevel::CityDepartment,
        OfficeLevel::City,
        OfficeLevel::ProvinceDepartment,
        OfficeLevel::Province,
        OfficeLevel::Ministry,
    ];

    /// The words a clerk sees; none for the one not said.
    pub fn word(self) -> &'static str {
        match self {
            OfficeLevel::Unknown => "",
            OfficeLevel::Ministry => "国务院部门",
            OfficeLevel::Province => "省级政府",
            OfficeLevel::City => "设区的市、自治州政府",
            OfficeLevel::County => "县级政府",
            OfficeLevel::Township => "乡镇、街道",
            OfficeLevel::Institution => "事业单位、公共企事业单位",
            OfficeLevel::ProvinceDepartment => "省级部门",
            OfficeLevel::CityDepartment => "市级部门",
            OfficeLevel::CountyDepartment => "县级部门",
        }
    }
}

/// The level that a full name tells; `Unknown` where it tells none.
pub fn guess(name: &str) -> OfficeLevel {
    let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let (step, body) = place(&name, 4);
    let government = is_government(&name) || body.is_empty();
    if words().institutions.iter().any(|i| body.ends_with(i)) {
        return OfficeLevel::Institution;
    }
    match (step, government) {
        (4, _) => OfficeLevel::Township,
        (3, true) => OfficeLevel::County,
        (3, false) => OfficeLevel::CountyDepartment,
        (2, true) => OfficeLevel::City,
        (2, false) => OfficeLevel::CityDepartment,
        (1, true) => OfficeLevel::Province,
        (1, false) => OfficeLevel::ProvinceDepartment,
        _ if words().ministries.iter().any(|m| name.ends_with(m)) || name.starts_with("国家") => {
            OfficeLevel::Ministry
        }
        _ => OfficeLevel::Unknown,
    }
}

/// The region that a name begins with, a county's or above: 示范市示范县青石镇人民政府 → 示范市示范县.
pub fn region(name: &str) -> &str {
    let (_, behind) = place(name, 3);
    name.strip_suffix(behind).unwrap_or_default()
}

/// The regions that a name begins with, the largest first: 示范市示范县水利局 → 示范市, 示范县.
pub fn regions(name: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = name;
    for least in 1..=3 {
        let (_, behind) = place(name, least);
        // 县水利局 names no county.
        if let Some(region) = rest.strip_suffix(behind).filter(|r| r.chars().count() > 1) {
            out.push(region);
            rest = behind;
        }
    }
    out
}

/// The step of the smallest place that a name begins with, none smaller than `least`, and what follows it. 0 where
/// there is no place.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn place(name: &str, least: u8) -> (u8, &str) {
    let (mut step, mut end) = (0, 0);
    for (at, _) in name.char_indices() {
        let rest = &name[at..];
        let Some((word, s)) = words().divisions.iter().find(|(w, _)| rest.starts_with(w)) else { continue };
        let behind = &rest[word.len()..];
        let named = at > end || (end == 0 && at == 0);
        if !named || at < end || !stands(*s, behind) || goes_on(word, behind) {
            continue;
        }
        // 城市管理局 names no city, 盐城市 does.
        let what = &name[end..at];
        // Nor does 示范县城市管理局, where smaller places are not looked for.
        let is_bare =
            |w: &str| w.is_empty() || words().divisions.iter().any(|(d, _)| w.ends_with(d.as_str()));
        let none =
            |n: &String| what.strip_suffix(n.as_str()).is_some_and(|w| is_bare(w) || w.ends_with('和'));
        if word == "市" && words().no_cities.iter().any(none) {
            continue;
        }
        let capital = words().municipalities.iter().any(|m| name[..at + word.len()].ends_with(m));
        match (*s, step) {
            (2, 0) if capital => (step, end) = (1, at + word.len()),
            // A city of county rank inside a city.
            (2, 2) => (step, end) = (3, at + word.len()),
            (s, old) if s > old && s <= least => (step, end) = (s, at + word.len()),
            _ => {}
        }
    }
    (step, &name[end..])
}

/// Whether a word of this step names a division before `behind`.
fn stands(step: u8, behind: &str) -> bool {
    let township = step < 4 || behind.is_empty() || behind.starts_with(words().township_bodies.as_slice());
    township && !words().no_division_before.iter().any(|n| behind.starts_with(n))
}

/// Whether a division's word is part of a name that goes on: 贵州省, 甘州区, 新市镇.
fn goes_on(word: &str, behind: &str) -> bool {
    let kind = |w: &str, step: u8| step == 4 || (word == "州" && w.chars().count() == 1);
    let next = |(w, step): &(String, u8)| {
        kind(w, *step) && behind.strip_prefix(w.as_str()).is_some_and(|rest| stands(*step, rest))
    };
    words().divisions.iter().any(next)
}

/// Whether the name is that of a government itself.
fn is_government(name: &str) -> bool {
    name.ends_with("政府")
}

impl Report {
    /// The level said, else the one its name tells.
    pub fn level(&self) -> OfficeLevel {
        match self.office.level {
            OfficeLevel::Unknown => guess(&self.office.name),
            said => said,
        }
    }

    /// Whether this is a government's own report (art. 50 (4)).
    pub fn of_government(&self) -> bool {
        match self.level() {
            OfficeLevel::Province | OfficeLevel::City | OfficeLevel::County => true,
            OfficeLevel::Township => is_government(&self.office.name),
            _ => false,
        }
    }

    /// Whether the office may make 规章, or reports for a government that may; `None` where its level is not known.
    pub fn makes_rules(&self) -> Option<bool> {
        let speaks_for_it = words().speakers.iter().any(|w| self.office.name.ends_with(w));
        match self.level() {
            OfficeLevel::Unknown => None,
            OfficeLevel::Ministry | OfficeLevel::Province | OfficeLevel::City => Some(true),
            OfficeLevel::ProvinceDepartment | OfficeLevel::CityDepartment => Some(speaks_for_it),
            _ => Some(false),
        }
    }
}

/// When the report of `year` is due by the law; `None` where a local notice says it (townships, institutions).
pub fn deadline(year: u16, level: OfficeLevel) -> Option<Date> {
    let month = match level {
        OfficeLevel::Province | OfficeLevel::City | OfficeLevel::County => 3,
        OfficeLevel::Township | OfficeLevel::Institution => return None,
        _ => 1,
    };
    Date::new(year.saturating_add(1), month, 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_level() {
        for (name, level) in [
            ("示范省人民政府", OfficeLevel::Province),
            ("上海市人民政府", OfficeLevel::Province),
            ("示范省水利厅", OfficeLevel::ProvinceDepartment),
            ("示范市人民政府", OfficeLevel::City),
            ("示范市", OfficeLevel::City),
            ("示范市市场监督管理局", OfficeLevel::CityDepartment),
            ("示范市人民政府办公室", OfficeLevel::CityDepartment),
            ("示范市政务服务管理局", OfficeLevel::CityDepartment),
            ("示范市云溪区人民政府", OfficeLevel::County),
            ("示范县人民政府", OfficeLevel::County),
            ("示范县水利局", OfficeLevel::CountyDepartment),
            ("示范县市政园林局", OfficeLevel::CountyDepartment),
            ("示范县乡村振兴局", OfficeLevel::CountyDepartment),
            ("示范市城镇管理局", OfficeLevel::CityDepartment),
            ("示范市云溪区水务局", OfficeLevel::CountyDepartment),
            ("示范省示范市云溪市教育局", OfficeLevel::CountyDepartment),
            ("国家税务总局示范县税务局", OfficeLevel::CountyDepartment),
            ("示范市云溪区青石镇人民政府", OfficeLevel::Township),
            ("示范县云溪乡人民政府", OfficeLevel::Township),
            ("示范市云溪区人民政府河湾街道办事处", OfficeLevel::Township),
            ("示范市科技创业服务中心", OfficeLevel::Institution),
            ("示范市第一人民医院", OfficeLevel::Institution),
            ("示范县青石镇中心卫生院", OfficeLevel::Institution),
            ("交通运输部", OfficeLevel::Ministry),
            ("国家能源局", OfficeLevel::Ministry),
            ("某局", OfficeLevel::Unknown),
            ("", OfficeLevel::Unknown),
        ] {
            assert_eq!(guess(name), level, "{name}");
        }
    }

    #[test]
    fn a_division_s_word_within_a_name_is_none() {
        for (name, level) in [
            ("贵州省人民政府", OfficeLevel::Province),
            ("贵州省水利厅", OfficeLevel::ProvinceDepartment),
            ("贵州省遵义市人民政府", OfficeLevel::City),
            ("贵州省遵义市播州区水务局", OfficeLevel::CountyDepartment),
            ("张掖市甘州区人民政府", OfficeLevel::County),
            ("甘州区人民政府", OfficeLevel::County),
            ("巴州区人民政府", OfficeLevel::County),
            ("德州市人民政府", OfficeLevel::City),
            ("德州市市场监督管理局", OfficeLevel::CityDepartment),
            ("湘西州市场监督管理局", OfficeLevel::CityDepartment),
            ("湘西州乡村振兴局", OfficeLevel::CityDepartment),
            ("恩施州恩施市人民政府", OfficeLevel::County),
            ("新市镇人民政府", OfficeLevel::Township),
            ("红旗街道办事处", OfficeLevel::Township),
            ("示范市开发区管理委员会", OfficeLevel::CountyDepartment),
            ("示范市区块链产业发展局", OfficeLevel::CityDepartment),
        ] {
            assert_eq!(guess(name), level, "{name}");
        }
    }

    #[test]
    fn the_care_of_a_city_is_no_city() {
        for (name, level) in [
            ("示范市城市管理局", OfficeLevel::CityDepartment),
            ("示范市云溪区城市管理局", OfficeLevel::CountyDepartment),
            ("北京市城市管理委员会", OfficeLevel::ProvinceDepartment),
            ("示范市住房和城市更新局", OfficeLevel::CityDepartment),
            ("盐城市水利局", OfficeLevel::CityDepartment),
            ("盐城市城市管理局", OfficeLevel::CityDepartment),
            ("成都市人民政府", OfficeLevel::City),
        ] {
            assert_eq!(guess(name), level, "{name}");
        }
    }

    #[test]
    fn the_level_decides_deadline_and_rules() {
        assert_eq!(deadline(2025, guess("示范县水利局")), Date::new(2026, 1, 31));
        assert_eq!(deadline(2025, guess("示范县人民政府")), Date::new(2026, 3, 31));
        assert_eq!(deadline(2025, guess("青石镇人民政府")), None);
        let of = |name: &str| Report::new(2025, name);
        assert_eq!(of("示范市人民政府办公室").makes_rules(), Some(true));
        assert_eq!(of("示范市水务局").makes_rules(), Some(false));
        assert!(of("青石镇人民政府").of_government() && !of("河湾街道办事处").of_government());
    }
}
