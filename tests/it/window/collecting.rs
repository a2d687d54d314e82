//! A county's collection in the window: begun, its roster, reports taken in, the list of its units, what is ruled on.

use super::*;
use crate::made::county::{County, OFFICE, YEAR, name};
use gongkai::collect::Collection;
use gongkai::collect::unit_row::UnitState;
use gongkai::store::kept;

/// The reports of a county in a folder each.
fn put(folder: &Path, county: &County) {
    county.handed.iter().for_each(|h| save_in(folder, h));
}

fn save_in(folder: &Path, handed: &crate::made::county::Handed) {
    let path = folder.join(&handed.file);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    save(&path, &handed.report);
}

/// The window with that collection, its files beside it.
pub fn with(county: &County, answers: &[Option<&str>]) -> Desk {
    let dir = tempfile::tempdir().expect("a folder");
    put(dir.path(), county);
    let path = dir.path().join("汇总.gknh");
    kept::save(&RealDisk, &path, &county.collection()).expect("saved");
    let mut d = Desk::at(dir, answers, Some(&path), Arc::new(RealDisk));
    d.run();
    assert!(d.session().collection().is_some(), "{}", d.message());
    d
}

pub fn collected(d: &mut Desk) -> Arc<Collection> {
    d.session().collection().expect("a collection").collection().clone()
}

fn state_of(d: &mut Desk, n: usize) -> UnitState {
    let open = d.session().collection().expect("a collection");
    let unit = open.collection().units.iter().position(|u| u.name == name(n)).expect("a unit");
    open.known().overview.standing.rows[unit].state
}

/// The rows that are shown, as a screen reader has them.
pub fn rows(d: &Desk) -> Vec<String> {
    let rows = d.h.query_all_by_role(egui::accesskit::Role::ListBoxOption);
    rows.filter_map(|n| n.accesskit_node().label()).collect()
}

#[test]
fn a_collection_is_begun_saved_and_opened_again_with_its_roster() {
    let mut d = Desk::new(&[Some("汇总"), Some("汇总.gknh")]);
    d.choose("汇总", "汇总各单位的报告…");
    d.fill("年度", "2025");
    d.fill("本级机关（新建汇总）", OFFICE);
    d.click("建立");
    assert!(d.shows("还没有单位") && d.session().title().contains("未保存"));
    assert_eq!(d.focused(), "填户册…");
    d.key(Key::Enter);
    d.fill("户册，一行一个单位", "");
    for line in ["示范县水利局", "示范县教育局"] {
        d.type_text(line);
        d.key(Key::Enter);
    }
    d.h.event(Event::Paste("青石镇人民政府\t乡镇\r\n示范县史志办\t部门\t免报\t职能并入档案馆\r\n".into()));
    d.run();
    assert!(d.shows("读出4个单位"));
    d.click("用这个户册");
    assert!(d.shows("应报3 · 已汇总0 · 缺3 · 免报1"));
    d.keys(Modifiers::COMMAND, Key::S);
    assert!(d.path("汇总.gknh").exists(), "{}", d.message());
    assert!(!d.session().is_changed() && !d.session().title().contains("未保存"));
    d.choose("汇总", "新增单位…");
    d.fill("单位名称", "示范县林业局");
    d.click("确定");
    assert!(d.shows("应报4") && d.session().is_changed());
    d.keys(Modifiers::COMMAND, Key::Z);
    assert!(d.shows("应报3") && !d.session().is_changed());
    d.keys(Modifiers::COMMAND, Key::Y);
    assert!(d.shows("应报4"));
    d.keys(Modifiers::COMMAND, Key::W);
    assert!(d.shows("还没保存的修改"));
    d.click_nth("保存", 1);
    assert!(d.session().collection().is_none());
    d.keys(Modifiers::COMMAND, Key::O);
    assert_eq!(collected(&mut d).units.len(), 5);
    assert!(d.shows("示范县林业局，未报"));
}

#[test]
fn a_renamed_unit_keeps_its_report_and_an_abolished_one_is_missed_no_more() {
    let mut county = County::new(6, 3);
    county.absent(5);
    let mut d = with(&county, &[]);
    assert!(d.shows("应报6 · 已汇总5 · 缺1"));
    d.click_nth(&format!("{}，未报", name(5)), 0);
    d.click("改单位…");
    d.click("撤并");
    d.fill("免报或撤并的理由", "2025年6月并入水利局");
    d.click("确定");
    assert!(d.shows("应报5 · 已汇总5") && state_of(&mut d, 5) == UnitState::Abolished);
    d.key(Key::Home);
    d.key(Key::F2);
    d.fill("单位名称", "示范县人民政府办");
    d.click("确定");
    let c = collected(&mut d);
    assert!(c.units[0].aliases.contains(&name(0)) && d.shows("已汇总5"));
}

