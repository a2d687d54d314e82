//! 版式: what an office chooses about its pages is on all that is made of them, goes with its name from report to report,
//! and says what can't be had.

use crate::made::folder::Folder;
use crate::made::reports::paras;
use crate::made::{fonts, root, with_installed};
use gongkai::app::read_back;
use gongkai::export;
use gongkai::import;
use gongkai::page::fonts::Fonts;
use gongkai::page::pages::{Colour, Ink};
use gongkai::page::{LEFT, MM, PAPER, PITCH, Pages, TEXT, TOP, WIDTH, blocks, lay_out};
use gongkai::report::edit::filled;
use gongkai::report::{Date, FaceRole, Issue, NumberPlace, NumberStyle, Report, StyleSet, next_year};
use gongkai::store::fonts::Reserve;
use gongkai::store::settings::Settings;
use gongkai::store::{RealDisk, project, style_file};
use std::path::Path;
use std::sync::Arc;

const OFFICE: &str = "示范市云溪区水务局";

/// A report of so many paragraphs with a red head and a 版记.
pub fn headed(paragraphs: usize) -> Report {
    let mut r =
        filled(2025, OFFICE, &[("requests.received/natural", "3"), ("requests.done.granted/natural", "3")]);
    r.preamble = paras(&["根据《中华人民共和国政府信息公开条例》编制本报告。"]);
    r.sections[0].before =
        paras(&vec!["围绕河道治理、供水保障公开信息，办好群众申请。"; paragraphs]);
    r.sections[4].before = paras(&["公开栏更新不够及时，已改为每周检查一次。"]);
    r.sections[5].before = paras(&["无其他需要报告的事项。"]);
    r.signature.date = Date::new(2026, 1, 20);
    (r.layout.style.red_head, r.layout.style.imprint) = (true, true);
    r.layout.issue = Issue {
        number: "云水〔2026〕3号".into(),
        copies_to:
            "区政府办公室，区各乡镇人民政府、街道办事处，区发展改革委、区财政局、区自然资源局、区农业农村局"
                .into(),
        date: "2026年1月21日".into(),
        ..Issue::default()
    };
    r
}

/// Words, left, right, baseline and size of each line of a page, and its colour.
fn lines(pages: &Pages, page: usize) -> Vec<(String, [f32; 4], Colour)> {
    let of = |i: &gongkai::page::pages::Item| match &i.ink {
        Ink::Run { line, y, size } => {
            let words = line.glyphs.iter().map(|g| g.ch).collect();
            let left = line.glyphs.first().map_or(0.0, |g| g.x);
            let right = line.glyphs.last().map_or(0.0, |g| g.x + g.advance);
            Some((words, [left, right, *y, *size], i.colour))
        }
        _ => None,
    };
    pages.pages[page].items.iter().filter_map(of).collect()
}

fn boxes(pages: &Pages, page: usize) -> Vec<([f32; 4], Colour)> {
    let of = |i: &gongkai::page::pages::Item| match i.ink {
        Ink::Fill { x0, y0, x1, y1, .. } => Some(([x0, y0, x1, y1], i.colour)),
        _ => None,
    };
    pages.pages[page].items.iter().filter_map(of).collect()
}

#[test]
fn a_red_head_stands_as_the_norm_says() {
    let pages = lay_out(&blocks::of(&headed(3)), &fonts());
    let lines = lines(&pages, 0);
    let (words, [left, right, y, size], colour) = &lines[0];
    assert_eq!((words.as_str(), *colour), ("示范市云溪区水务局文件", Colour::Red));
    assert!((y - size * 0.88 - TOP - 35.0 * MM).abs() < 0.1, "35 mm below the block's top");
    assert!(((left - LEFT) - (LEFT + WIDTH - right)).abs() < 0.5, "in the middle");
    let (words, [_, _, number, _], colour) = &lines[1];
    assert_eq!((words.as_str(), *colour), ("云水〔2026〕3号", Colour::Black));
    assert!(number - y > 2.0 * PITCH, "two blank lines");
    let [(rule, Colour::Red)] = boxes(&pages, 0)[..] else { panic!("one rule") };
    assert!((rule[2] - rule[0] - WIDTH).abs() < 0.01, "as wide as the block");
    assert!((rule[1] - number - 0.12 * TEXT - 4.0 * MM).abs() < 0.1, "4 mm below the number");
    let (title, [_, _, y, size], _) = &lines[2];
    assert!(title.starts_with(OFFICE) && y - size - rule[3] > 2.0 * PITCH - 12.0, "{title} {y}");
    assert!(lines[3..].iter().all(|(.., c)| *c == Colour::Black));
}

