//! What is made of a collection: the report that it becomes and its being brought up to date, sheets that go back, tables.

use super::files::{put, roster};
use crate::made::county::{County, OFFICE, YEAR, name};
use crate::made::folder::Folder;
use crate::made::reports::{enter, load, paras, save, value};
use gongkai::checks::units_said::miscounted;
use gongkai::collect::Collection;
use gongkai::collect::edit::CollectEdit;
use gongkai::collect::hand_made::{ByHand, HandMade, KeptByHand};
use gongkai::collect::overview::Overview;
use gongkai::collect::roster::{Duty, RosterUnit, UnitKind};
use gongkai::collect::roster_text;
use gongkai::collect::scope::reworded;
use gongkai::collect::unit_row::FilesSeen;
use gongkai::collect::up_to_date::without_numbers;
use gongkai::export::collected::{Collected, CollectedTable};
use gongkai::form::table::CellKey;
use gongkai::page::blocks::{Doc, DocBlock};
use gongkai::report::edit::Edit;
use gongkai::report::text::{FieldStyle, FieldValue, Para, Run};
use gongkai::report::{Part, Report, Section};
use gongkai::store::{RealDisk, collection};

const RECEIVED: &str = "requests.received/natural";

/// Runs the command line on `各单位`; what it says on stdout and stderr.
fn collect(d: &Folder, more: &[&str]) -> (String, String) {
    let args = ["collect", "各单位", "-o", "2025.gknh", "--year", "2025", "--office", OFFICE];
    let o = d.run(&[&args[..], more].concat());
    (String::from_utf8(o.stdout).expect("UTF-8"), String::from_utf8(o.stderr).expect("UTF-8"))
}

fn hand_in(d: &Folder, n: usize, key: &str, text: &str) {
    let file = d.at("各单位").join(name(n)).join("年报.gknb");
    let mut r = load(&file);
    enter(&mut r, key, text);
    save(&file, &r);
}

#[test]
fn the_report_is_brought_up_to_date_and_what_the_clerk_wrote_stays() {
    let d = Folder::new();
    let mut county = County::new(6, 4);
    county.absent(5);
    put(&d, &county, &["gknb"]);
    d.write("户册.txt", roster(&County::new(6, 4)));
    collect(&d, &["--roster", "户册.txt", "--report", "年报.gknb"]);
    let mut made = d.load("年报.gknb");
    assert!(made.notes.iter().any(|n| n.text.contains(&name(5))), "{:?}", made.notes);
    let part = Part::Before(Section::Overview);
    let mut written = made.paras(part).to_vec();
    assert!(written[0].resolved(&made).contains("共5个单位"), "{:?}", written[0]);
    written.extend(paras(&["全县一年来的情况如下。"]));
    Edit::Text(part, written).apply(&mut made);
    save(&d.at("年报.gknb"), &made);

    hand_in(&d, 2, RECEIVED, "777");
    put(&d, &County { handed: vec![County::new(6, 4).of(5).clone()], roster: Vec::new() }, &["gknb"]);
    let (_, said) = collect(&d, &["--report", "年报.gknb"]);
    let after = d.load("年报.gknb");
    let o =
        Overview::of(&collection::load(&RealDisk, &d.at("2025.gknh")).expect("read"), &FilesSeen::default());
    let place = after.form().ledger().place(RECEIVED).expect("a cell");
    let sum = o.standing.totals.cell(place).and_then(|t| t.value.clone());
    assert_eq!(after.value(&gongkai::form::table::CellKey::parse(RECEIVED)), sum);
    assert!(said.contains(&format!("{} → {}", value(&made, RECEIVED), value(&after, RECEIVED))), "{said}");
    let words: Vec<String> = after.paras(part).iter().map(|p| p.resolved(&after)).collect();
    assert!(words.len() == 2 && words[0].contains("共6个单位"), "{words:?}");
    assert_eq!(words[1], "全县一年来的情况如下。");
    assert!(!after.notes.iter().any(|n| n.text.contains(&name(5))), "{:?}", after.notes);
    assert_eq!(after.units.len(), 6);
    // Nothing new: nothing changes.
    let (_, said) = collect(&d, &["--report", "年报.gknb"]);
    assert_eq!((said.as_str(), &d.load("年报.gknb")), ("", &after));
}

