//! Who has a document open, as the lock's file says it.

use crate::store::disk::{Disk, machine};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Who has a document open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    pub who: String,
    /// The machine's name.
    pub host: String,
    /// In words.
    pub since: String,
    /// Tells machines of one name apart.
    pub machine: String,
    /// The machine's run, and the program's number in it.
    pub run: String,
    pub process: u32,
    /// It is the person at this machine, in another window.
    #[serde(skip)]
    pub is_me: bool,
}

impl Holder {
    /// The person at this machine.
    pub fn me(disk: &dyn Disk, since: &str) -> Holder {
        let set = |names: &[&str]| names.iter().find_map(|n| std::env::var(n).ok().filter(|v| !v.is_empty()));
        let file = || String::from_utf8(disk.read(Path::new("/proc/sys/kernel/hostname"), 256).ok()?).ok();
        let host = set(&["COMPUTERNAME"]).or_else(file).or_else(|| set(&["HOSTNAME"])).unwrap_or_default();
        let who = set(&["USERNAME", "USER", "LOGNAME"]).unwrap_or_default();
        Holder {
            who: short(&who),
            host: short(&host),
            since: since.into(),
            machine: machine::id().into(),
            run: machine::run().into(),
            process: std::process::id(),
            is_me: true,
        }
    }
    /// “王某（电脑 KJ-01）”
    pub fn words(&self) -> String {
        if self.is_me {
            return "您在另一个窗口".into();
        }
        let or = |t: &str, other: &str| if t.is_empty() { other.to_string() } else { t.to_string() };
        format!("{}（电脑 {}）", or(&self.who, "另一个人"), or(&self.host, "名称不详"))
    }
    /// What a lock's file says; nothing where it is none of ours.
    pub(super) fn read(bytes: &[u8]) -> Option<Holder> {
        let text = std::str::from_utf8(bytes).ok().filter(|t| t.starts_with("(who:"))?;
        let h: Holder = ron::from_str(text).ok()?;
        Some(Holder { who: short(&h.who), host: short(&h.host), since: short(&h.since), ..h })
    }
    /// As `me` sees it.
    pub(super) fn seen_by(self, me: &Holder) -> Holder {
        Holder { is_me: self.who == me.who && self.is_at_the_machine_of(me), ..self }
    }
    pub(super) fn is_at_the_machine_of(&self, other: &Holder) -> bool {
        let told = !self.machine.is_empty() && !other.machine.is_empty();
        if told { self.machine == other.machine } else { self.host == other.host }
    }
    /// Whether its program ended, where that can be known. `locked` if the system's lock was to be had.
    pub(super) fn is_known_to_be_gone(&self, me: &Holder, locked: bool) -> Option<bool> {
        match locked {
            // It would have the lock itself.
            true if self.is_at_the_machine_of(me) => Some(true),
            _ if !me.run.is_empty() && self.run == me.run => Some(!machine::is_running(self.process)),
            _ => None,
        }
    }
}

/// A line of a foreign file, as far as it can be shown.
fn short(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).take(40).collect()
}
