//! The program without a window: what is open, what was found, what can be done. The window reads it and
//! calls it; nothing here draws.

pub mod command;
pub mod compare;
pub mod crash;
pub mod derived;
pub mod diff;
pub mod differences;
pub mod effect;
pub mod facts;
pub mod field;
pub mod find;
pub mod guard;
pub mod job;
pub mod left_over;
pub mod looking;
pub mod open;
pub mod other;
pub mod papers;
pub mod paste;
pub mod picture;
pub mod previewing;
pub mod reading;
pub mod replace;
pub mod sample;
pub mod saving;
pub mod sending;
pub mod session;
pub mod sheets;
pub mod starts;
pub mod take_over;
pub mod thumb;
pub mod ticks;
pub mod two_editors;
pub mod verify;
pub mod word;
pub mod work;
pub mod writing;

use crate::report::Date;
use std::sync::OnceLock;
use std::time::Instant;

/// The clock is asked here, once for the window and once for the command line.
pub fn today() -> Option<Date> {
    let d = jiff::Zoned::now().date();
    Date::new(u16::try_from(d.year()).ok()?, d.month().unsigned_abs(), d.day().unsigned_abs())
}

/// The moment in words, to tell one copy from another.
pub fn now() -> String {
    jiff::Zoned::now().strftime("%Y年%-m月%-d日 %H:%M").to_string()
}

/// A moment as a version is named by it: no colon, which file names may not have.
pub fn moment(at: std::time::SystemTime) -> String {
    let zone = jiff::tz::TimeZone::system();
    let at = jiff::Timestamp::try_from(at).unwrap_or_default().to_zoned(zone);
    at.strftime("%Y年%-m月%-d日 %H.%M.%S").to_string()
}

/// Milliseconds since the first call, which `main` makes.
pub fn uptime_ms() -> f64 {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1000.0
}
