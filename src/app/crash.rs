//! When the program itself goes wrong: the journal is written first, then a note of where it happened. Nothing
//! of the document is in the note or in what is printed, for a panic's own words may quote it.

use crate::store::{Disk, RealDisk, atomic, journal};
use std::backtrace::Backtrace;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long the journal may take.
const PATIENCE: Duration = Duration::from_secs(3);

/// From now on a panic anywhere in the process does this; the program keeps its own things in `data`.
pub fn install(data: PathBuf) {
    std::panic::set_hook(Box::new(move |info| {
        let place = info.location().map(|l| format!("{}:{}:{}", l.file(), l.line(), l.column()));
        let place = place.unwrap_or_default();
        let kept = journal::flush_all(PATIENCE);
        leave_note(&data, &place);
        let words =
            if kept { "没有保存的修改已经写进恢复副本" } else { "恢复副本没有写成" };
        eprintln!("程序自己出了错（{place}）；{words}");
    }));
}

fn leave_note(data: &Path, place: &str) {
    let text = format!(
        "公开年报 {}（{} {}）自己出错的记录，{}\n位置：{place}\n这里只有程序出错的位置，没有报告的内容。\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        super::now(),
        Backtrace::force_capture()
    );
    let path = data.join("crash.txt");
    let kept = RealDisk.make_folder(data).and_then(|()| atomic::put_whole(&RealDisk, &path, text.as_bytes()));
    if let Err(e) = kept {
        log::warn!("no note of a panic: {e}");
    }
}
