//! The office that reports, and what it signs with.

use super::{Date, OfficeLevel};
use serde::{Deserialize, Serialize};

/// The office, as it stands in the report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Office {
    /// 机关全称
    pub name: String,
    pub level: OfficeLevel,
    pub address: String,
    pub phone: String,
    pub postcode: String,
    /// 传真或电子邮箱
    pub fax_or_mail: String,
    /// Where the electronic version is published.
    pub published_at: String,
}

/// Who signs and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Signature {
    pub office: String,
    pub date: Option<Date>,
    /// Leave room for a seal (GB/T 9704 7.3.5).
    pub seal: bool,
}
