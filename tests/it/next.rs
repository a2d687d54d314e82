//! This year's report from last year's: what carries over, what is renewed, what stays unfilled, what is marked.

use crate::made::dice::Dice;
use crate::made::documents::word;
use crate::made::folder::Folder;
use crate::made::reports::{after, enter};
use crate::made::shapes::report;
use gongkai::app::years_on;
use gongkai::export;
use gongkai::form::Role;
use gongkai::form::table::CellKey;
use gongkai::report::last_years_text;
use gongkai::report::text::{Para, Run};
use gongkai::report::value::Cell;
use gongkai::report::{Date, Part, Report, Section, next_year, totals};
use gongkai::store::project;
use std::path::Path;

fn begun(last: &Report) -> Report {
    next_year::begin(last, "去年.docx", "00")
}

#[test]
fn only_what_the_form_carries_over_is_filled() {
    for (year, seed) in [(2019, 1), (2020, 2), (2021, 3), (2024, 4)] {
        let last = report(year, seed, seed * 5);
        let r = begun(&last);
        assert_eq!(r.year, year + 1);
        let (to, from) = (&r.form().role(Role::CarriedIn)[0], &last.form().role(Role::CarriedOut)[0]);
        let sums = totals(r.form());
        for key in r.form().cells() {
            if key.row() == to && !sums.contains(&key) {
                let source = CellKey::new(from, key.column());
                assert_eq!(r.value(&key), last.value(&source), "{key}");
                if r.value(&key).is_some() {
                    assert_eq!(next_year::source_of(&r, &key), Some(source));
                }
            } else {
                let wanted = if sums.contains(&key) { Cell::Computed } else { Cell::Unfilled };
                assert_eq!(r.cell(&key), wanted, "{key}");
            }
        }
        assert_eq!(*r.predecessor.as_ref().expect("kept").snapshot, last.snapshot());
        assert_eq!(r.signature.date, None);
        assert_eq!(r.signature.office, last.signature.office);
    }
}

/// From the first second a finding named a sum that nobody had typed yet.
#[test]
fn what_does_not_fit_among_last_years_numbers_alone_is_no_finding_of_this_years() {
    let mut last = report(2024, 1, 0);
    last.sections[0].before = vec![
        Para::plain("主动公开信息71条，其中通知公告31条、政策文件30条。"),
        Para::plain("网站公开188条，占178%。"),
        Para::plain("收到申请20件，其中予以公开3件、不予公开2件，占比101%。"),
        Para::plain("全年共收到政府信息公开申请17件，较2023年的13件增加4件，增长30.8%。"),
    ];
    let r = begun(&last);
    let of = |r: &Report| -> Vec<String> {
        let all = gongkai::checks::run(r, None).into_iter();
        all.filter(|f| ["N106", "N108"].contains(&f.code)).map(|f| f.message).collect()
    };
    assert!(!of(&last).is_empty());
    assert_eq!(of(&r), Vec::<String>::new());
    // Its years moved on are no numbers of this year's.
    let mut moved = r.clone();
    let behind = years_on::behind(&r);
    assert!(behind.iter().any(|b| b.year == 2023), "{behind:#?}");
    years_on::move_on(&r, &behind).into_iter().for_each(|e| e.apply(&mut moved));
    assert_eq!(of(&moved), Vec::<String>::new());
    // Once one of them is this year's it is asked.
    let mut typed = r.clone();
    let old = |t: &str| Run::old(t);
    let words = vec![old("网站公开188条，占"), Run::text("179"), old("%。")];
    typed.sections[0].before[1] = Para::Text(words);
    assert!(of(&typed).iter().any(|m| m.contains("179")), "{:?}", of(&typed));
}