#[test]
fn the_list_is_ordered_narrowed_searched_and_walked_by_the_keys() {
    let mut county = County::new(12, 8);
    county.absent(4);
    county.of(7).errors = 3;
    county.enter(2, "requests.received/natural", "900");
    let mut d = with(&county, &[]);
    assert_eq!(rows(&d).len(), 12);
    assert!(d.focused().starts_with("单位列表"), "{}", d.focused());
    d.click("按错误排");
    assert!(rows(&d)[0].starts_with(&name(7)));
    d.click("按新收排");
    assert!(rows(&d)[0].starts_with(&name(2)), "{:?}", rows(&d));
    d.click("按新收排");
    assert!(rows(&d)[0].starts_with(&name(4)), "{:?}", rows(&d));
    d.click("按新收排");
    assert!(rows(&d)[0].starts_with(&name(0)));
    d.click("未报 1");
    assert_eq!(rows(&d), [format!("{}，未报", name(4))]);
    d.click("未报 1");
    assert_eq!(rows(&d).len(), 12);
    d.fill("按名称或拼音找单位", "办公室");
    assert!(rows(&d).len() == 1 && rows(&d)[0].starts_with(&name(0)));
    d.fill("按名称或拼音找单位", "");
    let first = rows(&d)[0].clone();
    d.h.get_by_label(&first).click();
    d.run();
    assert!(d.focused().contains(&name(0)), "{}", d.focused());
    d.key(Key::ArrowDown);
    assert!(d.focused().contains(&name(1)), "{}", d.focused());
    d.key(Key::ArrowDown);
    assert!(d.focused().contains(&name(2)), "{}", d.focused());
    d.key(Key::End);
    assert!(d.focused().contains(&name(11)), "{}", d.focused());
    d.key(Key::Enter);
    assert!(d.shows("只看不改") && d.h.query_all_by_label_contains(&name(11)).next().is_some());
    d.key(Key::Escape);
    assert!(d.focused().contains(&name(11)), "{}", d.focused());
}

#[test]
fn a_folder_dropped_on_the_list_is_taken_in_and_who_is_unsure_is_asked_once() {
    let county = County::new(5, 21);
    let mut d = Desk::new(&[Some("汇总")]);
    d.session().new_collection(YEAR, OFFICE);
    d.run();
    let units = county.roster.clone();
    d.session().collect(vec![gongkai::collect::edit::CollectEdit::Roster(units)]);
    let mut handed = county.clone();
    handed.of(3).report.office.name = "示范县某某中心".into();
    handed.handed.iter_mut().for_each(|h| h.file = format!("各单位/{}", h.file));
    let dir = d.dir.path().to_path_buf();
    put(&dir, &handed);
    std::fs::write(dir.join("各单位/~$年报.docx"), "x").expect("written");
    d.drop_files(&[dir.join("各单位")]);
    d.run();
    assert!(d.path("汇总.gknh").exists(), "{}", d.message());
    assert!(d.shows("这是哪个单位的报告？") && d.shows("户册里没有“示范县某某中心”"), "{}", d.message());
    d.fill("按名称找单位", &name(3));
    d.click_nth(&name(3), 1);
    assert!(!d.shows("这是哪个单位的报告？"));
    assert!(d.shows("应报5 · 已汇总5"));
    let c = collected(&mut d);
    assert!(c.units.iter().any(|u| u.aliases.contains(&"示范县某某中心".to_string())));
    d.keys(Modifiers::COMMAND, Key::Z);
    d.keys(Modifiers::COMMAND, Key::Z);
    assert!(d.shows("已汇总0"));
}

#[test]
fn a_reading_with_doubts_counts_only_after_somebody_looked() {
    let mut county = County::new(5, 2);
    county.of(2).doubts = vec!["拿不准：表二的“其他处理”".into()];
    let mut d = with(&county, &[]);
    assert!(state_of(&mut d, 2) == UnitState::Unchecked && d.shows("待核1"));
    d.click("要处理的（1）");
    d.click(&format!("到{}", name(2)));
    assert!(d.shows("1. 拿不准：表二的“其他处理”"));
    d.click("核对过，计入…");
    d.click("确定");
    assert!(state_of(&mut d, 2) != UnitState::Unchecked && d.shows("已汇总5"));
    let c = collected(&mut d);
    let ruling = c.submissions.iter().find_map(|s| s.accepted.first()).expect("ruled").ruling.clone();
    assert!(ruling.reason == "已对照原件核对" && ruling.on == today());
    d.click("收回“核对过”");
    assert!(d.shows("待核1"));
}

