//! A collection seen as a whole: how it stands, what does not follow from last year, what is to be said of it. Found anew
//! after each change; nothing of it is stored.

use super::Collection;
use super::carried::{self, CarryGap};
use super::judging::{self, CollectFinding, CollectView};
use super::matching::Matcher;
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
    /// What became of the files.
    pub seen: FilesSeen,
}

impl Overview {
    pub fn of(collection: &Collection, seen: &FilesSeen) -> Overview {
        let matcher = Matcher::of(collection);
        let standing = Standing::matched(collection, &matcher, seen);
        let carried = carried::gaps(collection, &standing);
        let findings = judging::run(&CollectView {
            collection,
            matcher: &matcher,
            standing: &standing,
            carried: &carried,
            seen,
        });
        Overview { standing, carried, findings, seen: seen.clone() }
    }

    pub fn errors(&self) -> impl Iterator<Item = &CollectFinding> {
        self.findings.iter().filter(|f| f.level == Level::Error)
    }

    /// Whether everybody's numbers are in and nothing is to be looked at.
    pub fn is_clean(&self) -> bool {
        self.findings.iter().all(|f| f.level == Level::Hint)
    }
}