#[test]
fn a_report_that_is_none_of_the_collection_s_is_not_written_over() {
    let d = Folder::new();
    put(&d, &County::new(3, 4), &["gknb"]);
    let own = gongkai::report::Report::new(YEAR, OFFICE);
    d.save("年报.gknb", &own);
    let (_, said) = collect(&d, &["--report", "年报.gknb"]);
    assert!(said.contains("没有改动") && d.load("年报.gknb") == own, "{said}");
}

#[test]
fn what_is_sent_back_is_written_noted_and_set_beside_what_comes_again() {
    let d = Folder::new();
    put(&d, &County::new(6, 4), &["gknb"]);
    // None of them has a word of text, and in this one the requests do not balance.
    hand_in(&d, 2, RECEIVED, "777");
    let (_, said) = collect(&d, &["--send-back", "各单位/退回"]);
    assert!(said.contains("退回了6份"), "{said}");
    let sheet = format!("{}2025年政府信息公开工作年度报告审核单", name(2));
    for file in ["退回目录.pdf", "退回目录.docx", "退回通知.txt"] {
        assert!(d.has(&format!("各单位/退回/{file}")), "{file}");
    }
    assert!(d.has(&format!("各单位/退回/{sheet}.pdf")) && d.has(&format!("各单位/退回/{sheet}.docx")));
    let message = String::from_utf8(d.read("各单位/退回/退回通知.txt")).expect("UTF-8");
    assert!(message.contains(&name(2)) && message.contains("1. "), "{message}");
    // It waits, and is not sent back twice; the sheets are no reports.
    let (out, said) = collect(&d, &["--send-back", "各单位/退回"]);
    assert!(said.contains("退回了0份") && out.contains("U207") && !out.contains("U105"), "{out}{said}");
    hand_in(&d, 2, RECEIVED, "778");
    let (out, _) = collect(&d, &["--send-back", "各单位/退回"]);
    assert!(out.contains(&format!("{}退回以后改了", name(2))) && out.contains("777→778"), "{out}");
    assert!(d.has(&format!("各单位/退回/{sheet}（第2次）.pdf")));
    let c = collection::load(&RealDisk, &d.at("2025.gknh")).expect("read");
    assert_eq!(c.returns.len(), 7);
}

fn words(doc: &Doc) -> String {
    let of = |b: &DocBlock| match b {
        DocBlock::Title(t) | DocBlock::Heading { text: t, .. } | DocBlock::Para { text: t, .. } => t.clone(),
        DocBlock::Table(t) => {
            let tiles = t.grid.tiles.iter().map(|tile| match tile.cell() {
                Some(k) => t.values.get(k).cloned().unwrap_or_default(),
                None => tile.text().to_string(),
            });
            tiles.collect::<Vec<_>>().join("|")
        }
        _ => String::new(),
    };
    doc.blocks.iter().map(of).collect::<Vec<_>>().join("\n")
}

