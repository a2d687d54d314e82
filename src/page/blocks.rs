//! A report as a run of blocks: what there is to print, in order, with nothing said about where. Written
//! documents of every kind (pages, Word, HTML) are made from this.

use super::charts::Chart;
use super::issue;
use super::sheet::PageSheet;
use super::structure::Source;
use crate::form::grid::TileGrid;
use crate::form::table::CellKey;
use crate::report::comment::ANSWER;
use crate::report::emphasis::Emphasised;
use crate::report::emphasised;
use crate::report::picture::Picture;
use crate::report::reckoned::KnownValues;
use crate::report::text::Para;
use crate::report::{Anchor, Chapter, Date, Part, Report, StyleSet};
use std::collections::BTreeMap;

/// A piece of the document.
#[derive(Clone, Debug, PartialEq)]
pub enum DocBlock {
    Title(String),
    /// Level 1: 一、 · 2: （一） · 3: 1. · 4: （1）
    Heading {
        level: u8,
        text: String,
        emphasis: Vec<Emphasised>,
    },
    Para {
        text: String,
        /// What of it stands out.
        emphasis: Vec<Emphasised>,
        /// So many bytes at its beginning are a heading: （一）主动公开。本年…
        opening: usize,
    },
    Table(TableBlock),
    /// A picture, with the words below it.
    Picture {
        picture: Picture,
        caption: String,
    },
    Chart(Chart),
    Signature {
        office: String,
        date: String,
        seal: bool,
    },
    /// 发文机关标志 and 发文字号, in red above the title.
    RedHead {
        mark: String,
        number: String,
    },
    /// 版记, at the foot of the last page.
    Imprint {
        copies_to: String,
        issuer: String,
        date: String,
    },
}

impl DocBlock {
    /// The words of what is one paragraph.
    fn words(&self) -> &str {
        match self {
            DocBlock::Title(t) | DocBlock::Heading { text: t, .. } | DocBlock::Para { text: t, .. } => t,
            DocBlock::Picture { caption, .. } => caption,
            DocBlock::Table(_)
            | DocBlock::Chart(_)
            | DocBlock::Signature { .. }
            | DocBlock::RedHead { .. }
            | DocBlock::Imprint { .. } => "",
        }
    }
    /// A heading of plain words.
    pub fn heading(level: u8, text: impl Into<String>) -> DocBlock {
        DocBlock::Heading { level, text: text.into(), emphasis: Vec::new() }
    }
    /// A paragraph of plain words.
    pub fn para(text: impl Into<String>) -> DocBlock {
        DocBlock::Para { text: text.into(), opening: 0, emphasis: Vec::new() }
    }
}

/// A table with what stands in its cells.
#[derive(Clone, Debug, PartialEq)]
pub struct TableBlock {
    pub key: String,
    pub title: String,
    pub grid: TileGrid,
    /// What is printed; a cell without an entry is empty.
    pub values: BTreeMap<CellKey, String>,
    /// Stands on turned pages.
    pub turned: bool,
    /// Has a page to itself.
    pub alone: bool,
}

/// A document to print.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Doc {
    pub title: String,
    pub author: String,
    /// The signature's date: the only date a made document carries.
    pub date: Option<Date>,
    /// How it looks where that is chosen: 版式.
    pub set: StyleSet,
    pub sheet: PageSheet,
    pub blocks: Vec<DocBlock>,
    /// Where each block comes from.
    pub sources: Vec<Source>,
    /// What is written beside it; nothing where it goes to the public.
    pub comments: Vec<DocComment>,
}

/// A 批注, or an answer to one, beside a block.
#[derive(Clone, Debug, PartialEq)]
pub struct DocComment {
    pub block: usize,
    /// A cell of it, or words of it; the whole block where it has none of them.
    pub about: Anchor,
    pub by: String,
    pub date: Option<Date>,
    pub text: String,
}

/// The report in its order.
pub fn of(report: &Report) -> Doc {
    let form = report.form();
    let title = report.title_line();
    let mut doc = Doc {
        title: title.trim().to_string(),
        author: report.office.name.clone(),
        date: report.signature.date,
        set: report.layout.set(),
        sheet: PageSheet::of(&report.layout.style),
        ..Doc::default()
    };
    if let Some((mark, number)) = issue::red_head(report) {
        doc.push(DocBlock::RedHead { mark, number }, Source::Para(Part::Title, 0));
    }
    if !doc.title.is_empty() {
        doc.push(DocBlock::Title(doc.title.clone()), Source::Para(Part::Title, 0));
    }
    paras(report, Part::Preamble, &mut doc);
    for section in form.order() {
        let whole = || Source::Chapter(Chapter::Section(section));
        let heading = report.section(section).heading.clone();
        if !heading.is_empty() {
            doc.push(DocBlock::heading(1, heading), whole());
        }
        paras(report, Part::Before(section), &mut doc);
        if let Some(table) = form.table_of_section(section) {
            let values = table.cells().into_iter().map(|k| (k.clone(), report.printed(&k))).collect();
            let block = TableBlock {
                key: table.key.clone(),
                title: table.title.clone(),
                grid: table.grid(),
                values,
                turned: report.layout.turned.contains(&table.key),
                alone: report.layout.alone.contains(&table.key),
            };
            let first = table.cells().into_iter().next().map(Source::Cell);
            doc.push(DocBlock::Table(block), first.unwrap_or_else(whole));
        }
        paras(report, Part::After(section), &mut doc);
        for (kind, _) in report.layout.charts.iter().filter(|(_, at)| **at == section) {
            if let Some(chart) = Chart::of(report, *kind) {
                doc.push(DocBlock::Chart(chart), whole());
            }
        }
    }
    let s = &report.signature;
    let date = s.date.map(|d| d.to_string()).unwrap_or_default();
    if !s.office.is_empty() || !date.is_empty() {
        let block = DocBlock::Signature { office: s.office.clone(), date, seal: s.seal };
        doc.push(block, Source::Para(Part::Signature, 0));
    }
    if let Some([copies_to, issuer, date]) = issue::imprint(report) {
        doc.push(DocBlock::Imprint { copies_to, issuer, date }, Source::Para(Part::Signature, 0));
    }
    doc
}

