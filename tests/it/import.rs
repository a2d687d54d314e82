//! Documents in: invented twins of published reports, one folder a case. `report.json` is the report as the
//! program must read `source.*`, `notes.txt` what it must say, `emphasis.txt` what stands out, where anything does. The Word files were written by LibreOffice.

use crate::made::{blesses, data};
use crate::planted::exchanged;
use gongkai::form::table::CellKey;
use gongkai::import::{ImportError, read_document};
use gongkai::report::emphasised;
use gongkai::report::reckoned::KnownValues;
use gongkai::report::value::Cell;
use gongkai::report::{Date, NoteKind, Part, Report, Section};
use gongkai::{checks, export};
use std::path::PathBuf;

/// The document of a case; other folders have none.
fn source(name: &str) -> Option<PathBuf> {
    let files = std::fs::read_dir(data(name)).expect("a case").map(|e| e.expect("a file").path());
    files.into_iter().find(|p| p.file_stem().is_some_and(|s| s == "source"))
}

fn read(name: &str) -> Report {
    let bytes = std::fs::read(source(name).expect("a source")).expect("a fixture");
    read_document(&bytes, name, None).unwrap_or_else(|e| panic!("{e}"))
}

fn notes(r: &Report) -> String {
    let line =
        |n: &gongkai::report::Note| format!("{} {:?} {}\n", n.kind.word(), n.line.unwrap_or(0), n.text);
    r.notes.iter().map(line).collect()
}

/// What stands out, a line a stretch: 粗线 for both.
fn standing_out(r: &Report) -> String {
    let known = KnownValues::of(r);
    let mut out = String::new();
    for p in r.worded().flat_map(|part| r.paras(part)) {
        let words = p.told(&known);
        for (range, e) in emphasised::of(p, &known) {
            let how = [(e.bold, "粗"), (e.underline, "线")].map(|(on, how)| if on { how } else { "" });
            out.push_str(&format!("{} {}\n", how.concat(), &words[range]));
        }
    }
    out
}

#[test]
fn every_case_reads_as_written_down() {
    let cases = std::fs::read_dir(data("")).expect("cases").map(|e| e.expect("a case").file_name());
    for name in cases {
        let name = name.to_string_lossy().into_owned();
        if source(&name).is_none() {
            continue;
        }
        let r = read(&name);
        let files = [
            ("report.json", export::json::write(&r)),
            ("notes.txt", notes(&r)),
            ("emphasis.txt", standing_out(&r)),
        ];
        for (file, now) in files {
            let path = data(&name).join(file);
            // Few have any.
            if file == "emphasis.txt" && now.is_empty() && !path.exists() {
                continue;
            }
            if blesses() {
                std::fs::write(&path, &now).expect("written");
            }
            let wanted = std::fs::read_to_string(&path).expect("an expectation");
            assert_eq!(now, wanted, "{name}/{file}");
        }
    }
}

#[test]
fn a_flat_report_of_2020_is_read_whole() {
    let r = read("flat-2020");
    assert_eq!((r.year, r.edition.as_str()), (2020, "fy2019"));
    assert_eq!(r.office.name, "示范市云溪区水务局");
    assert_eq!(r.office.phone, "0000-1234567");
    assert_eq!(r.letters, ["国办公开办函〔2019〕60号"]);
    assert_eq!(r.signature.date, Date::new(2020, 1, 15));
    let filled = r.form().cells().iter().filter(|k| r.value(k).is_some()).count();
    assert_eq!(filled, 198);
    let codes: Vec<&str> = checks::run(&r, None).iter().map(|f| f.code).collect();
    assert_eq!(codes, ["D101"]);
}

