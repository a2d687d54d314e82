//! Times that the benchmark asks for, told on stderr.

use std::io::Write;

/// Whether times are asked for.
pub fn timing() -> bool {
    std::env::var_os("GONGKAI_TIMING").is_some()
}

/// Times for the benchmark, when it asks for them.
pub fn report_time(what: &str, ms: f64) {
    if timing() {
        // `eprintln` panics where stderr can't be written to.
        if let Err(e) = writeln!(std::io::stderr(), "{what}: {ms:.2} ms") {
            log::debug!("not said: {e}");
        }
    }
}
