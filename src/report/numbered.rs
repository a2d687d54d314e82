//! Sections as project files have them: by number, 0 for the front, 1 to 6, 7 for the signature. These numbers
//! stay what they are whatever order a form has.

use super::{Chapter, ChartKind, Section};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;

fn number_of(section: Section) -> usize {
    section.index().saturating_add(1)
}

fn section_of<E: Error>(number: usize) -> Result<Section, E> {
    let found = number.checked_sub(1).and_then(|i| Section::ALL.get(i)).copied();
    found.ok_or_else(|| E::custom(format!("没有第{number}部分")))
}

pub(super) mod section {
    use super::*;

    pub fn serialize<S: Serializer>(section: &Section, s: S) -> Result<S::Ok, S::Error> {
        number_of(*section).serialize(s)
    }
    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Section, D::Error> {
        section_of(usize::deserialize(d)?)
    }
}

pub(super) mod chapter {
    use super::*;

    const SIGNATURE: usize = Section::ALL.len() + 1;

    pub fn serialize<S: Serializer>(chapter: &Chapter, s: S) -> Result<S::Ok, S::Error> {
        let number = match chapter {
            Chapter::Front => 0,
            Chapter::Section(section) => number_of(*section),
            Chapter::Signature => SIGNATURE,
        };
        number.serialize(s)
    }
    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Chapter, D::Error> {
        match usize::deserialize(d)? {
            0 => Ok(Chapter::Front),
            SIGNATURE => Ok(Chapter::Signature),
            n => section_of(n).map(Chapter::Section),
        }
    }
}

pub(super) mod charts {
    use super::*;

    pub fn serialize<S: Serializer>(charts: &BTreeMap<ChartKind, Section>, s: S) -> Result<S::Ok, S::Error> {
        let numbers: BTreeMap<ChartKind, usize> = charts.iter().map(|(k, at)| (*k, number_of(*at))).collect();
        numbers.serialize(s)
    }
    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<BTreeMap<ChartKind, Section>, D::Error> {
        let numbers = BTreeMap::<ChartKind, usize>::deserialize(d)?;
        numbers.into_iter().map(|(k, n)| Ok((k, section_of(n)?))).collect()
    }
}
