//! 户册: who is to report. A unit keeps its id, the name it came in under, from year to year, however it is called
//! later; so carry-overs find it again.

use crate::form::words::words;
use serde::{Deserialize, Serialize};

/// A unit of the roster.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RosterUnit {
    pub id: String,
    pub name: String,
    /// Other names that it reports under, former ones too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    pub kind: UnitKind,
    pub duty: Duty,
}

/// What a unit is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum UnitKind {
    /// The government's own: its general office reports what it received itself.
    Own,
    #[default]
    Department,
    Township,
    Institution,
    /// A government below, whose report holds those of its own units.
    LowerGovernment,
}

impl UnitKind {
    pub const ALL: [UnitKind; 5] = [
        UnitKind::Own,
        UnitKind::Department,
        UnitKind::Township,
        UnitKind::Institution,
        UnitKind::LowerGovernment,
    ];

    /// The word a clerk sees.
    pub fn word(self) -> &'static str {
        match self {
            UnitKind::Own => "本级",
            UnitKind::Department => "部门",
            UnitKind::Township => "乡镇",
            UnitKind::Institution => "事业单位",
            UnitKind::LowerGovernment => "下级政府",
        }
    }
    /// By that word.
    pub fn by_word(word: &str) -> Option<UnitKind> {
        UnitKind::ALL.into_iter().find(|k| k.word() == word)
    }
}

/// Whether a unit is to report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Duty {
    #[default]
    Due,
    /// 免报, and why.
    Exempt(String),
    /// 撤并: it reports no more; what it carried over goes to the successor, where it has one.
    Abolished { reason: String, successor: Option<String> },
}

impl Duty {
    pub fn is_due(&self) -> bool {
        *self == Duty::Due
    }
    /// The word a clerk sees.
    pub fn word(&self) -> &'static str {
        match self {
            Duty::Due => "应报",
            Duty::Exempt(_) => "免报",
            Duty::Abolished { .. } => "撤并",
        }
    }
    /// Why it is not due; empty where it is.
    pub fn reason(&self) -> &str {
        match self {
            Duty::Due => "",
            Duty::Exempt(reason) | Duty::Abolished { reason, .. } => reason,
        }
    }
}

impl RosterUnit {
    /// A unit that comes in under `name`, of the kind that it tells.
    pub fn named(name: &str) -> RosterUnit {
        let name = crate::chinese::offices::squeezed(name);
        RosterUnit { id: name.clone(), kind: kind(&name), name, ..RosterUnit::default() }
    }
    /// All that it is called.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.aliases)
    }
}

/// What a name tells of its unit.
fn kind(name: &str) -> UnitKind {
    use crate::report::level::{OfficeLevel as L, guess};
    match guess(name) {
        L::Township => UnitKind::Township,
        L::Institution => UnitKind::Institution,
        L::County | L::City | L::Province => UnitKind::LowerGovernment,
        _ if words().speakers.iter().any(|s| name.ends_with(s.as_str())) => UnitKind::Own,
        _ => UnitKind::Department,
    }
}
