//! What a reader noted reaches whoever asked: every command that reads a document tells it, and says by its exit status
//! that something is to be looked at.

use crate::made::data;
use crate::made::folder::Folder;

/// What was struck out, of which nobody can say whether it is meant.
const STRUCK: &str = "拿不准：第22行：划掉或写成白色的文字“5”没有读入";

/// A report as a web page, a number struck out in one cell; a table that no report has behind another; and as it is.
fn pages() -> Folder {
    let d = Folder::new();
    let source = data("flat-2024").join("source.txt").display().to_string();
    d.ok(&["import", &source, "-o", "a.gknb"]);
    d.ok(&["export", "a.gknb", "-o", "a.html"]);
    let page = String::from_utf8(d.read("a.html")).expect("UTF-8");
    let struck = page.replace(">976.8125<", ">976.8125<s>5</s><");
    let table =
        "<table><tr><td>问题</td><td>整改件数</td></tr><tr><td>更新慢</td><td>17</td></tr></table></body>";
    let more = page.replace("</body>", table);
    assert!(struck != page && more != page);
    d.write("struck.html", struck);
    d.write("more.html", more);
    d
}

/// The exit status and stderr.
fn told(d: &Folder, args: &[&str]) -> (Option<i32>, String) {
    let o = d.run(args);
    (o.status.code(), String::from_utf8(o.stderr).expect("UTF-8"))
}

#[test]
fn every_command_that_reads_a_document_tells_what_its_reader_noted() {
    let d = pages();
    for args in [
        ["check", "struck.html"].as_slice(),
        &["check", "a.gknb", "--last", "struck.html"],
        &["export", "struck.html", "-o", "b.json"],
        &["export", "struck.html", "-o", "b.docx", "--comments"],
        &["export", "struck.html", "a.gknb", "-o", "out", "--format", "json"],
        &["publish", "struck.html", "-o", "."],
        &["data", "struck.html", "a.gknb", "-o", "d.csv"],
    ] {
        let (status, err) = told(&d, args);
        assert!(
            status == Some(1) && err.contains(&format!("struck.html：{STRUCK}")),
            "{args:?} {status:?} {err}"
        );
    }
    // What is kept with its notes is done.
    let (status, err) = told(&d, &["import", "struck.html", "-o", "c.gknb"]);
    assert!(status == Some(0) && err.contains(STRUCK), "{err}");
    // It was told when it was read, but whoever is handed the file has not heard it.
    for args in [
        ["check", "c.gknb"].as_slice(),
        &["export", "c.gknb", "-o", "c.json"],
        &["export", "c.gknb", "-o", "c.docx", "--comments"],
        &["export", "c.gknb", "a.gknb", "-o", "out", "--format", "json"],
        &["publish", "c.gknb", "-o", "."],
        &["data", "c.gknb", "a.gknb", "-o", "d.csv"],
    ] {
        let (status, err) = told(&d, args);
        let said = err.matches(&format!("c.gknb：{STRUCK}")).count();
        assert!(status == Some(1) && said == 1, "{args:?} {status:?} {err}");
    }
    // What was put aside as no part of a report is told, too.
    for args in [["check", "more.html"].as_slice(), &["export", "more.html", "-o", "m.html"]] {
        let (status, err) = told(&d, args);
        assert!(
            status == Some(0) && err.contains("more.html：已略去：第63行：多出的一张表没有用到"),
            "{err}"
        );
    }
    let (status, err) = told(&d, &["check", "a.html"]);
    assert_eq!((status, err.as_str()), (Some(0), ""), "there is nothing to be told");
}

#[test]
fn the_draft_that_stands_beside_the_sums_is_told_as_it_was_read() {
    let d = pages();
    let o = d.run(&["collect", "a.gknb", "-o", "t.gknh", "--year", "2024", "--draft", "struck.html"]);
    let err = String::from_utf8_lossy(&o.stderr).into_owned();
    assert!(err.contains(STRUCK) && o.status.code() == Some(1), "{err}");
}

#[test]
fn findings_as_json_tell_what_was_noted_and_what_was_not_read() {
    let d = pages();
    let o = d.run(&["check", "struck.html", "missing.html", "--json"]);
    assert_eq!(o.status.code(), Some(2));
    let all: Vec<serde_json::Value> = serde_json::from_slice(&o.stdout).expect("JSON");
    let of = |level: &str| all.iter().find(|v| v["level"] == level).expect("told");
    assert_eq!(
        (of("note")["file"].as_str(), of("note")["message"].as_str()),
        (Some("struck.html"), Some(STRUCK))
    );
    assert_eq!(of("unread")["file"], "missing.html");
    assert!(all.iter().all(|v| v["code"].is_null()), "{all:?}");
}

