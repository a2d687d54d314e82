//! A roster as people have it: one unit a line, out of a spreadsheet or a text. 名称、类别、应报或免报、理由、别名 stand apart
//! by tabs or commas; where the first line names its columns they may stand in any order, and a bare list of names is
//! enough.

use super::Collection;
use super::matching::Matcher;
use super::region::folded;
use super::roster::{Duty, RosterUnit, UnitKind};
use super::roster_line::{self, RosterLine};
use super::roster_note::{self, NameNote};
use super::succession::{self, Succession};
use std::collections::BTreeSet;
use std::ops::Range;

/// What came of reading a roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterRead {
    pub units: Vec<RosterUnit>,
    /// What was not understood, each in a sentence.
    pub told: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum RosterColumn {
    Name,
    Kind,
    Duty,
    /// 是 and 否 the other way round.
    Exempt,
    Reason,
    Aliases,
    Other,
}

/// Rows among which the names of the columns are looked for.
const ABOVE: usize = 5;

/// The words by which a column is known.
const COLUMNS: [(RosterColumn, &[&str]); 6] = [
    (RosterColumn::Name, &["名称", "单位", "单位名称", "全称", "单位全称", "机关", "机关名称", "报送单位"]),
    (RosterColumn::Kind, &["类别", "类型", "单位类别", "单位性质"]),
    (RosterColumn::Duty, &["应报", "是否应报", "报送要求", "应报免报"]),
    (RosterColumn::Exempt, &["免报", "是否免报"]),
    (RosterColumn::Reason, &["理由", "原因", "备注", "说明"]),
    (RosterColumn::Aliases, &["别名", "简称", "单位简称", "曾用名", "其他名称"]),
];

/// Reads lines of a roster; quotes as spreadsheets put them are understood.
pub fn read(text: &str) -> RosterRead {
    let lines = text.trim_start_matches('\u{feff}').lines();
    read_rows(&lines.map(|l| vec![l.to_string()]).collect::<Vec<_>>())
}

/// The cells of a row; a row of one cell is a line.
pub fn cells(row: &[String]) -> Vec<String> {
    match row {
        [line] => fields(line),
        cells => cells.iter().map(|c| c.trim().to_string()).collect(),
    }
}

/// Reads rows of cells; a row of one cell is a line.
pub fn read_rows(rows: &[Vec<String>]) -> RosterRead {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|r| cells(r)).filter(|r| r.iter().any(|f| !f.is_empty())).collect();
    // The name of the list may stand above: 2025年报送单位名单.
    let heads = rows.iter().take(ABOVE).map(|r| r.iter().map(|f| column(f)).collect::<Vec<_>>());
    let named = heads.enumerate().find(|(_, h)| h.contains(&RosterColumn::Name));
    let (skip, named) = named.map_or((0, None), |(at, h)| (at.saturating_add(1), Some(h)));
    use RosterColumn as C;
    let mut out = RosterRead::default();
    for (head, _) in named
        .iter()
        .flat_map(|h| rows.get(skip.saturating_sub(1)).into_iter().flatten().zip(h))
        .filter(|(h, c)| **c == C::Other && !h.is_empty() && !["序号", "编号"].contains(&h.as_str()))
    {
        out.told.push(format!("不认识“{head}”这一列，没有看"));
    }
    let is_table = named.is_some();
    let columns = named.unwrap_or_else(|| vec![C::Name, C::Kind, C::Duty, C::Reason, C::Aliases]);
    let lists = side_by_side(&columns, &mut out.told);
    let below: Vec<(usize, &Vec<String>)> = rows.iter().enumerate().skip(skip).collect();
    let columns = lists.first().and_then(|l| columns.get(l.clone())).unwrap_or(&columns).to_vec();
    let all = lists.iter().flat_map(|l| below.iter().map(move |(i, r)| (i, l, r)));
    let all = all.map(|(i, l, r)| (i.saturating_add(1), uncounted(part(l, r), &columns)));
    let is_head = |r: &[String]| column(cell(r, &columns, C::Name)) == C::Name;
    let is_empty = |r: &[String]| lists.len() > 1 && r.iter().all(|f| f.is_empty());
    // The next sheet may have its own heads.
    let rows: Vec<(usize, &[String])> = all.filter(|(_, r)| !is_head(r) && !is_empty(r)).collect();
    let names: Vec<&str> = rows.iter().map(|(_, r)| cell(r, &columns, C::Name)).collect();
    let mut seen = BTreeSet::new();
    let mut unsaid = Vec::new();
    for ((line, row), is) in rows.iter().zip(roster_line::lines(&names)) {
        let line = *line;
        let name = match is {
            RosterLine::Name(name) => name,
            RosterLine::Other(what) => {
                let said = cell(row, &columns, C::Name);
                out.told.push(format!("第{line}行“{said}”像是{what}，没有当作单位"));
                continue;
            }
        };
        let Some(unit) = unit(&name, (row, &columns), line, &mut out.told) else { continue };
        if unit.kind == UnitKind::default() && cell(row, &columns, C::Kind).is_empty() {
            unsaid.push(name);
        }
        if seen.insert(folded(&unit.name)) {
            out.units.push(unit);
        } else {
            out.told.push(format!("第{line}行：“{}”前面已经有了，只取一个", unit.name));
        }
    }
    // Where most say it: else it is a list of names.
    let said = rows.iter().filter(|(_, r)| !cell(r, &columns, C::Kind).is_empty()).count();
    let says_kinds = said > 0 && said >= unsaid.len();
    if let [first, ..] = unsaid.as_slice()
        && is_table
        && says_kinds
    {
        let (n, kind) = (unsaid.len(), UnitKind::default().word());
        out.told.push(format!("{n}个单位没有写类别（{first}等），当作{kind}；不是的，请在每一行都写上"));
    }
    find_successors(&mut out);
    out
}

