//! Pages: varied reports as text dumps (place, face, words), and what must hold of any page. A changed dump
//! is looked at and, if it is right, taken over with `GONGKAI_BLESS=1`; with `GONGKAI_PDFS=folder` the reports
//! are written there as PDFs, Word files and web pages for validators and for the eye.

use crate::made::dice::Dice;
use crate::made::reports::{after, paras};
use crate::made::{blesses, data, fonts};
use gongkai::app::read_back;
use gongkai::export;
use gongkai::import;
use gongkai::page::blocks::{self, DocBlock};
use gongkai::page::fonts::Fonts;
use gongkai::page::pages::{Ink, Item};
use gongkai::page::sheet::PageSheet;
use gongkai::page::structure::{Source, TagRole};
use gongkai::page::{LEFT, MM, PAPER, PITCH, Page, Pages, TEXT, TOP, WIDTH, lay_out, lay_out_filled};
use gongkai::report::edit::{Edit, filled};
use gongkai::report::text::Para;
use gongkai::report::{
    BlankPolicy, ChartKind, Date, LinePitch, PageMargins, PageStyle, Report, Section, TitleSize,
};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// A report signed in January, with every number 0 but these.
fn signed(year: u16, office: &str, numbers: &[(&str, &str)]) -> Report {
    let mut r = filled(year, office, numbers);
    r.signature.date = Date::new(year + 1, 1, 20);
    r
}

const PREAMBLE: &str = "根据《中华人民共和国政府信息公开条例》（国务院令第711号）和《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制本报告。报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成，统计期限自2024年1月1日起至2024年12月31日止。电子版在示范市人民政府门户网站（https://www.example.gov.cn/zwgk/xxgk/ndbg/index.html?year=2024&unit=slj）公布，如有疑问，请与本机关联系（地址：示范市清渠路9号；电话：0000-8309705；邮编：000100）。";
const WORK: &str = "围绕河道治理、供水保障和防汛抗旱，主动公开信息312条，其中政策解读12篇，“一图读懂”6期；办好“我为群众办实事”专栏——全年答复留言85条，办结率100%……";

fn county() -> Report {
    let numbers = [
        ("disclosure.rules.normative_document/issued", "3"),
        ("disclosure.rules.normative_document/in_force", "12"),
        ("disclosure.licensing.licence/decisions", "1286"),
        ("disclosure.fees.fee/amount", "57.32"),
        ("requests.received/natural", "23"),
        ("requests.done.granted/natural", "20"),
        ("requests.done.partly_granted/natural", "3"),
        ("review.count/reconsideration.upheld", "1"),
    ];
    let mut r = signed(2024, "示范市云溪区水务局", &numbers);
    r.preamble = paras(&[PREAMBLE]);
    r.sections[0].before =
        paras(&["（一）主动公开", WORK, "（二）依申请公开", WORK, "1.受理", WORK, "（1）当面", WORK]);
    r.sections[4].before = paras(&[&format!("（一）存在的问题。{WORK}"), WORK]);
    r.sections[5].before = paras(&["无"]);
    r
}

/// A picture of so many dots, in bands.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let dot = |i: u32| [(i / width * 3 % 256) as u8, (i % width % 256) as u8, 120];
    let dots: Vec<u8> = (0..width * height).flat_map(dot).collect();
    encoder.write_header().and_then(|mut w| w.write_image_data(&dots)).expect("a picture");
    out
}