/// What a screen reader is told of a cell of the sums.
fn sum_told(d: &Desk, key: &str) -> (String, String) {
    let node = sum_node(d, key);
    let node = node.accesskit_node();
    let name = node.label().unwrap_or_default();
    let value = name.rsplit_once('：').map(|(_, v)| v.to_string());
    (value.unwrap_or_default(), node.description().unwrap_or_default())
}

fn sum_node<'a>(d: &'a Desk, key: &'a str) -> egui_kittest::Node<'a> {
    d.h.get(kittest::by().predicate(move |n| n.author_id() == Some(key)))
}

pub fn go_to_sum(d: &mut Desk, key: &str) {
    sum_node(d, key).focus();
    d.run();
}

#[test]
fn a_sum_says_who_it_comes_from_takes_no_typing_and_leads_to_the_unit() {
    let mut county = County::new(5, 30);
    for (n, received) in ["10", "20", "30", "40", "7"].into_iter().enumerate() {
        county.enter(n, RECEIVED, received);
    }
    county.absent(4);
    let mut d = with(&county, &[]);
    d.click("汇总表");
    d.click("申请情况");
    go_to_sum(&mut d, RECEIVED);
    assert_eq!(sum_told(&d, RECEIVED).0, "100");
    d.type_text("5");
    d.key(Key::Delete);
    d.key(Key::F2);
    assert!(sum_told(&d, RECEIVED).0 == "100" && !d.session().is_changed());
    d.key(Key::ArrowDown);
    assert!(!d.focused().is_empty() && !d.shows("（编辑）"));
    d.key(Key::ArrowUp);
    assert_eq!(rows(&d)[0], format!("{}：40", name(3)));
    assert!(d.shows(&format!("1家没有汇总：{}", name(4))) && d.shows("40.0%"));
    d.click(&format!("{}：40", name(3)));
    assert!(d.focused().contains(&name(3)), "{}", d.focused());
}

#[test]
fn an_adjustment_and_a_blank_counted_as_0_keep_their_reasons_and_can_be_taken_back() {
    let mut county = County::new(4, 30);
    (0..4).for_each(|n| county.enter(n, RECEIVED, "10"));
    county.enter(2, RECEIVED, "");
    let mut d = with(&county, &[]);
    d.click("汇总表");
    d.click("申请情况");
    assert_eq!(sum_told(&d, RECEIVED), ("30".into(), "1家没有填".into()));
    // A total lacks what its part lacks.
    assert_eq!(sum_told(&d, "requests.received/total").1, "分项里有1家没有填；按分项计算");
    go_to_sum(&mut d, RECEIVED);
    d.click("未填按0计…");
    d.fill("理由", "电话问过，确实没有");
    d.click("确定");
    assert_eq!(sum_told(&d, RECEIVED).1, "");
    assert!(d.shows("1家未填按0计：电话问过，确实没有"));
    d.click("调整…");
    d.fill("加上或减去多少", "-3");
    d.fill("理由", "两家重复报了3件");
    d.click("确定");
    assert_eq!(sum_told(&d, RECEIVED), ("27".into(), "调整了-3".into()));
    assert!(d.shows("调整 −3：两家重复报了3件"));
    d.click("收回这个调整");
    d.click("收回“按0计”");
    assert_eq!(sum_told(&d, RECEIVED), ("30".into(), "1家没有填".into()));
    // The sum of a row follows from its parts: nothing is ruled there.
    go_to_sum(&mut d, "requests.received/total");
    assert!(!d.shows("调整…") && d.shows("这一格是分项之和"));
    // An amount is typed as it is told; Enter goes on to the reason.
    d.click("主动公开");
    go_to_sum(&mut d, "disclosure.fees.fee/amount");
    d.click("调整…");
    d.type_text("-12500元");
    d.key(Key::Enter);
    d.type_text("退了一笔");
    d.key(Key::Enter);
    assert!(d.shows("调整 −1.25：退了一笔"));
}