#[test]
fn a_long_mark_stays_in_the_block() {
    let mut r = headed(1);
    r.layout.issue.mark =
        "示范维吾尔自治区云溪哈萨克自治州察布查尔锡伯自治县人力资源和社会保障事业发展服务中心文件".into();
    let pages = lay_out(&blocks::of(&r), &fonts());
    let red: Vec<_> = lines(&pages, 0).into_iter().filter(|(.., c)| *c == Colour::Red).collect();
    assert!(red.len() > 1 && red.iter().map(|(w, ..)| w.as_str()).collect::<String>() == r.layout.issue.mark);
    let [.., (last, ..)] = &red[..] else { panic!("lines") };
    assert_eq!(last, "人力资源和社会保障事业发展服务中心文件", "smaller, but in whole meanings");
    assert!(red.iter().all(|(_, [left, right, ..], _)| *left >= LEFT - 0.1 && *right <= LEFT + WIDTH + 0.1));
}

/// The mark was reckoned with other lines than it was set in: the red rule struck the second of them.
#[test]
fn no_line_of_a_red_head_is_struck_by_its_rule_however_the_mark_breaks() {
    let centre = "（示范市云溪区退役军人服务和公务员管理综合保障中心事务处）";
    let marks = [
        format!("云溪区局{centre}文件"),
        format!("{centre}{centre}文件"),
        format!("示范市云溪区水务局{centre}文件"),
        "示范市云溪区水务局河道管理处供水保障处办公室".repeat(5),
        "SHIFAN".repeat(30),
    ];
    for mark in marks {
        for number in ["", "云水〔2026〕3号", &"云水〔2026〕3号、".repeat(9)] {
            let mut r = headed(1);
            (r.layout.issue.mark, r.layout.issue.number) = (mark.clone(), number.into());
            let pages = lay_out(&blocks::of(&r), &fonts());
            let rule = boxes(&pages, 0).into_iter().find(|(_, c)| *c == Colour::Red).expect("the rule").0[1];
            let (lines, said) = (lines(&pages, 0), format!("{mark} {number}"));
            let is_title = |(w, _, c): &(String, _, Colour)| *c == Colour::Black && w.contains(OFFICE);
            let (head, below) = lines.split_at(lines.iter().position(is_title).expect("the title"));
            assert!(
                head.iter().all(|(_, [_, _, y, size], _)| y + 0.12 * size <= rule),
                "{said}: {rule} {head:?}"
            );
            assert!(
                below.iter().all(|(_, [_, _, y, size], _)| y - 0.88 * size >= rule),
                "{said}: {rule} {below:?}"
            );
            let mut feet: Vec<f32> = head.iter().map(|(_, [_, _, y, _], _)| *y).collect();
            let tops = head.iter().map(|(_, [_, _, y, size], _)| y - 0.88 * size).skip(1);
            feet.pop();
            assert!(feet.iter().zip(tops).all(|(y, top)| top >= y - 0.1), "{said}: lines over one another");
        }
    }
}