#[test]
fn vanished_blanks_stay_unfilled_and_are_told() {
    let r = read("flat-2020-vanished");
    for row in [
        "disclosure.rules.regulation",
        "requests.done.refused.security_stability",
        "review.count",
        "requests.done.not_processed.repeated",
    ] {
        for c in r.form().columns_of(row) {
            assert_eq!(r.cell(&CellKey::new(row, &c)), Cell::Unfilled, "{row}/{c}");
        }
    }
    // The rows around the holes are read.
    assert_eq!(
        r.canonical(&CellKey::parse("disclosure.rules.normative_document/made")).as_deref(),
        Some("2")
    );
    assert!(r.notes.iter().any(|n| n.kind == NoteKind::Doubtful && n.text.contains("规章")));
    assert!(r.notes.iter().any(|n| n.kind == NoteKind::Doubtful && n.text.contains("三安全一稳定")));
}

#[test]
fn json_export_reads_back_equal() {
    for name in ["flat-2020", "flat-2024"] {
        let r = read(name);
        let text = export::json::write(&r);
        let again = read_document(text.as_bytes(), "x.json", None).expect("our own");
        assert_eq!(again.cells, r.cells);
        assert_eq!(export::json::write(&again), text);
    }
}

#[test]
fn a_cell_that_a_file_says_twice_is_nobody_s() {
    let r = gongkai::report::edit::filled(2024, "示范县水利局", &[("requests.received/natural", "7")]);
    let said = "\"requests.received/natural\": \"7\"";
    let text = export::json::write(&r);
    assert!(text.contains(said), "{text}");
    let twice = |other: &str| {
        let text = text.replace(said, &format!("{said}, \"requests.received/natural\": \"{other}\""));
        let got = read_document(text.as_bytes(), "r.json", None).expect("read");
        (got.cell(&CellKey::parse("requests.received/natural")), notes(&got).contains("写了不止一次"))
    };
    assert_eq!(twice("99"), (Cell::Unfilled, true));
    assert_eq!(twice("7"), (r.cell(&CellKey::parse("requests.received/natural")), false));
}

#[test]
fn a_cell_that_is_empty_in_a_file_is_not_called_unknown() {
    let r = gongkai::report::edit::filled(2024, "示范县水利局", &[("requests.received/natural", "7")]);
    let text = export::json::write(&r);
    let of = |v: &str| format!("\"requests.received/natural\": \"{v}\"");
    let got = read_document(text.replace(&of("7"), &of("")).as_bytes(), "r.json", None).expect("read");
    assert_eq!(got.cell(&CellKey::parse("requests.received/natural")), Cell::Unfilled);
    assert_eq!(notes(&got), "");
}

#[test]
fn what_is_glued_to_a_short_heading_is_the_first_of_its_section() {
    let read = |five: &str, six: &str| {
        let text = format!(
            "示范县水利局2024年政府信息公开工作年度报告\n一、总体情况\n公开。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n{five}\n{six}"
        );
        let r = read_document(text.as_bytes(), "x.txt", None).expect("a report");
        let part = |s| (r.section(s).heading.clone(), r.words(Part::Before(s)).to_string());
        (part(Section::Problems), part(Section::Other))
    };
    let (five, six) =
        read("五、存在的主要问题及改进情况 一是制度执行不严，二是队伍不强", "六、其他需要报告的事项：无");
    assert_eq!(five, ("五、存在的主要问题及改进情况".into(), "一是制度执行不严，二是队伍不强".into()));
    assert_eq!(six, ("六、其他需要报告的事项".into(), "无".into()));
    let (five, six) = read("五、存在的主要问题及改进情况。一是制度执行不严。", "六、其他需要报告的事项");
    assert_eq!(five.1, "一是制度执行不严。");
    assert_eq!(six, ("六、其他需要报告的事项".into(), String::new()));
    let own = "五、存在的主要问题及改进情况和下一步打算";
    assert_eq!(read(own, "六、其他需要报告的事项").0.0, own);
}

