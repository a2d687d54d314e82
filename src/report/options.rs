//! What an office chooses for its report: how it prints, and where its checks begin to ask.

use super::{Section, numbered};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How 未填 and "/" print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlankPolicy {
    #[default]
    Slash,
    Zero,
    Blank,
}

/// Limits of the checks, for this report.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Thresholds {
    /// Y104: times of last year's value.
    pub change_ratio: u32,
    /// Y104: and at least so many 件.
    pub change_least: u32,
    /// Y107: per cent of unchanged text.
    pub repetition: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Thresholds { change_ratio: 3, change_least: 20, repetition: 50 }
    }
}

/// A chart that can stand in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ChartKind {
    /// 办理结果: the groups of results.
    Results,
    /// This year's main numbers beside last year's.
    Years,
    /// Who applied.
    Applicants,
}

impl ChartKind {
    pub const ALL: [ChartKind; 3] = [ChartKind::Results, ChartKind::Applicants, ChartKind::Years];

    /// The words over the chart.
    pub fn title(self) -> &'static str {
        match self {
            ChartKind::Results => "申请办理结果",
            ChartKind::Years => "与上年比较",
            ChartKind::Applicants => "申请人构成",
        }
    }
}

/// Where the page number stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NumberPlace {
    /// On odd pages right, on even ones left, one character in (GB/T 9704-2012 7.5).
    #[default]
    Outside,
    Middle,
    Nowhere,
}

impl NumberPlace {
    pub const ALL: [NumberPlace; 3] = [NumberPlace::Outside, NumberPlace::Middle, NumberPlace::Nowhere];

    /// The words a clerk sees.
    pub fn word(self) -> &'static str {
        match self {
            NumberPlace::Outside => "单页右、双页左",
            NumberPlace::Middle => "居中",
            NumberPlace::Nowhere => "不印",
        }
    }
}

/// How far lines stand apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LinePitch {
    /// Lines fill the block, 22 of them (GB/T 9704-2012 5.2.3).
    #[default]
    Filled,
    Points28,
    Points29,
    Points30,
}

impl LinePitch {
    pub const ALL: [LinePitch; 4] =
        [LinePitch::Filled, LinePitch::Points28, LinePitch::Points29, LinePitch::Points30];

    /// `None` where the block says.
    pub fn points(self) -> Option<f32> {
        match self {
            LinePitch::Filled => None,
            LinePitch::Points28 => Some(28.0),
            LinePitch::Points29 => Some(29.0),
            LinePitch::Points30 => Some(30.0),
        }
    }

    /// The words a clerk sees.
    pub fn word(self) -> &'static str {
        match self {
            LinePitch::Filled => "行距排满版心",
            LinePitch::Points28 => "行距28磅",
            LinePitch::Points29 => "行距29磅",
            LinePitch::Points30 => "行距30磅",
        }
    }
}

/// What stays blank around the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PageMargins {
    /// GB/T 9704-2012 5.2.1
    #[default]
    Norm,
    /// What Word and WPS begin with.
    Word,
    Even,
}

impl PageMargins {
    pub const ALL: [PageMargins; 3] = [PageMargins::Norm, PageMargins::Word, PageMargins::Even];

    /// Above, below, left and right.
    pub fn millimetres(self) -> [f32; 4] {
        match self {
            PageMargins::Norm => [37.0, 35.0, 28.0, 26.0],
            PageMargins::Word => [25.4, 25.4, 31.8, 31.8],
            PageMargins::Even => [25.0; 4],
        }
    }

    /// The words a clerk sees.
    pub fn word(self) -> &'static str {
        match self {
            PageMargins::Norm => "页边距按公文规范",
            PageMargins::Word => "上下25.4、左右31.8毫米",
            PageMargins::Even => "四边25毫米",
        }
    }
}

/// Type of the title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TitleSize {
    /// 二号 (GB/T 9704-2012 7.3.1)
    #[default]
    Two,
    /// 小二
    SmallTwo,
    /// 三号
    Three,
}

impl TitleSize {
    pub const ALL: [TitleSize; 3] = [TitleSize::Two, TitleSize::SmallTwo, TitleSize::Three];

    pub fn points(self) -> f32 {
        match self {
            TitleSize::Two => 22.0,
            TitleSize::SmallTwo => 18.0,
            TitleSize::Three => 16.0,
        }
    }

    /// The words a clerk sees.
    pub fn word(self) -> &'static str {
        match self {
            TitleSize::Two => "标题二号",
            TitleSize::SmallTwo => "标题小二",
            TitleSize::Three => "标题三号",
        }
    }
}

/// 版式: how the pages of an office are measured. The norm's way, unless an office has another custom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageStyle {
    pub pitch: LinePitch,
    pub margins: PageMargins,
    pub title: TitleSize,
}

/// What an office may choose about its pages beyond the norm's one way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Layout {
    /// Keys of the tables that stand on turned pages (横排).
    pub turned: BTreeSet<String>,
    /// Keys of the tables that have a page to themselves (独占一页).
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub alone: BTreeSet<String>,
    /// The norm's place unless an office has another custom.
    #[serde(skip_serializing_if = "is_by_norm")]
    pub numbers: NumberPlace,
    #[serde(skip_serializing_if = "is_by_norm")]
    pub style: PageStyle,
    /// Charts and the section at whose end each stands.
    #[serde(with = "numbered::places")]
    pub charts: BTreeMap<ChartKind, Section>,
}

fn is_by_norm<T: Default + PartialEq>(chosen: &T) -> bool {
    *chosen == T::default()
}
