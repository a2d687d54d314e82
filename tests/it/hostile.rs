//! Documents made to do harm: they get no time, no memory, no file, no program and no network.

use crate::zoo::{report, word_of};
use gongkai::app::reading::{Arrived, Reading};
use gongkai::app::session::Session;
use gongkai::export;
use gongkai::form::table::CellKey;
use gongkai::import::read_document;
use gongkai::page::blocks;
use gongkai::report::edit::Edit;
use gongkai::report::text::Para;
use gongkai::report::{Date, Part, Predecessor, Report, UnitReport};
use gongkai::store::disk::Stamp;
use gongkai::store::{Disk, RealDisk, project};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A disk that writes down which files were asked for.
#[derive(Default)]
struct Spy(Mutex<Vec<PathBuf>>);

impl Spy {
    fn note<'a>(&self, path: &'a Path) -> &'a Path {
        self.0.lock().expect("no panic").push(path.into());
        path
    }
}

impl Disk for Spy {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        RealDisk.read(self.note(path), most)
    }
    fn write_beside(&self, path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
        RealDisk.write_beside(self.note(path), bytes)
    }
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        RealDisk.write_new(self.note(path), bytes)
    }
    fn overwrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        RealDisk.overwrite(self.note(path), bytes)
    }
    fn keep_access(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.keep_access(self.note(from), self.note(to))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(self.note(from), self.note(to))
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.sync_folder(self.note(folder))
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(self.note(path))
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        RealDisk.resolve(self.note(path))
    }
    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        RealDisk.stamp(self.note(path))
    }
    fn exists(&self, path: &Path) -> bool {
        RealDisk.exists(self.note(path))
    }
    fn is_folder(&self, path: &Path) -> bool {
        RealDisk.is_folder(self.note(path))
    }
    fn is_same(&self, a: &Path, b: &Path) -> bool {
        RealDisk.is_same(self.note(a), self.note(b))
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        RealDisk.make_folder(self.note(path))
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        RealDisk.list(self.note(folder))
    }
    fn pause(&self, _: Duration) {}
}

#[test]
fn no_path_in_a_document_leads_to_a_file() {
    let dir = tempfile::tempdir().expect("a folder");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let secret = elsewhere.path().join("secret.gknb");
    project::save(&RealDisk, &secret, &Report::new(2024, "别处")).expect("saved");
    let lure = secret.display().to_string();
    let mut r = report(2024, 5, 0);
    r.title = vec![Para::plain(format!("../../{lure}\u{0}"))];
    r.predecessor = Some(Predecessor {
        path: lure.clone(),
        digest: String::new(),
        snapshot: Box::new(Report::new(2023, "某局")),
    });
    r.units = vec![UnitReport { name: "甲".into(), path: lure.clone(), ..UnitReport::default() }];
    let page = export::html::page(&blocks::of(&report(2024, 5, 0))).replace(
        "<body>",
        &format!("<body><img src=\"file://{lure}\"><link href=\"{lure}\"><iframe src=\"{lure}\"></iframe>"),
    );
    let document = dir.path().join("报告.gknb");
    project::save(&RealDisk, &document, &r).expect("saved");
    let web = dir.path().join("报告.html");
    std::fs::write(&web, page).expect("written");
    let spy = Arc::new(Spy::default());
    for file in [&document, &web] {
        let mut s = Session::new(spy.clone(), dir.path().join("data"), Date::new(2026, 1, 20));
        s.begin_reading(Reading::File(file.clone()));
        if s.arrive(Duration::from_secs(60)) == Arrived::Review {
            s.accept();
        }
        assert!(s.report().is_some(), "{:?}", s.message);
        s.derived();
        for kind in ["pdf", "docx", "html", "json"] {
            let name = s.suggested_name(kind);
            assert_eq!(Path::new(&name).components().count(), 1, "{name}");
            s.begin_export(&dir.path().join(name));
            assert_eq!(s.arrive(Duration::from_secs(60)), Arrived::Done, "{:?}", s.message);
        }
        s.save();
        s.begin_reading(Reading::Last(file.clone()));
        s.arrive(Duration::from_secs(60));
        s.close();
    }
    let asked = spy.0.lock().expect("no panic");
    let outside: Vec<_> = asked.iter().filter(|p| p.starts_with(elsewhere.path())).collect();
    assert!(outside.is_empty(), "{outside:?}");
}

