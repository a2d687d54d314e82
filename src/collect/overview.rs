//! A collection seen as a whole: how it stands, what does not follow from last year, what is to be said of it. Found anew
//! after each change; nothing of it is stored.

use super::Collection;
use super::carried::{self, CarryGap};
use super::judging::{self, CollectFinding};
use super::standing::Standing;
use super::unit_row::FilesSeen;
use crate::checks::Level;

/// All of it.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    pub standing: Standing,
    /// Where what was carried over, or is in force, does not follow from last year's.
    pub carried: Vec<CarryGap>,
    /// The worst first.
    pub findings: Vec<CollectFinding>,
}

impl Overview {
    pub fn of(collection: &Collection, seen: &FilesSeen) -> Overview {
        let standing = Standing::of(collection, seen);
        let carried = carried::gaps(collection, &standing);
        let view = judging::CollectView { collection, standing: &standing, carried: &carried, seen };
        let findings = judging::run(&view);
        Overview { standing, carried, findings }
    }

    pub fn errors(&self) -> impl Iterator<Item = &CollectFinding> {
        self.findings.iter().filter(|f| f.level == Level::Error)
    }

    /// Whether everybody's numbers are in and nothing is to be looked at.
    pub fn is_clean(&self) -> bool {
        self.findings.iter().all(|f| f.level == Level::Hint)
    }
}