#[test]
fn what_differs_from_the_draft_is_listed_with_the_units_that_explain_it() {
    let county = County::new(4, 12);
    let mut d = with(&county, &[Some("底稿.gknb")]);
    let mut draft = d.session().collection().expect("a collection").known().sums.as_ref().clone();
    draft.predecessor = None;
    draft.units.clear();
    let sum: i128 = draft.value(&CellKey::parse(RECEIVED)).and_then(|v| v.whole()).expect("a sum");
    enter(&mut draft, RECEIVED, &(sum + 2).to_string());
    let path = d.path("底稿.gknb");
    save(&path, &draft);
    d.click("差额表");
    assert!(d.shows("还没有去年汇总数，请在上面放上。"));
    d.click_nth("放上本级底稿…", 0);
    assert!(collected(&mut d).draft.is_some(), "{}", d.message());
    // What was just put there is what is shown.
    let shown = rows(&d);
    assert!(!shown.is_empty() && shown.iter().all(|r| r.contains("相差−2")), "{shown:?}");
    d.click(&shown[0]);
    assert!(d.shows("只看不改"));
}

#[test]
fn a_unit_is_sent_back_with_its_sheets_and_what_it_changed_then_is_listed() {
    let mut county = County::new(4, 6);
    county.of(1).errors = 1;
    let mut d = with(&county, &[Some("退回")]);
    d.choose("汇总", "退回…");
    d.click("选…");
    d.click("退回1个单位");
    assert!(d.message().contains("退回了1份"), "{}", d.message());
    let files = std::fs::read_dir(d.path("退回")).expect("made").flatten();
    let names: Vec<String> = files.map(|f| f.file_name().to_string_lossy().into_owned()).collect();
    let has = |end: &str| names.iter().any(|n| n.contains(&name(1)) && n.ends_with(end));
    assert!(has(".pdf") && has(".docx") && names.contains(&"退回通知.txt".to_string()), "{names:?}");
    assert_eq!(state_of(&mut d, 1), UnitState::Returned);
    county.enter(1, RECEIVED, "77");
    let file = d.path(&county.of(1).file.clone());
    save(&file, &county.of(1).report);
    d.drop_files(&[file]);
    d.click("按错误排");
    let row = rows(&d).into_iter().find(|r| r.starts_with(&name(1))).expect("listed");
    d.click(&row);
    assert!(d.shows("退回以后改了") && d.shows("→ 77"), "{}", d.message());
}

#[test]
fn the_report_of_the_sums_is_begun_and_brought_up_to_date_later_with_its_words_kept() {
    let mut county = County::new(4, 6);
    county.enter(1, RECEIVED, "10");
    let mut d = with(&county, &[Some("年报"), Some("年报.gknb")]);
    d.choose("汇总", "生成汇总年报…");
    assert!(d.shows("本报告的统计数据由"));
    d.click("新做一份");
    let before: i128 = d.cell(RECEIVED).parse().expect("a sum");
    let words = Part::Before(Section::Problems);
    let own = Edit::Text(words, crate::made::reports::paras(&["自己写的一段。"]));
    d.session().apply("写", None, [own]);
    d.keys(Modifiers::COMMAND, Key::S);
    assert!(d.path("年报.gknb").exists(), "{}", d.message());
    county.enter(1, RECEIVED, "15");
    save(&d.path(&county.of(1).file.clone()), &county.of(1).report);
    let collection = d.path("汇总.gknh");
    d.session().begin_reading(Reading::File(collection));
    d.run();
    let file = d.path(&county.of(1).file.clone());
    d.drop_files(&[file]);
    d.choose("汇总", "生成汇总年报…");
    d.click("更新以前生成的…");
    // What is not saved is asked about first, and Enter saves it.
    assert!(d.shows("有还没保存的修改") && d.focused() == "保存", "{}", d.focused());
    d.key(Key::Enter);
    assert!(d.shows(&format!("{before} → {}", before + 5)), "{}", d.message());
    assert_eq!(d.focused(), "更新并打开");
    d.key(Key::Enter);
    assert_eq!(d.cell(RECEIVED), (before + 5).to_string(), "{}", d.message());
    assert_eq!(d.part(words), "自己写的一段。");
    assert!(d.message().contains("还没有保存"), "{}", d.message());
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.cell(RECEIVED), before.to_string());
}