#[test]
fn data_of_a_folder_is_not_written_over_a_report_of_it() {
    let d = pages();
    std::fs::create_dir(d.at("f")).expect("made");
    for name in ["甲", "乙"] {
        d.ok(&[
            "new",
            "--year",
            "2025",
            "--office",
            &format!("示范县{name}局"),
            "-o",
            &format!("f/{name}.gknb"),
        ]);
    }
    d.ok(&["export", "f/甲.gknb", "-o", "f/丙.csv"]);
    let files = ["f/乙.gknb", "f/丙.csv"];
    let was = files.map(|f| d.read(f));
    d.refused(&["data", "f", "-o", "f/乙.gknb"], "数据文件叫 .csv");
    d.refused(&["data", "f", "-o", "f/丙.csv"], "盖掉原来的文件");
    d.refused(&["data", "f", "-o", "d.json"], "数据文件叫 .csv");
    d.refused(&["collect", "f", "-o", "t.gknh", "--year", "2025", "--csv", "d.docx"], "数据文件叫 .csv");
    assert!(files.map(|f| d.read(f)) == was);
    // What an earlier run left is written anew.
    std::fs::remove_file(d.at("f/丙.csv")).expect("removed");
    let lines = |_| {
        d.ok(&["data", "f", "-o", "f/数据.csv"]);
        d.read("f/数据.csv")
    };
    let [once, again] = [0, 1].map(lines);
    assert!(once == again);
}

/// The data of a single report reads as that report: the second run took its own work for a report and refused.
#[test]
fn the_data_of_a_single_report_is_written_anew_as_that_of_many() {
    let d = pages();
    std::fs::create_dir(d.at("f")).expect("made");
    d.ok(&["new", "--year", "2025", "--office", "示范县水利局", "-o", "f/甲.gknb"]);
    let written = |out: &str| {
        let o = d.run(&["data", "f", "-o", out]);
        let err = String::from_utf8(o.stderr).expect("UTF-8");
        (o.status.code(), err, d.read(out))
    };
    let once = written("f/数据.csv");
    assert_eq!((once.0, once.1.as_str()), (Some(0), ""));
    assert!(written("f/数据.csv") == once);
    // Under another name it is told, and not counted as a second report.
    let (status, err, other) = written("f/二.csv");
    assert!(status == Some(0) && err.contains("以前汇成的数据") && other == once.2, "{err}");
    // An exported report that only has the name is none of it.
    d.ok(&["export", "f/甲.gknb", "-o", "f/丙.csv"]);
    d.refused(&["data", "f", "-o", "f/丙.csv"], "盖掉原来的文件");
    std::fs::remove_file(d.at("f/丙.csv")).expect("removed");
    // Where the report is gone its data is all there is of it.
    std::fs::remove_file(d.at("f/甲.gknb")).expect("removed");
    d.refused(&["data", "f", "-o", "f/数据.csv"], "盖掉原来的文件");
    assert!(d.read("f/数据.csv") == once.2);
}

#[test]
fn what_a_unit_handed_in_as_data_was_taken_for_that_of_an_earlier_run() {
    let d = pages();
    std::fs::create_dir(d.at("f")).expect("made");
    d.ok(&["new", "--year", "2025", "--office", "示范县水利局", "-o", "f/甲.gknb"]);
    d.ok(&["new", "--year", "2025", "--office", "示范县林业局", "-o", "乙.gknb"]);
    d.ok(&["data", "乙.gknb", "-o", "f/乙.csv"]);
    d.ok(&["data", "f", "-o", "数据.csv"]);
    let all = String::from_utf8(d.read("数据.csv")).expect("UTF-8");
    assert!(all.contains("示范县水利局") && all.contains("示范县林业局"), "{all:.200}");
    d.refused(&["data", "f", "-o", "f/乙.csv"], "盖掉原来的文件");
}

#[test]
fn a_project_is_not_called_as_another_kind_of_file_is() {
    let d = pages();
    d.write("note.docx", "我的笔记");
    for to in ["note.docx", "x.pdf", "x.xls", "x.ofd", "x.zip", "x.gknh", "x.doc"] {
        d.refused(&["new", "--year", "2025", "--office", "示范局", "-o", to], "项目文件叫 .gknb");
        d.refused(&["import", "a.html", "-o", to], "项目文件叫 .gknb");
        d.refused(&["next", "a.gknb", "-o", to], "项目文件叫 .gknb");
    }
    assert_eq!(d.read("note.docx"), "我的笔记".as_bytes());
    d.ok(&["new", "--year", "2025", "--office", "示范局", "-o", "空表.xlsx"]);
    for office in ["", "　", "示范县\n水利局"] {
        d.refused(&["new", "--year", "2025", "--office", office, "-o", "b.gknb"], "--office");
    }
}
