//! A report as a run of blocks: what there is to print, in order, with nothing said about where. Written
//! documents of every kind (pages, Word, HTML) are made from this.

use crate::form::table::{CellKey, Grid};
use crate::report::text::Para;
use crate::report::{Date, Part, Report};
use std::collections::BTreeMap;

/// A piece of the document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Title(String),
    /// Level 1: 一、 · 2: （一） · 3: 1. · 4: （1）
    Heading {
        level: u8,
        text: String,
    },
    Para(String),
    Table(TableBlock),
    Picture {
        caption: String,
    },
    Signature {
        office: String,
        date: String,
        seal: bool,
    },
}

/// A table with what stands in its cells.
#[derive(Clone, Debug, PartialEq)]
pub struct TableBlock {
    pub key: String,
    pub title: String,
    pub grid: Grid,
    /// What is printed; a cell without an entry is empty.
    pub values: BTreeMap<CellKey, String>,
}

/// A document to print.
#[derive(Clone, Debug, PartialEq)]
pub struct Doc {
    pub title: String,
    pub author: String,
    /// The signature's date: the only date a made document carries.
    pub date: Option<Date>,
    pub blocks: Vec<Block>,
}

/// The report in its order.
pub fn of(report: &Report) -> Doc {
    let form = report.form();
    let title = report.title_line();
    let mut blocks = Vec::new();
    if !title.trim().is_empty() {
        blocks.push(Block::Title(title.trim().to_string()));
    }
    paras(report, Part::Preamble, &mut blocks);
    for n in 1..=6 {
        let heading = report.sections[n - 1].heading.clone();
        if !heading.is_empty() {
            blocks.push(Block::Heading { level: 1, text: heading });
        }
        paras(report, Part::Before(n), &mut blocks);
        if let Some(table) = form.table_of_section(n) {
            let values = table.cells().into_iter().map(|k| (k.clone(), report.printed(&k))).collect();
            blocks.push(Block::Table(TableBlock {
                key: table.key.clone(),
                title: table.title.clone(),
                grid: table.grid(),
                values,
            }));
        }
        paras(report, Part::After(n), &mut blocks);
    }
    let s = &report.signature;
    let date = s.date.map(|d| d.to_string()).unwrap_or_default();
    if !s.office.is_empty() || !date.is_empty() {
        blocks.push(Block::Signature { office: s.office.clone(), date, seal: s.seal });
    }
    Doc { title, author: report.office.name.clone(), date: s.date, blocks }
}

fn paras(report: &Report, part: Part, out: &mut Vec<Block>) {
    for p in report.paras(part) {
        let words = p.resolved(report);
        match p {
            Para::Picture { .. } => out.push(Block::Picture { caption: words }),
            Para::Text(_) if words.trim().is_empty() => {}
            Para::Text(_) => {
                let text = words.trim().to_string();
                out.push(match Para::level(&text) {
                    Some(level) => Block::Heading { level, text },
                    None => Block::Para(text),
                });
            }
        }
    }
}