#[test]
fn a_number_changed_by_hand_stands_first_in_the_list_and_is_kept_by_its_tick() {
    const FEE: &str = "disclosure.fees.fee/amount";
    let mut d = with(&County::new(4, 6), &[Some("年报"), Some("年报.gknb"), Some("年报.gknb")]);
    d.choose("汇总", "生成汇总年报…");
    d.click("新做一份");
    let (fee, cell) = (d.cell(FEE), CellKey::parse(FEE));
    let form = d.report().form();
    d.session().apply("改", None, [Edit::enter(form, &cell, "150")]);
    d.keys(Modifiers::COMMAND, Key::S);
    let collection = d.path("汇总.gknh");
    for kept in [true, false] {
        d.session().begin_reading(Reading::File(collection.clone()));
        d.run();
        d.choose("汇总", "生成汇总年报…");
        d.click("更新以前生成的…");
        assert!(d.shows("年报里手改过的（1处），打钩的保留"), "{}", d.message());
        if !kept {
            d.click(&format!("{}：150（合计是{fee}）", form.cell_name(&cell)));
        }
        d.click("更新并打开");
        assert_eq!(d.cell(FEE), if kept { "150".to_string() } else { fee.clone() });
        d.session().undo();
    }
}

#[test]
fn the_tables_of_a_collection_are_written_as_a_workbook_and_as_pages() {
    let county = County::new(4, 6);
    let mut d = with(&county, &[Some("表"), Some("表.pdf")]);
    for _ in 0..2 {
        d.choose("汇总", "导出汇总的表…");
    }
    let begins = |name: &str, with: &[u8]| std::fs::read(d.path(name)).is_ok_and(|b| b.starts_with(with));
    assert!(begins("表.xlsx", b"PK") && begins("表.pdf", b"%PDF-"));
}

#[test]
fn a_unit_s_report_is_looked_at_from_its_worst_finding_and_takes_no_typing() {
    let mut county = County::new(4, 6);
    // Carried over and received are not what was done with them.
    county.enter(2, RECEIVED, "500");
    let mut d = with(&county, &[]);
    let row = rows(&d).into_iter().find(|r| r.starts_with(&name(2))).expect("listed");
    d.click(&row);
    d.click("看报告");
    assert!(d.shows("只看不改") && !d.shows("审核别人的报告"));
    // The errors come first, and each leads to its cells.
    d.h.get_all_by_label_contains("自然人列").next().expect("an error").click();
    d.run();
    go_to_sum(&mut d, RECEIVED);
    let before = sum_told(&d, RECEIVED).0;
    d.type_text("7");
    d.key(Key::Delete);
    assert!(before == "500" && sum_told(&d, RECEIVED).0 == before && !d.session().is_changed());
    d.click("‹ 回到各单位");
    assert!(d.shows("应报4 · 已汇总4") && d.session().other().is_none());
}

#[test]
fn a_roster_is_taken_from_a_column_of_a_file() {
    let mut d = Desk::new(&[Some("户册.csv"), Some("没有.csv")]);
    d.session().new_collection(YEAR, OFFICE);
    d.run();
    std::fs::write(d.path("户册.csv"), "1,示范县水利局,张某\n2,示范县教育局,李某\n").expect("written");
    d.choose("汇总", "户册…");
    d.click("从文件选…");
    d.click("第2列：示范县水利局、示范县教育局");
    assert!(d.shows("读出2个单位。"));
    d.click("用这个户册");
    let names: Vec<String> = collected(&mut d).units.iter().map(|u| u.name.clone()).collect();
    assert_eq!(names, ["示范县水利局", "示范县教育局"]);
    d.choose("汇总", "户册…");
    d.click("从文件选…");
    assert!(d.h.query_all_by_label_contains("找不到这个文件").next().is_some(), "{}", d.message());
}

#[test]
fn a_collection_begins_with_last_year_s_units_though_nobody_had_listed_them() {
    let mut last = County::new(5, 6).collection();
    (last.year, last.listed) = (YEAR - 1, false);
    last.submissions.clear();
    let mut d = Desk::new(&[Some("去年.gknh"), Some("今年.gknh")]);
    kept::save(&RealDisk, &d.path("去年.gknh"), &last).expect("saved");
    d.session().new_collection(YEAR, OFFICE);
    d.run();
    d.click("用去年的汇总开始…");
    assert!(d.path("今年.gknh").exists(), "{}", d.message());
    assert_eq!(collected(&mut d).units.len(), 5, "{}", d.message());
    assert!(
        d.shows("应报5 · 已汇总0 · 缺5") && d.message().contains("户册照去年的，5个单位"),
        "{}",
        d.message()
    );
    assert!(collected(&mut d).last.as_ref().is_some_and(|l| l.units.len() == 5));
}

