//! Facts of the office and the report that a sentence can name and a clerk fills in: each with its name, how it
//! is read, and how it is given.

use super::{Office, Report};
use serde::{Deserialize, Serialize};

/// A fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Datum {
    Office,
    Address,
    Phone,
    Postcode,
    FaxOrMail,
    PublishedAt,
    Year,
    Deadline,
}

/// A fact of the office.
pub struct OfficeFact {
    pub datum: Datum,
    /// What a clerk calls it.
    pub name: &'static str,
    pub get: fn(&Office) -> &str,
    pub set: fn(&mut Office, String),
}

macro_rules! fact {
    ($datum:ident, $name:literal, $field:ident) => {
        OfficeFact { datum: Datum::$datum, name: $name, get: |o| &o.$field, set: |o, words| o.$field = words }
    };
}

/// The office's facts in the order in which they are filled in.
pub const OFFICE: [OfficeFact; 6] = [
    fact!(Office, "机关全称", name),
    fact!(Address, "地址", address),
    fact!(Phone, "电话", phone),
    fact!(Postcode, "邮编", postcode),
    fact!(FaxOrMail, "传真或邮箱", fax_or_mail),
    fact!(PublishedAt, "电子版公布处", published_at),
];

impl Datum {
    /// What a clerk calls it.
    pub fn name(self) -> &'static str {
        match self {
            Datum::Year => "年度",
            Datum::Deadline => "上报截止",
            of_office => OFFICE.iter().find(|f| f.datum == of_office).map_or("", |f| f.name),
        }
    }
}

impl Report {
    /// A fact as words.
    pub fn datum(&self, datum: Datum) -> String {
        match datum {
            Datum::Year => self.year.to_string(),
            Datum::Deadline => self.deadline.map(|d| d.to_string()).unwrap_or_default(),
            of_office => {
                let fact = OFFICE.iter().find(|f| f.datum == of_office);
                fact.map_or(String::new(), |f| (f.get)(&self.office).to_string())
            }
        }
    }
}