/// 如下图所示。 stood there with no picture below.
#[test]
fn last_years_pictures_come_along_to_be_looked_at() {
    const PART: Part = Part::Before(Section::Overview);
    let mut last = report(2024, 1, 0);
    let picture = Para::picture(vec![1, 2, 3].into(), "图1　公开渠道".into());
    last.sections[0].before = vec![Para::plain("公开渠道如下图所示。"), picture.clone()];
    let r = begun(&last);
    let left = last_years_text::list_of(&r, PART);
    assert_eq!(left.len(), 2, "{left:#?}");
    assert!(left[1].picture && left[1].dated && left[1].quote.words.contains("图1"), "{left:#?}");
    assert!(r.paras(PART)[1].is_old());
    // It is kept so in the file, and typed around so.
    let file = project::encode(&r).expect("writes");
    assert_eq!(project::decode(file.as_bytes(), Path::new("a.gknb")).expect("reads"), r);
    let mut one = r.clone();
    last_years_text::confirm(&r, &left[1]).expect("an edit").apply(&mut one);
    assert_eq!((last_years_text::list_of(&one, PART).len(), &one.paras(PART)[1]), (1, &picture));
    let mut all = r.clone();
    last_years_text::confirm_all(&r).into_iter().for_each(|e| e.apply(&mut all));
    assert!(last_years_text::list(&all).is_empty() && all.paras(PART)[1] == picture);
}

#[test]
fn headings_and_preambles_that_tell_of_last_year_are_marked_though_no_figure_stands_in_them() {
    let mut last = report(2024, 1, 0);
    let told = [
        "（二）办结依申请公开十二件",
        "1.开展培训两次",
        "（六）培训覆盖率百分之百",
        "（一）深入推进公开，获评全市先进单位",
        "（四）二〇二四年平台建设",
        "（九）公开工作位居全市前列",
        "（一）首次开展第三方评估工作",
        "（二）建成全市首个政务公开体验平台",
        "（五）全面取消复印收费",
        "（十）获省政府办公厅通报表扬的先进情况",
        "（一）主动公开力度不足",
        "1.政策解读质量不足",
        "（四）被提起行政诉讼",
        "（五）收到行政复议申请",
        "（七）新媒体建设水平提升",
        "（二）公开渠道进一步拓展",
        "（三）开展政务公开培训",
    ];
    let names = [
        "（一）主动公开",
        "（一）下一步工作打算",
        "1.加强队伍建设",
        "（四）政府信息公开平台建设情况",
        "1.存在的主要问题",
        "（2）改进措施",
        "（二）被提起行政诉讼情况",
        "（三）存在的问题和不足",
        "（一）主动公开。",
    ];
    last.sections[0].before = told.iter().chain(&names).map(|t| Para::plain(*t)).collect();
    last.preamble = vec![Para::plain(
        "本报告根据《中华人民共和国政府信息公开条例》编制。联系人：李某。我局新设政务公开科，负责年度报告编制工作。因机构改革，我局网站并入门户网站。",
    )];
    let r = begun(&last);
    let marked = |p: &Para| p.is_old();
    for (p, t) in r.sections[0].before.iter().zip(told.iter().chain(&names)) {
        assert_eq!(marked(p), told.contains(t), "{t}");
    }
    let Para::Text(runs) = &r.preamble[0] else { panic!("text") };
    let old: String = runs.iter().filter(|r| r.is_old()).filter_map(|r| r.own_words()).collect();
    assert_eq!(
        old,
        "联系人：李某。我局新设政务公开科，负责年度报告编制工作。因机构改革，我局网站并入门户网站。"
    );
}

#[test]
fn sentences_of_the_preamble_that_begin_like_its_usual_ones_passed_for_them() {
    let told = [
        "由于系统故障，部分数据未纳入统计。",
        "报告期内，网站完成改版。",
        "按照机构改革要求，信息公开办公室并入区数据局，年度报告由区数据局编制。",
        "统计数据不含新划入的自然资源所。",
        "按要求，本年度首次公布局属学校年度报告。",
        "欢迎查阅新上线的网站。",
        "本年度，我局收到政府信息公开申请。",
        "有因政府信息公开被申请行政复议、提起行政诉讼的情况。",
        "我局发布《云溪区水资源管理办法》。",
        "根据《云溪区水资源管理办法》编制。",
        "本单位信息公开平台电话、地址有改进。",
    ];
    let usual =
        ["本报告依据《中华人民共和国政府信息公开条例》编制。", "如对本报告有疑问，请与我局办公室联系。"];
    let mut last = report(2024, 1, 0);
    last.preamble = told.iter().chain(&usual).map(|t| Para::plain(*t)).collect();
    let r = begun(&last);
    for (p, t) in r.preamble.iter().zip(told.iter().chain(&usual)) {
        assert_eq!(p.is_old(), told.contains(t), "{t}");
    }
}

