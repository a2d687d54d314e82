//! Documents that a person reads without a doubt, whatever tool or office they came from: six shapes, each disturbed in
//! ten ways. No cell may be wrong, and of the cells hardly any may be asked.

use crate::made::documents::page;
use crate::made::shapes::{LAYOUTS, Layout, compare, report, text};
use gongkai::import::read_document;
use gongkai::report::Report;

/// Of a thousand cells so many are read right.
const RIGHT: usize = 995;

type Disturbance = fn(&str) -> String;
type WrittenAs = fn(&Report) -> String;

/// What stands between two marks is a cell; `change` is given each, and says what stands there instead.
fn cells(source: &str, change: impl Fn(&str) -> Option<String>) -> String {
    let is_mark = |c: char| c.is_whitespace() || "|<>".contains(c);
    let parts = source.split_inclusive(is_mark).map(|part| {
        let words = part.trim_end_matches(is_mark);
        change(words).map_or(part.to_string(), |new| new + &part[words.len()..])
    });
    parts.collect()
}

fn is_number(words: &str) -> bool {
    !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit())
}

/// Puts a line before each line, or page's element, whose number `every` divides.
fn between(source: &str, every: usize, line: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    for (i, l) in source.lines().enumerate() {
        if i > 0 && i % every == 0 && !source.starts_with('<') {
            out += &format!("{}\n", line(i / every));
        }
        out += &format!("{l}\n");
    }
    out
}

const DISTURBANCES: [(&str, Disturbance); 10] = [
    ("blanks in labels", |s| {
        s.replace("规章", "规　　章").replace("自然人", "自 然 人").replace("总计", "总　计")
    }),
    ("a portal's words around", |s| {
        let (before, after) =
            ("首页 > 政务公开 > 正文", "【打印】\n【关闭】\n上一篇：没有了\n版权所有 ICP备00000000号");
        let body = s.find("<body").and_then(|at| Some(at + s[at..].find('>')? + 1));
        match body {
            Some(at) => {
                let (head, body) = s.split_at(at);
                let after = format!("<div>{}</div></body>", after.replace('\n', "</div><div>"));
                format!("{head}<div>{before}</div>{}", body.replace("</body>", &after))
            }
            None => format!("{before}\n{s}{after}\n"),
        }
    }),
    ("parts instead of numerals", |s| {
        ["一", "二", "三", "四", "五", "六"]
            .iter()
            .zip(["总体", "主动", "收到", "政府", "存在", "其他"])
            .fold(s.to_string(), |s, (n, word)| {
                s.replace(&format!("{n}、{word}"), &format!("第{n}部分　{word}"))
            })
    }),
    ("traditional characters", |s| {
        s.replace("申请", "申請")
            .replace("结转", "結轉")
            .replace("总计", "總計")
            .replace("复议", "復議")
            .replace("规章", "規章")
    }),
    ("wide digits", |s| {
        let wide = |w: &str| w.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c)).collect();
        cells(s, |w| is_number(w).then(|| wide(w)))
    }),
    ("pages numbered in frames", |s| between(s, 45, |n| format!("— {n} —"))),
    ("a word processor's marks", |s| {
        s.replace("行政处罚", "行政处罚[bookmark: _GoBack]")
            .replace("2.重复申请", "2.重复申请[bookmark: OLE_LINK1]")
    }),
    ("an office's own wording", |s| {
        s.replace("行政规范性文件", "规范性文件")
            .replace("结果维持", "结果维护")
            .replace("本年制发件数", "本年（2024）制发件数")
    }),
    ("points behind numbers", |s| cells(s, |w| (is_number(w) && w.len() == 2).then(|| format!("{w}。")))),
    ("ends of lines from elsewhere", |s| format!("\u{feff}{}", s.replace('\n', "\r\n"))),
];

fn layout(name: &str) -> Layout {
    LAYOUTS.iter().find(|l| l.0 == name).expect("a layout").1
}

#[test]
fn documents_that_a_person_could_read_are_read() {
    let shapes: [(&str, WrittenAs); 6] = [
        ("bars", |r| text(r, layout("A"))),
        ("indented", |r| text(r, layout("F"))),
        ("with gaps", |r| text(r, layout("F with gaps"))),
        ("tabs", |r| text(r, layout("tabs"))),
        ("wrapped", |r| text(r, layout("H"))),
        ("a page", page),
    ];
    let (mut right, mut all, mut lost) = (0, 0, Vec::new());
    for (i, (shape, write)) in shapes.iter().enumerate() {
        for (k, (what, disturb)) in DISTURBANCES.iter().enumerate() {
            let r = report(if k % 2 == 0 { 2024 } else { 2020 }, 900 + (10 * i + k) as u64, 0);
            let source = disturb(&write(&r));
            let got = read_document(source.as_bytes(), "x", None)
                .unwrap_or_else(|e| panic!("{shape}, {what}: {e}"));
            let (well, asked, wrong) = compare(&r, &got);
            assert!(wrong.is_empty(), "{shape}, {what}: {wrong:#?}");
            (right, all) = (right + well, all + well + asked);
            if asked > 0 {
                let notes: Vec<&str> = got.notes.iter().map(|n| n.text.as_str()).collect();
                lost.push(format!("{shape}, {what}: {asked} asked, {notes:?}"));
            }
        }
    }
    eprintln!("{right} of {all} cells are read");
    assert!(right * 1000 >= all * RIGHT, "{right} of {all}: {lost:#?}");
}