#[test]
fn a_sum_is_adjusted_and_a_unit_changed_by_the_keys_alone() {
    let mut d = with(&County::new(4, 30), &[]);
    d.keys(Modifiers::COMMAND, Key::Num2);
    d.keys(Modifiers::COMMAND, Key::F10);
    assert!(d.focused().ends_with("的来源"), "{}", d.focused());
    d.key(Key::Tab);
    assert_eq!(d.focused(), "调整…");
    d.key(Key::Enter);
    d.type_text("2");
    d.key(Key::Tab);
    d.type_text("电话核实");
    d.key(Key::Enter);
    assert_eq!(collected(&mut d).adjustments.len(), 1, "{}", d.message());
    d.keys(Modifiers::COMMAND, Key::Num1);
    d.key(Key::ArrowDown);
    d.key(Key::F2);
    d.fill("单位名称", "示范县新名局");
    d.key(Key::Enter);
    assert!(!d.shows("从户册里删去") && collected(&mut d).units.iter().any(|u| u.name == "示范县新名局"));
}

#[test]
fn the_last_column_of_the_sums_is_seen_whole_in_a_small_window() {
    let mut d = with(&County::new(6, 4), &[]);
    d.keys(Modifiers::COMMAND, Key::Num2);
    d.click("复议诉讼");
    for width in (1000..1060).step_by(3) {
        d.h.set_size(egui::vec2(width as f32, 600.0));
        d.run();
        let right = sum_node(&d, "review.count/suit_after_review.total").rect().right();
        let side = d.h.get_by_label("调整…").rect().left();
        assert!(right < side, "{width}: {right} {side}");
    }
}

#[test]
fn what_is_to_be_seen_to_and_what_differs_are_walked_by_the_keys() {
    let mut county = County::new(6, 4);
    [1, 2].into_iter().for_each(|n| county.of(n).errors = 1);
    county.absent(4);
    let mut d = with(&county, &[Some("底稿.gknb")]);
    d.keys(Modifiers::COMMAND, Key::Num4);
    assert!(d.focused().contains(&name(4)), "{}", d.focused());
    d.key(Key::ArrowDown);
    assert!(d.focused().contains(&name(1)) && d.shows(&format!("到{}", name(1))), "{}", d.focused());
    d.key(Key::End);
    assert!(d.focused().contains(&name(2)), "{}", d.focused());
    // Tab goes on to what can be done about it.
    d.key(Key::Tab);
    assert_eq!(d.focused(), format!("到{}", name(2)));
    d.keys(Modifiers::COMMAND, Key::Num4);
    d.key(Key::Enter);
    assert!(d.focused().starts_with("单位列表") && d.focused().contains(&name(2)), "{}", d.focused());
    let mut draft = d.session().collection().expect("a collection").known().sums.as_ref().clone();
    (draft.predecessor, draft.units) = (None, Vec::new());
    for (key, by) in [(RECEIVED, 9), (GRANTED, 2)] {
        let sum: i128 = draft.value(&CellKey::parse(key)).and_then(|v| v.whole()).expect("a sum");
        enter(&mut draft, key, &(sum + by).to_string());
    }
    save(&d.path("底稿.gknb"), &draft);
    d.keys(Modifiers::COMMAND, Key::Num3);
    d.click("放上本级底稿…");
    d.keys(Modifiers::COMMAND, Key::Num3);
    let first = d.focused();
    d.key(Key::ArrowDown);
    assert!(first.starts_with("差额表") && d.focused() != first, "{first} {}", d.focused());
    d.key(Key::Enter);
    assert!(d.shows("只看不改：数由各单位的加起来"));
}

