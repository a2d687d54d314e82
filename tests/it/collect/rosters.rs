//! Rosters as people have them: typed, numbered, with headings between, the same unit in two spellings.

use crate::made::county::{Handed, OFFICE, YEAR, report};
use crate::made::dice::Dice;
use gongkai::collect::Collection;
use gongkai::collect::edit::CollectEdit;
use gongkai::collect::judging::Remedy;
use gongkai::collect::overview::Overview;
use gongkai::collect::roster::{Duty, UnitKind};
use gongkai::collect::roster_text;
use gongkai::collect::ruling::Ruling;
use gongkai::collect::unit_row::FilesSeen;
use gongkai::import::budget::Budget;
use gongkai::import::plain_rows;

fn overview(c: &Collection) -> Overview {
    Overview::of(c, &FilesSeen::default())
}

#[test]
fn numbers_headings_and_counts_of_a_pasted_list_become_no_units() {
    let typed = "2025年报送单位名单\n一、政府部门（2家）\n1、示范县水利局\n2.示范县教育局\t部门\t免报\t今年成立\n二、乡镇\n\
                 （3）青石镇人民政府\n4\t示范县第一中学\t事业单位\n合计\t4\n";
    let read = roster_text::read(typed);
    let names: Vec<&str> = read.units.iter().map(|u| u.name.as_str()).collect();
    assert_eq!(names, ["示范县水利局", "示范县教育局", "青石镇人民政府", "示范县第一中学"]);
    assert_eq!(read.units[1].duty, Duty::Exempt("今年成立".into()));
    assert_eq!(read.units[3].kind, UnitKind::Institution);
    assert_eq!(read.told.len(), 4, "{:?}", read.told);
    assert!(read.told.iter().all(|t| t.contains("没有当作单位")), "{:?}", read.told);
    // In a table with heads too, and where every line is numbered 一、二、.
    let read = roster_text::read(
        "序号,单位名称,类别\n1,示范县水利局,部门\n,乡镇街道,\n2,青石镇人民政府,乡镇\n,合计,2\n",
    );
    assert_eq!(read.units.len(), 2, "{:?}", read);
    assert_eq!(roster_text::read("一、示范县水利局\n二、示范县教育局\n").units.len(), 2);
    assert!(roster_text::read("110指挥中心\n第一中学\n12345 热线办\n").told.is_empty());
}

#[test]
fn a_unit_that_stands_twice_in_the_roster_is_offered_to_be_joined() {
    let mut c = Collection::new(YEAR, OFFICE);
    CollectEdit::Roster(roster_text::read("示范县水利局\n示范县教育局\n县水利局\n").units).apply(&mut c);
    let handed = Handed::new(report("示范县水利局", YEAR, &mut Dice(4)));
    CollectEdit::TakeIn(vec![handed.submission()]).apply(&mut c);
    let o = overview(&c);
    let found = o.findings.iter().find(|f| f.code == "U101" && f.unit == Some(2)).expect("missed");
    assert!(found.message.contains("户册里还有示范县水利局"), "{}", found.message);
    let [join @ Remedy::Join { .. }] = found.remedies.as_slice() else { panic!("{:?}", found.remedies) };
    join.clone().edit(Ruling::default(), &c, &o.standing).apply(&mut c);
    let o = overview(&c);
    assert_eq!(o.standing.head_count(&c).words(), "应报2 · 已汇总1 · 缺1");
    assert!(c.units[0].aliases.contains(&"县水利局".to_string()));
}

#[test]
fn lists_side_by_side_merged_kinds_short_names_and_ticks_are_read_as_they_are_meant() {
    let names = |r: &roster_text::RosterRead| r.units.iter().map(|u| u.name.clone()).collect::<Vec<_>>();
    let two =
        roster_text::read("序号\t单位\t序号\t单位\n1\t示范县水利局\t3\t示范县财政局\n2\t示范县教育局\t\t\n");
    assert_eq!(names(&two), ["示范县水利局", "示范县教育局", "示范县财政局"]);
    assert!(two.told.is_empty(), "{:?}", two.told);
    let odd = roster_text::read("单位\t电话\t单位\n示范县水利局\t1\t示范县财政局\n");
    assert!(odd.told.iter().any(|t| t.contains("只看了第一列")), "{:?}", odd.told);
    let short =
        roster_text::read("简称\t单位全称\n水利局\t示范县水利局\n简称\t单位全称\n教育局\t示范县教育局\n");
    assert_eq!(names(&short), ["示范县水利局", "示范县教育局"]);
    assert_eq!(short.units[0].aliases, ["水利局"]);
    let page = "<table><tr><td>类别<td>单位<td>是否应报<tr><td rowspan=2>事业单位<td>示范县甲所<td>√\
                <tr><td>示范县乙所<td>×<tr><td>乡镇<td>青石镇人民政府<td></table>";
    let rows = plain_rows::rows(page.as_bytes(), "户册.html", &Budget::default()).expect("a table");
    let merged = roster_text::read_rows(&rows.rows);
    assert_eq!(merged.units[1].kind, UnitKind::Institution);
    assert_eq!(merged.units[2].kind, UnitKind::Township);
    assert!(merged.units[0].duty.is_due() && !merged.units[1].duty.is_due());
    assert!(merged.told.is_empty(), "{:?}", merged.told);
}

