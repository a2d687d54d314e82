//! An adversary of the import: the form's tables with their columns, rows, heads, units, blanks and cuts changed as
//! offices and tools change them, written in many kinds of documents. What is read is compared with what was
//! written, cell by cell: a number in a wrong cell is never allowed, whatever is asked.
//! `GONGKAI_ZOO` says how many documents, `GONGKAI_SEED` from which; `GONGKAI_ZOO_LOST=90` names those of which fewer
//! cells in a hundred are read.

use crate::made::dice::Dice;
use crate::made::shapes::report;
use gongkai::form::grid::Content;
use gongkai::form::table::{self, Block, CellKey, Kind, Node, Table};
use gongkai::import::read_document;
use gongkai::report::{Report, Section};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A cell as it is written: its place, its words, what it truly is.
#[derive(Clone, Debug)]
struct Tile {
    row: usize,
    col: usize,
    rows: usize,
    cols: usize,
    text: String,
    value: bool,
}

/// A document, what it truly says, and what was done to it.
struct Case {
    bytes: Vec<u8>,
    truth: BTreeMap<CellKey, String>,
    /// Cells that a person could read.
    readable: usize,
    what: String,
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Does something with this chance of a hundred.
fn chance(dice: &mut Dice, percent: u64) -> bool {
    dice.roll(100) < percent
}

fn shuffle<T>(items: &mut [T], dice: &mut Dice) {
    for i in (1..items.len()).rev() {
        items.swap(i, dice.roll(i as u64 + 1) as usize);
    }
}

/// Other orders of heads, at every level.
fn permute(nodes: &mut [Node], dice: &mut Dice) {
    shuffle(nodes, dice);
    nodes.iter_mut().for_each(|n| permute(&mut n.children, dice));
}

fn extra(label: &str) -> Node {
    Node {
        label: label.into(),
        key: "extra".into(),
        aliases: Vec::new(),
        help: String::new(),
        kind: Kind::Count,
        total: false,
        children: Vec::new(),
    }
}

/// A node somewhere in a tree that has groups or leaves.
fn list_in<'a>(nodes: &'a mut Vec<Node>, dice: &mut Dice) -> &'a mut Vec<Node> {
    let groups: Vec<usize> = (0..nodes.len()).filter(|i| !nodes[*i].children.is_empty()).collect();
    if groups.is_empty() || chance(dice, 40) {
        return nodes;
    }
    let i = groups[dice.roll(groups.len() as u64) as usize];
    list_in(&mut nodes[i].children, dice)
}

/// Heads in one line, each with its groups before it, or in words that are not the form's.
fn other_heads(block: &mut Block, dice: &mut Dice, what: &mut String) {
    let flat = chance(dice, 60);
    let apart = ["-", "：", "", "——"][dice.roll(4) as usize];
    let renamed = |(i, l): (usize, &table::Leaf<'_>)| {
        let own = ["企业", "科研", "公益", "律所", "散客", "个人", "共"];
        let label = if flat { l.labels().join(apart) } else { own[i % own.len()].to_string() };
        Node { label, children: Vec::new(), ..l.node().clone() }
    };
    block.columns = table::leaves(&block.columns).iter().enumerate().map(renamed).collect();
    what.push_str(if flat { " flat-heads" } else { " own-heads" });
}

