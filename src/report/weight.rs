//! How much a report holds: the one measure by which everything is taken in, checked, kept and written. What weighs
//! more than any honest report (sixty pages with thirty photographs weigh a tenth) is refused at every door, so
//! that nothing is saved that would not be opened again.

#![expect(clippy::arithmetic_side_effects, reason = "bytes of what is in memory are counted")]

use super::comment::MOST_COMMENTS;
use super::picture::PictureKind;
use super::text::{Para, Run, RunKind};
use super::value::{Cell, Value};
use super::{Anchor, Report};
use crate::form::table::CellKey;
use std::collections::BTreeMap;

/// What a report weighs, without last year's, which is weighed by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// Bytes of all its words, of any kind.
    pub words: usize,
    /// Paragraphs, stretches of them, what live values are made from, notes, explanations, comments.
    pub pieces: usize,
    /// Numbers, those of its units too.
    pub cells: usize,
    /// Bytes of its pictures.
    pub pictures: usize,
    pub comments: usize,
    /// Dots of its PNGs, which have to be unpacked to be sent out.
    pub dots: u64,
}

/// Four hundred thousand characters.
const MOST_WORDS: usize = 1_200_000;
const MOST_PIECES: usize = 60_000;
/// Six hundred units.
const MOST_CELLS: usize = 150_000;
const MOST_PICTURES: usize = 34 << 20;
const MOST_DOTS: u64 = 160_000_000;

impl Weight {
    pub fn of(report: &Report) -> Weight {
        let mut w = Weight::default();
        for part in report.worded() {
            report.paras(part).iter().for_each(|p| w.para(p));
        }
        // Named one by one, so that what a report gets later is weighed too.
        let Report {
            year: _,
            edition,
            office,
            heading_set: _,
            letters,
            deadline: _,
            typed,
            title: _,
            preamble: _,
            sections,
            signature,
            blank_policy: _,
            layout,
            thresholds: _,
            switched_off,
            cells,
            explanations,
            comments,
            notes,
            predecessor,
            earlier,
            units,
        } = report;
        let o = office;
        w.say([edition, &o.name, &o.address, &o.phone, &o.postcode, &o.fax_or_mail, &o.published_at]);
        w.say([&signature.office]);
        w.say(sections.iter().map(|s| &s.heading));
        w.say(letters.iter().chain(typed.values()).chain(&layout.turned).chain(switched_off));
        w.say(layout.alone.iter().chain(layout.style.words()).chain(layout.issue.words()));
        w.numbers(cells);
        for e in explanations {
            w.say([&e.code, &e.text].into_iter().chain(&e.values));
            w.anchor(&e.anchor);
        }
        w.comments = comments.len();
        for c in comments {
            w.say([&c.by, &c.text]);
            w.anchor(&c.about);
        }
        for n in notes {
            w.say([&n.source, &n.text]);
            if let super::Place::Cells(keys) = &n.place {
                w.keys(keys);
            }
        }
        w.say(predecessor.iter().flat_map(|p| [&p.path, &p.digest]));
        earlier.iter().for_each(|e| w.numbers(&e.cells));
        for u in units {
            w.say([&u.name, &u.path, &u.digest]);
            w.numbers(&u.cells);
        }
        w
    }

    fn say<'a>(&mut self, words: impl IntoIterator<Item = &'a String>) {
        for t in words {
            self.words += t.len();
            self.pieces += usize::from(!t.is_empty());
        }
    }

    fn anchor(&mut self, anchor: &Anchor) {
        match anchor {
            Anchor::Cells(keys) => self.keys(keys),
            Anchor::Quote { words, .. } => self.say([words]),
        }
    }

    fn keys<'a>(&mut self, keys: impl IntoIterator<Item = &'a CellKey>) {
        for k in keys {
            self.pieces += 1;
            self.words += k.as_str().len().saturating_sub(LONG_KEY);
        }
    }

    fn numbers(&mut self, cells: &BTreeMap<CellKey, Cell>) {
        self.cells += cells.len();
        for (key, cell) in cells {
            // A key of the form's own is known; another is words.
            self.words += key.as_str().len().saturating_sub(LONG_KEY);
            if let Cell::Typed(Value::Raw(t)) = cell {
                self.words += t.len();
            }
        }
    }

    fn para(&mut self, para: &Para) {
        self.pieces += 1;
        match para {
            Para::Text(runs) => runs.iter().for_each(|r| self.run(r)),
            Para::Picture { bytes, caption, .. } => {
                self.words += caption.len();
                self.pictures += bytes.bytes().len();
                let png = bytes.shape().filter(|s| s.kind == PictureKind::Png);
                self.dots += png.map_or(0, |s| s.dots());
            }
        }
    }

    fn run(&mut self, run: &Run) {
        self.pieces += 1;
        match &run.kind {
            RunKind::Text(t) | RunKind::Old(t) => self.words += t.len(),
            RunKind::Field { value, .. } => self.keys(value.keys()),
        }
    }

    /// What is too much of it, and what to do about it.
    fn excess(&self) -> Option<(&'static str, &'static str)> {
        if self.words > MOST_WORDS {
            return Some(("文字超过40万字", "请删去不属于年度报告的文字"));
        }
        if self.pieces > MOST_PIECES {
            return Some(("段落、片段和随表变动的数合起来超过6万处", "请删去不属于年度报告的内容"));
        }
        if self.comments > MOST_COMMENTS {
            return Some(("批注超过500条", "请在 Word 里删去已经处理的批注"));
        }
        if self.cells > MOST_CELLS {
            return Some(("表格和汇总的单位里超过15万格数", "请分几份汇总"));
        }
        if self.pictures > MOST_PICTURES {
            return Some(("图片合起来超过34 MB", "请在画图软件里把图片缩小，或者另存为 JPG 再插入"));
        }
        if self.dots > MOST_DOTS {
            return Some((
                "PNG 图片合起来超过1亿6千万像素",
                "请在画图软件里把图片缩小，或者另存为 JPG 再插入",
            ));
        }
        None
    }
}

/// No key of any form is longer.
const LONG_KEY: usize = 80;

/// A report weighs more than one may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooHeavy {
    /// 文字超过40万字
    pub what: &'static str,
    /// 请删去…
    pub advice: &'static str,
}

impl TooHeavy {
    /// In a sentence, for a change that was not made.
    pub fn sentence(self) -> String {
        format!("没有改成：{}，一份报告里放不下，报告没有改动；{}。", self.what, self.advice)
    }
}

impl Report {
    /// Whether it may be opened, kept and saved, with last year's in it.
    pub fn weighed(&self) -> Result<(), TooHeavy> {
        let excess = Weight::of(self).excess();
        match (excess, &self.predecessor) {
            (Some((what, advice)), _) => Err(TooHeavy { what, advice }),
            (None, Some(last)) => last.snapshot.weighed(),
            (None, None) => Ok(()),
        }
    }
}
