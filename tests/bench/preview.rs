//! From the last key to the page on the screen: how long a clerk waits for the preview.

use gongkai::app::previewing::{Drawn, Wanted};
use gongkai::app::session::Session;
use gongkai::report::edit::Edit;
use gongkai::report::text::Para;
use gongkai::report::{Part, Report};
use gongkai::store::RealDisk;
use std::sync::Arc;
use std::time::Instant;

/// The page being edited, drawn again after every key, among so many that are seen.
pub fn measure(report: &Report) {
    let dir = tempfile::tempdir().expect("a folder");
    let mut session = Session::new(Arc::new(RealDisk), dir.path().into(), None);
    session.new_report(report.year, "示范局");
    session.apply("读入", None, [Edit::Replace(Box::new(report.clone()))]);
    for width in [420, 900, 1600] {
        let mut shown = vec![Wanted { page: 0, width, have: None }, Wanted { page: 1, width, have: None }];
        until_drawn(&mut session, &mut shown, 2);
        let count = session.preview(&[], Instant::now()).0.sheets.as_ref().map_or(0, |s| s.pages.pages.len());
        let mut n = 0;
        crate::line(&format!("last key to page {width} dots wide ({count} pages)"), 150.0, 21, || {
            n += 1;
            let mut paras = report.preamble.clone();
            paras.push(Para::plain(format!("第{n}次修改。")));
            session.apply("修改", None, [Edit::Text(Part::Preamble, paras)]);
            until_drawn(&mut session, &mut shown, 1);
        });
    }
}

/// As a window asks, but without pauses between its frames.
fn until_drawn(session: &mut Session, shown: &mut [Wanted], least: usize) {
    let mut drawn: Vec<Drawn> = Vec::new();
    while drawn.len() < least {
        let (preview, _) = session.preview(shown, Instant::now());
        while let Some(d) = preview.take() {
            for s in shown.iter_mut().filter(|s| s.page == d.page) {
                s.have = Some(d.looks);
            }
            drawn.push(d);
        }
        std::thread::yield_now();
    }
}