/// Changes a table's own shape; what was done.
fn twist(table: &mut Table, spans: bool, dice: &mut Dice, what: &mut String) {
    for b in 0..table.blocks.len() {
        let block = &mut table.blocks[b];
        if chance(dice, 25) {
            permute(&mut block.columns, dice);
            what.push_str(" columns");
        }
        if chance(dice, 15) {
            block.rows.iter_mut().for_each(|n| permute(&mut n.children, dice));
            what.push_str(" rows");
        }
        if chance(dice, 8) {
            other_heads(block, dice, what);
        }
        if chance(dice, 6) {
            let list = list_in(&mut block.rows, dice);
            list.iter_mut()
                .for_each(|n| n.label = format!("{}的", n.label.chars().rev().collect::<String>()));
            what.push_str(" own-rows");
        }
        if chance(dice, 10) {
            // Where a column is seen, it needs no head.
            let words = ["法人合计", "备注", "上年数", "小计", "占比", ""];
            let words = &words[..words.len() - usize::from(!spans)];
            let list = list_in(&mut block.columns, dice);
            let at = dice.roll(list.len() as u64 + 1) as usize;
            list.insert(at, extra(words[dice.roll(words.len() as u64) as usize]));
            what.push_str(" extra-column");
        }
        if chance(dice, 8) {
            let list = list_in(&mut block.columns, dice);
            if list.len() > 1 {
                let at = dice.roll(list.len() as u64) as usize;
                list.remove(at);
                what.push_str(" missing-column");
            }
        }
        if chance(dice, 8) && block.rows.len() > 1 {
            let list = list_in(&mut block.rows, dice);
            let at = dice.roll(list.len() as u64) as usize;
            match list.len() > 1 && chance(dice, 50) {
                true => drop(list.remove(at)),
                false => list.insert(at, extra("小计")),
            }
            what.push_str(" other-rows");
        }
    }
}

/// The unit of the fee's head, and what a number of 万元 is in it.
fn units(table: &mut Table, dice: &mut Dice) -> (&'static str, i64) {
    let unit = [("万元", 1, 1), ("元", 10_000, 1), ("亿元", 1, 10_000)][dice.roll(3) as usize];
    for b in &mut table.blocks {
        for n in &mut b.columns {
            if n.kind == Kind::WanYuan {
                n.label =
                    [format!("本年收费金额（单位：{}）", unit.0), format!("本年收费金额（{}）", unit.0)]
                        [dice.roll(2) as usize]
                        .clone();
            }
        }
    }
    (unit.0, if unit.2 > 1 { -unit.2 } else { unit.1 })
}

/// A number as clerks write it; where its words say it plainly.
fn written(text: &str, dice: &mut Dice) -> (String, bool) {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty();
    if !plain || !chance(dice, 4) {
        return (text.to_string(), true);
    }
    let odd = [
        format!("{text}。"),
        format!("{text}."),
        format!("{text}.0"),
        format!("{text}件"),
        format!("{text}①"),
        text.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c)).collect(),
    ];
    if text == "0" && chance(dice, 40) {
        let (t, plain) = [("零", true), ("O", false), ("〇", true)][dice.roll(3) as usize];
        return (t.into(), plain);
    }
    (odd[dice.roll(odd.len() as u64) as usize].clone(), true)
}

/// The tiles of a table, and the truth of its cells.
fn tiles(
    r: &Report,
    table: &Table,
    fee: i64,
    dice: &mut Dice,
) -> (Vec<Tile>, BTreeMap<CellKey, String>, usize) {
    use rust_decimal::Decimal;
    let mut truth = BTreeMap::new();
    let mut readable = 0;
    let grid = table.grid();
    let mut out = Vec::new();
    for t in &grid.tiles {
        let (text, value) = match &t.content {
            Content::Cell(k) if k.as_str().contains("extra") => (dice.roll(50).to_string(), true),
            Content::Cell(k) => {
                let own = r.canonical(k).unwrap_or_default();
                let kind = r.form().kind(k);
                let shown = match (kind, own.parse::<Decimal>()) {
                    (Kind::WanYuan, Ok(v)) if fee > 0 => (v * Decimal::from(fee)).normalize().to_string(),
                    (Kind::WanYuan, Ok(v)) => (v / Decimal::from(-fee)).normalize().to_string(),
                    _ => own.clone(),
                };
                let (shown, plain) = if kind == Kind::Count { written(&shown, dice) } else { (shown, true) };
                if !own.is_empty() {
                    readable += usize::from(plain);
                    truth.insert(k.clone(), own);
                }
                (shown, true)
            }
            _ => (t.text().to_string(), false),
        };
        out.push(Tile { row: t.row, col: t.col, rows: t.rows, cols: t.cols, text, value });
    }
    out.sort_by_key(|t| (t.row, t.col));
    (out, truth, readable)
}

