//! Pages: ten varied reports as text dumps (place, face, words), and what must hold of any page. A changed dump
//! is looked at and, if it is right, taken over with `GONGKAI_UPDATE=1`; with `GONGKAI_PDFS=folder` the reports
//! are written there as PDFs for validators and for the eye.

use gongkai::export;
use gongkai::form::table::CellKey;
use gongkai::page::blocks::{self, Block};
use gongkai::page::fonts::Fonts;
use gongkai::page::pages::Ink;
use gongkai::page::{EM, HEIGHT, LEFT, PITCH, Pages, TOP, WIDTH, lay_out};
use gongkai::report::edit::{Edit, fill_with_zero};
use gongkai::report::text::Para;
use gongkai::report::{BlankPolicy, ChartKind, Date, Predecessor, Report};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fonts() -> Fonts {
    let file = root().join("assets/fonts/FandolFang-Regular.otf");
    Fonts::new(Some(std::fs::read(file).expect("the font")))
}

/// A report with every number 0 but these.
fn filled(year: u16, office: &str, numbers: &[(&str, &str)]) -> Report {
    let mut r = Report::new(year, office);
    for e in fill_with_zero(&r.clone(), &r.form().cells()) {
        e.apply(&mut r);
    }
    for (k, t) in numbers {
        Edit::enter(&r.clone(), &CellKey::parse(k), t).apply(&mut r);
    }
    r.signature.date = Date::new(year + 1, 1, 20);
    r
}

fn paras(texts: &[&str]) -> Vec<Para> {
    texts.iter().map(|t| Para::plain(*t)).collect()
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
    let mut r = filled(2024, "示范市云溪区水务局", &numbers);
    r.preamble = paras(&[PREAMBLE]);
    r.sections[0].before =
        paras(&["（一）主动公开", WORK, "（二）依申请公开", WORK, "1.受理", WORK, "（1）当面", WORK]);
    r.sections[4].before = paras(&[WORK, WORK]);
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

fn with_predecessor(mut r: Report) -> Report {
    let last = filled(r.year - 1, &r.office.name, &[("requests.received/natural", "17")]);
    let (path, digest, snapshot) = ("去年.gknb".into(), String::new(), Box::new(last));
    r.predecessor = Some(Predecessor { path, digest, snapshot });
    r
}

/// The ten reports by name.
fn cases() -> BTreeMap<&'static str, Report> {
    let township = {
        let mut r = filled(2024, "示范县柳林镇人民政府", &[]);
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
        let mut r = filled(2024, "示范省人民政府", &numbers);
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
        let mut r = filled(2020, "示范市云溪区水务局", &numbers);
        r.sections[0].before = paras(&[WORK]);
        r
    };
    let turned = {
        let mut r = county();
        r.layout.turned = ["requests".to_string(), "review".to_string()].into();
        r
    };
    let illustrated = {
        let mut r = with_predecessor(county());
        r.sections[0].before.insert(
            2,
            Para::Picture {
                bytes: picture(640, 360), caption: "图1　河道治理信息公开专栏".into()
            },
        );
        r.layout.charts = ChartKind::ALL.into_iter().zip([1, 3, 3]).collect();
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
    [
        ("township", township),
        ("county", county()),
        ("large", large),
        ("edition-2019", old),
        ("turned", turned),
        ("illustrated", illustrated),
        ("long", long),
        ("long-title", titled),
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
                        line.glyphs.iter().map(|g| fonts.faces[g.face].name.as_ref()).collect();
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
fn ten_reports_are_laid_out_as_they_were_when_looked_at() {
    let fonts = fonts();
    let update = std::env::var_os("GONGKAI_UPDATE").is_some();
    let folder = std::env::var_os("GONGKAI_PDFS").map(PathBuf::from);
    for (name, report) in cases() {
        let text = dump(&lay_out(&blocks::of(&report), &fonts), &fonts);
        let file = root().join(format!("tests/data/pages/{name}.txt"));
        if update {
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
        }
    }
}
