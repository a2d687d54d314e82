//! What would lose a file or set the wrong thing beside a collection is refused, and what became of files is told.

use super::files::{put, roster};
use crate::made::county::{County, OFFICE, YEAR, name};
use crate::made::folder::Folder;
use crate::made::reports::{load, save};
use gongkai::app::collecting::collection_file;
use gongkai::collect::Collection;
use gongkai::store::known::KnownBytes;
use gongkai::store::{RealDisk, collection, digest, kept};

fn args<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let args = ["collect", "各单位", "-o", "2025.gknh", "--year", "2025", "--office", OFFICE];
    [&args[..], more].concat()
}

/// Status, what is said on stdout and on stderr.
fn run(d: &Folder, args: &[&str]) -> (Option<i32>, String, String) {
    let o = d.run(args);
    let text = |b: Vec<u8>| String::from_utf8(b).expect("UTF-8");
    (o.status.code(), text(o.stdout), text(o.stderr))
}

#[test]
fn of_two_that_begin_one_collection_the_second_writes_nothing_over() {
    let d = Folder::new();
    let at = d.at("新.gknh");
    let (mine, theirs) = (County::new(3, 1).collection(), County::new(4, 2).collection());
    let digest =
        collection_file::save(&RealDisk, None, &at, &mine, KnownBytes::Absent).expect("saved").digest;
    let again = collection_file::save(&RealDisk, None, &at, &theirs, KnownBytes::Absent);
    assert!(again.expect_err("refused").to_string().contains("别人改过这个文件"));
    assert_eq!(collection::load(&RealDisk, &at).expect("read"), mine);
    let known = KnownBytes::of(&digest);
    let digest = collection_file::save(&RealDisk, None, &at, &theirs, known).expect("saved").digest;
    assert!(collection_file::save(&RealDisk, None, &at, &mine, known).is_err());
    // A file that can't be looked at is none that may be replaced; one that is gone is.
    std::fs::remove_file(&at).expect("gone");
    std::fs::create_dir(&at).expect("made");
    assert!(collection_file::save(&RealDisk, None, &at, &mine, KnownBytes::of(&digest)).is_err());
    std::fs::remove_dir(&at).expect("gone");
    collection_file::save(&RealDisk, None, &at, &mine, KnownBytes::of(&digest)).expect("saved");
}

#[test]
fn two_things_never_go_into_one_file_nor_over_what_was_given() {
    let d = Folder::new();
    let county = County::new(4, 4);
    put(&d, &county, &["gknb"]);
    d.write("户册.csv", roster(&county));
    d.refused(&args(&["--csv", "2025.gknh"]), "数据文件叫 .csv");
    assert!(!d.has("2025.gknh"));
    d.refused(&args(&["--roster", "户册.csv", "--csv", "./户册.csv"]), "户册.csv");
    assert_eq!(d.read("户册.csv"), roster(&county).into_bytes());
}

#[test]
fn data_is_not_written_over_a_report_that_was_handed_in() {
    let d = Folder::new();
    let county = County::new(4, 4);
    put(&d, &county, &["gknb"]);
    let csv = gongkai::export::bytes(&county.handed[2].report, std::path::Path::new("a.csv"), &|| {
        gongkai::page::fonts::Fonts::new(None)
    });
    d.write("各单位/局报.csv", csv.expect("made").bytes);
    let before = d.read("各单位/局报.csv");
    let (code, _, said) = run(&d, &args(&["--csv", "各单位/局报.csv"]));
    assert!(code == Some(2) && d.read("各单位/局报.csv") == before, "{said}");
    // What it made itself before it writes anew.
    for _ in 0..2 {
        let (code, _, said) = run(&d, &args(&["--csv", "各单位/汇总.csv", "--tables", "各单位/汇总表.xlsx"]));
        assert_ne!(code, Some(2), "{said}");
    }
    assert!(d.has("各单位/汇总.csv") && d.has("各单位/汇总表.xlsx"));
}

