//! Documents made to do harm: they get no time, no memory, no file, no program and no network.

pub mod worst;

use crate::made::disk::Watched;
use crate::made::documents::{page, sources, word, word_of};
use crate::made::folder::Folder;
use crate::made::shapes::report;
use crate::made::{LONG, today};
use gongkai::app::arrived::Arrived;
use gongkai::app::file_name;
use gongkai::app::reading::Reading;
use gongkai::app::session::Session;
use gongkai::export;
use gongkai::form::table::CellKey;
use gongkai::import::budget::Budget;
use gongkai::import::{ImportError, read_within};
use gongkai::page::blocks;
use gongkai::report::edit::Edit;
use gongkai::report::text::Para;
use gongkai::report::{Part, Predecessor, Report, Section, UnitReport};
use gongkai::store::{RealDisk, project};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

#[test]
fn no_path_in_a_document_leads_to_a_file() {
    let dir = Folder::new();
    let elsewhere = Folder::new();
    let secret = elsewhere.at("secret.gknb");
    project::save(&RealDisk, &secret, &Report::new(2024, "别处")).expect("saved");
    let lure = secret.display().to_string();
    let mut r = report(2024, 5, 0);
    r.title = vec![Para::plain(format!("../../{lure}\u{0}"))];
    r.predecessor = Some(Predecessor {
        path: lure.clone(),
        digest: String::new(),
        snapshot: Arc::new(Report::new(2023, "某局")),
    });
    r.units = vec![UnitReport { name: "甲".into(), path: lure.clone(), ..UnitReport::default() }];
    let page = export::html::page(&blocks::of(&report(2024, 5, 0))).replace(
        "<body>",
        &format!("<body><img src=\"file://{lure}\"><link href=\"{lure}\"><iframe src=\"{lure}\"></iframe>"),
    );
    let document = dir.at("报告.gknb");
    project::save(&RealDisk, &document, &r).expect("saved");
    let web = dir.at("报告.html");
    std::fs::write(&web, page).expect("written");
    let asked = Arc::new(Mutex::new(Vec::<PathBuf>::new()));
    let noted = asked.clone();
    let disk = Arc::new(Watched(move |_, path: &Path| {
        noted.lock().expect("no panic").push(path.into());
        Ok(())
    }));
    for file in [&document, &web] {
        let mut s = Session::new(disk.clone(), dir.data(), today());
        s.begin_reading(Reading::File(file.clone()));
        if s.arrive(LONG) == Arrived::Review {
            s.accept();
        }
        assert!(s.report().is_some(), "{:?}", s.message());
        s.derived();
        for format in export::EXPORTERS {
            let name = file_name::of_report(s.report().map(|r| &**r), format.format.extension());
            assert_eq!(Path::new(&name).components().count(), 1, "{name}");
            s.begin_export(&dir.at(&name));
            assert_eq!(s.arrive(LONG), Arrived::Done, "{:?}", s.message());
        }
        crate::made::sessions::save(&mut s);
        s.begin_reading(Reading::Last(file.clone()));
        s.arrive(LONG);
        s.close();
    }
    let asked = asked.lock().expect("no panic");
    let outside: Vec<_> = asked.iter().filter(|p| p.starts_with(elsewhere.path())).collect();
    assert!(outside.is_empty(), "{outside:?}");
}

#[test]
fn pages_and_sheets_carry_nothing_out() {
    let mut r = report(2024, 5, 0);
    let evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&";
    r.title = vec![Para::plain(evil)];
    r.office.name = evil.into();
    for part in [
        Part::Preamble,
        Part::Before(Section::Overview),
        Part::After(Section::Disclosure),
        Part::Before(Section::Problems),
    ] {
        Edit::Text(part, vec![Para::plain(evil), Para::plain("=cmd|' /C calc'!A0")]).apply(&mut r);
    }
    let key = CellKey::parse("requests.received/natural");
    Edit::enter(r.form(), &key, "=HYPERLINK(\"http://x\")").apply(&mut r);
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

#[test]
fn a_document_is_refused_in_a_kind_sentence_once_its_budget_is_spent() {
    let budget = Budget::default();
    let e = read_within("一、总体情况\n".repeat(200_000).as_bytes(), "x.txt", None, &budget);
    let e = e.expect_err("too much").to_string();
    assert!(e.contains("太多") && e.contains("没有改动") && e.contains("请用原来的程序"), "{e}");
    let wide = format!("(format: 1, report: (letters: [{}]))", "\"\",".repeat(4 << 20));
    let e = project::decode(wide.as_bytes(), Path::new("x.gknb")).expect_err("too much").to_string();
    assert!(e.contains("太多") && e.contains("没有改动"), "{e}");
}

/// A Word document of 43 pages whose every other word has a format of its own, written out at length.
fn wordy() -> Vec<u8> {
    let format = "<w:rPr><w:rFonts w:ascii=\"仿宋_GB2312\" w:eastAsia=\"仿宋_GB2312\" w:hAnsi=\"仿宋_GB2312\" w:cs=\"仿宋_GB2312\" w:hint=\"eastAsia\"/><w:b w:val=\"0\"/><w:color w:val=\"auto\"/><w:kern w:val=\"2\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr>";
    let run = format!(
        "<w:r w:rsidR=\"00A1\" w:rsidRPr=\"00B2\">{format}<w:t xml:space=\"preserve\">公开信息</w:t></w:r>"
    );
    let para = format!(
        "<w:p w:rsidR=\"00A1\"><w:pPr><w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLine=\"640\"/></w:pPr>{}</w:p>",
        run.repeat(25)
    );
    let head = "<w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p>";
    word_of(format!("<w:document><w:body>{head}{}</w:body></w:document>", para.repeat(300)).as_bytes())
}

/// Of real length and in every format, a report takes a small part of what a document may.
#[test]
fn a_long_report_takes_a_small_part_of_the_budget() {
    let mut r = report(2024, 7, 5);
    let para = Para::plain("云溪区水务局在门户网站公开水质月报和工程招标结果，方便群众查询。".repeat(6));
    r.sections[0].before = vec![para; 250];
    let mut documents = vec![("long.docx".to_string(), word(&r))];
    documents.push(("wordy.docx".into(), wordy()));
    documents.push(("long.html".into(), page(&r).into_bytes()));
    documents.extend(sources().into_iter().map(|(n, b)| (n.to_string(), b)));
    for (name, bytes) in documents {
        let budget = Budget::default();
        let read = read_within(&bytes, &name, Some(2024), &budget);
        println!("{name}: {} of {}", budget.taken(), Budget::MOST);
        let part = if name == "wordy.docx" { 4 } else { 10 };
        assert!(budget.taken() * part < Budget::MOST, "{name}: {} {:?}", budget.taken(), read.err());
    }
}

#[test]
fn reading_ends_wherever_it_is_called_off() {
    for (kind, bytes) in sources() {
        let asked = Cell::new(0);
        let count = || asked.replace(asked.get() + 1) == usize::MAX;
        read_within(&bytes, kind, None, &Budget::until(&count)).expect("read");
        let all = asked.get();
        for at in [0, all / 2, all - 1] {
            let asked = Cell::new(0);
            let called_off = || asked.replace(asked.get() + 1) == at;
            let read = read_within(&bytes, kind, None, &Budget::until(&called_off));
            assert!(matches!(read, Err(ImportError::CalledOff { .. })), "{kind} at {at} of {all}");
        }
    }
}

#[test]
fn nothing_that_speaks_to_a_network_is_built_in() {
    let lock = include_str!("../../../Cargo.lock");
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
