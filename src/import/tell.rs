//! What is said of a table that was read: few notes, each of one kind, the worst first, and each true.

use super::labels;
use super::proof::{AskedCell, AskedWhy, ProofOutcome, slip_of};
use super::walk::Walk;
use crate::form::Form;
use crate::form::table::{CellKey, Table};
use crate::report::{Chapter, Note, NoteKind, Place};
use std::collections::BTreeMap;

/// Most of a row that a note shows.
const SHOWN: usize = 100;
/// Most cells and rows that a note names.
const NAMED: usize = 3;

/// The notes on a table.
pub fn notes(form: &Form, table: &Table, walk: &Walk, out: &ProofOutcome) -> Vec<Note> {
    let t = Teller { name: format!("表{}", form.numeral(table.section)), form, table };
    let mut notes = Vec::new();
    let mut by_why: BTreeMap<NoteGroup, Vec<&AskedCell>> = BTreeMap::new();
    for a in &out.asked {
        by_why.entry(kind(&a.why)).or_default().push(a);
    }
    for (kind, asked) in by_why {
        notes.push(t.asked(kind, &asked, out));
    }
    t.marked(out, &mut notes);
    t.left_over(walk, out, &mut notes);
    t.read_as(walk, out, &mut notes);
    notes
}

/// What is told together, the worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NoteGroup {
    Heads,
    Together,
    Twice,
    Words,
    Places,
    Shaken,
    Missing,
    Empty,
}

fn kind(why: &AskedWhy) -> NoteGroup {
    match why {
        AskedWhy::Heads(_) => NoteGroup::Heads,
        AskedWhy::Together => NoteGroup::Together,
        AskedWhy::Twice(_) => NoteGroup::Twice,
        AskedWhy::Words => NoteGroup::Words,
        AskedWhy::Places => NoteGroup::Places,
        AskedWhy::Shaken => NoteGroup::Shaken,
        AskedWhy::Missing => NoteGroup::Missing,
        AskedWhy::Empty => NoteGroup::Empty,
    }
}

struct Teller<'a> {
    /// 表三
    name: String,
    form: &'a Form,
    table: &'a Table,
}