/// Cuts a table where a page ends: spans that go over the cut are parted.
fn cut(tiles: Vec<Tile>, at: usize) -> (Vec<Tile>, Vec<Tile>) {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for t in tiles {
        if t.row + t.rows <= at {
            a.push(t);
        } else if t.row >= at {
            b.push(Tile { row: t.row - at, ..t });
        } else {
            b.push(Tile { row: 0, rows: t.row + t.rows - at, text: String::new(), ..t.clone() });
            a.push(Tile { rows: at - t.row, ..t });
        }
    }
    b.sort_by_key(|t| (t.row, t.col));
    (a, b)
}

fn rows_of(tiles: &[Tile]) -> Vec<Vec<&Tile>> {
    let last = tiles.iter().map(|t| t.row).max().unwrap_or(0);
    (0..=last).map(|r| tiles.iter().filter(|t| t.row == r).collect()).collect()
}

type Writer = fn(&[Tile], &mut Dice) -> String;

fn html_spans(tiles: &[Tile], _: &mut Dice) -> String {
    let mut out = "<table>".to_string();
    for row in rows_of(tiles) {
        out.push_str("<tr>");
        for t in row {
            let _ = write!(out, "<td rowspan={} colspan={}>{}</td>", t.rows, t.cols, t.text);
        }
        out.push_str("</tr>");
    }
    out + "</table>"
}
fn html_without_spans(tiles: &[Tile], _: &mut Dice) -> String {
    let cell = |t: &&Tile| format!("<td>{}</td>", t.text);
    let row = |r: &Vec<&Tile>| format!("<tr>{}</tr>", r.iter().map(cell).collect::<String>());
    format!("<table>{}</table>", rows_of(tiles).iter().map(row).collect::<String>())
}
/// As a spreadsheet copies it: merged cells leave empty ones.
fn full(tiles: &[Tile], apart: &str) -> String {
    let width = tiles.iter().map(|t| t.col + t.cols).max().unwrap_or(0);
    let mut out = String::new();
    for (r, row) in rows_of(tiles).iter().enumerate() {
        let cells: Vec<&str> = (0..width)
            .map(|c| row.iter().find(|t| t.col == c && t.row == r).map_or("", |t| t.text.as_str()))
            .collect();
        out.push_str(&cells.join(apart));
        out.push('\n');
    }
    out
}
fn tabs_full(tiles: &[Tile], _: &mut Dice) -> String {
    full(tiles, "\t")
}
fn bars_full(tiles: &[Tile], _: &mut Dice) -> String {
    full(tiles, " | ").lines().map(|l| format!("| {l} |\n")).collect()
}
fn tabs_ragged(tiles: &[Tile], _: &mut Dice) -> String {
    let row = |r: &Vec<&Tile>| r.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join("\t") + "\n";
    rows_of(tiles).iter().map(row).collect()
}
fn bars_ragged(tiles: &[Tile], _: &mut Dice) -> String {
    let row = |r: &Vec<&Tile>| {
        format!("| {} |\n", r.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" | "))
    };
    rows_of(tiles).iter().map(row).collect()
}
/// Rows in which there was nothing say so once, in one cell for all columns.
fn merged(tiles: Vec<Tile>, dice: &mut Dice, what: &mut String) -> Vec<Tile> {
    if !chance(dice, 30) {
        return tiles;
    }
    what.push_str(" merged-rows");
    let mut rows: BTreeMap<usize, Vec<Tile>> = BTreeMap::new();
    tiles.into_iter().for_each(|t| rows.entry(t.row).or_default().push(t));
    let merge = |row: Vec<Tile>| {
        let (values, mut out): (Vec<Tile>, Vec<Tile>) = row.iter().cloned().partition(|t| t.value);
        if values.len() < 5 || values.iter().any(|t| t.text != "0") {
            return row;
        }
        out.push(Tile { cols: values.iter().map(|t| t.cols).sum(), ..values[0].clone() });
        out
    };
    rows.into_values().flat_map(merge).collect()
}