#[test]
fn a_section_that_a_file_says_twice_is_left_open_and_told() {
    let text = export::json::write(&read("flat-2024"));
    let at = text.find("\"sections\": {").expect("sections") + "\"sections\": {".len();
    let twice = |first: &str| format!("{}\"1\": \"{first}\", {}", &text[..at], &text[at..]);
    let got = read_document(twice("别的文字").as_bytes(), "r.json", None).expect("read");
    assert!(notes(&got).contains("第1部分写了不止一次"), "{}", notes(&got));
    assert!(!export::json::write(&got).contains("别的文字"));
}

#[test]
fn sections_in_another_order_under_their_own_numbers_are_told_and_put_right() {
    let text = std::fs::read_to_string(data("flat-2024").join("source.txt")).expect("a fixture");
    let r = read_document(exchanged(&text).as_bytes(), "x.txt", None).expect("a report");
    assert_eq!(r.cells, read("flat-2024").cells);
    let said: Vec<&str> =
        r.notes.iter().map(|n| n.text.as_str()).filter(|t| t.contains("次序相反")).collect();
    assert!(matches!(said[..], [one] if one.contains("“四、") && one.contains("“三、")), "{:?}", r.notes);
    assert!(!read("flat-2024").notes.iter().any(|n| n.text.contains("次序相反")));
}

#[test]
fn what_is_no_report_is_refused_in_a_sentence() {
    let refuse = |bytes: &[u8]| read_document(bytes, "某文件", None).expect_err("no report");
    assert!(matches!(refuse(b""), ImportError::Empty { .. }));
    assert!(matches!(refuse(b" \r\n "), ImportError::Empty { .. }));
    assert!(matches!(refuse("今天开会。\n请大家准时参加。".as_bytes()), ImportError::NotAReport { .. }));
    assert!(matches!(refuse(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), ImportError::Picture { .. }));
    assert!(matches!(refuse(&[0xff, 0xd8, 0xff, 0xe0, 0, 0x10]), ImportError::Picture { .. }));
    assert!(matches!(refuse(&[0, 1, 2, 3, 0xff, 0xfe, 7]), ImportError::Binary { .. }));
    assert!(matches!(refuse(b"PK\x03\x04aaaa"), ImportError::Damaged { .. }));
    assert!(matches!(refuse(b"{\"edition\": 3"), ImportError::Json { .. }));
    assert!(matches!(refuse("一、总体情况\n无\n".as_bytes()), ImportError::NoYear { .. }));
    let sheet = r#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>"#;
    assert!(refuse(sheet.as_bytes()).to_string().contains("另存为 Word 文件"));
    let letter = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\n\
                  Content-Type: text/plain\r\n\r\nsee\r\n--b\r\nContent-Type: application/msword\r\n\
                  Content-Disposition: attachment; filename=a.doc\r\n\r\nx\r\n--b--\r\n";
    assert!(matches!(refuse(letter.as_bytes()), ImportError::Letter { .. }));
    assert!(refuse("今天".as_bytes()).to_string().ends_with("某文件"));
}

/// 信息内容 | (nothing) over one number: it may be another column, with the form's own missing.
#[test]
fn a_number_under_a_head_that_says_nothing_was_taken_for_the_forms() {
    let document = |head: &str| {
        let row = |cells: [&str; 2]| format!("<tr><td>{}</td><td>{}</td></tr>", cells[0], cells[1]);
        let table = [["第二十条第（五）项", ""], ["信息内容", head], ["行政许可", "14"]].map(row).concat();
        format!(
            "<p>示范市云溪区水务局2024年政府信息公开工作年度报告</p><p>一、总体情况</p><p>平稳。</p>\
             <p>二、主动公开政府信息情况</p><table>{table}</table>"
        )
    };
    let licences = |head: &str| {
        let read = read_document(document(head).as_bytes(), "x", None).unwrap_or_else(|e| panic!("{e}"));
        read.canonical(&CellKey::parse("disclosure.licensing.licence/decisions"))
    };
    assert_eq!(licences("本年处理决定数量").as_deref(), Some("14"));
    assert_eq!(licences(""), None);
}