#[test]
fn a_kind_goes_down_no_further_than_its_merged_cell() {
    for list in ["示范县甲所\t事业单位\n示范县水利局\n", "名称,类别\n示范县甲所,下级政府\n示范县水利局,\n"]
    {
        let read = roster_text::read(list);
        assert_eq!(read.units[1].kind, UnitKind::Department, "{list}");
    }
    let page = "<table><tr><td>单位<td>类别<tr><td>示范县甲所<td rowspan=2>事业单位<tr><td>示范县乙所\
                <tr><td>示范县水利局<td></table>";
    let rows = plain_rows::rows(page.as_bytes(), "户册.html", &Budget::default()).expect("a table");
    let read = roster_text::read_rows(&rows.rows);
    let kinds: Vec<UnitKind> = read.units.iter().map(|u| u.kind).collect();
    assert_eq!(kinds, [UnitKind::Institution, UnitKind::Institution, UnitKind::Department]);
    assert!(matches!(read.told.as_slice(), [t] if t.contains("没有写类别")), "{:?}", read.told);
}

#[test]
fn what_is_noted_beside_a_name_is_read_and_what_is_not_is_told() {
    let read = roster_text::read(
        "单位名称,备注\n示范县财政局（免报）,\n示范县水利局（新增）,\n示范县卫健局（原示范县卫计局）,\n示范县民政局*,\n\
         示范县教育局,已撤销\n示范县林业局,今年机构改革，并入水利局\n示范县司法局,联系人王某\n",
    );
    let names: Vec<&str> = read.units.iter().map(|u| u.name.trim_start_matches("示范县")).collect();
    assert_eq!(names, ["财政局", "水利局", "卫健局", "民政局", "教育局", "林业局", "司法局"]);
    let duties: Vec<&str> = read.units.iter().map(|u| u.duty.word()).collect();
    assert_eq!(duties, ["免报", "应报", "应报", "应报", "撤并", "应报", "应报"]);
    assert_eq!(read.units[2].aliases, ["示范县卫计局"]);
    let told: Vec<&String> = read.told.iter().collect();
    assert!(matches!(told.as_slice(), [t] if t.contains("并入水利局") && t.contains("当作应报")), "{told:?}");
}

#[test]
fn whose_an_abolished_unit_became_is_known_however_it_is_said() {
    for why in [
        "并入示范县教育局",
        "并入教育局",
        "并入县教育局",
        "并入 示范县教育局",
        "2025年6月并入示范县教育局，职能划转",
        "职能划入示范县教育局",
        "与示范县教育局合并",
        "并入示范县教育局。",
        "整体并入示范县教育局（机构改革）",
        "撤销，职责由示范县教育局承担",
        "并入新组建的教育局",
    ] {
        let list = format!("示范县体育局\t部门\t撤并\t{why}\n示范县教育局\n示范县水利局\n");
        let read = roster_text::read(&list);
        let Duty::Abolished { successor, .. } = &read.units[0].duty else { panic!("{why}") };
        assert_eq!(successor.as_deref(), Some("示范县教育局"), "{why}");
        assert!(read.told.is_empty(), "{why}: {:?}", read.told);
    }
    let two = roster_text::read(
        "示范县体育局\t部门\t撤并\t并入水利局、教育局\n示范县教育局\n示范县水利局\n示范县档案局\t部门\t撤并\t并入史志办\n",
    );
    let and = roster_text::read("示范县体育局\t部门\t撤并\t并入教育局和水利局\n示范县教育局\n示范县水利局\n");
    assert!(and.told.iter().any(|t| t.contains("没有算到示范县水利局")), "{:?}", and.told);
    assert!(two.told.iter().any(|t| t.contains("没有算到示范县教育局")), "{:?}", two.told);
    assert!(two.told.iter().any(|t| t.contains("“史志办”不在户册里")), "{:?}", two.told);
}

#[test]
fn a_row_that_the_roster_hides_is_told() {
    let page = "<table><tr><td>单位<tr><td>示范县水利局<tr style='display:none'><td>示范县教育局<tr><td><s>示范县体育局</s>\
                示范县民政局</table>";
    let rows = plain_rows::rows(page.as_bytes(), "户册.html", &Budget::default()).expect("a table");
    assert!(rows.told.iter().any(|t| t.contains("示范县体育局")), "{:?}", rows.told);
}
