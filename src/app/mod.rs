//! The program without a window: what is open, what was found, what can be done. The window reads it and
//! calls it; nothing here draws.

pub mod alike;
pub mod arrived;
pub mod at_hand;
pub mod auditing;
pub mod called;
pub mod catch_panic;
pub mod change_told;
pub mod changed_words;
pub mod checklist;
pub mod claim;
pub mod collecting;
pub mod collection_differences;
pub mod collection_known;
pub mod collection_work;
pub mod command;
pub mod compare;
pub mod copying;
pub mod crash;
pub mod data;
pub mod derived;
pub mod desk;
pub mod diff;
pub mod differences;
pub mod draft_sentences;
pub mod exporting;
pub mod facts;
pub mod field;
pub mod file_name;
pub mod find;
pub mod finding_list;
mod finishing;
pub mod fix_preview;
mod folders_met;
pub mod foreground;
pub mod formats;
pub mod guide;
pub mod in_folders;
pub mod in_order;
pub mod job;
pub mod keeping;
pub mod left_behind;
#[cfg(target_os = "linux")]
pub mod libraries;
pub mod looked_into;
pub mod merge;
pub mod message;
pub mod open;
pub mod open_collection;
pub mod open_report;
pub mod other_report;
pub mod papers;
pub mod paste;
mod pasted_cells;
pub mod pasted_looks;
pub mod picture;
pub mod previewing;
mod printout;
pub mod publishing;
pub mod put_aside;
pub mod read_back;
mod read_context;
pub mod reading;
pub mod reading_notes;
pub mod recovery;
pub mod repair_effect;
pub mod repairing;
pub mod replace;
pub mod report_update;
pub mod ruled;
pub mod sample;
pub mod saving;
pub mod send_error;
pub mod sent_out;
pub mod session;
pub mod shared_file;
pub mod sheets;
pub mod source_rows;
pub mod stale_list;
pub mod text_input;
pub mod thumb;
pub mod ticks;
pub mod told_change;
pub mod unit_lines;
pub mod unit_list;
pub mod version_read;
pub mod word_at;
pub mod years_on;

use crate::report::Date;
use std::sync::OnceLock;
use std::time::{Instant, SystemTime};

/// The clock is asked here, once for the window and once for the command line; nothing where it stands at a time
/// that has no date.
pub fn today() -> Option<Date> {
    let d = local(SystemTime::now())?.date();
    Date::new(u16::try_from(d.year()).ok()?, d.month().unsigned_abs(), d.day().unsigned_abs())
}

/// The moment in words, to tell one copy from another.
pub fn now() -> String {
    words(SystemTime::now(), "%Y年%-m月%-d日 %H:%M")
}

/// A moment as a version is named by it: no colon, which file names may not have.
pub fn moment(at: SystemTime) -> String {
    words(at, "%Y年%-m月%-d日 %H.%M.%S")
}

/// A clock can stand anywhere; years end at 9999.
fn local(at: SystemTime) -> Option<jiff::Zoned> {
    Some(jiff::Timestamp::try_from(at).ok()?.to_zoned(jiff::tz::TimeZone::system()))
}

fn words(at: SystemTime, form: &str) -> String {
    local(at).map_or_else(|| "时间不详".into(), |at| at.strftime(form).to_string())
}

/// Milliseconds since the first call, which `main` makes.
pub fn uptime_ms() -> f64 {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn a_clock_at_the_end_of_time_is_no_reason_to_fail() {
        let at = |seconds: u64| moment(UNIX_EPOCH + Duration::from_secs(seconds));
        assert!(at(1_768_900_000).starts_with("2026年1月2"));
        // 9999-12-31, and as far as a system can say.
        for seconds in [253_402_300_799, 253_402_300_800, i64::MAX.unsigned_abs()] {
            assert_eq!(at(seconds), "时间不详");
        }
    }
}