impl Teller<'_> {
    fn place(&self) -> Place {
        Place::Section(Chapter::Section(self.table.section))
    }

    fn asked(&self, kind: NoteGroup, asked: &[&AskedCell], out: &ProofOutcome) -> Note {
        let (first, last) = (asked[0], asked[asked.len() - 1]);
        let keys = asked.iter().flat_map(|a| a.keys.clone()).collect();
        let which = match asked {
            [one] => format!("“{}”一行", one.name),
            [a, b] => format!("“{}”和“{}”两行", a.name, b.name),
            more => format!("{}行（从“{}”到“{}”）", more.len(), first.name, last.name),
        };
        let seen = |a: &AskedCell| -> String { a.seen.join("、").chars().take(SHOWN).collect() };
        let name = &self.name;
        let text = match kind {
            NoteGroup::Heads => {
                let odd: Vec<String> = out.strange.iter().take(NAMED).map(|s| format!("“{s}”")).collect();
                let odd = if odd.is_empty() { String::new() } else { format!("（{}）", odd.join("、")) };
                format!("{name}：{which}的列名看不懂或者没有{odd}，不知道各是哪一列，留作未填")
            }
            NoteGroup::Together => {
                format!("{name}：原文把几行合成“{}”一行（{}），分不开，留作未填", first.name, seen(first))
            }
            NoteGroup::Twice => format!("{name}：{which}出现了不止一次，填的不相同，留作未填"),
            NoteGroup::Words => self.words(asked),
            NoteGroup::Places => match asked {
                [one] => format!(
                    "{name}：{which}应有{}格，原文看得出{}个（{}），不知道各在哪一格，留作未填",
                    one.keys.len(),
                    one.seen.len(),
                    seen(one)
                ),
                _ => format!("{name}：{which}的数和列数对不上，不知道各在哪一格，留作未填"),
            },
            NoteGroup::Shaken => format!("{name}：{which}旁边有一个数不知道是谁的，留作未填"),
            NoteGroup::Missing
                if asked.iter().map(|a| a.keys.len()).sum::<usize>() == self.table.cells().len() =>
            {
                format!("{name}的数都没有读到")
            }
            NoteGroup::Missing => format!("{name}：{which}没有读到，留作未填"),
            NoteGroup::Empty => format!("{name}：{which}是空的，留作未填"),
        };
        let kind = match kind {
            NoteGroup::Missing | NoteGroup::Empty => NoteKind::Missing,
            _ => NoteKind::Doubtful,
        };
        Note::at(kind, Place::Cells(keys), first.line, text)
    }

    /// Cells whose words are no number.
    fn words(&self, asked: &[&AskedCell]) -> String {
        let shown = |a: &&&AskedCell| {
            let words = a.seen.join("").replace(super::raw::SEAM, " ");
            format!("“{}”里写的是“{words}”", a.name)
        };
        let named: Vec<String> = asked.iter().take(NAMED).map(|a| shown(&a)).collect();
        let more = if asked.len() > NAMED { format!("等{}格", asked.len()) } else { String::new() };
        format!("{}：{}{more}，看不出是哪个数，留作未填", self.name, named.join("，"))
    }

    /// Numbers with words beside them.
    fn marked(&self, out: &ProofOutcome, notes: &mut Vec<Note>) {
        for (kept, kind, end) in [
            (true, NoteKind::Doubtful, "不是规范的数字，照原样保留"),
            (false, NoteKind::ReadDifferently, "数字后面的符号当作注释，没有读入"),
        ] {
            let own: Vec<_> = out.marked.iter().filter(|m| m.3 == kept).collect();
            let Some((_, line, ..)) = own.first() else { continue };
            let shown = |m: &&(_, _, String, _)| {
                format!("“{}”里写的是“{}”", self.form.cell_name(&m.0), m.2.replace(super::raw::SEAM, " "))
            };
            let named: Vec<String> = own.iter().take(NAMED).map(shown).collect();
            let more = if own.len() > NAMED { format!("等{}格", own.len()) } else { String::new() };
            let keys = own.iter().map(|m| m.0.clone()).collect();
            let text = format!("{}：{}{more}，{end}", self.name, named.join("，"));
            notes.push(Note::at(kind, Place::Cells(keys), Some(*line), text));
        }
    }

    /// Columns, rows and words that were not used.
    fn left_over(&self, walk: &Walk, out: &ProofOutcome, notes: &mut Vec<Note>) {
        let all = out.placed.len() == self.table.cells().len();
        if out.in_order.is_some() {
            return;
        }
        let told = out.asked.iter().any(|a| matches!(a.why, AskedWhy::Heads(_)));
        if !out.strange.is_empty() && !told {
            let named: Vec<String> = out.strange.iter().take(NAMED).map(|s| format!("“{s}”")).collect();
            let text = format!("{}多出的列{}没有用到", self.name, named.join("、"));
            notes.push(Note::at(NoteKind::Doubtful, self.place(), None, text));
        }
        if let Some((first, _)) = out.absent.first() {
            let keys: Vec<CellKey> = out.absent.iter().flat_map(|a| a.1.clone()).collect();
            let more =
                if out.absent.len() > 1 { format!("等{}列", out.absent.len()) } else { "一列".into() };
            let text = format!("{}：原文没有“{first}”{more}，{}格留作未填", self.name, keys.len());
            notes.push(Note::at(NoteKind::Missing, Place::Cells(keys), None, text));
        }
        let many = |n: usize| if n > 1 { format!("等{n}行") } else { String::new() };
        if let Some((line, words)) = out.others.first() {
            let words = if words.is_empty() { "（没有行名）" } else { words };
            let text = format!("{}里规范没有的行“{words}”{}没有用到", self.name, many(out.others.len()));
            notes.push(Note::at(NoteKind::Doubtful, self.place(), Some(*line), text));
        }
        if let Some((line, words)) = walk.remarks.first() {
            let words: String = words.chars().take(SHOWN).collect();
            let text = format!(
                "{}里有一行文字“{words}”{}没有读入；请看看它说的是不是这些数",
                self.name,
                many(walk.remarks.len())
            );
            notes.push(Note::at(NoteKind::Doubtful, self.place(), Some(*line), text));
        }
        let is_odd = |(line, w): &&(usize, String)| {
            !out.crossed.contains(line) && (!all || w.chars().any(char::is_numeric))
        };
        let odd: Vec<&(usize, String)> = walk.odd.iter().filter(is_odd).collect();
        if let Some((line, words)) = odd.first() {
            let words: String = words.chars().take(SHOWN).collect();
            let more = if odd.len() > 1 { format!("等{}处", odd.len()) } else { String::new() };
            let text = format!("{}里没认出的文字“{words}”{more}没有用到", self.name);
            notes.push(Note::at(NoteKind::Doubtful, self.place(), Some(*line), text));
        }
    }

    /// One name is told by its place, where it says no other thing; of two either may be the other's.
    fn read_in_order(&self, walk: &Walk, unknown: &[String]) -> Note {
        let title = &self.table.title;
        let named: String = unknown.iter().take(NAMED).map(|n| format!("“{n}”")).collect();
        let (kind, text) = match unknown {
            [] => (
                NoteKind::ReadDifferently,
                format!("“{title}”表的行名不完整，按规范的顺序读入；各行各列的加总和勾稽关系都成立"),
            ),
            [one] => match slip_of(self.table, walk, one) {
                Some(label) => (
                    NoteKind::ReadDifferently,
                    format!(
                        "原文“{one}”，读作“{label}”；“{title}”表按规范的顺序读入，各行各列的加总和勾稽关系都成立"
                    ),
                ),
                None => (
                    NoteKind::Doubtful,
                    format!(
                        "“{title}”表的{named}不是规范的行名或者列名；按规范的顺序读入，加总和勾稽关系都成立，\
                         请核对那里的数是不是规范要的"
                    ),
                ),
            },
            many => (
                NoteKind::Doubtful,
                format!(
                    "“{title}”表有{}个行名、列名看不懂（{named}等），按规范的顺序读入；加总和勾稽关系都成立，\
                     但是两行或者两列换了位置也会成立，请对照原文",
                    many.len()
                ),
            ),
        };
        Note::at(kind, self.place(), None, text)
    }

    /// What was taken for another wording.
    fn read_as(&self, walk: &Walk, out: &ProofOutcome, notes: &mut Vec<Note>) {
        if let Some(unknown) = &out.in_order {
            return notes.push(self.read_in_order(walk, unknown));
        }
        if let Some(line) = out.crossed.first() {
            let text = format!("{}：原文的行列和规范的不同，按每个数左边的行名和上面的列名读入", self.name);
            notes.push(Note::at(NoteKind::ReadDifferently, self.place(), Some(*line), text));
        }
        if let Some((line, words)) = out.nothing.first() {
            let text = format!("{}：原文只有“{words}”一行，没有数或者都是0，它的几行都照此读入", self.name);
            notes.push(Note::at(NoteKind::ReadDifferently, self.place(), Some(*line), text));
        }
        let mut aliases: Vec<(&String, &(usize, String, usize))> = walk.aliases.iter().collect();
        aliases.retain(|(seen, (_, official, _))| labels::key(seen) != labels::key(official));
        aliases.sort_by_key(|a| a.1.0);
        let (opposite, aliases): (Vec<_>, Vec<_>) =
            aliases.into_iter().partition(|(seen, (_, official, _))| labels::is_opposite(seen, official));
        if let Some((seen, (line, official, _))) = opposite.first() {
            let text = format!("原文“{seen}”读作了“{official}”，意思不一样；请核对那里的数是不是它的");
            notes.push(Note::at(NoteKind::Doubtful, self.place(), Some(*line), text));
        }
        let Some((_, (line, ..))) = aliases.first() else { return };
        let shown = |(seen, (_, official, times)): &(&String, &(usize, String, usize))| {
            let many = if *times > 1 { format!("（{times}处）") } else { String::new() };
            format!("原文“{}”，读作“{official}”{many}", seen.replace(super::raw::SEAM, ""))
        };
        let named: Vec<String> = aliases.iter().take(NAMED).map(shown).collect();
        let more = if aliases.len() > NAMED { format!("；等{}处", aliases.len()) } else { String::new() };
        notes.push(Note::at(NoteKind::ReadDifferently, self.place(), Some(*line), named.join("；") + &more));
    }
}