#[test]
fn the_government_s_own_report_among_the_units_becomes_the_draft_and_is_asked_about_no_more() {
    let county = County::new(5, 21);
    let mut d = Desk::new(&[Some("汇总")]);
    d.session().new_collection(YEAR, OFFICE);
    d.session().collect(vec![gongkai::collect::edit::CollectEdit::Roster(county.roster.clone())]);
    d.run();
    let dir = d.dir.path().to_path_buf();
    county.handed.iter().for_each(|h| save_in(&dir.join("各单位"), h));
    let mut own = county.handed[0].clone();
    own.report.office.name = OFFICE.into();
    own.file = "本级.gknb".into();
    save_in(&dir.join("各单位"), &own);
    d.drop_files(&[dir.join("各单位")]);
    d.run();
    // There is no unit to ask for.
    assert!(d.shows("应报5 · 已汇总5") && !d.shows("这是本级政府自己的年报吗？"), "{}", d.message());
    d.choose("汇总", "认定单位…");
    assert!(d.shows("这是本级政府自己的年报吗？") && !d.shows("户册里的单位："));
    // A unit may have headed its own with the government's name.
    d.click("其实是一个单位的…");
    assert!(d.shows("户册里的单位："));
    d.click("放上本级底稿");
    let asked = |d: &mut Desk| {
        let open = d.session().collection().expect("a collection");
        open.known().overview.findings.iter().any(|f| f.code == "U107")
    };
    assert!(!d.shows("这是本级政府自己的年报吗？") && !asked(&mut d));
    assert!(collected(&mut d).draft.is_some());
    d.keys(Modifiers::COMMAND, Key::Z);
    assert!(asked(&mut d));
}

#[test]
fn a_report_of_another_year_is_sent_back_where_it_is_told_of() {
    let mut county = County::new(5, 6);
    county.of(2).report.year = YEAR - 1;
    let mut d = with(&county, &[]);
    d.click("要处理的（1）");
    d.click("退回这一份…");
    d.click("退回1个单位");
    let sent = collected(&mut d).returns.clone();
    let asked = format!("报来的是{}年的报告，请报{YEAR}年的", YEAR - 1);
    assert!(sent.len() == 1 && sent[0].asked == [asked], "{sent:?}");
    d.choose("汇总", "退回…");
    assert!(d.shows("退回0个单位"));
    d.click("取消");
    assert!(d.shows("要处理的（2）"));
}

#[test]
fn a_made_report_that_is_closed_leads_back_to_its_collection() {
    let mut d = with(&County::new(4, 6), &[]);
    d.choose("汇总", "生成汇总年报…");
    d.click("新做一份");
    assert!(d.session().document().is_some());
    d.keys(Modifiers::COMMAND, Key::W);
    if d.shows("还没保存的修改") {
        d.click("不保存");
    }
    d.run();
    assert!(d.session().collection().is_some() && d.shows("应报4 · 已汇总4"), "{}", d.message());
    d.keys(Modifiers::COMMAND, Key::W);
    assert!(d.session().collection().is_none());
}

#[test]
fn an_earlier_version_of_a_collection_is_compared_and_taken_back() {
    let county = County::new(4, 6);
    let mut d = with(&county, &[]);
    d.choose("汇总", "新增单位…");
    d.fill("单位名称", "示范县林业局");
    d.click("确定");
    d.keys(Modifiers::COMMAND, Key::S);
    assert!(!d.session().is_changed(), "{}", d.message());
    d.choose("文件", "以前的版本…");
    let labels = d.h.query_all_by_label_contains("年").filter_map(|n| n.accesskit_node().label());
    let mut labels: Vec<String> = labels.collect();
    labels.retain(|l| l.contains(':') && !l.contains("现在的"));
    let older = labels.pop().expect("a version");
    d.click(&older);
    assert!(d.h.query_all_by_label_contains("林业局").next().is_some());
    d.click("回到这一版");
    assert_eq!(collected(&mut d).units.len(), 4);
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(collected(&mut d).units.len(), 5);
}

#[test]
fn taking_in_that_is_called_off_keeps_what_was_read_and_says_what_was_not() {
    let county = County::new(80, 6);
    let mut d = with(&County::new(80, 6), &[]);
    put(&d.path("各单位"), &county);
    d.session().new_collection(YEAR, OFFICE);
    let path = d.path("又.gknh");
    d.session().save_as(&path);
    d.run();
    let folder = d.path("各单位");
    // What was read by then is taken in; a stop that comes at once leaves all for another time.
    d.session().begin_taking(vec![folder]);
    d.session().call_off();
    assert_eq!(d.session().arrive(LONG), Arrived::Taken);
    let n = collected(&mut d).submissions.len();
    assert!(n < 80 && d.message().contains(&format!("读了{n}份")), "{n} {}", d.message());
    assert!(d.message().contains(&format!("还有{}份没有读", 80 - n)), "{}", d.message());
}