#[test]
fn the_imprint_stands_at_the_foot_of_the_last_page_and_over_nothing() {
    let fonts = fonts();
    for paragraphs in 0..40 {
        let pages = lay_out(&blocks::of(&headed(paragraphs)), &fonts);
        let last = pages.pages.len() - 1;
        let rules = boxes(&pages, last);
        let (first, end) = (rules[rules.len() - 3].0, rules[rules.len() - 1].0);
        assert!((end[3] - (PAPER.1 - 35.0 * MM)).abs() < 0.1, "the last rule is the block's lower edge");
        let lines = lines(&pages, last);
        let (own, above): (Vec<_>, Vec<_>) = lines.iter().partition(|(_, [.., size], _)| *size == 14.0);
        let text: Vec<&str> = own.iter().map(|(w, ..)| w.as_str()).collect();
        assert_eq!(
            (text[0], text[text.len() - 2], text[text.len() - 1]),
            ("抄送：", OFFICE, "2026年1月21日印发")
        );
        assert!(text.len() == 5 && text[2].ends_with('。'), "copies on two lines: {text:?}");
        assert!(above.iter().all(|(_, [_, _, y, _], _)| *y < first[1]), "{paragraphs}");
        // It goes on behind the colon.
        assert_eq!(own[1].1[0], own[2].1[0]);
    }
}

#[test]
fn an_issuer_of_several_lines_ends_them_where_a_meaning_does() {
    let mut r = headed(1);
    r.layout.issue.issuer = "示范维吾尔自治区云溪哈萨克自治州人力资源和社会保障事业发展服务中心".into();
    let pages = lay_out(&blocks::of(&r), &fonts());
    let lines = lines(&pages, pages.pages.len() - 1);
    let own = lines.iter().filter(|(_, [.., size], _)| *size == 14.0).map(|(w, ..)| w.as_str());
    let issuer: Vec<&str> = own.filter(|w| r.layout.issue.issuer.contains(w)).collect();
    assert_eq!(issuer.concat(), r.layout.issue.issuer);
    assert_eq!(issuer[0], "示范维吾尔自治区云溪哈萨克自治州", "{issuer:?}");
}

#[test]
fn page_numbers_are_written_as_the_office_writes_them() {
    let mut r = headed(9);
    let all = lay_out(&blocks::of(&r), &fonts()).pages.len();
    let last = |style: NumberStyle| match style {
        NumberStyle::Dashes => format!("— {all} —"),
        NumberStyle::Plain => all.to_string(),
        NumberStyle::Chinese => format!("第{all}页"),
        NumberStyle::OfAll => format!("{all}/{all}"),
        NumberStyle::ChineseOfAll => format!("第{all}页 共{all}页"),
    };
    for style in NumberStyle::ALL {
        r.layout.style.numbers = style;
        let pages = lay_out(&blocks::of(&r), &fonts());
        let Some(Ink::Run { line, .. }) = &pages.pages[all - 1].number else { panic!("a number") };
        assert_eq!(line.glyphs.iter().map(|g| g.ch).collect::<String>(), last(style));
    }
}

#[test]
fn a_face_is_taken_by_its_name_and_one_that_can_not_be_had_is_told() {
    let mut r = headed(1);
    let faces = [
        (FaceRole::Title, "方正小标宋简体"),
        (FaceRole::Subheading, "楷体_GB2312"),
        (FaceRole::Body, "没有这种字体"),
    ];
    r.layout.style.faces = faces.map(|(role, name)| (role, name.to_string())).into();
    let made = export::pdf(&r, &with_installed()).expect("a PDF");
    let told = made.warnings.join("\n");
    assert!(told.contains("二级标题的字体“楷体_GB2312”不许嵌入文件"), "{told}");
    assert!(told.contains("正文的字体“没有这种字体”在这台电脑上没有"), "{told}");
    let pdf = lopdf::Document::load_mem(&made.bytes).expect("parses");
    let named = |o: &lopdf::Object| Some(o.as_dict().ok()?.get(b"FontName").ok()?.as_name().ok()?.to_vec());
    assert!(pdf.objects.values().filter_map(named).any(|n| n.ends_with(b"TestTitle")));
    let part = |name: &str| {
        let word = export::docx::write(&blocks::of(&r), &with_installed()).expect("a document");
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(word)).expect("a package");
        std::io::read_to_string(zip.by_name(name).expect("the part")).expect("text")
    };
    let (styles, table) = (part("word/styles.xml"), part("word/fontTable.xml"));
    for (_, name) in faces {
        assert!(styles.contains(&format!("w:eastAsia=\"{name}\"")) && table.contains(name), "{name}");
    }
    assert!(!styles.contains("仿宋_GB2312") && styles.contains("黑体"));
    let load = || {
        let mut known = fontdb::Database::new();
        known.load_fonts_dir(root().join("assets/fonts"));
        known
    };
    let names = Fonts::new(None).seeking(Arc::new(Reserve::new(None, load))).at_hand();
    assert!(
        names.iter().any(|n| n == "FandolFang") && !names.iter().any(|n| n.contains("Joined")),
        "{names:?}"
    );
}