#[test]
fn tables_say_who_is_missing_what_each_gives_and_what_differs() {
    let mut county = County::new(30, 4);
    county.absent(7);
    let mut c = county.collection();
    let o = Overview::of(&c, &FilesSeen::default());
    let mut draft = c.report(&o);
    enter(&mut draft, RECEIVED, "1");
    let own = gongkai::collect::OwnReport {
        file: "底稿.gknb".into(),
        year: YEAR,
        figures: std::sync::Arc::new(gongkai::collect::figures::Figures::of(&draft)),
        ..Default::default()
    };
    CollectEdit::Draft(Some(own)).apply(&mut c);
    let collected = Collected { collection: &c, overview: &o, today: crate::made::today() };
    let doc = collected.document(&CollectedTable::ALL);
    let text = words(&doc);
    let sum = crate::made::reports::value(&c.report(&o), RECEIVED);
    for wanted in [
        "一、报送情况表",
        "二、未报名单",
        "三、汇总表",
        "四、分户表",
        "五、差额表（汇总数和本级底稿）",
        "应报30，已汇总29，缺1。",
        &format!("{}|乡镇|未报||", name(7)).replace("乡镇", c.units[7].kind.word()),
        &format!("|{sum}|1|+{}", sum.parse::<i64>().expect("a number") - 1),
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    let fonts = || gongkai::page::fonts::Fonts::new(None);
    for file in ["a.pdf", "a.docx"] {
        let made = gongkai::export::document(&doc, std::path::Path::new(file), &fonts).expect("made");
        assert!(made.faults.is_empty() && made.bytes.len() > 10_000, "{:?}", made.faults);
    }
    let book = collected.workbook(&CollectedTable::ALL).expect("made");
    assert!(book.bytes == collected.workbook(&CollectedTable::ALL).expect("made").bytes);
}

#[test]
fn a_list_of_long_rows_stands_below_its_heading_and_its_rows_say_whose_they_are() {
    let c = county_beside_last_year(60);
    let o = Overview::of(&c, &FilesSeen::default());
    let collected = Collected { collection: &c, overview: &o, today: None };
    let doc = collected.document(&[CollectedTable::Gaps]);
    let text = words(&doc);
    assert!(text.contains("本年度办理结果") && !text.contains("|（七）总计，"), "{text}");
    let fonts = || gongkai::page::fonts::Fonts::new(None);
    let made = gongkai::export::document(&doc, std::path::Path::new("a.pdf"), &fonts).expect("made");
    let pdf = lopdf::Document::load_mem(&made.bytes).expect("a PDF");
    for page in pdf.get_pages().into_values() {
        let ops = pdf.get_page_content(page);
        assert!(ops.len() > 2000, "a page with a heading alone: {} bytes", ops.len());
    }
}

/// With last year's, in which every number is another.
fn county_beside_last_year(units: usize) -> Collection {
    let last = County::new(units, 5).collection();
    let mut c = County::new(units, 4).collection();
    let of_last = gongkai::collect::LastYear::of(&last, "去年.gknh", "");
    CollectEdit::Last(Some(of_last)).apply(&mut c);
    c
}

#[test]
fn a_roster_typed_anew_keeps_who_was_called_otherwise() {
    let county = County::new(12, 4);
    let mut c = county.collection();
    let old = c.units[4].clone();
    let mut lines: Vec<String> = c.units.iter().map(|u| u.name.clone()).collect();
    lines[4] = format!("示范县新名局,部门,应报,,{}", old.name);
    lines.push("示范县新设局".into());
    CollectEdit::Roster(roster_text::read(&lines.join("\n")).units).apply(&mut c);
    assert_eq!((c.units[4].id.as_str(), c.units[4].name.as_str()), (old.id.as_str(), "示范县新名局"));
    let o = Overview::of(&c, &FilesSeen::default());
    assert!(o.standing.figures(4).is_some());
    assert_eq!(o.standing.head_count(&c).words(), "应报13 · 已汇总12 · 缺1");
    // Without its former name said again, it is still known.
    lines[4] = "示范县新名局".into();
    CollectEdit::Roster(roster_text::read(&lines.join("\n")).units).apply(&mut c);
    assert_eq!(c.units[4].id, old.id);
    assert!(Overview::of(&c, &FilesSeen::default()).standing.figures(4).is_some());
}

#[test]
fn a_roster_says_into_whom_a_unit_went() {
    let mut c = County::new(6, 4).collection();
    let old = c.units[4].clone();
    let roster = format!(
        "单位,应报,理由,别名\n示范县新名局,应报,,{}\n示范县撤了局,撤并,机构改革并入示范县新名局（六月）\n示范县散了局,撤并,并入示范县没有局\n",
        old.name
    );
    let read = roster_text::read(&roster);
    assert!(read.told.len() == 1 && read.told[0].contains("示范县没有局"), "{:?}", read.told);
    CollectEdit::Roster(read.units).apply(&mut c);
    let successor = |n: usize| match &c.units[n].duty {
        gongkai::collect::roster::Duty::Abolished { successor, .. } => successor.clone(),
        _ => panic!("abolished"),
    };
    assert_eq!(
        (c.units[0].id.as_str(), successor(1), successor(2)),
        (old.id.as_str(), Some(old.id.clone()), None)
    );
}

#[test]
fn a_sentence_that_only_begins_like_the_program_s_is_the_clerk_s() {
    let county = County::new(6, 4);
    let mut c = county.collection();
    let o = Overview::of(&c, &FilesSeen::default());
    let mut report = c.report(&o);
    let part = Part::Before(Section::Overview);
    let own = report.paras(part)[0].resolved(&report);
    for (said, stays) in [
        (own.clone(), false),
        (own.trim_end_matches('。').to_string() + "，不含县国家安全机关。", true),
        ("本报告的统计数据由部门4个单位的年度报告汇总而成，市垂管单位由市级统计。".into(), true),
    ] {
        Edit::Text(part, paras(&[said.as_str()])).apply(&mut report);
        CollectEdit::RemoveUnit(c.units[5].id.clone()).apply(&mut c);
        let after = c.updated(&report, &Overview::of(&c, &FilesSeen::default()), &KeptByHand::new());
        let words = after.paras(part)[0].resolved(&after);
        assert_eq!(words == said, stays, "{said} {words}");
        c = county.collection();
    }
}

#[test]
fn a_live_value_goes_on_with_a_unit_that_was_renamed() {
    let mut c = County::new(6, 4).collection();
    let overview = |c: &Collection| Overview::of(c, &FilesSeen::default());
    let mut report = c.report(&overview(&c));
    let part = Part::Before(Section::Overview);
    let value = FieldValue::OfUnit { unit: name(1), of: vec![CellKey::parse(RECEIVED)] };
    let said = Para::Text(vec![Run::text("新收"), Run::field(value, FieldStyle::default())]);
    Edit::Text(part, vec![said]).apply(&mut report);
    let before = report.paras(part)[0].resolved(&report);
    let was = c.units.iter().find(|u| u.name == name(1)).expect("there").clone();
    let renamed = RosterUnit { name: "示范县新名局".into(), aliases: vec![was.name.clone()], ..was };
    CollectEdit::ChangeUnit(renamed).apply(&mut c);
    let after = c.updated(&report, &overview(&c), &KeptByHand::new());
    assert!(after.units.iter().any(|u| u.name == "示范县新名局"));
    assert_eq!(after.paras(part)[0].resolved(&after), before);
}

#[test]
fn the_program_s_sentence_is_known_for_its_own_though_kinds_were_corrected_since() {
    let mut c = County::new(6, 4).collection();
    let overview = |c: &Collection| Overview::of(c, &FilesSeen::default());
    let report = c.report(&overview(&c));
    for unit in c.units.clone() {
        CollectEdit::ChangeUnit(RosterUnit { kind: UnitKind::Institution, ..unit }).apply(&mut c);
    }
    let after = c.updated(&report, &overview(&c), &KeptByHand::new());
    let now = "本报告的统计数据由事业单位6个单位的年度报告汇总而成。";
    assert_eq!(after.paras(Part::Before(Section::Overview))[0].resolved(&after), now);
    let told = reworded(&report, &after);
    assert!(told.len() == 1 && told[0].now == now && told[0].was != now && !told[0].by_hand, "{told:?}");
}

#[test]
fn a_number_typed_over_in_the_report_is_told_from_what_the_sums_changed() {
    let mut county = County::new(6, 4);
    let c = county.collection();
    let mut report = c.report(&Overview::of(&c, &FilesSeen::default()));
    enter(&mut report, "disclosure.fees.fee/amount", "150万元");
    county.enter(2, RECEIVED, "77");
    let c = county.collection();
    let changes = c.changes_to(&report, &Overview::of(&c, &FilesSeen::default()).standing);
    let of = |key: &str| changes.iter().find(|c| c.cell.as_str() == key).map(|c| c.by_hand);
    assert_eq!((of("disclosure.fees.fee/amount"), of(RECEIVED)), (Some(ByHand::Yes), Some(ByHand::No)));
    // A total that is typed over is the clerk's; the program's follow.
    enter(&mut report, "requests.received/total", "5");
    let changes = c.changes_to(&report, &Overview::of(&c, &FilesSeen::default()).standing);
    let total = changes.iter().find(|c| c.cell.as_str() == "requests.received/total");
    assert_eq!(total.map(|c| c.by_hand), Some(ByHand::Yes));
}

#[test]
fn what_a_hand_changed_in_the_report_stays_unless_it_is_said_otherwise() {
    const FEE: &str = "disclosure.fees.fee/amount";
    let d = Folder::new();
    put(&d, &County::new(6, 4), &["gknb"]);
    collect(&d, &["--report", "年报.gknb"]);
    let mut made = d.load("年报.gknb");
    let (fee, received) = (value(&made, FEE), value(&made, RECEIVED));
    enter(&mut made, FEE, "150");
    let part = Part::Before(Section::Overview);
    let scope = made.paras(part)[0].resolved(&made);
    let typed = scope.replace("部门4个", "部门7个").replace('6', "9");
    Edit::Text(part, paras(&[typed.as_str()])).apply(&mut made);
    save(&d.at("年报.gknb"), &made);
    hand_in(&d, 2, RECEIVED, "777");
    let (_, said) = collect(&d, &["--report", "年报.gknb"]);
    let after = d.load("年报.gknb");
    assert_eq!((value(&after, FEE), after.words(part)), ("150".into(), typed.clone()));
    assert_ne!(value(&after, RECEIVED), received);
    for wanted in [format!("150（合计是{fee}）"), format!("“{typed}”（现在应当是"), "--overwrite".into()]
    {
        assert!(said.contains(&wanted), "{wanted}: {said}");
    }
    // By hand comes first, and is no line among the others.
    assert!(!said.contains("150 →") && said.starts_with("手改过的，保留了"), "{said}");
    let (_, said) = collect(&d, &["--report", "年报.gknb", "--overwrite"]);
    let after = d.load("年报.gknb");
    assert_eq!((value(&after, FEE), after.words(part)), (fee, scope), "{said}");
    assert!(said.contains("手改过的，改了"), "{said}");
}

#[test]
fn what_is_kept_behind_a_live_value_stays_though_that_says_something_else_now() {
    let d = Folder::new();
    put(&d, &County::new(6, 4), &["gknb"]);
    collect(&d, &["--report", "年报.gknb"]);
    let mut made = d.load("年报.gknb");
    let part = Part::Before(Section::Overview);
    let typed = made.paras(part)[0].resolved(&made).replace("部门4个", "部门7个").replace('6', "9");
    let live = Run::field(FieldValue::Sum(vec![CellKey::parse(RECEIVED)]), FieldStyle::default());
    let para = Para::Text(vec![Run::text("全县共收到"), live, Run::text(&format!("件。{typed}"))]);
    Edit::Text(part, vec![para]).apply(&mut made);
    save(&d.at("年报.gknb"), &made);
    hand_in(&d, 2, RECEIVED, "777");
    let (_, said) = collect(&d, &["--report", "年报.gknb"]);
    let after = d.load("年报.gknb").words(part);
    assert!(after.ends_with(&typed) && said.starts_with("手改过的，保留了"), "{after} {said}");
}

#[test]
fn a_unit_that_gave_no_number_makes_no_number_of_a_hand_the_sums() {
    let mut county = County::new(6, 4);
    county.of(3).report.cells.clear();
    let c = county.collection();
    let overview = Overview::of(&c, &FilesSeen::default());
    let mut report = c.report(&overview);
    enter(&mut report, RECEIVED, "152");
    let by_hand = |report: &Report| {
        let changes = c.changes_to(report, &overview.standing);
        changes.iter().find(|c| c.cell.as_str() == RECEIVED).map(|c| c.by_hand)
    };
    assert_eq!(by_hand(&report), Some(ByHand::Yes));
    // One that goes without the numbers of its units can't tell.
    report.units.iter_mut().for_each(|u| u.cells.clear());
    assert_eq!(by_hand(&report), Some(ByHand::Perhaps));
}

#[test]
fn a_total_follows_the_number_that_a_hand_changed_and_that_stays() {
    let mut county = County::new(6, 4);
    let c = county.collection();
    let mut report = c.report(&Overview::of(&c, &FilesSeen::default()));
    enter(&mut report, RECEIVED, "5000");
    county.enter(2, RECEIVED, "77");
    let c = county.collection();
    let kept = KeptByHand::from([HandMade::Cell(CellKey::parse(RECEIVED))]);
    let after = c.updated(&report, &Overview::of(&c, &FilesSeen::default()), &kept);
    let (all, now) = (value(&report, "requests.received/total"), value(&after, "requests.received/total"));
    assert_eq!((value(&after, RECEIVED), now), ("5000".into(), all));
}

#[test]
fn the_program_s_sentence_is_brought_up_to_date_wherever_it_stands_and_others_are_told() {
    let whole = County::new(6, 4);
    let mut c = whole.collection();
    let overview = |c: &Collection| Overview::of(c, &FilesSeen::default());
    let made = c.report(&overview(&c));
    let own = c.own_scope(&overview(&c).standing);
    let bare = own.trim_end_matches('。').to_string();
    let gone = Duty::Exempt("已撤销".into());
    CollectEdit::ChangeUnit(RosterUnit { duty: gone, ..c.units[3].clone() }).apply(&mut c);
    let now = c.own_scope(&overview(&c).standing);
    let bare_now = now.trim_end_matches('。').to_string();
    assert_ne!(own, now);
    let (first, last) = (Part::Before(Section::Overview), Part::After(Section::Problems));
    for (part, said, wanted) in [
        (first, format!("2025年，做好公开工作。{own}"), format!("2025年，做好公开工作。{now}")),
        (first, format!("{own}不含垂直管理单位。"), format!("{now}不含垂直管理单位。")),
        (first, bare.clone(), bare_now.clone()),
        (first, own.replace('6', "６"), now.clone()),
        (Part::Preamble, own.clone(), now.clone()),
        (Part::After(Section::Overview), own.clone(), now.clone()),
        (last, own.clone(), now.clone()),
    ] {
        let mut report = made.clone();
        Edit::Text(first, Vec::new()).apply(&mut report);
        // In two runs, as where a part of it is bold.
        let (a, b) = said.split_at(said.char_indices().nth(9).expect("long").0);
        Edit::Text(part, vec![Para::Text(vec![Run::text(a), Run::old(b)])]).apply(&mut report);
        let after = c.updated(&report, &overview(&c), &KeptByHand::new());
        assert_eq!(after.words(part), wanted, "{said}");
        let told = reworded(&report, &after);
        assert!(told.len() == 1 && told[0].was == said && told[0].now == wanted, "{said}: {told:?}");
        assert!(!told[0].by_hand, "{said}");
        assert!(miscounted(&after).is_empty());
    }
    let mut report = made.clone();
    let other = "本报告的统计数据由全县6个单位的年度报告汇总而成。";
    Edit::Text(first, vec![Para::plain(other)]).apply(&mut report);
    let after = c.updated(&report, &overview(&c), &KeptByHand::new());
    assert_eq!(miscounted(&after), [(other.to_string(), 6)]);
}

#[test]
fn a_live_value_of_a_unit_that_is_no_more_is_told_of_when_the_report_is_brought_up_to_date() {
    let mut c = County::new(6, 4).collection();
    let overview = |c: &Collection| Overview::of(c, &FilesSeen::default());
    let mut report = c.report(&overview(&c));
    let value = FieldValue::OfUnit { unit: name(1), of: vec![CellKey::parse(RECEIVED)] };
    let said = Para::Text(vec![Run::field(value, FieldStyle::default())]);
    Edit::Text(Part::Before(Section::Overview), vec![said]).apply(&mut report);
    assert!(without_numbers(&report).is_empty());
    let was = c.units.iter().find(|u| u.name == name(1)).expect("there").clone();
    let successor = Some(c.units[2].id.clone());
    let gone = Duty::Abolished { reason: "并入".into(), successor };
    CollectEdit::ChangeUnit(RosterUnit { duty: gone, ..was }).apply(&mut c);
    let after = c.updated(&report, &overview(&c), &KeptByHand::new());
    assert_eq!(without_numbers(&after).into_iter().collect::<Vec<_>>(), [name(1)]);
}

#[test]
fn a_report_made_while_nobody_had_reported_is_known_for_its_collection_s() {
    let c = gongkai::collect::Collection::new(YEAR, OFFICE);
    let mut report = c.report(&Overview::of(&c, &FilesSeen::default()));
    assert!(c.is_source_of(&report));
    report.office.name = "示范市示范县人民政府".into();
    assert!(c.is_source_of(&report));
    report.year = YEAR - 1;
    assert!(!c.is_source_of(&report));
}

#[test]
fn who_has_reported_is_not_among_those_who_have_not() {
    let mut county = County::new(12, 4);
    county.absent(7);
    county.of(3).doubts = vec!["“6①”读作6".into()];
    let c = county.collection();
    let o = Overview::of(&c, &FilesSeen::default());
    let collected = Collected { collection: &c, overview: &o, today: crate::made::today() };
    let text = words(&collected.document(&[CollectedTable::Missing]));
    let (silent, left_out) = text.split_once("二、已报未计入名单").expect("two lists");
    assert!(silent.contains(&name(7)) && !silent.contains(&name(3)), "{text}");
    assert!(left_out.contains(&name(3)) && !left_out.contains(&name(7)), "{text}");
}

#[test]
fn the_table_of_units_adds_up_to_its_last_line() {
    let mut county = County::new(6, 4);
    county.enter(3, "requests.received/total", "25");
    let mut c = county.collection();
    let cell = gongkai::form::table::CellKey::parse(RECEIVED);
    let o = Overview::of(&c, &FilesSeen::default());
    let why = gongkai::collect::ruling::Ruling { reason: "重复".into(), ..Default::default() };
    let by = gongkai::collect::ruling::Adjustment::new(&c, &o.standing, (cell, (-2).into()), why);
    CollectEdit::Adjust(by.expect("whole")).apply(&mut c);
    let o = Overview::of(&c, &FilesSeen::default());
    let collected = Collected { collection: &c, overview: &o, today: None };
    let doc = collected.document(&[CollectedTable::Units]);
    let table = doc.blocks.iter().find_map(|b| match b {
        DocBlock::Table(t) => Some(t),
        _ => None,
    });
    let t = table.expect("a table");
    let column = t.grid.tiles.iter().filter(|tile| tile.col == 2 && tile.row > 0);
    let text = |tile: &gongkai::form::grid::Tile| match tile.cell() {
        Some(k) => t.values.get(k).cloned().unwrap_or_default(),
        None => tile.text().to_string(),
    };
    let mut numbers: Vec<i64> = column.filter_map(|tile| text(tile).parse().ok()).collect();
    let last = numbers.pop().expect("the sum");
    assert!(numbers.iter().sum::<i64>() == last && numbers.contains(&-2), "{numbers:?} {last}");
}

#[test]
fn a_roster_that_is_written_is_read_as_the_same_units() {
    use gongkai::collect::roster::{Duty, RosterUnit};
    let mut units = County::new(5, 4).roster;
    units[1].aliases = vec!["示范县 老名局".into(), "老局".into()];
    units[2].duty = Duty::Exempt("“三定”方案写明\"免报\"，见附件".into());
    units[3].duty = Duty::Abolished { reason: "机构改革".into(), successor: None };
    units.push(RosterUnit::named("示范县\"新\"局"));
    let read = roster_text::read(&roster_text::write(&units));
    assert!(read.told.is_empty(), "{:?}", read.told);
    assert_eq!(read.units, units);
    let read = roster_text::read("单位,是否免报,电话\n示范县水利局,是,1\n示范县教育局,否,2\n");
    assert!(read.told.len() == 1 && read.told[0].contains("电话"), "{:?}", read.told);
    assert!(!read.units[0].duty.is_due() && read.units[1].duty.is_due());
}

#[test]
fn a_list_in_words_fills_its_pages() {
    let c = County::new(100, 4).collection();
    let o = Overview::of(&c, &FilesSeen::default());
    let collected = Collected { collection: &c, overview: &o, today: None };
    let doc = collected.document(&[CollectedTable::States]);
    let fonts = || gongkai::page::fonts::Fonts::new(None);
    let made = gongkai::export::document(&doc, std::path::Path::new("a.pdf"), &fonts).expect("made");
    let pages = lopdf::Document::load_mem(&made.bytes).expect("a PDF").get_pages().len();
    assert!((2..10).contains(&pages), "{pages} pages for 100 lines");
}
