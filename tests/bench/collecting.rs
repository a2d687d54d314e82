//! Reports of many units read, added up and held.

use crate::{line, resident};
use gongkai::app::collecting::taking::Taker;
use gongkai::collect::Collection;
use gongkai::collect::edit::CollectEdit;
use gongkai::collect::history::Collecting;
use gongkai::collect::overview::Overview;
use gongkai::collect::ruling::Ruling;
use gongkai::collect::submission::Submission;
use gongkai::collect::unit_row::FilesSeen;
use gongkai::report::edit::filled;
use gongkai::report::{Date, Report};
use gongkai::store::{RealDisk, collection, fonts, kept, project};
use gongkai::{export, form};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const SIGNS: [char; 20] = [
    '青', '白', '红', '金', '银', '玉', '石', '松', '柏', '梅', '兰', '竹', '菊', '荷', '桂', '枫', '柳',
    '杨', '桃', '杏',
];

fn report(n: usize) -> Report {
    let sign = |place: usize| SIGNS[(n / place) % SIGNS.len()];
    let name = format!("示范县{}{}{}局", sign(400), sign(20), sign(1));
    let form = form::for_year(2025);
    let number = |i: usize| (n * 31 + i * 7) % 900;
    let cells: Vec<(String, String)> = form
        .cells()
        .iter()
        .enumerate()
        .filter(|(_, k)| form.total_of(k).is_none())
        .map(|(i, k)| (k.to_string(), number(i).to_string()))
        .collect();
    let cells: Vec<(&str, &str)> = cells.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    filled(2025, &name, &cells)
}

/// Files of so many units in a folder, their kinds in turn.
fn put(folder: &Path, units: usize, kinds: &[&str]) {
    std::fs::create_dir_all(folder).expect("made");
    for n in 0..units {
        let report = report(n);
        let file = folder.join(format!("{n}.{}", kinds[n % kinds.len()]));
        if project::FORMAT.names(&file) {
            project::save(&RealDisk, &file, &report).expect("saved");
            continue;
        }
        let made = export::bytes(&report, &file, &|| fonts::bundled(&RealDisk)).expect("made");
        std::fs::write(&file, made.bytes).expect("written");
    }
}

fn taken(at: &Path, folder: &Path) -> Vec<Submission> {
    let today = Date::new(2026, 1, 20);
    let taker = Taker { disk: &RealDisk, collection: at, today, year: 2025, title: "汇总".into() };
    let folders: [PathBuf; 1] = [folder.into()];
    taker.take(&folders, &[], &mut |_, _, _| true).expect("read").submissions
}

fn begun(read: Vec<Submission>) -> Collection {
    let mut c = Collection::new(2025, "示范县人民政府");
    c.take_in(read);
    c
}

pub fn of() {
    let dir = tempfile::tempdir().expect("a folder");
    let at = dir.path().join("2025.gknh");
    let (many, mixed) = (dir.path().join("项目"), dir.path().join("混合"));
    put(&many, 1000, &["gknb"]);
    put(&mixed, 60, &["docx", "html", "pdf", "xlsx", "gknb", "json"]);
    let whole = |folder: &Path| {
        let c = begun(taken(&at, folder));
        let o = Overview::of(&c, &FilesSeen::default());
        assert_eq!(o.standing.strays.len(), 0);
        o.standing.head_count(&c).counted
    };
    line("1,000 projects read and added", 300.0, 3, || {
        std::hint::black_box(whole(&many));
    });
    line("60 files of six kinds", 2000.0, 3, || {
        std::hint::black_box(whole(&mixed));
    });
    println!("  counted {} and {}", whole(&many), whole(&mixed));
    let one = begun(taken(&at, &many));
    held(&one, 1000, &at);
    let before = resident();
    let five: Vec<Submission> = (0..5).flat_map(|k| again(&one, k)).collect();
    let five = begun(five);
    println!("  5,000 units held {} MB more", resident().saturating_sub(before));
    held(&five, 5000, &at);
}

/// Other units with the numbers of these.
fn again(c: &Collection, k: usize) -> Vec<Submission> {
    let mut all: Vec<Submission> = c.submissions.iter().map(|s| Submission::clone(s)).collect();
    for s in &mut all {
        s.digest = format!("{k}{}", s.digest);
        s.files = s.files.iter().map(|f| format!("{k}/{f}")).collect();
        if let gongkai::collect::submission::SubmittedContent::Report(r) = &mut s.content {
            r.office = r.office.replace("示范县", &format!("示范县第{k}"));
            r.figures = Arc::new((*r.figures).clone());
        }
    }
    all
}

/// What each change of a collection takes: all that follows from it, its copy in the journal, its file.
fn held(c: &Collection, units: usize, at: &Path) {
    line(&format!("all that follows, {units} units"), 100.0, 5, || {
        std::hint::black_box(Overview::of(c, &FilesSeen::default()));
    });
    let mut work = Collecting::opened(Arc::new(c.clone()));
    let digest = c.submissions.first().expect("one").digest.clone();
    let mut n = 0;
    line(&format!("a ruling, {units} units"), 20.0, 5, || {
        n += 1;
        let ruling = Some(Ruling { reason: n.to_string(), ..Ruling::default() });
        work.apply([CollectEdit::SetAside { digest: digest.clone(), ruling }]).expect("light");
    });
    line(&format!("as text, {units} units"), 500.0, 3, || {
        std::hint::black_box(kept::encode(c).expect("text"));
    });
    kept::save(&RealDisk, at, c).expect("saved");
    println!("  its file {} kB", std::fs::metadata(at).map_or(0, |m| m.len() / 1000));
    line(&format!("opened, {units} units"), 1000.0, 3, || {
        std::hint::black_box(collection::load(&RealDisk, at).expect("read"));
    });
}