/// The table with its rows as columns.
fn turned(tiles: Vec<Tile>) -> Vec<Tile> {
    let turn = |t: Tile| Tile { row: t.col, col: t.row, rows: t.cols, cols: t.rows, ..t };
    let mut out: Vec<Tile> = tiles.into_iter().map(turn).collect();
    out.sort_by_key(|t| (t.row, t.col));
    out
}

fn page(dice: &mut Dice) -> String {
    let n = 1 + dice.roll(9);
    match dice.roll(6) {
        0 => format!("\n-{n}-\n\n"),
        1 => format!("\n\n— {n} —\n\n"),
        2 => format!("第{n}页\n"),
        3 => format!("{n}/9\n"),
        4 => format!("\n{n}\n\n"),
        _ => format!("－ {n} －\n"),
    }
}
fn one_a_line(tiles: &[Tile], dice: &mut Dice) -> String {
    let mut out = String::new();
    for row in rows_of(tiles) {
        row.iter().filter(|t| !t.text.is_empty()).for_each(|t| out += &format!("{}\n", t.text));
        if chance(dice, 3) {
            out += &page(dice);
        }
    }
    out
}
fn indented(tiles: &[Tile], _: &mut Dice) -> String {
    tiles.iter().map(|t| format!("\t{}\n\n", t.text)).collect()
}
/// As the text of a PDF file has it.
fn spaced(tiles: &[Tile], dice: &mut Dice) -> String {
    let mut out = String::new();
    for row in rows_of(tiles) {
        let words: Vec<&str> = row.iter().map(|t| t.text.as_str()).filter(|t| !t.is_empty()).collect();
        let mut line = words.join(" ");
        let label: String = row.iter().filter(|t| !t.value).map(|t| t.text.as_str()).collect();
        let values: Vec<&str> =
            row.iter().filter(|t| t.value && !t.text.is_empty()).map(|t| t.text.as_str()).collect();
        let length = label.chars().count();
        if length > 8 && values.len() > 1 && chance(dice, 40) {
            let at = length / 2 + dice.roll(3) as usize;
            let (begin, end) = label.split_at(label.char_indices().nth(at).map_or(0, |c| c.0));
            line = match chance(dice, 50) {
                true => format!("{begin}\n{}\n{end}", values.join(" ")),
                false => format!("{begin}\n{end} {}", values.join(" ")),
            };
        } else if values.len() > 6 && chance(dice, 2) {
            let (first, rest) = values.split_at(1 + dice.roll(values.len() as u64 - 2) as usize);
            line = format!("{label} {}\n{}", first.join(" "), rest.join(" "));
        } else if values.is_empty() && words.len() > 2 && chance(dice, 15) {
            // A head in the middle of the line is broken.
            let at = words.iter().take(words.len() - 1).map(|w| w.len() + 1).sum::<usize>();
            let last = words[words.len() - 1].chars().count();
            let inside = line[at..].char_indices().nth(last / 2).map_or(0, |c| c.0);
            line.insert(at + inside, '\n');
        }
        out += &line;
        out.push('\n');
        if chance(dice, 4) {
            out += &page(dice);
        }
    }
    out
}

const WRITERS: [(&str, bool, Writer); 9] = [
    ("spans", true, html_spans),
    ("no spans", true, html_without_spans),
    ("tabs", false, tabs_full),
    ("bars", false, bars_full),
    ("ragged tabs", false, tabs_ragged),
    ("ragged bars", false, bars_ragged),
    ("lines", false, one_a_line),
    ("indented", false, indented),
    ("spaced", false, spaced),
];

