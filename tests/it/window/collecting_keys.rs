//! A collection by the keys alone.

use super::collecting::{collected, rows, with};
use super::*;
use crate::made::county::{County, OFFICE, YEAR, name};
use gongkai::collect::roster::Duty;

#[test]
fn what_is_typed_on_the_list_is_looked_for_and_the_card_follows_it() {
    let mut d = with(&County::new(12, 8), &[]);
    d.key(Key::End);
    assert!(d.focused().contains(&name(11)), "{}", d.focused());
    d.type_text("bgs");
    assert!(rows(&d).len() == 1 && d.focused().contains("按名称或拼音找"), "{:?} {}", rows(&d), d.focused());
    // The unit that was chosen stands in the list no more: what is asked is asked of the one that does.
    d.key(Key::ArrowDown);
    assert!(d.focused().starts_with("单位列表") && d.focused().contains(&name(0)), "{}", d.focused());
    d.key(Key::F2);
    assert_eq!(d.field("单位名称"), name(0));
    d.key(Key::Escape);
    d.keys(Modifiers::COMMAND, Key::F);
    assert!(d.focused().contains("按名称或拼音找"), "{}", d.focused());
    d.key(Key::Escape);
    assert!(rows(&d).len() == 12 && d.focused().starts_with("单位列表"), "{}", d.focused());
    // From the sums too; Enter opens the one that was found.
    d.keys(Modifiers::COMMAND, Key::Num2);
    d.keys(Modifiers::COMMAND, Key::F);
    d.type_text(&name(5));
    d.key(Key::Enter);
    assert!(d.shows("只看不改") && d.h.query_all_by_label_contains(&name(5)).next().is_some());
}

#[test]
fn a_sum_is_adjusted_and_a_blank_counted_as_0_by_commands() {
    let mut county = County::new(4, 30);
    county.enter(2, "requests.received/natural", "");
    let mut d = with(&county, &[]);
    d.choose("汇总", "调整合计…");
    assert!(d.message().contains("先到汇总表"), "{}", d.message());
    d.keys(Modifiers::COMMAND, Key::Num2);
    d.choose("汇总", "调整合计…");
    d.type_text("2");
    d.key(Key::Tab);
    d.type_text("电话核实");
    d.key(Key::Enter);
    assert_eq!(collected(&mut d).adjustments.len(), 1, "{}", d.message());
    d.click("申请情况");
    super::collecting::go_to_sum(&mut d, "requests.received/natural");
    d.choose("汇总", "未填按0计…");
    d.type_text("问过");
    d.key(Key::Enter);
    assert_eq!(collected(&mut d).zeros.len(), 1, "{}", d.message());
    super::collecting::go_to_sum(&mut d, "requests.received/total");
    d.choose("汇总", "调整合计…");
    assert!(d.message().contains("分项之和"), "{}", d.message());
}

#[test]
fn an_abolished_unit_goes_to_the_one_that_its_reason_names_and_escape_closes_only_the_list() {
    let mut d = with(&County::new(5, 30), &[]);
    d.key(Key::ArrowDown);
    d.key(Key::F2);
    d.click("撤并");
    d.fill("免报或撤并的理由", &format!("2025年6月并入{}", name(3).trim_start_matches("示范县")));
    d.h.get_by_label("并入哪个单位").focus();
    d.run();
    d.key(Key::Space);
    d.key(Key::Escape);
    assert!(d.shows("改单位") && d.field("免报或撤并的理由").starts_with("2025"), "the question stays");
    d.click("确定");
    let duty = collected(&mut d).units[0].duty.clone();
    let Duty::Abolished { successor, .. } = duty else { panic!("{duty:?}") };
    assert_eq!(successor, Some(name(3)));
    assert!(d.shows(&format!("并入{}", name(3))), "the card says it");
}

#[test]
fn a_roster_out_of_a_file_is_taken_by_enter_alone() {
    let mut d = Desk::new(&[Some("户册.csv")]);
    d.session().new_collection(YEAR, OFFICE);
    d.run();
    let list = "单位名称,类别,备注\n示范县水利局,部门,\n示范县教育局,部门,今年机构改革并入\n";
    std::fs::write(d.path("户册.csv"), list).expect("written");
    d.choose("汇总", "户册…");
    d.click("从文件选…");
    assert!(d.focused().starts_with("照表头读"), "{}", d.focused());
    d.key(Key::Enter);
    assert_eq!(d.focused(), "用这个户册");
    d.key(Key::Enter);
    assert_eq!(collected(&mut d).units.len(), 2);
}

#[test]
fn a_command_is_found_first_by_all_of_its_initials() {
    let mut d = with(&County::new(2, 30), &[]);
    d.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    d.type_text("hc");
    d.key(Key::Enter);
    assert!(d.shows("户册：哪些单位报"));
}