/// A unit that was abolished says whose it became: 撤并，并入示范县农业农村局.
fn find_successors(read: &mut RosterRead) {
    let all = Collection { units: read.units.clone(), ..Collection::default() };
    let matcher = Matcher::of(&all);
    for (at, unit) in read.units.iter_mut().enumerate() {
        let Duty::Abolished { reason, successor } = &mut unit.duty else { continue };
        match succession::of(reason, &matcher) {
            Succession::Unsaid => {}
            Succession::Unknown(into) => {
                read.told.push(format!("“{}”并入的“{into}”不在户册里，它去年结转的数没有着落", unit.name))
            }
            Succession::Into(units) => {
                let mut into = units.iter().filter(|u| **u != at).filter_map(|u| all.units.get(*u));
                let Some(first) = into.next() else { continue };
                *successor = Some(first.id.clone());
                if let Some(second) = into.next() {
                    let told = "不止并入一个单位，它去年结转的数都算到";
                    read.told.push(format!("“{}”{told}{}，没有算到{}", unit.name, first.name, second.name));
                }
            }
        }
    }
}

fn column(head: &str) -> RosterColumn {
    let head = crate::chinese::offices::squeezed(head);
    let known = COLUMNS.iter().find(|(_, words)| words.contains(&head.as_str()));
    known.map_or(RosterColumn::Other, |(c, _)| *c)
}

/// What stands in a column of a row.
fn cell<'a>(row: &'a [String], columns: &[RosterColumn], column: RosterColumn) -> &'a str {
    let found = columns.iter().zip(row).find(|(k, _)| **k == column);
    found.map_or("", |(_, f)| f.trim())
}

/// A row without its number, where a name is expected: 1、示范县水利局 in two cells.
fn uncounted<'a>(row: &'a [String], columns: &[RosterColumn]) -> &'a [String] {
    match row {
        [n, rest @ ..]
            if columns.first() == Some(&RosterColumn::Name)
                && rest.iter().any(|f| !f.is_empty())
                && !n.is_empty()
                && n.chars().all(char::is_numeric) =>
        {
            rest
        }
        _ => row,
    }
}

fn part<'a>(list: &Range<usize>, row: &'a [String]) -> &'a [String] {
    row.get(list.start..list.end.min(row.len())).unwrap_or_default()
}

/// The columns of each list, where several stand side by side on a page: 序号、单位、序号、单位.
fn side_by_side(columns: &[RosterColumn], told: &mut Vec<String>) -> Vec<Range<usize>> {
    let many = columns.iter().filter(|c| **c == RosterColumn::Name).count().max(1);
    let wide = columns.len().checked_div(many).unwrap_or(0).max(1);
    let all: Vec<&[RosterColumn]> = columns.chunks(wide).collect();
    if many > 1 && all.len() == many && all.iter().all(|c| Some(c) == all.first()) {
        let from = (0..many).map(|n| n.saturating_mul(wide));
        return from.map(|from| from..from.saturating_add(wide)).collect();
    }
    if many > 1 {
        told.push("有好几列都是单位名称，只看了第一列；请把名单排成一列".into());
    }
    std::iter::once(0..usize::MAX).collect()
}