/// One table as one or several pieces.
fn pieces(tiles: Vec<Tile>, write: (bool, Writer), dice: &mut Dice, what: &mut String) -> String {
    let rows = tiles.iter().map(|t| t.row + t.rows).max().unwrap_or(1);
    let gap = |html: bool, dice: &mut Dice| match (html, dice.roll(3)) {
        (true, 0) => "<p>续表</p>".to_string(),
        (true, _) => "<p></p>".to_string(),
        (false, _) => page(dice),
    };
    if rows < 6 || !chance(dice, 20) {
        return (write.1)(&tiles, dice);
    }
    what.push_str(" cut");
    let at = 4 + dice.roll(rows as u64 - 5) as usize;
    let heads = 3.min(at);
    let (a, mut b) = cut(tiles.clone(), at);
    if chance(dice, 40) {
        what.push_str(" heads-again");
        let (head, _) = cut(tiles, heads);
        let lower = b.into_iter().map(|t| Tile { row: t.row + heads, ..t });
        b = head.into_iter().chain(lower).collect();
        b.sort_by_key(|t| (t.row, t.col));
    }
    (write.1)(&a, dice) + &gap(write.0, dice) + &(write.1)(&b, dice)
}

fn case(seed: u64) -> Case {
    let dice = &mut Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    dice.roll(2);
    let year = if chance(dice, 40) { 2020 } else { 2024 };
    let blanks = if chance(dice, 60) { 0 } else { dice.roll(30) };
    let r = report(year, seed, blanks);
    let (name, html, writer) = WRITERS[dice.roll(WRITERS.len() as u64) as usize];
    let mut what = format!("{name}{} {year}", if blanks > 0 { ", blanks" } else { "" });
    let mut truth = BTreeMap::new();
    let mut readable = 0;
    let headings = dice.roll(6);
    let mut out = String::new();
    let line = |t: &str| if html { format!("<p>{t}</p>") } else { format!("{t}\n") };
    out += &line(&r.title_line());
    out += &line(&format!("所列数据的统计期限自{year}年1月1日起至{year}年12月31日止，电子版可在网站查阅。"));
    let twisted = chance(dice, 60);
    let mut order: Vec<Section> = r.form().order().collect();
    if headings > 2 && chance(dice, 5) {
        what.push_str(" order");
        order.swap(2, 3);
    }
    for s in order {
        let heading = r.section(s).heading.clone();
        let bare = heading.split_once('、').map_or("", |h| h.1).to_string();
        let n = r.form().number(s);
        let heading = match headings {
            0 => format!("第{}部分　{bare}", r.form().numeral(s)),
            1 => format!("（{}）{bare}", r.form().numeral(s)),
            2 => format!("{n}.{bare}"),
            3 if r.form().table_of_section(s).is_some() => String::new(),
            _ => heading,
        };
        if !heading.is_empty() {
            out += &line(&heading);
        }
        let Some(table) = r.form().table_of_section(s) else {
            out += &line("今年的工作扎实推进，公开信息若干条，群众比较满意。");
            continue;
        };
        let mut table = table.clone();
        let (_, fee) = if chance(dice, 40) { units(&mut table, dice) } else { ("", 1) };
        if twisted {
            twist(&mut table, name == "spans", dice, &mut what);
        }
        let (mut tiles, own, many) = tiles(&r, &table, fee, dice);
        if name == "spans" && table.blocks.len() == 1 && chance(dice, 8) {
            what.push_str(" turned");
            tiles = turned(tiles);
        } else if name == "spans" {
            tiles = merged(tiles, dice, &mut what);
        }
        truth.extend(own);
        readable += many;
        out += &pieces(tiles, (html, writer), dice, &mut what);
    }
    out += &line("示范市云溪区水务局");
    out += &line(&format!("{}年1月20日", year + 1));
    if html {
        out = format!("<html><body>{out}</body></html>");
    }
    Case { bytes: out.into_bytes(), truth, readable, what }
}