/// The reports by name.
fn cases() -> BTreeMap<&'static str, Report> {
    let township = {
        let mut r = signed(2024, "示范县柳林镇人民政府", &[]);
        r.sections[0].before = paras(&["本年没有应当报告的重大事项。"]);
        r.sections[4].before = paras(&["公开栏更新不够及时，已改为每周检查一次。"]);
        r.sections[5].before = paras(&["无"]);
        r
    };
    let large = {
        let numbers = [
            ("disclosure.licensing.licence/decisions", "11398889"),
            ("disclosure.enforcement.penalty/decisions", "6482910"),
            ("disclosure.fees.fee/amount", "59237.2449"),
            ("requests.received/natural", "128450"),
            ("requests.received/org.business", "23071"),
            ("requests.done.granted/natural", "128450"),
            ("requests.done.granted/org.business", "23071"),
            ("review.count/suit_direct.upheld", "1203"),
        ];
        let mut r = signed(2024, "示范省人民政府", &numbers);
        r.preamble = paras(&[PREAMBLE]);
        r.signature.seal = true;
        r
    };
    let old = {
        let numbers = [
            ("disclosure.licensing.licence/change", "+1036"),
            ("disclosure.enforcement.penalty/change", "-1"),
            ("disclosure.procurement.central/count", "2"),
            ("disclosure.procurement.central/amount", "251000元"),
            ("disclosure.rules.regulation/made", "/"),
        ];
        let mut r = signed(2020, "示范市云溪区水务局", &numbers);
        r.sections[0].before = paras(&[WORK]);
        r
    };
    let turned = {
        let mut r = county();
        r.layout.turned = ["requests".to_string(), "review".to_string()].into();
        r
    };
    let illustrated = {
        let last = signed(2023, "示范市云溪区水务局", &[("requests.received/natural", "17")]);
        let mut r = after(county(), last);
        r.sections[0]
            .before
            .insert(2, Para::picture(picture(640, 360).into(), "图1　河道治理信息公开专栏".into()));
        r.layout.charts = ChartKind::ALL
            .into_iter()
            .zip([Section::Overview, Section::Requests, Section::Requests])
            .collect();
        r
    };
    let long = {
        let mut r = county();
        r.sections[0].before = (0..60)
            .map(|i| match i % 6 {
                0 => Para::plain(format!(
                    "（{}）工作之{}",
                    "一二三四五六七八九十".chars().nth(i / 6).unwrap_or('一'),
                    i
                )),
                3 => Para::plain(format!("{}.具体做法", i % 9 + 1)),
                n => Para::plain(WORK.repeat(n)),
            })
            .collect();
        r
    };
    let titled = {
        let mut r = county();
        let name = "示范维吾尔自治区云溪哈萨克自治州人力资源和社会保障局";
        r.office.name = name.into();
        r.title = paras(&[&format!("{name}2024年政府信息公开工作年度报告")]);
        r.signature.office = name.into();
        r
    };
    let own_style = {
        let mut r = county();
        r.layout.style = PageStyle {
            pitch: LinePitch::Points28,
            margins: PageMargins::Word,
            title: TitleSize::SmallTwo,
            ..PageStyle::default()
        };
        r
    };
    let latin = {
        let mut r = county();
        r.sections[0].before = paras(&[
            "与ISO 9001、GB/T 9704—2012、HTTPS及IPv6等标准有关的信息（含URL https://www.example.gov.cn/a/very/long/path/of/an/article/2024-03-15/index_20240315_1234567890.html）共1,234.5678万元，增长12.5%。",
            "《关于印发〈示范市“十四五”规划（2021—2025年）〉的通知》（示政发〔2021〕30号）、《示范市水污染防治条例》等，“‘三安全一稳定’”，㑇㑊和①②③℃★。",
        ]);
        r
    };
    let blank = {
        let mut r = Report::new(2025, "示范市科技局");
        r.blank_policy = BlankPolicy::Blank;
        r
    };
    let rare = {
        let mut r = county();
        r.office.name = "示范县水氹镇人民政府".into();
        r.title = paras(&["示范县水氹镇人民政府2024年政府信息公开工作年度报告"]);
        r.preamble =
            paras(&["㙟氏、囦囵村民阿卜杜热西提·买买提申请公开䶮堃路、喆昇桥有关信息；黃說裡眾；café。"]);
        r.sections[4].before = paras(&["•公开不够及时", "\u{e001}"]);
        r.signature.office = "示范县水氹镇人民政府".into();
        r
    };
    [
        ("rare", rare),
        ("township", township),
        ("county", county()),
        ("large", large),
        ("edition-2019", old),
        ("turned", turned),
        ("illustrated", illustrated),
        ("long", long),
        ("long-title", titled),
        ("own-style", own_style),
        ("latin", latin),
        ("unfilled", blank),
    ]
    .into()
}

/// Words of a run, and its left and right end.
fn run(line: &gongkai::page::lines::SetLine) -> (String, f32, f32) {
    let words = line.glyphs.iter().map(|g| g.ch).collect();
    let left = line.glyphs.first().map_or(0.0, |g| g.x);
    (words, left, line.glyphs.last().map_or(left, |g| g.x + g.advance))
}