#[test]
fn what_is_set_beside_is_of_its_year_and_office() {
    let d = Folder::new();
    let county = County::new(4, 4);
    put(&d, &county, &["gknb"]);
    run(&d, &args(&[]));
    let mut other = Collection::new(YEAR - 1, "邻水县人民政府");
    other.units = county.roster.clone();
    kept::save(&RealDisk, &d.at("邻县.gknh"), &other).expect("saved");
    d.write("今年.gknh", d.read("2025.gknh"));
    d.refused(&args(&["--last", "今年.gknh"]), "应当是2024年的");
    d.refused(&args(&["--last", "邻县.gknh"]), "邻水县人民政府");
    let mut own = gongkai::report::Report::new(YEAR, OFFICE);
    d.save("底稿.gknb", &own);
    d.refused(&args(&["--published", "底稿.gknb"]), "应当是2024年的");
    run(&d, &args(&["--draft", "底稿.gknb"]));
    own.office.name = "邻水县人民政府".into();
    d.save("邻县.gknb", &own);
    d.refused(&args(&["--draft", "邻县.gknb"]), "邻水县人民政府");
    let c = collection::load(&RealDisk, &d.at("2025.gknh")).expect("read");
    assert!(c.last.is_none() && c.published.is_none() && c.draft.is_some());
    // One that is given is never passed over, though there is one.
    let mut last = Collection::new(YEAR - 1, OFFICE);
    last.units = county.roster;
    for (file, units) in [("去年.gknh", 4), ("去年改.gknh", 3)] {
        last.units.truncate(units);
        kept::save(&RealDisk, &d.at(file), &last).expect("saved");
        run(&d, &args(&["--last", file]));
        let c = collection::load(&RealDisk, &d.at("2025.gknh")).expect("read");
        assert_eq!(c.last.expect("set").units.len(), units);
    }
}

#[test]
fn a_file_that_went_away_or_changed_is_told_on_the_command_line() {
    let d = Folder::new();
    put(&d, &County::new(4, 4), &["gknb"]);
    let (_, said, _) = run(&d, &args(&[]));
    assert!(!said.contains("U111"), "{said}");
    std::fs::remove_file(d.at("各单位").join(name(1)).join("年报.gknb")).expect("gone");
    let (code, said, _) = run(&d, &args(&[]));
    assert!(code == Some(1) && said.contains("U111") && said.contains(&name(1)), "{said}");
    // Changed, and not among what is taken in now.
    let file = d.at("各单位").join(name(2)).join("年报.gknb");
    let mut r = load(&file);
    r.office.name.push('（');
    save(&file, &r);
    let one = d.at("各单位").join(name(3)).display().to_string();
    let (_, said, _) = run(&d, &["collect", &one, "-o", "2025.gknh"]);
    assert!(said.matches("U111").count() == 2 && said.contains(&name(2)), "{said}");
}

#[test]
fn files_of_one_name_and_two_kinds_are_both_read() {
    let d = Folder::new();
    let county = County::new(3, 4);
    std::fs::create_dir_all(d.at("各单位")).expect("made");
    for (h, kind) in county.handed.iter().zip(["docx", "xlsx", "html"]) {
        let file = d.at("各单位").join(format!("年报.{kind}"));
        let made = gongkai::export::bytes(&h.report, &file, &|| gongkai::page::fonts::Fonts::new(None));
        std::fs::write(file, made.expect("made").bytes).expect("written");
    }
    let (_, said, err) = run(&d, &args(&["--json"]));
    let found: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(found["counted"], 3, "{said} {err}");
    // The same twice counts once; other numbers are asked about.
    d.write("各单位/年报二.html", d.read("各单位/年报.html"));
    let (_, said, _) = run(&d, &args(&["--json"]));
    let found: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(found["counted"], 3, "{said}");
}

#[test]
fn what_the_program_made_for_units_is_no_report_of_theirs() {
    let d = Folder::new();
    put(&d, &County::new(3, 4), &["gknb"]);
    for _ in 0..2 {
        let (_, _, said) =
            run(&d, &["collect", ".", "-o", "2025.gknh", "--year", "2025", "--send-back", "退回"]);
        assert!(!said.contains("审核单"), "{said}");
    }
    // From elsewhere they are left out with a word.
    let (_, out, said) = run(&d, &["collect", ".", "-o", "2025.gknh"]);
    assert!(said.contains("是退回时做的审核单") && !out.contains("U105"), "{out}{said}");
}

#[test]
fn a_collection_that_could_not_be_opened_again_is_refused_when_it_comes_in() {
    use gongkai::collect::edit::CollectEdit;
    use gongkai::collect::history::Collecting;
    use gongkai::collect::submission::SubmittedContent;
    let county = County::new(2, 4);
    let mut all = Vec::new();
    for n in 0..7_900 {
        let mut s = county.handed[0].submission();
        (s.digest, s.files) = (digest(format!("{n}").as_bytes()), [format!("{n}.docx")].into());
        if let SubmittedContent::Report(r) = &mut s.content {
            r.found = vec![
                "表二：“上年结转”与去年的“结转下年度”不同，请核对".repeat(3);
                40
            ];
        }
        all.push(s);
    }
    let mut work = Collecting::opened(std::sync::Arc::new(county.collection()));
    let said = work.apply([CollectEdit::TakeIn(all)]).expect_err("refused").to_string();
    assert!(said.contains("60 MB") && !said.contains("Word"), "{said}");
}