#[test]
fn what_is_found_is_put_right_where_it_is_told() {
    let mut county = County::new(6, 4);
    let copied = county.of(3).report.cells.clone();
    county.of(4).report.cells = copied;
    county.enter(0, "review.count/suit_after_review.upheld", "1");
    let mut d = with(&county, &[]);
    d.click("要处理的（3）");
    assert!(d.shows("共3项，其中错误2项。"));
    d.click("是同一个单位，合并");
    // Two files of one unit now, which count once.
    assert!(d.shows("要处理的（1）") && d.shows("已汇总5"));
    let c = collected(&mut d);
    assert!(c.units.len() == 5 && c.units[3].names().any(|n| *n == name(4)));
}

#[test]
fn suits_that_count_once_are_said_to_once() {
    let mut county = County::new(6, 4);
    county.enter(0, "review.count/suit_after_review.upheld", "1");
    let mut d = with(&county, &[]);
    d.click("要处理的（1）");
    d.click("没有重复计…");
    d.fill("理由", "已逐案核对");
    d.click("确定");
    assert!(d.shows("没有要处理的了。"));
    let c = collected(&mut d);
    assert_eq!(c.co_defendants.as_ref().expect("ruled").ruling.reason, "已逐案核对");
}

#[test]
fn which_of_two_files_is_meant_is_said_by_its_name() {
    let mut county = County::new(5, 2);
    let mut other = county.of(2).clone();
    other.file = format!("{}/更正.gknb", name(2));
    enter(&mut other.report, RECEIVED, "777");
    county.handed.push(other);
    let mut d = with(&county, &[]);
    d.click("要处理的（1）");
    d.click("用“更正.gknb”…");
    assert!(d.shows("没有计入：用“更正.gknb”。"));
    d.fill("理由", "单位说以这一份为准");
    d.click("确定");
    let open = d.session().collection().expect("a collection");
    let place = open.collection().form().ledger().place(RECEIVED).expect("a cell");
    let own = open.known().overview.standing.figures(2).expect("counted");
    assert_eq!(own.value(place).and_then(|v| v.whole()), Some(777));
}

#[test]
fn whose_each_report_is_can_be_said_by_the_keys_alone_and_no_answer_is_taken_over() {
    let county = County::new(6, 21);
    let mut d = Desk::new(&[Some("汇总")]);
    d.session().new_collection(YEAR, OFFICE);
    d.run();
    d.session().collect(vec![gongkai::collect::edit::CollectEdit::Roster(county.roster.clone())]);
    let mut handed = county.clone();
    for n in [3, 4] {
        handed.of(n).report.office.name = format!("示范县某某{n}中心");
    }
    handed.handed.iter_mut().for_each(|h| h.file = format!("各单位/{}", h.file));
    let dir = d.dir.path().to_path_buf();
    put(&dir, &handed);
    d.drop_files(&[dir.join("各单位")]);
    d.run();
    assert!(d.shows("还有2份认不出单位"), "{}", d.message());
    assert!(d.focused().contains("按名称找单位"), "{}", d.focused());
    let asked = |d: &Desk| if d.shows("某某3中心") { 3 } else { 4 };
    let first = asked(&d);
    d.type_text(&name(first));
    d.key(Key::Enter);
    assert!(d.shows("还有1份认不出单位"));
    // Enter again says nothing of the next.
    d.key(Key::Enter);
    assert!(d.shows("还有1份认不出单位") && d.focused().contains("按名称找单位"), "{}", d.focused());
    let second = asked(&d);
    assert!(second != first);
    d.type_text(&name(second));
    d.key(Key::Enter);
    assert!(!d.shows("这是哪个单位的报告？") && d.shows("应报6 · 已汇总6"), "{}", d.message());
}

#[test]
fn the_pages_of_a_collection_are_reached_by_keys() {
    let mut d = with(&County::new(6, 3), &[]);
    let (sums, gaps, units) =
        ("只看不改：数由各单位的加起来", "相同的也列出", "点一个单位，这里列出它的情况");
    let shown = |d: &Desk| [units, sums, gaps].map(|w| d.shows(w));
    assert_eq!(shown(&d), [true, false, false]);
    d.keys(Modifiers::COMMAND, Key::Num2);
    assert_eq!(shown(&d), [false, true, false]);
    d.keys(Modifiers::COMMAND, Key::PageDown);
    assert_eq!(shown(&d), [false, false, true]);
    d.keys(Modifiers::COMMAND, Key::PageDown);
    assert_eq!(shown(&d), [false; 3]);
    d.keys(Modifiers::COMMAND, Key::PageUp);
    assert_eq!(shown(&d), [false, false, true]);
    d.keys(Modifiers::COMMAND, Key::Num1);
    assert_eq!(shown(&d), [true, false, false]);
}