/// Every line of every page: left, right, baseline, size, faces, words.
fn dump(pages: &Pages, fonts: &Fonts) -> String {
    let mut out = String::new();
    for (i, p) in pages.pages.iter().enumerate() {
        let rules = p.items.iter().filter(|i| matches!(i.ink, Ink::Rule { .. })).count();
        let side = if p.turned { "，横排" } else { "" };
        writeln!(out, "第{}页{side}，线{rules}条", i + 1).expect("written");
        for ink in p.items.iter().map(|i| &i.ink).chain(&p.number) {
            match ink {
                Ink::Run { line, y, size } => {
                    let (words, left, right) = run(line);
                    let mut faces: Vec<&str> =
                        line.glyphs.iter().map(|g| fonts.faces[g.face].name.as_str()).collect();
                    faces.dedup();
                    let mut seen = Vec::new();
                    faces.retain(|f| {
                        !seen.contains(f) && {
                            seen.push(*f);
                            true
                        }
                    });
                    let faces: Vec<_> = faces.iter().map(|f| f.trim_start_matches("Gongkai")).collect();
                    writeln!(out, "{left:.1}–{right:.1} {y:.1} {size:.1} {} {words}", faces.join("+"))
                        .expect("written");
                }
                Ink::Fill { x0, y0, x1, y1, grey } => {
                    writeln!(out, "{x0:.1}–{x1:.1} {y0:.1}–{y1:.1} 灰{grey}").expect("written");
                }
                Ink::Picture { x0, y0, x1, y1, .. } => {
                    writeln!(out, "{x0:.1}–{x1:.1} {y0:.1}–{y1:.1} 图").expect("written");
                }
                Ink::Rule { .. } => {}
            }
        }
    }
    out
}

#[test]
fn reports_are_laid_out_as_they_were_when_looked_at() {
    let fonts = fonts();
    let folder = std::env::var_os("GONGKAI_PDFS").map(PathBuf::from);
    for (name, report) in cases() {
        let (pages, faces) = lay_out_filled(&blocks::of(&report), &fonts);
        let text = dump(&pages, &faces);
        let file = data(&format!("pages/{name}.txt"));
        if blesses() {
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            std::fs::write(&file, &text).expect("written");
        }
        let known = std::fs::read_to_string(&file).unwrap_or_default();
        for (i, (a, b)) in text.lines().zip(known.lines()).enumerate() {
            assert_eq!(a, b, "{name}, line {}", i + 1);
        }
        assert_eq!(text.lines().count(), known.lines().count(), "{name}");
        if let Some(f) = &folder {
            std::fs::create_dir_all(f).expect("made");
            let made = export::pdf(&report, &fonts).expect("a PDF");
            std::fs::write(f.join(format!("{name}.pdf")), made.bytes).expect("written");
            let word = export::docx::write(&blocks::of(&report), &fonts).expect("a document");
            std::fs::write(f.join(format!("{name}.docx")), word).expect("written");
            let page = export::html::page(&blocks::of(&report));
            std::fs::write(f.join(format!("{name}.html")), page).expect("written");
        }
    }
}

#[test]
fn a_name_of_more_than_a_line_is_parted_by_meaning_and_read_back_whole() {
    let long = "示范维吾尔自治区云溪哈萨克自治州察布查尔锡伯自治县人力资源和社会保障事业发展服务中心";
    let longest = format!("{long}云溪分中心（云溪县公共就业服务局）");
    for (name, second) in [(long, "人力"), (&longest, "")] {
        let mut r = county();
        r.office.name = name.into();
        r.title = paras(&[&format!("{name}2024年政府信息公开工作年度报告")]);
        r.signature.office = name.into();
        let pages = lay_out(&blocks::of(&r), &fonts());
        let items = &pages.pages.last().expect("a page").items;
        let words = |i: &Item| if let Ink::Run { line, .. } = &i.ink { run(line).0 } else { String::new() };
        let lines: Vec<String> = items.iter().map(words).collect();
        let begun = lines.iter().position(|l| l.starts_with("示范维吾尔")).expect("signed");
        assert_eq!(lines[begun..lines.len() - 1].concat(), name, "{lines:?}");
        assert!(lines[begun + 1].starts_with(second), "{lines:?}");
        for path in ["x.docx", "x.html", "x.pdf"].map(Path::new) {
            let made = export::bytes(&r, path, &fonts).expect("made");
            let said = path.display().to_string();
            let back = import::read_document(&made.bytes, &said, None).expect("read");
            let of = |r: &Report| (r.signature.clone(), r.office.name.clone(), r.title.clone());
            assert_eq!(of(&back), of(&r), "{said}");
            assert_eq!(back.section(Section::Other), r.section(Section::Other), "{said}");
        }
    }
}

/// What stands in the Word file of a report.
fn word_file(report: &Report) -> String {
    let word = export::docx::write(&blocks::of(report), &fonts()).expect("made");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(word)).expect("a zip");
    std::io::read_to_string(zip.by_name("word/document.xml").expect("words")).expect("text")
}