/// How many cells were right, asked and wrong.
fn judge(seed: u64) -> (usize, usize, Vec<String>, String) {
    let c = case(seed);
    let Ok(got) = read_document(&c.bytes, "x", None) else { return (0, c.readable, Vec::new(), c.what) };
    let (mut right, mut wrong) = (0, Vec::new());
    for k in got.form().cells() {
        match (c.truth.get(&k), got.canonical(&k)) {
            (Some(a), Some(b)) if same(a, &b) => right += 1,
            (_, None) => {}
            (a, Some(b)) => wrong.push(format!("{k}: {a:?} read as {b}")),
        }
    }
    (right, c.readable, wrong, c.what)
}

fn same(a: &str, b: &str) -> bool {
    let number = |t: &str| t.parse::<rust_decimal::Decimal>().ok();
    a == b || (number(a).is_some() && number(a) == number(b))
}

/// What came of many documents: cells right and readable by what was done, and each document with a wrong cell.
#[derive(Default)]
struct Judged {
    by_kind: BTreeMap<String, (usize, usize)>,
    failed: Vec<String>,
}

impl Judged {
    fn add(&mut self, seed: u64) {
        let (right, readable, wrong, what) = judge(seed);
        let kind = what.split(" 20").next().unwrap_or_default();
        let plain = what.split_whitespace().next_back().is_some_and(|w| w.starts_with("20"));
        let k = self.by_kind.entry(format!("{kind}{}", if plain { "" } else { " twisted" })).or_default();
        *k = (k.0 + right, k.1 + readable);
        if number("GONGKAI_ZOO_LOST").is_some_and(|least| right * 100 < readable * least as usize) {
            eprintln!("{seed} ({what}): {right} of {readable}");
        }
        if !wrong.is_empty() {
            self.failed.push(format!("{seed} ({what}): {} wrong, {}", wrong.len(), wrong[0]));
        }
    }
}

#[test]
fn whatever_is_done_to_the_tables_no_number_comes_into_a_wrong_cell() {
    let (from, many) = (number("GONGKAI_SEED").unwrap_or(0), number("GONGKAI_ZOO").unwrap_or(5_000));
    let next = std::sync::atomic::AtomicU64::new(from);
    let work = || {
        let mut judged = Judged::default();
        loop {
            let seed = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            if seed >= from + many {
                return judged;
            }
            judged.add(seed);
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let parts: Vec<Judged> = std::thread::scope(|s| {
        let hands: Vec<_> = (0..threads).map(|_| s.spawn(work)).collect();
        hands.into_iter().map(|h| h.join().expect("no document ends the reading")).collect()
    });
    let mut by_kind: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (kind, (right, all)) in parts.iter().flat_map(|p| &p.by_kind) {
        let k = by_kind.entry(kind.clone()).or_default();
        *k = (k.0 + right, k.1 + all);
    }
    let mut failed: Vec<String> = parts.into_iter().flat_map(|p| p.failed).collect();
    for (kind, (right, all)) in &by_kind {
        eprintln!("{kind}: {right} of {all}, {:.2} %", *right as f64 * 100.0 / (*all).max(1) as f64);
    }
    failed.truncate(40);
    assert!(failed.is_empty(), "{failed:#?}");
}

/// Writes a document of a seed to look at: `GONGKAI_ZOO_SHOW=17`.
#[test]
fn a_document_is_shown_on_demand() {
    let Some(seed) = number("GONGKAI_ZOO_SHOW") else { return };
    let c = case(seed);
    eprintln!("{}\n{}", c.what, String::from_utf8_lossy(&c.bytes));
    match read_document(&c.bytes, "x", None) {
        Ok(r) => r.notes.iter().for_each(|n| eprintln!("{:?} {}", n.line, n.text)),
        Err(e) => eprintln!("{e}"),
    }
}