/// `line` is the one that is read.
fn unit(
    name: &str,
    (row, columns): (&[String], &[RosterColumn]),
    line: usize,
    told: &mut Vec<String>,
) -> Option<RosterUnit> {
    let of = |c: RosterColumn| cell(row, columns, c);
    if name.is_empty() {
        told.push(format!("第{line}行没有单位名称，略过了"));
        return None;
    }
    let (name, note) = roster_note::split(name);
    let mut unit = RosterUnit::named(name);
    let kind = of(RosterColumn::Kind);
    match UnitKind::by_word(kind) {
        Some(k) => unit.kind = k,
        None if kind.is_empty() => {}
        None => told.push(format!(
            "第{line}行的类别“{kind}”不认识，当作{}；可以写 {}",
            unit.kind.word(),
            UnitKind::ALL.map(UnitKind::word).join("、")
        )),
    }
    let reason = of(RosterColumn::Reason).to_string();
    let duty = match ticked(of(RosterColumn::Exempt)) {
        "是" => "免报",
        "否" | "" => ticked(of(RosterColumn::Duty)),
        other => other,
    };
    match duty {
        "免报" | "否" => unit.duty = Duty::Exempt(reason),
        "撤并" => unit.duty = Duty::Abolished { reason, successor: None },
        "" => unit.duty = noted(note.as_ref(), (&reason, line), told),
        "应报" | "是" => {}
        other => told.push(format!("第{line}行的“{other}”不认识，当作应报；可以写 应报、免报、撤并")),
    }
    let aliases = of(RosterColumn::Aliases).split(['、', ';', '；']).map(str::trim);
    unit.aliases = aliases.filter(|a| !a.is_empty()).map(str::to_string).collect();
    if let Some(NameNote::Former(name)) = note {
        unit.aliases.push(name);
    }
    Some(unit)
}

/// Whether a unit reports of which no column says it: as it is noted behind its name, or all that its remark says.
fn noted(note: Option<&NameNote>, (remark, line): (&str, usize), told: &mut Vec<String>) -> Duty {
    if let Some(NameNote::Duty(duty)) = note {
        return duty.clone();
    }
    let duty = roster_note::duty(remark);
    if duty.is_none() && roster_note::tells(remark) {
        told.push(format!("第{line}行写了“{remark}”，没有写免报或撤并，当作应报；这句话没有记下"));
    }
    duty.unwrap_or_default()
}

/// A tick is as good as 是, a cross as 否.
fn ticked(word: &str) -> &str {
    match word {
        "√" | "✓" | "✔" | "☑" => "是",
        "×" | "✗" | "✘" | "x" | "X" => "否",
        other => other,
    }
}

/// The cells of a line, apart by tabs, else by commas, else by wide ones. A cell in quotes may hold them, and a quote twice.
fn fields(line: &str) -> Vec<String> {
    let mark = ['\t', ','].into_iter().find(|m| line.contains(*m)).unwrap_or('，');
    let (mut out, mut quoted) = (vec![String::new()], false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(last) = out.last_mut() else { break };
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => last.extend(chars.next()),
            '"' if quoted || last.trim().is_empty() => quoted = !quoted,
            c if c == mark && !quoted => out.push(String::new()),
            c => last.push(c),
        }
    }
    out.iter().map(|f| f.trim().to_string()).collect()
}

/// Units as lines that are read as the same units: 名称、类别、应报、理由、别名.
pub fn write(units: &[RosterUnit]) -> String {
    let quoted = |f: &str| match f.contains(['\t', '"']) {
        true => format!("\"{}\"", f.replace('"', "\"\"")),
        false => f.to_string(),
    };
    let line = |u: &RosterUnit| {
        let aliases = u.aliases.join("、");
        let fields = [&u.name, u.kind.word(), u.duty.word(), u.duty.reason(), &aliases];
        fields.map(quoted).join("\t").trim_end().to_string() + "\n"
    };
    units.iter().map(line).collect()
}