#[test]
fn a_report_with_red_head_and_imprint_is_read_back_as_it_is() {
    let r = headed(4);
    for path in ["x.docx", "x.html", "x.ofd"].map(Path::new) {
        let made = export::bytes(&r, path, &fonts).expect("made");
        let differing = read_back::differences(&r, &made.bytes, path);
        assert_eq!(differing, Some(Vec::new()), "{}", path.display());
    }
}

#[test]
fn many_reports_go_out_in_one_style_that_is_named_and_keep_their_own() {
    let d = Folder::new();
    style_file::save(&RealDisk, &d.at("本县.gkbs"), &chosen()).expect("saved");
    let mut own = headed(2);
    own.layout = Default::default();
    for name in ["甲.gknb", "乙.gknb"] {
        project::save(&RealDisk, &d.at(name), &own).expect("saved");
    }
    d.ok(&["export", "甲.gknb", "乙.gknb", "-o", "导出", "--format", "docx", "--style", "本县.gkbs"]);
    d.ok(&["export", "甲.gknb", "-o", "一份.docx", "--style", "本县.gkbs"]);
    for name in ["导出/甲.docx", "导出/乙.docx", "一份.docx"] {
        let made = std::fs::read(d.at(name)).expect("made");
        let back = import::read_document(&made, name, None).expect("read");
        assert!(back.layout.style.red_head && back.layout.style.imprint, "{name}");
    }
    assert_eq!(project::load(&RealDisk, &d.at("甲.gknb")), Ok(own));
    d.refused(&["export", "甲.gknb", "-o", "二.docx", "--style", "没有.gkbs"], "没有.gkbs");
}

fn chosen() -> StyleSet {
    let mut set = headed(1).layout.set();
    set.numbers = NumberPlace::Middle;
    set.style.name = "本县版式".into();
    set.style.faces = [(FaceRole::Body, "方正仿宋_GBK".to_string())].into();
    set
}

#[test]
fn a_style_goes_by_its_file_or_by_a_report_that_has_it() {
    let d = Folder::new();
    let set = chosen();
    style_file::save(&RealDisk, &d.at("本县.gkbs"), &set).expect("saved");
    assert_eq!(style_file::load(&RealDisk, &d.at("本县.gkbs")), Ok(set.clone()));
    let mut r = headed(2);
    r.layout = r.layout.with(set.clone());
    project::save(&RealDisk, &d.at("甲.gknb"), &r).expect("saved");
    assert_eq!(style_file::load(&RealDisk, &d.at("甲.gknb")), Ok(set));
    std::fs::write(d.at("坏.gkbs"), "(style: 1, set: (颜色: 3").expect("written");
    let e = style_file::load(&RealDisk, &d.at("坏.gkbs")).expect_err("damaged").to_string();
    assert!(e.contains("坏.gkbs"), "{e}");
}

#[test]
fn a_style_kept_on_this_computer_takes_the_place_of_that_of_its_name() {
    let d = Folder::new();
    let mut settings = Settings::default();
    settings.keep_style(chosen());
    let other = StyleSet { numbers: NumberPlace::Nowhere, ..chosen() };
    settings.keep_style(other.clone());
    settings.save(&RealDisk, d.path()).expect("saved");
    assert_eq!(Settings::load(&RealDisk, d.path()).0.styles, [other]);
}

#[test]
fn next_years_report_has_the_style_but_not_the_number_and_the_day_of_last_years() {
    let mut last = headed(2);
    last.layout = last.layout.with(chosen());
    let next = next_year::begin(&last, "去年.gknb", "");
    assert_eq!(next.layout.set(), chosen());
    let issue = &next.layout.issue;
    assert!(issue.number.is_empty() && issue.date.is_empty() && !issue.copies_to.is_empty(), "{issue:?}");
}
