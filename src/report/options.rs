//! What an office chooses for its report: how it prints, and where its checks begin to ask.

use super::page_style::{Issue, NumberPlace, PageStyle, StyleSet, is_by_norm};
use super::{Report, Section, numbered};
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
    /// Of this report alone, whatever its style: what its red head and its 版记 say.
    #[serde(skip_serializing_if = "is_by_norm")]
    pub issue: Issue,
    /// Charts and the section at whose end each stands.
    #[serde(with = "numbered::places")]
    pub charts: BTreeMap<ChartKind, Section>,
}

impl Layout {
    /// The set of choices that other reports may take over.
    pub fn set(&self) -> StyleSet {
        StyleSet { numbers: self.numbers, style: self.style.clone() }
    }

    /// The same with the choices of a set.
    pub fn with(self, set: StyleSet) -> Layout {
        Layout { numbers: set.numbers, style: set.style, ..self }
    }
}

impl Report {
    /// The report in another page style, where one is given.
    pub fn styled(mut self, style: Option<StyleSet>) -> Report {
        if let Some(set) = style {
            self.layout = self.layout.with(set);
        }
        self
    }
}