#[test]
fn a_table_of_contents_is_no_report() {
    let whole = std::fs::read_to_string(source("flat-2024").expect("a case")).expect("read");
    let plain = read_document(whole.as_bytes(), "x.txt", None).expect("read");
    let (title, _) = whole.split_once('\n').expect("a title");
    for page in ["", "\t1", "……1"] {
        let heads = [
            "一、总体情况",
            "（一）主动公开",
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
        ];
        let lines: String = heads.iter().map(|h| format!("{h}{page}\n")).collect();
        let r = read_document(format!("{title}\n目  录\n{lines}{whole}").as_bytes(), "x.txt", None)
            .expect("read");
        assert_eq!(
            (&r.sections, &r.cells, &r.signature),
            (&plain.sections, &plain.cells, &plain.signature),
            "{page}"
        );
        assert!(r.notes.iter().any(|n| n.text.contains("目录（5行）不是正文")), "{:?}", r.notes);
    }
}

/// A report without tables, as text.
fn plain(above: &str, first: &str) -> Report {
    let text = format!(
        "{above}\n{first}\n三、收到和处理政府信息公开申请情况\n没有收到申请。\n\
         四、政府信息公开行政复议、行政诉讼情况\n没有发生。\n五、存在的主要问题及改进情况\n没有。\n六、其他需要报告的事项\n无。"
    );
    read_document(text.as_bytes(), "x.txt", Some(2024)).expect("a report")
}

#[test]
fn an_aspect_of_section_one_is_not_the_heading_of_section_two() {
    let first =
        "一、总体情况\n（一）主动公开政府信息情况\n公开信息20条。\n（二）依申请公开情况\n没有收到申请。";
    let r = plain("示范县水务局2024年政府信息公开工作年度报告", first);
    assert!(r.words(Part::Before(Section::Overview)).contains("（一）主动公开政府信息情况\n公开信息20条。"));
    assert!(r.words(Part::Before(Section::Disclosure)).is_empty());
}

#[test]
fn a_heading_amid_a_line_begins_its_section() {
    let first = "根据条例编制，有疑问请联系本局（电话：0000-1234567）。 一、总体情况 2024年公开信息20条。\n二、主动公开政府信息情况";
    let r = plain("示范县水务局2024年政府信息公开工作年度报告", first);
    assert_eq!(r.words(Part::Preamble), "根据条例编制，有疑问请联系本局（电话：0000-1234567）。");
    assert_eq!(r.words(Part::Before(Section::Overview)), "2024年公开信息20条。");
}

#[test]
fn of_two_titles_the_one_with_the_whole_name_is_taken() {
    let first = "一、总体情况\n公开信息20条。\n二、主动公开政府信息情况";
    for above in [
        "2024年示范县水务局政府信息公开工作年度报告\n索引号 发布机构 水务局\n2024年政府信息公开工作年度报告",
        "示范县水务局2024年政府信息公开工作年度报告\n水务局2024年政府信息公开工作年度报告",
        "【图文】示范县水务局2024年政府信息公开工作年度报告",
        "（文字版）示范县水务局2024年政府信息公开工作年度报告",
    ] {
        assert_eq!(plain(above, first).office.name, "示范县水务局", "{above}");
    }
}

#[test]
fn what_stands_before_a_year_in_prose_is_a_name_only_where_it_can_be_one() {
    let first = "一、总体情况\n公开信息20条。\n二、主动公开政府信息情况";
    for (above, office) in [
        ("根据上级关于做好2024年政府信息公开工作年度报告编制发布工作的要求，编制本报告。", ""),
        ("现将本镇2024年政府信息公开工作年度报告公布如下。", ""),
        ("现公布示范县青石镇人民政府2024年政府信息公开工作年度报告。", "示范县青石镇人民政府"),
        ("现公布本溪市水务局2024年政府信息公开工作年度报告。", "本溪市水务局"),
    ] {
        assert_eq!(plain(above, first).office.name, office, "{above}");
    }
}
