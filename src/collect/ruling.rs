//! What a clerk ruled: always with the reason, by whom and when, so that whoever asks later finds it; and with what it was
//! ruled of, so that it is asked again where that changed.

use crate::form::table::CellKey;
use crate::report::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A ruling.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Ruling {
    pub reason: String,
    pub who: String,
    pub on: Option<Date>,
    /// Ids of the units whose 未填 counts as 0; no other ruling names units, and where it names none it holds for none.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub units: BTreeSet<String>,
}

impl Ruling {
    /// 已电话核实（王某 2026年1月20日）
    pub fn words(&self) -> String {
        let on = self.on.map(|d| d.to_string()).unwrap_or_default();
        match [self.who.trim(), &on].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ") {
            by if by.is_empty() => self.reason.clone(),
            by => format!("{}（{by}）", self.reason),
        }
    }
}

/// Why a report does not count before somebody has looked, with what it was asked of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CountQuestion {
    /// What its reading is unsure of, a sentence each.
    Doubts(Vec<String>),
    /// Only what can be converted from this edition counts.
    Edition(String),
    /// Whether it, and not the others of these digests.
    Chosen(BTreeSet<String>),
    /// Its unit is 免报 or 撤并, as the roster says it.
    NotDue(String),
    /// Whether it is the same as the report of this digest under another name.
    Twin(String),
    /// Whether its unit is this one, of another name.
    Namesake(String),
    /// Whether it is the government's own, which holds all others.
    Whole,
    /// Whether it, or a part of it, is in the submission of this digest.
    Within(String),
}

impl CountQuestion {
    /// Whether it is the same question, of whatever it is asked.
    pub fn is_like(&self, other: &CountQuestion) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
    /// Whether its answer holds for what is asked now.
    fn answers(&self, asked: &CountQuestion) -> bool {
        match (self, asked) {
            // Others that are no more change nothing.
            (CountQuestion::Chosen(then), CountQuestion::Chosen(now)) => now.is_subset(then),
            _ => self == asked,
        }
    }
    /// What was looked at, in a word or two.
    pub fn word(&self) -> &'static str {
        match self {
            CountQuestion::Doubts(_) => "核对过",
            CountQuestion::Edition(_) => "旧格式计入",
            CountQuestion::Chosen(_) => "用这一份",
            CountQuestion::NotDue(_) => "不用报也计入",
            CountQuestion::Twin(_) => "不是同一份",
            CountQuestion::Namesake(_) => "不是同一个单位",
            CountQuestion::Whole => "不是全部单位的总数",
            CountQuestion::Within(_) => "没有重复计",
        }
    }
}

/// A question that somebody answered: it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    pub of: CountQuestion,
    pub ruling: Ruling,
}

impl Acceptance {
    pub fn answers(&self, asked: &CountQuestion) -> bool {
        self.of.answers(asked)
    }
}

/// What units gave for a cell when something was ruled of it, by their ids; those that gave 0 or nothing left out.
pub type GivenThen = BTreeMap<String, Decimal>;

/// Suits with the reviewing organ as co-defendant were looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CoDefendants {
    pub of: BTreeMap<CellKey, GivenThen>,
    pub ruling: Ruling,
}

/// A number put on a sum, or taken off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// A cell that is no total: those follow.
    pub cell: CellKey,
    /// In the unit of the cell, amounts in 万元.
    pub by: Decimal,
    /// What it was made of.
    #[serde(default)]
    pub of: GivenThen,
    pub ruling: Ruling,
}
