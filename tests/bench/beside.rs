//! The whole program beside others on the same report, each a process of its own: `cargo bench -- beside`. LibreOffice on
//! the .docx, the typst compiler on an equal document, and the same pages written with subsetter and printpdf alone
//! (`bare`). All in turn, so that a machine that is busy is so for each; the middle of what each pair says counts.

use crate::{root, run};
use gongkai::form::grid::Content;
use gongkai::import;
use gongkai::page::blocks::{self, Doc, DocBlock, TableBlock};
use gongkai::page::fonts::Fonts;
use gongkai::page::pages::Ink;
use gongkai::page::{Pages, lay_out};
use gongkai::store::{RealDisk, fonts};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Another program: its name, how often it runs, what is aimed at (so many times ours, or ours so many times it), and
/// how it is run; it says whether it is here.
struct Rival<'a> {
    name: &'a str,
    rounds: usize,
    aim: &'a str,
    run: Box<dyn Fn() -> bool + 'a>,
}

/// The table, on one report. `GONGKAI_PROGRAM` names a program that is built as offices get it, `GONGKAI_PYTHON` a
/// Python that has typst.
pub fn of(source: &Path) {
    let name = source.display().to_string();
    let bytes = std::fs::read(source).expect("a source");
    let report = import::read_document(&bytes, &name, None).expect("a report");
    // To lay them side by side, `GONGKAI_BESIDE` names a folder that keeps what each program made.
    let dir = tempfile::tempdir().expect("a folder");
    let kept = std::env::var_os("GONGKAI_BESIDE").map(PathBuf::from);
    let folder = kept.as_deref().unwrap_or(dir.path());
    std::fs::create_dir_all(folder).expect("a folder");
    let at = |n: &str| folder.join(n).display().to_string();
    run(&["import", &name, "-o", &at("a.gknb")]);
    run(&["export", &at("a.gknb"), "-o", &at("a.docx")]);
    let doc = blocks::of(&report);
    std::fs::write(at("a.typ"), typst(&doc)).expect("written");
    let faces = fonts::bundled(&RealDisk);
    std::fs::write(at("pages"), dump(&lay_out(&doc, &faces), &faces)).expect("written");
    let ours = || {
        // What stands there already would not be written again.
        let _ = std::fs::remove_file(at("a.pdf"));
        let begun = Instant::now();
        run(&["export", &at("a.gknb"), "-o", &at("a.pdf")]);
        begun.elapsed().as_secs_f64() * 1000.0
    };
    ours();
    println!("whole processes on {name}, in turn");
    println!("{:<34}{:>12}{:>12}{:>12}  aim", "", "median", "ours then", "ratio");
    let python = std::env::var("GONGKAI_PYTHON").unwrap_or("python3".into());
    let typst = |what: &[&str]| succeeds(Command::new(&python).arg("-c").args(what));
    let (compile, start) = (
        "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])",
        "import sys, typst",
    );
    let files = [at("a.typ"), at("typst.pdf"), root().join("assets/fonts").display().to_string()];
    let office =
        ["--headless", "--convert-to", "pdf:writer_pdf_Export", "--outdir", &at("office"), &at("a.docx")];
    let bare = bare();
    let alone = |how: &[&str]| {
        bare.as_ref().is_some_and(|b| succeeds(Command::new(b).args([at("pages"), at("bare.pdf")]).args(how)))
    };
    let rivals = [
        Rival {
            name: "printpdf and subsetter alone",
            rounds: 31,
            aim: "ours 1.25 × at most",
            run: Box::new(|| alone(&[])),
        },
        Rival {
            name: "  and on the disk for sure, as ours",
            rounds: 31,
            aim: "ours 1.25 × at most",
            run: Box::new(|| alone(&["kept"])),
        },
        Rival {
            name: "typst, through python",
            rounds: 11,
            aim: "",
            run: Box::new(|| typst(&[compile, &files[0], &files[1], &files[2]])),
        },
        Rival { name: "  of it python's start", rounds: 11, aim: "", run: Box::new(|| typst(&[start])) },
        Rival {
            name: "LibreOffice",
            rounds: 5,
            aim: "40 × ours",
            run: Box::new(|| succeeds(Command::new("soffice").args(office))),
        },
    ];
    let took: Vec<Option<(f64, f64)>> = rivals.iter().map(|r| beside(r, ours)).collect();
    if let [.., Some((whole, ours)), Some((start, _)), _] = took[..] {
        println!(
            "  {:<32}{:>9.1} ms{ours:>9.1} ms{:>9.2} ×  3 × ours",
            "the typst compiler alone",
            whole - start,
            (whole - start) / ours
        );
    }
}

/// Milliseconds of another program and of ours beside it, printed; none where it is not here.
fn beside(rival: &Rival<'_>, ours: impl Fn() -> f64) -> Option<(f64, f64)> {
    let Rival { name, rounds, aim, run } = rival;
    if !run() {
        println!("  {name:<32} not here, left out");
        return None;
    }
    let pair = |_| {
        let begun = Instant::now();
        run();
        (begun.elapsed().as_secs_f64() * 1000.0, ours())
    };
    let pairs: Vec<(f64, f64)> = (0..*rounds).map(pair).collect();
    let middle = |of: fn(&(f64, f64)) -> f64| {
        let mut all: Vec<f64> = pairs.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    };
    let (theirs, ours, ratio) = (middle(|p| p.0), middle(|p| p.1), middle(|p| p.0 / p.1));
    println!("  {name:<32}{theirs:>9.1} ms{ours:>9.1} ms{ratio:>9.2} ×  {aim}");
    Some((theirs, ours))
}

fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|o| o.status.success())
}

/// The program that writes such pages by its libraries alone; built here, apart from ours.
fn bare() -> Option<PathBuf> {
    let folder = root().join("tests/bench/bare");
    let target = root().join("target/bare");
    let mut build = Command::new("cargo");
    build.args(["build", "--release", "--locked"]).current_dir(folder).env("CARGO_TARGET_DIR", &target);
    succeeds(&mut build).then(|| target.join("release/bare"))
}

/// Pages as `bare` reads them, numbers of 32 bits: the faces with their glyphs, then the runs and rules of each page.
fn dump(pages: &Pages, fonts: &Fonts) -> Vec<u8> {
    let inks = |p: &'_ gongkai::page::Page| {
        p.items.iter().map(|i| i.ink.clone()).chain(p.number.clone()).collect::<Vec<_>>()
    };
    let pages: Vec<Vec<Ink>> = pages.pages.iter().map(inks).collect();
    let mut used: BTreeMap<usize, BTreeMap<u16, char>> = BTreeMap::new();
    for ink in pages.iter().flatten() {
        if let Ink::Run { line, .. } = ink {
            line.glyphs.iter().for_each(|g| {
                used.entry(g.face).or_default().insert(g.gid, g.ch);
            });
        }
    }
    let mut out: Vec<u32> = vec![used.len() as u32];
    for (number, glyphs) in &used {
        let face = &fonts.faces[*number];
        let (ascent, descent) = (face.ascent as u32, face.descent as u32);
        out.extend([*number as u32, face.units.into(), ascent, descent, glyphs.len() as u32]);
        for ((gid, ch), width) in glyphs.iter().zip(face.advances(glyphs.keys().copied())) {
            out.extend([u32::from(*gid), u32::from(*ch), width.into()]);
        }
    }
    out.push(pages.len() as u32);
    for inks in &pages {
        let at = out.len();
        out.push(0);
        for ink in inks {
            match ink {
                Ink::Run { line, y, size } => {
                    for run in line.glyphs.chunk_by(|a, b| a.face == b.face) {
                        let (y, size) = (y.to_bits(), size.to_bits());
                        out.extend([0, run[0].face as u32, y, size, run.len() as u32]);
                        out.extend(
                            run.iter().flat_map(|g| [g.gid.into(), g.x.to_bits(), g.advance.to_bits()]),
                        );
                        out[at] += 1;
                    }
                }
                Ink::Rule { x0, y0, x1, y1 } => {
                    out.extend([1, x0.to_bits(), y0.to_bits(), x1.to_bits(), y1.to_bits()]);
                    out[at] += 1;
                }
                Ink::Fill { .. } | Ink::Picture { .. } => {}
            }
        }
    }
    out.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// The document as typst markup: the same words, sizes and spans.
fn typst(doc: &Doc) -> String {
    let quoted = |t: &str| format!("#{:?}", t);
    let mut out = String::from(
        "#set page(paper: \"a4\", margin: (top: 37mm, left: 28mm, bottom: 35mm, right: 26mm), numbering: \"— 1 —\")\n\
         #set text(font: \"FandolFang R\", size: 15.79pt, lang: \"zh\")\n\
         #set par(first-line-indent: (amount: 2em, all: true), justify: true, leading: 13.2pt, spacing: 13.2pt)\n",
    );
    for b in &doc.blocks {
        match b {
            DocBlock::Title(t) => out.push_str(&format!(
                "#align(center, text(font: \"Gongkai Title\", size: 22pt)[{}])\n\n",
                quoted(t)
            )),
            DocBlock::Heading { level, text, .. } => {
                out.push_str(&format!(
                    "#heading(level: {level})[#text(font: \"Gongkai Hei\", size: 15.79pt)[{}]]\n\n",
                    quoted(text)
                ));
            }
            DocBlock::Para { text: t, .. } => out.push_str(&format!("{}\n\n", quoted(t))),
            DocBlock::Table(t) => out.push_str(&typst_table(t)),
            DocBlock::Signature { office, date, .. } => {
                out.push_str(&format!("#align(right)[{} \\ {}]\n", quoted(office), quoted(date)));
            }
            DocBlock::Picture { .. }
            | DocBlock::Chart(_)
            | DocBlock::RedHead { .. }
            | DocBlock::Imprint { .. } => {}
        }
    }
    out
}

fn typst_table(t: &TableBlock) -> String {
    let cells: String = t
        .grid
        .tiles
        .iter()
        .map(|tile| {
            let words = match &tile.content {
                Content::Cell(k) => t.values.get(k).map_or("", String::as_str),
                _ => tile.text(),
            };
            format!(
                "table.cell(x: {}, y: {}, colspan: {}, rowspan: {})[#{words:?}],\n",
                tile.col, tile.row, tile.cols, tile.rows
            )
        })
        .collect();
    let columns = vec!["auto"; t.grid.cols].join(", ");
    format!(
        "#{{set text(size: 10.5pt); set par(first-line-indent: 0em, leading: 3pt); table(columns: ({columns}), inset: 2.5pt, align: center + horizon,\n{cells})}}\n\n"
    )
}
