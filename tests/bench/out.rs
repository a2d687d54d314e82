//! What going out as a workbook, as OFD and as data takes. `cargo bench -- out`.

use super::line;
use gongkai::app::data::{self, DataShape};
use gongkai::app::put_aside::OwnWork;
use gongkai::export;
use gongkai::report::Report;
use gongkai::store::{RealDisk, fonts, project};
use std::path::Path;
use std::time::Instant;

/// Of one report, and of many projects.
pub fn of(report: &Report) {
    println!("out as a workbook, OFD, data");
    let faces = fonts::bundled(&RealDisk);
    let made = |name: &str| export::bytes(report, Path::new(name), &|| faces.clone()).expect("made").bytes;
    let sizes = ["a.pdf", "a.ofd", "a.xlsx", "a.csv"].map(|n| format!("{n} {} kB", made(n).len() / 1000));
    println!("  {}", sizes.join(", "));
    for (name, aim) in [("a.xlsx", 10.0), ("a.pdf", 60.0), ("a.ofd", 90.0), ("a.csv", 5.0)] {
        line(&format!("write {name}"), aim, 21, || {
            std::hint::black_box(made(name));
        });
    }
    let workbook = made("a.xlsx");
    line("read our own a.xlsx", 30.0, 21, || {
        std::hint::black_box(gongkai::import::read_document(&workbook, "a.xlsx", None).expect("read"));
    });
    many(report, 2_000);
}

/// Projects of so many offices into one file of data; ten thousand take five times that.
fn many(report: &Report, count: usize) {
    let dir = tempfile::tempdir().expect("a folder");
    let text = project::encode(report).expect("written");
    for i in 0..count {
        std::fs::write(dir.path().join(format!("{i}.gknb")), &text).expect("written");
    }
    let (out, since) = (tempfile::tempdir().expect("a folder"), Instant::now());
    let file = out.path().join("数据.csv");
    let folder = out.path().join("data");
    let own = OwnWork { disk: &RealDisk, data: &folder, made: &[] };
    let done = data::gather(&own, &[dir.path().into()], &file, DataShape::Long).expect("gathered");
    let took = since.elapsed().as_secs_f64();
    println!("  data of {} reports {took:.1} s (aim: 10,000 in 10 s)", done.reports);
}
