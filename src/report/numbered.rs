//! Sections as project files have them: by number, 0 for the front, 1 to 6, 7 for the signature. These numbers
//! stay what they are whatever order a form has.

use super::{Chapter, Section};
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

/// The sections that things stand in.
pub(super) mod places {
    use super::*;

    pub fn serialize<K, S>(places: &BTreeMap<K, Section>, s: S) -> Result<S::Ok, S::Error>
    where
        K: Serialize + Ord,
        S: Serializer,
    {
        let numbers: BTreeMap<&K, usize> = places.iter().map(|(k, at)| (k, number_of(*at))).collect();
        numbers.serialize(s)
    }
    pub fn deserialize<'de, K, D>(d: D) -> Result<BTreeMap<K, Section>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        D: Deserializer<'de>,
    {
        let numbers = BTreeMap::<K, usize>::deserialize(d)?;
        numbers.into_iter().map(|(k, n)| Ok((k, section_of(n)?))).collect()
    }
}