/// The same with what is written beside it, each 批注 with its answers, which the check of that code asked for: only
/// for those who wrote them.
pub fn commented(report: &Report, code: &str) -> Doc {
    let mut doc = of(report);
    for c in &report.comments {
        let (block, about) = (doc.beside(&c.about), &c.about);
        let answers =
            report.answers(c, code).map(|e| (&report.office.name, None, format!("{ANSWER}{}", e.text)));
        for (by, date, text) in std::iter::once((&c.by, c.date, c.text.clone())).chain(answers) {
            doc.comments.push(DocComment { block, about: about.clone(), by: by.clone(), date, text });
        }
    }
    doc
}

impl Doc {
    /// The block that what is commented on stands in; that of its part, or the first, where it stands no more.
    fn beside(&self, about: &Anchor) -> usize {
        let blocks = || self.blocks.iter().zip(&self.sources).enumerate();
        let holds = |block: &DocBlock, source: &Source| match (about, block, source) {
            (Anchor::Cells(keys), DocBlock::Table(t), _) => keys.iter().any(|k| t.values.contains_key(k)),
            (Anchor::Quote { part, words }, _, Source::Para(of, _)) if part == of => {
                block.words().contains(words.as_str())
            }
            (Anchor::Quote { part, words }, _, Source::Chapter(of)) => {
                part.chapter() == *of && block.words().contains(words.as_str())
            }
            _ => false,
        };
        let near = |source: &Source| matches!((about, source), (Anchor::Quote { part, .. }, Source::Para(of, _)) if part == of);
        let found = blocks().find(|(_, (b, s))| holds(b, s)).or_else(|| blocks().find(|(_, (_, s))| near(s)));
        found.map_or(0, |(i, _)| i)
    }
    /// Captions of the pictures that can't be shown: they are left out, wherever the document goes.
    pub fn unreadable(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter_map(|b| match b {
            DocBlock::Picture { picture, caption } if picture.sound().is_none() => Some(caption.as_str()),
            _ => None,
        })
    }
    fn push(&mut self, block: DocBlock, source: Source) {
        self.blocks.push(block);
        self.sources.push(source);
    }
}

fn paras(report: &Report, part: Part, doc: &mut Doc) {
    let known = KnownValues::of(report);
    let all = report.paras(part);
    let words: Vec<String> = all.iter().map(|p| p.told(&known).trim().to_string()).collect();
    let is_heading = |w: &String| Para::level(w) == Some(2) || !Para::opening(w).is_empty();
    let headed = words.iter().any(is_heading);
    for (i, (p, words)) in all.iter().zip(words).enumerate() {
        let block = match p {
            Para::Picture { bytes, .. } => DocBlock::Picture { picture: bytes.clone(), caption: words },
            Para::Text(_) if words.is_empty() => continue,
            Para::Text(_) => written(words, headed, standing_out(p, &known)),
        };
        doc.push(block, Source::Para(part, i));
    }
}

/// A paragraph or a heading. Where a second heading stands beside it, what is numbered like one looks like one.
fn written(text: String, headed: bool, emphasis: Vec<Emphasised>) -> DocBlock {
    if let Some(level) = Para::level(&text) {
        return DocBlock::Heading { level, text, emphasis };
    }
    let own = Para::opening(&text).len();
    let opening = if own == 0 && headed { Para::numbered_sentence(&text).len() } else { own };
    if opening == text.len() && opening > 0 {
        return DocBlock::Heading { level: 2, text, emphasis };
    }
    DocBlock::Para { text, opening, emphasis }
}

/// What stands out of a paragraph's words without the blanks around them.
fn standing_out(para: &Para, known: &KnownValues<'_>) -> Vec<Emphasised> {
    let all = emphasised::of(para, known);
    if all.is_empty() {
        return all;
    }
    let words = para.told(known);
    let before = words.len().saturating_sub(words.trim_start().len());
    let length = words.trim().len();
    let moved = |at: usize| at.saturating_sub(before).min(length);
    let all = all.into_iter().map(|(r, e)| (moved(r.start)..moved(r.end), e));
    all.filter(|(r, _)| !r.is_empty()).collect()
}
