//! Last year's collection beside this year's: who reported what, and the roster that this year begins with.

use super::roster::Duty;
use super::standing::Standing;
use super::unit_row::FilesSeen;
use super::{Collection, LastYear};
use std::sync::Arc;

impl LastYear {
    /// What is to be known of it; `file` and `digest` say which file it was.
    pub fn of(last: &Collection, file: &str, digest: &str) -> LastYear {
        let standing = Standing::of(last, &FilesSeen::default());
        let stays = last.units.iter().enumerate().filter(|(_, u)| !matches!(u.duty, Duty::Abolished { .. }));
        LastYear {
            file: file.into(),
            digest: digest.into(),
            year: last.year,
            units: stays.map(|(i, u)| (u.id.clone(), standing.figures(i).cloned())).collect(),
            sums: Arc::new(standing.totals.figures(last.form())),
        }
    }
}

impl Collection {
    /// This year's, begun from last year's: its roster without those that were abolished, and its numbers to compare with.
    pub fn begun(last: &Collection, file: &str, digest: &str) -> Collection {
        let stays = last.units.iter().filter(|u| !matches!(u.duty, Duty::Abolished { .. }));
        Collection {
            listed: true,
            units: stays.cloned().collect(),
            last: Some(LastYear::of(last, file, digest)),
            ..Collection::new(last.year.saturating_add(1), &last.office)
        }
    }
}