#[test]
fn pages_and_sheets_carry_nothing_out() {
    let mut r = report(2024, 5, 0);
    let evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&";
    r.title = vec![Para::plain(evil)];
    r.office.name = evil.into();
    for part in [Part::Preamble, Part::Before(1), Part::After(2), Part::Before(5)] {
        Edit::Text(part, vec![Para::plain(evil), Para::plain("=cmd|' /C calc'!A0")]).apply(&mut r);
    }
    let key = CellKey::parse("requests.received/natural");
    Edit::enter(&r.clone(), &key, "=HYPERLINK(\"http://x\")").apply(&mut r);
    let doc = blocks::of(&r);
    for page in [export::html::page(&doc), export::html::fragment(&doc)] {
        let tree = scraper::Html::parse_document(&page);
        for wrong in ["script", "img[onerror]", "iframe", "link", "[onclick]", "[onerror]"] {
            let selector = scraper::Selector::parse(wrong).expect("a selector");
            assert!(tree.select(&selector).next().is_none(), "{wrong}");
        }
        let cell = page.lines().find(|l| l.contains("=HYPERLINK")).expect("the cell");
        assert!(cell.contains("mso-number-format:'\\@'"), "{cell}");
    }
    assert_eq!(r.for_sheet(&key).as_deref(), Some("'=HYPERLINK(\"http://x\")"));
}

/// Documents whose cost grows faster than they do where a reader is careless.
#[test]
fn documents_made_to_take_for_ever_end() {
    let row = "<tr><td>1</td><td>2</td></tr>";
    let heading = "示范局2024年政府信息公开工作年度报告\n一、总体情况\n";
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("many cells", format!("<table>{}</table>", row.repeat(60_000)).into_bytes()),
        ("tall spans", format!("<table>{}</table>", "<tr><td rowspan=999 colspan=999>1".repeat(3_000)).into_bytes()),
        ("deep tables", "<table><tr><td>一".repeat(3_000).into_bytes()),
        ("wide and deep", format!("{}{}", "<table><tr><td>".repeat(280), "<p>二</p>".repeat(20_000)).into_bytes()),
        ("one long line", "9".repeat(5 << 20).into_bytes()),
        ("many lines", (heading.to_string() + &"1\n".repeat(150_000)).into_bytes()),
        ("many labels", (heading.to_string() + &"规章\n行政规范性文件\n".repeat(40_000)).into_bytes()),
        ("many headings", "一、总体情况\n二、主动公开政府信息情况\n".repeat(30_000).into_bytes()),
        ("deep json", [b"{\"cells\":".as_slice(), &b"[".repeat(1 << 20)].concat()),
        ("wide json", format!("{{\"edition\":\"fy2021\",\"year\":2024,\"office\":\"\",\"cells\":{{{}\"x\":\"1\"}}}}", "\"a/b\":\"1\",".repeat(200_000)).into_bytes()),
        ("word table", word_of(format!("<w:document xmlns:w=\"w\"><w:body><w:tbl>{}</w:tbl></w:body></w:document>", "<w:tr><w:tc><w:p/></w:tc></w:tr>".repeat(80_000)).as_bytes())),
        ("word merges", word_of(format!("<w:document xmlns:w=\"w\"><w:body><w:tbl><w:tr>{0}</w:tr><w:tr>{0}</w:tr></w:tbl></w:body></w:document>", "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>".repeat(30_000)).as_bytes())),
        ("attributes", format!("<p {}>", "a=b ".repeat(200_000)).into_bytes()),
        ("entities", "&amp;&lt;&#x4e00;".repeat(200_000).into_bytes()),
    ];
    for (name, bytes) in cases {
        // Either way is right; it ends, with little memory.
        if let Ok(r) = read_document(&bytes, "x", Some(2024)) {
            assert_eq!(r.year, 2024, "{name}");
        }
    }
    let deep = [b"(format: 1, report: ".as_slice(), &b"(".repeat(1 << 20)].concat();
    project::decode(&deep, Path::new("x")).expect_err("bottomless");
    let wide = format!(
        "(format: 1, report: (year: 2024, edition: \"fy2021\", letters: [{}]))",
        "\"1\",".repeat(1 << 20)
    );
    project::decode(wide.as_bytes(), Path::new("x")).expect("read");
}

#[test]
fn nothing_that_speaks_to_a_network_is_built_in() {
    let lock = include_str!("../../Cargo.lock");
    let speakers = [
        "reqwest",
        "hyper",
        "ureq",
        "curl",
        "isahc",
        "surf",
        "h2",
        "rustls",
        "native-tls",
        "openssl",
        "tungstenite",
        "hickory-resolver",
        "trust-dns-resolver",
        "quinn",
        "attohttpc",
        "minreq",
        "self_update",
        "sentry",
    ];
    for name in speakers {
        assert!(!lock.contains(&format!("name = \"{name}\"\n")), "{name}");
    }
}