#[test]
fn title_period_letters_and_deadline_are_renewed_and_the_rest_is_marked() {
    let mut last = report(2020, 1, 0);
    last.preamble = vec![Para::plain(
        "根据《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）编制，统计期限自2020年1月1日起至2020年12月31日止。2020年我局加强了公开。本报告由总体情况等六部分组成。",
    )];
    let r = begun(&last);
    assert_eq!(r.title_line(), "示范市云溪区水务局2021年政府信息公开工作年度报告");
    assert_eq!(r.letters, ["国办公开办函〔2021〕30号"]);
    assert_eq!(r.deadline, Date::new(2022, 1, 31));
    let words = r.words(Part::Preamble);
    assert!(words.contains("自2021年1月1日起至2021年12月31日止"), "{words}");
    assert!(
        words.contains(
            "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）"
        ),
        "{words}"
    );
    let Para::Text(runs) = &r.preamble[0] else { panic!("text") };
    let old = |t: &str| runs.iter().any(|r| r.is_old() && r.own_words().is_some_and(|o| o.contains(t)));
    assert!(old("2020年我局加强了公开"));
    assert!(!old("2021年"));
    assert!(!old("六部分"), "true every year, whatever stands beside it");
    // Every word of every section, headings that are names apart, waits for a look.
    for section in r.form().order() {
        for p in r.paras(Part::Before(section)) {
            let Para::Text(runs) = p else { continue };
            let heading = Para::level(&p.resolved(&r)).is_some();
            assert!(heading || runs.iter().all(Run::is_old), "{p:?}");
        }
    }
    assert!(r.notes.iter().any(|n| n.text.contains("其他对外管理服务事项")));
    assert!(r.notes.iter().any(|n| n.text.contains("现行有效件数")));
}

#[test]
fn nothing_of_last_years_prose_is_lost() {
    let mut dice = Dice(3);
    for seed in 0..20 {
        let last = report(2019 + dice.roll(6) as u16, seed, 10);
        let r = begun(&last);
        for section in r.form().order() {
            for part in [Part::Before(section), Part::After(section)] {
                assert_eq!(r.words(part), last.words(part));
            }
        }
        let mut confirmed = r.clone();
        for e in last_years_text::confirm_all(&r) {
            e.apply(&mut confirmed);
        }
        assert!(last_years_text::list(&confirmed).is_empty());
        assert_eq!(export::json::write(&confirmed), export::json::write(&r));
    }
}

#[test]
fn the_command_begins_a_report_from_a_word_file() {
    let d = Folder::new();
    d.write("去年.docx", word(&report(2024, 9, 0)));
    d.ok(&["next", "去年.docx", "-o", "今年.gknb"]);
    let r = d.load("今年.gknb");
    assert_eq!((r.year, r.predecessor.as_ref().map(|p| p.path.as_str())), (2025, Some("去年.docx")));
    assert_eq!(d.run(&["next", "没有", "-o", "x.gknb"]).status.code(), Some(2));
}

#[test]
fn what_last_years_report_has_wrong_beside_its_own_predecessor_is_told() {
    let d = Folder::new();
    let mut before = report(2023, 5, 0);
    enter(&mut before, "requests.carried_out/natural", "4");
    let mut last = after(report(2024, 5, 0), before);
    enter(&mut last, "requests.carried_in/natural", "1");
    d.save("去年.gknb", &last);
    d.ok(&["next", "去年.gknb", "-o", "今年.gknb"]);
    let said: Vec<String> = d.load("今年.gknb").notes.into_iter().map(|n| n.text).collect();
    assert!(said.iter().any(|t| t.contains("去年的报告自己有")), "{said:?}");
    let carried = |t: &String| t.starts_with("去年的报告“三 ") && t.contains("上年结转");
    assert!(said.iter().any(carried), "{said:?}");
}