/// Of each table of a Word file, how many rows it has and how many of them stay with the next.
fn rows_kept(report: &Report) -> Vec<(usize, usize)> {
    let xml = word_file(report);
    let rows =
        |t: &str| t.split("<w:tr>").skip(1).map(|r| usize::from(r.contains("<w:keepNext/>"))).collect();
    xml.split("<w:tbl>").skip(1).map(rows).map(|rows: Vec<usize>| (rows.len(), rows.iter().sum())).collect()
}

#[test]
fn a_table_that_begins_a_page_and_ends_on_it_does_so_in_the_word_file() {
    let mut r = county();
    let [_, (rows, kept), _] = rows_kept(&r)[..] else { panic!("three tables") };
    assert_eq!(kept, rows - 1, "it has a page of its own");
    // Behind fewer words its page begins with another table, and another page ends it.
    r.sections[0].before.clear();
    let [_, (rows, kept), _] = rows_kept(&r)[..] else { panic!("three tables") };
    assert!(kept < rows / 2, "{kept} of {rows}");
}

#[test]
fn a_label_that_takes_in_its_last_character_does_so_in_the_word_file() {
    let mut r = county();
    let form = r.form();
    let cells = form.cells().into_iter().filter(|k| k.as_str().starts_with("requests"));
    for key in cells.filter(|k| form.total_of(k).is_none()) {
        Edit::enter(form, &key, "46720500").apply(&mut r);
    }
    let xml = word_file(&r);
    let closer = |p: &&str| p.contains("TableLabel") && p.contains(r#"<w:spacing w:val="-"#);
    let label: String = xml.split("<w:p>").filter(closer).collect();
    assert!(label.contains("2.其他法律行政法规禁止公"), "{label}");
}

#[test]
fn words_below_a_table_begin_as_low_in_the_word_file_as_on_the_page() {
    let r = county();
    let pages = lay_out(&blocks::of(&r), &fonts());
    let blank = |table: &str| {
        let is_of = |a: &&gongkai::page::structure::Area| matches!(&a.source, Source::Cell(k) if k.as_str().starts_with(table));
        let page = pages.pages.iter().rfind(|p| p.areas.iter().any(|a| is_of(&a))).expect("a page");
        let bottom = page.areas.iter().filter(is_of).map(|a| a.rect[3]).fold(0.0, f32::max);
        let below =
            page.areas.iter().map(|a| a.rect[1]).filter(|top| *top >= bottom).fold(f32::MAX, f32::min);
        (below < f32::MAX).then_some(below - bottom)
    };
    let xml = word_file(&r);
    let before = |table: &str| -> Option<f32> {
        let (_, rest) = table.split_once(r#"<w:spacing w:before=""#)?;
        rest.split('"').next()?.parse::<f32>().ok().map(|t| t / 20.0)
    };
    let spaced: Vec<Option<f32>> = xml.split("</w:tbl>").skip(1).map(before).collect();
    let blanks: Vec<Option<f32>> = ["disclosure", "requests", "review"].map(blank).to_vec();
    for (word, page) in spaced.iter().zip(&blanks) {
        let (Some(word), Some(page)) = (word, page) else { continue };
        assert!((page - word - 2.0).abs() < 1.0, "{spaced:?} {blanks:?}");
    }
}

#[test]
fn a_web_pages_headings_go_down_by_one_level_where_a_paragraph_begins_with_the_one_between() {
    let mut r = county();
    r.sections[0].before =
        paras(&[&format!("（一）主动公开。{WORK}"), "1.受理", "（1）当面", "（二）依申请公开"]);
    let page = export::html::page(&blocks::of(&r));
    let tag = |words: &str| {
        page.split_once(&format!("{words}</h")).and_then(|(_, rest)| rest.get(..1)).map(String::from)
    };
    assert_eq!(
        ["1.受理", "（1）当面", "（二）依申请公开"].map(|w| tag(w).expect("a heading")),
        ["3", "4", "3"]
    );
}

/// Faces of the folder of test fonts before the bundled ones.
fn with_official() -> (Fonts, Vec<String>) {
    let folder = data("fonts");
    gongkai::store::fonts::choose(fonts(), &mut fontdb::Database::new(), &[folder])
}

#[test]
fn official_faces_of_the_system_are_used_where_they_may_be_and_what_is_not_is_told() {
    let (fonts, found) = with_official();
    assert_eq!(found, ["小标宋“方正小标宋简体”", "仿宋“仿宋_GB2312”"]);
    assert!(fonts.told.iter().any(|t| t.contains("“楷体_GB2312”不许嵌入")), "{:?}", fonts.told);
    assert!(fonts.told.iter().any(|t| t == "系统里没有找到黑体，用自带的字体代替"), "{:?}", fonts.told);
    let made = export::pdf(&county(), &fonts).expect("a PDF");
    let pdf = lopdf::Document::load_mem(&made.bytes).expect("parses");
    let names: Vec<String> = pdf
        .objects
        .values()
        .filter_map(|o| o.as_dict().ok()?.get(b"FontName").ok()?.as_name().ok())
        .map(|n| String::from_utf8_lossy(n).into_owned())
        .collect();
    for (name, there) in [("TestTitle", true), ("TestBody", true), ("TestKai", false), ("FandolFang", true)] {
        assert_eq!(names.iter().any(|n| n.ends_with(name)), there, "{names:?}");
    }
    // 云 is not among the few glyphs: it comes from the bundled face, and the clerk is told.
    let told = made.warnings.iter().find(|w| w.contains("“TestTitle”里没有这些字")).expect("told");
    assert!(told.contains('云') && !told.contains('示'), "{told}");
}

/// Never at the start of a line (GB/T 15834), nor at its end.
const NOT_FIRST: &str = "，。、；：？！）》〉〕】」』”’…—";
const NOT_LAST: &str = "（《〈〔【「『“‘";

/// Paragraphs put together from the words such reports are made of.
fn generated(seed: u64) -> Vec<Para> {
    let words = [
        "主动公开",
        "（一）",
        "《条例》",
        "“三安全一稳定”",
        "，",
        "。",
        "2024年",
        "〔2021〕30号",
        "——",
        "100%",
        "https://www.example.gov.cn/a/b?c=1&d=2",
        "；",
        "、",
        "1,234.5678万元",
        "办理结果",
        "……",
        "（含上年结转）",
        "‘一网’",
        "ISO 9001",
        "第二十条第（一）项",
    ];
    let mut dice = Dice(seed);
    (0..12)
        .map(|_| {
            let mut text = String::from("本局");
            for _ in 0..dice.roll(70) {
                let word = dice.pick(&words);
                // No two marks of pause together: nobody writes that, and no rule could set it.
                let pause = |c: Option<char>| c.is_some_and(|c| "，。；、".contains(c));
                if !(pause(word.chars().next()) && pause(text.chars().last())) {
                    text.push_str(word);
                }
            }
            Para::plain(text)
        })
        .collect()
}

/// Words of every block as they stand on the pages: by element, in reading order.
fn words_of(pages: &Pages) -> BTreeMap<usize, String> {
    let mut out: BTreeMap<usize, String> = BTreeMap::new();
    for item in pages.pages.iter().flat_map(|p| &p.items) {
        if let (Ink::Run { line, .. }, Some(e)) = (&item.ink, item.element) {
            out.entry(e).or_default().push_str(&run(line).0);
        }
    }
    out
}

#[test]
fn generated_texts_keep_every_character_and_every_rule_of_the_line() {
    let fonts = fonts();
    for seed in 0..60 {
        let mut report = county();
        report.sections[0].before = generated(seed);
        let doc = blocks::of(&report);
        let pages = lay_out(&doc, &fonts);
        let plain = |t: &str| t.chars().filter(|c| *c != ' ').collect::<String>();
        let mut written = words_of(&pages).into_values().map(|t| plain(&t));
        for b in &doc.blocks {
            if let DocBlock::Title(t) | DocBlock::Heading { text: t, .. } | DocBlock::Para { text: t, .. } = b
            {
                assert!(written.any(|w| w == plain(t)), "seed {seed}: {t}");
            }
        }
        for p in &pages.pages {
            let lines: Vec<_> = p
                .items
                .iter()
                .filter_map(|i| match &i.ink {
                    Ink::Run { line, y, size } if *size == TEXT => {
                        for g in line.glyphs.windows(2) {
                            let gap = g[1].x - g[0].x - g[0].advance;
                            assert!(gap <= TEXT * 0.35 + 0.1, "seed {seed}: {gap} behind {}", g[0].ch);
                        }
                        Some((run(line), *y, i.element))
                    }
                    _ => None,
                })
                .collect();
            for (i, ((words, left, right), y, element)) in lines.iter().enumerate() {
                let follows = i > 0 && lines[i - 1].2 == *element;
                let goes_on = lines.get(i + 1).is_some_and(|n| n.2 == *element);
                assert!(!(follows && words.starts_with(|c| NOT_FIRST.contains(c))), "seed {seed}: {words}");
                assert!(!(goes_on && words.ends_with(|c| NOT_LAST.contains(c))), "seed {seed}: {words}");
                // A mark at an edge may hang its blank half out.
                let opens = words.starts_with(|c| NOT_LAST.contains(c));
                let least = if opens { LEFT - TEXT / 2.0 } else { LEFT };
                assert!(
                    *left >= least - 0.1 && *right <= LEFT + WIDTH + TEXT / 2.0 + 0.1,
                    "seed {seed}: {left} {right} {words}"
                );
                let at = (y - TOP - PITCH / 2.0 - TEXT * 0.38) / PITCH;
                assert!((at - at.round()).abs() < 0.01, "seed {seed}: line at {at} of the grid");
            }
        }
    }
}

#[test]
fn pages_are_filled_to_their_last_line_and_no_heading_is_left_behind() {
    let fonts = fonts();
    for seed in 0..60 {
        let mut report = county();
        report.sections[0].before = generated(seed);
        report.sections[0].before.insert(6, Para::plain("（一）主动公开"));
        report.sections[0].before.insert(7, Para::plain("1.目录"));
        let pages = lay_out(&blocks::of(&report), &fonts);
        // Elements and baselines, in their order.
        let lines = |p: &Page| -> Vec<(usize, f32)> {
            let line = |i: &gongkai::page::pages::Item| match (&i.ink, i.element) {
                (Ink::Run { y, .. }, Some(e)) => Some((e, *y)),
                _ => None,
            };
            p.items.iter().filter_map(line).collect()
        };
        let signature = pages.elements.len() - 2;
        for pair in pages.pages.windows(2) {
            let (above, below) = (lines(&pair[0]), lines(&pair[1]));
            let (last, first) = (above.last().expect("text"), below.first().expect("text"));
            assert!(
                !matches!(pages.elements[last.0].role, TagRole::Heading(_)),
                "seed {seed}: a heading at the foot"
            );
            // What goes with the signature may leave lines blank.
            if pages.elements[first.0].role == TagRole::Para && first.0 + 1 < signature {
                let at = (last.1 - TOP - TEXT * 0.38) / PITCH;
                assert!(at > 21.0, "seed {seed}: line {at} is the last of its page");
            }
        }
    }
}

#[test]
fn the_signature_never_stands_on_a_page_without_text() {
    let fonts = fonts();
    for n in 1..30 {
        let mut report = county();
        report.sections[5].before = vec![Para::plain("围绕河道治理公开信息。".repeat(n))];
        let pages = lay_out(&blocks::of(&report), &fonts);
        let signature = pages.elements.len() - 2;
        let last = pages.pages.last().expect("a page");
        let text = last.items.iter().filter(|i| i.element.is_some_and(|e| e < signature)).count();
        assert!(text >= 2, "{n}: {text} lines above the signature");
    }
}

#[test]
fn whatever_style_an_office_has_nothing_leaves_its_block_and_lines_stand_on_its_grid() {
    let fonts = fonts();
    for (pitch, margins) in LinePitch::ALL.into_iter().flat_map(|p| PageMargins::ALL.map(|m| (p, m))) {
        for title in TitleSize::ALL {
            let style = PageStyle { pitch, margins, title, ..PageStyle::default() };
            let mut report = county();
            report.sections[0].before = generated(7);
            report.layout.style = style.clone();
            let pages = lay_out(&blocks::of(&report), &fonts);
            let [top, bottom, left, right] = margins.millimetres().map(|mm| mm * MM);
            let sheet = PageSheet::of(&style);
            for item in pages.pages.iter().flat_map(|p| &p.items) {
                let Ink::Run { line, y, size } = &item.ink else { continue };
                let (words, x0, x1) = run(line);
                // A mark at an edge may hang its blank half out.
                let hung = TEXT / 2.0 + 0.1;
                assert!(x0 > left - hung && x1 < PAPER.0 - right + hung, "{style:?}: {x0} {x1} {words}");
                assert!(*y > top && *y < PAPER.1 - bottom, "{style:?}: {y} {words}");
                // A title of 三号 stands off the grid.
                if *size == TEXT && title.points() > TEXT {
                    let at = (y - top - sheet.pitch / 2.0 - size * 0.38) / sheet.pitch;
                    assert!((at - at.round()).abs() < 0.01, "{style:?}: line at {at} of the grid");
                }
            }
        }
    }
}

/// Numbers of every length in the cells of table three, so that columns compete for room.
fn crowded(seed: u64) -> Report {
    let mut r = county();
    let mut dice = Dice(seed);
    for key in r.form().cells() {
        let digits = 1 + dice.roll(8) as u32;
        let number = dice.roll(10u64.pow(digits));
        if r.form().total_of(&key).is_none() {
            Edit::enter(r.form(), &key, &number.to_string()).apply(&mut r);
        }
    }
    if seed.is_multiple_of(3) {
        r.layout.turned = r.form().tables.iter().map(|t| t.key.clone()).collect();
    }
    let filler = seed as usize % 21;
    r.sections[1].before = (0..filler).map(|_| Para::plain("表前的一句话。")).collect();
    r
}

#[test]
fn no_rule_of_a_table_crosses_a_word_and_every_open_group_is_named_on_every_page() {
    let fonts = fonts();
    for seed in 0..42 {
        let report = crowded(seed);
        let pages = lay_out(&blocks::of(&report), &fonts);
        for (n, p) in pages.pages.iter().enumerate() {
            let rules: Vec<_> = p
                .items
                .iter()
                .filter_map(|i| match i.ink {
                    Ink::Rule { x0, y0, x1, y1 } => Some((x0, y0, x1, y1)),
                    _ => None,
                })
                .collect();
            let runs = p.items.iter().filter_map(|i| match &i.ink {
                Ink::Run { line, y, size } => Some((run(line), *y, *size)),
                _ => None,
            });
            for ((words, left, right), y, size) in runs {
                // Ink of Chinese type reaches from about 0.8 above the baseline to 0.1 below it.
                let (top, foot) = (y - size * 0.78, y + size * 0.08);
                // The right half of a closing mark is blank, the left one of an opening one.
                let blank = |is: bool| if is { size / 2.0 } else { 0.0 };
                let right = right - blank(words.ends_with(|c| NOT_FIRST.contains(c)));
                let left = left + blank(words.starts_with(|c| NOT_LAST.contains(c)));
                let inside = |a: f32, b: f32, v: f32| v > a + 0.2 && v < b - 0.2;
                for (x0, y0, x1, y1) in &rules {
                    let crossed = if x0 == x1 {
                        inside(left, right, *x0) && y1.min(foot) - y0.max(top) > 0.3
                    } else {
                        inside(top, foot, *y0) && x1.min(right) - x0.max(left) > 0.3
                    };
                    assert!(
                        !crossed,
                        "seed {seed}, page {}: “{words}” at {left}–{right}, {y} is crossed by {x0} {y0} {x1} {y1}",
                        n + 1
                    );
                }
            }
            named_groups(&report, p, seed, n);
        }
    }
}

/// On a page with rows of a group of table three, the group's name stands beside them.
fn named_groups(report: &Report, page: &Page, seed: u64, n: usize) {
    let form = report.form();
    let words: String = page
        .items
        .iter()
        .filter_map(|i| if let Ink::Run { line, .. } = &i.ink { Some(run(line).0) } else { None })
        .collect();
    let plain = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let words = plain(&words);
    for area in &page.areas {
        let Source::Cell(key) = &area.source else { continue };
        let Some((table, row, _)) = form.locate(key) else { continue };
        if table.title.contains("申请") {
            for label in row.labels() {
                assert!(words.contains(&plain(label)), "seed {seed}, page {}: {label}", n + 1);
            }
        }
    }
}

/// The cells of a table that stand on each page that has any.
fn cells_by_page(pages: &Pages, table: &str) -> Vec<Vec<String>> {
    let cells = |p: &Page| {
        let key = |a: &gongkai::page::structure::Area| match &a.source {
            Source::Cell(k) if k.as_str().starts_with(table) => Some(k.as_str().to_string()),
            _ => None,
        };
        p.areas.iter().filter_map(key).collect::<Vec<_>>()
    };
    pages.pages.iter().map(cells).filter(|c| !c.is_empty()).collect()
}

#[test]
fn a_table_gains_by_being_turned_it_stands_on_one_page() {
    let mut report = county();
    report.layout.turned = ["requests".to_string()].into();
    let pages = lay_out(&blocks::of(&report), &fonts());
    assert_eq!(cells_by_page(&pages, "requests").len(), 1);
    assert_eq!(pages.pages.iter().filter(|p| p.turned).count(), 1);
}

#[test]
fn long_numbers_are_set_smaller_before_their_table_takes_a_page_more_and_stand_whole() {
    let all = [("46720500", 10, false, 1), ("4672050000", 12, false, 2), ("4672050000", 12, true, 1)];
    for (cell, digits, turned, pages_taken) in all {
        let mut report = county();
        let form = report.form();
        let cells = form.cells().into_iter().filter(|k| k.as_str().starts_with("requests"));
        for key in cells.filter(|k| form.total_of(k).is_none()) {
            Edit::enter(form, &key, cell).apply(&mut report);
        }
        if turned {
            report.layout.turned = ["requests".to_string()].into();
        }
        let pages = lay_out(&blocks::of(&report), &fonts());
        assert_eq!(cells_by_page(&pages, "requests").len(), pages_taken, "{digits} digits");
        let lines = pages.pages.iter().flat_map(|p| &p.items).filter_map(|i| match &i.ink {
            Ink::Run { line, .. } => Some(run(line).0),
            _ => None,
        });
        let total = report.printed(&gongkai::form::table::CellKey::parse("requests.done.total/total"));
        assert!(total.len() == digits && lines.into_iter().any(|l| l == total), "{total}");
    }
}

#[test]
fn a_number_longer_than_any_column_of_the_suits_is_set_smaller_and_not_on_two_lines() {
    for cell in ["98765432109", "987654321098"] {
        for turned in [false, true] {
            let mut report = county();
            let form = report.form();
            let cells = form.cells().into_iter().filter(|k| k.as_str().starts_with("review"));
            for key in cells.filter(|k| form.total_of(k).is_none()) {
                Edit::enter(form, &key, cell).apply(&mut report);
            }
            if turned {
                report.layout.turned = ["review".to_string()].into();
            }
            let pages = lay_out(&blocks::of(&report), &fonts());
            let lines = || {
                pages.pages.iter().flat_map(|p| &p.items).filter_map(|i| match &i.ink {
                    Ink::Run { line, .. } => Some(run(line).0),
                    _ => None,
                })
            };
            let total =
                report.printed(&gongkai::form::table::CellKey::parse("review.count/suit_direct.total"));
            assert_eq!(lines().filter(|l| l == cell).count(), 12, "{cell} {turned}");
            assert_eq!(lines().filter(|l| *l == total).count(), 3, "{total} {turned}");
        }
    }
}

#[test]
fn a_table_cut_by_a_page_leaves_no_stump() {
    let fonts = fonts();
    for filler in 0..44 {
        let mut report = county();
        report.sections[1].before = vec![Para::plain("表前的一句话。"); filler];
        let pages = lay_out(&blocks::of(&report), &fonts);
        let pieces = cells_by_page(&pages, "disclosure");
        let last = pieces.last().expect("the table");
        assert!(last.iter().any(|k| !k.contains("fees")), "{filler}: 第（八）项 stands alone");
        let pieces = cells_by_page(&pages, "requests");
        let last = pieces.last().expect("the table");
        assert!(last.len() >= 4 * 7, "{filler}: {} cells on the last page", last.len());
    }
}

#[test]
fn what_is_made_of_the_reports_is_read_back_as_they_are() {
    for (name, report) in cases() {
        for path in ["x.docx", "x.html"].map(Path::new) {
            let made = export::bytes(&report, path, &fonts).expect("made");
            let differing = read_back::differences(&report, &made.bytes, path);
            assert_eq!(differing, Some(Vec::new()), "{name} as {}", path.display());
        }
    }
}

#[test]
fn charts_and_turned_tables_are_in_the_word_file() {
    let cases = cases();
    let part = |name: &str, part: &str| {
        let word = export::docx::write(&blocks::of(&cases[name]), &fonts()).expect("a document");
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(word)).expect("a package");
        let pictures = zip.file_names().flatten().filter(|n| n.starts_with("word/media/")).count();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name(part).expect("the part"), &mut text).expect("text");
        (text, pictures)
    };
    let (text, pictures) = part("illustrated", "word/document.xml");
    assert_eq!(pictures, 4, "a picture and three charts");
    assert!(text.contains("条形图：") && text.contains("申请人构成（件）"));
    let (text, _) = part("turned", "word/document.xml");
    let lies: Vec<bool> = text
        .split("<w:sectPr>")
        .skip(1)
        .map(|s| s.split("</w:sectPr>").next().unwrap_or_default().contains("landscape"))
        .collect();
    assert_eq!(lies, [false, true, false], "upright, turned with both tables, upright");
}
