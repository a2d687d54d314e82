//! The page beside other programs in one run: LibreOffice on the same report as .docx, the typst compiler on an
//! equal document, and the same pages written with subsetter and printpdf alone.

use crate::{line, median, root, run};
use gongkai::form::grid::Content;
use gongkai::page::blocks::{self, Doc, DocBlock, TableBlock};
use gongkai::page::fonts::Fonts;
use gongkai::page::pages::Ink;
use gongkai::page::{PAPER, Pages, lay_out};
use gongkai::report::Report;
use gongkai::report::text::Para;
use gongkai::store::{RealDisk, fonts, project};
use gongkai::{export, import};
use printpdf::{
    Codepoint, FontId, FontMetrics, FontType, Line, LinePoint, Mm, Op, ParsedFont, PdfDocument, PdfFont,
    PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, TextItem, TextMatrix,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// The figures of the page, on one report.
pub fn of(source: &Path) {
    let name = source.display().to_string();
    println!("pages of {name}");
    let bytes = std::fs::read(source).expect("a source");
    let report = import::read_document(&bytes, &name, None).expect("a report");
    let fonts = fonts::bundled(&RealDisk);
    // To lay them side by side, `GONGKAI_BESIDE` names a folder that keeps what each program made.
    let dir = tempfile::tempdir().expect("a folder");
    let kept = std::env::var_os("GONGKAI_BESIDE").map(PathBuf::from);
    let folder = kept.as_deref().unwrap_or(dir.path());
    std::fs::create_dir_all(folder).expect("a folder");
    let at = |n: &str| folder.join(n).display().to_string();
    run(&["import", &name, "-o", &at("a.gknb")]);
    let ours = line("gongkai export, whole process", 20.0, 21, || {
        run(&["export", &at("a.gknb"), "-o", &at("a.pdf")]);
    });
    run(&["export", &at("a.gknb"), "-o", &at("a.docx")]);
    let office = || {
        let done = Command::new("soffice")
            .args([
                "--headless",
                "--convert-to",
                "pdf:writer_pdf_Export",
                "--outdir",
                &at("office"),
                &at("a.docx"),
            ])
            .output();
        done.is_ok_and(|o| o.status.success())
    };
    compare("LibreOffice, whole process", ours, 40.0, 3, office);
    let doc = blocks::of(&report);
    std::fs::write(at("a.typ"), typst(&doc)).expect("written");
    let compile =
        "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])";
    let faces = root().join("assets/fonts").display().to_string();
    let compiler = || {
        let done =
            Command::new("python3").args(["-c", compile, &at("a.typ"), &at("typst.pdf"), &faces]).output();
        done.is_ok_and(|o| o.status.success())
    };
    // It is called through an interpreter, whose start is not its own.
    let start = || {
        let done = Command::new("python3").args(["-c", "import typst"]).output();
        done.is_ok_and(|o| o.status.success())
    };
    let whole = compare("typst, through python", ours, 3.0, 5, compiler);
    let start = whole.and_then(|_| compare("  of it python's start", ours, 0.0, 5, start));
    if let Some((whole, start)) = whole.zip(start) {
        println!(
            "  the typst compiler alone takes {:.1} times as long as ours (aim 3)",
            (whole - start) / ours
        );
    }
    let pages = lay_out(&doc, &fonts);
    line("  faces from their files", 0.0, 11, || {
        std::hint::black_box(fonts::bundled(&RealDisk));
    });
    line("  layout", 0.0, 21, || {
        std::hint::black_box(lay_out(&doc, &fonts));
    });
    let bare = line("printpdf and subsetter alone", 0.0, 21, || {
        std::hint::black_box(plain(&pages, &fonts));
    });
    let whole = line("layout, PDF, tags, PDF/A", bare * 1.25, 21, || {
        std::hint::black_box(export::pdf(&report, &fonts).expect("a PDF"));
    });
    println!("  ours takes {:.2} times as long as printpdf and subsetter alone (aim 1.25)", whole / bare);
    many(&report, &fonts);
}

/// Two hundred reports of six pages in one process, and how large one is.
fn many(report: &Report, fonts: &Fonts) {
    let mut long = report.clone();
    let sentence = "围绕河道治理、供水保障和防汛抗旱公开信息，逐月检查栏目更新，全年组织培训两次。";
    let pages = |r: &Report| lay_out(&blocks::of(r), fonts).pages.len();
    long.sections[4].before.push(Para::plain("（一）存在的问题"));
    while pages(&long) < 6 {
        long.sections[4].before.push(Para::plain(sentence.repeat(6)));
    }
    let made = export::pdf(&long, fonts).expect("a PDF");
    println!(
        "  {} pages, {} faces: {} kB (aim 300)",
        pages(&long),
        faces(&made.bytes),
        made.bytes.len() / 1000
    );
    let dir = tempfile::tempdir().expect("a folder");
    let name = |i: usize| dir.path().join(format!("{i}.gknb")).display().to_string();
    for i in 0..200 {
        project::save(&RealDisk, Path::new(&name(i)), &long).expect("saved");
    }
    let out = dir.path().join("pdf").display().to_string();
    let files: Vec<String> = (0..200).map(name).collect();
    let mut words: Vec<&str> = vec!["export", "-o", &out, "--format", "pdf"];
    words.extend(files.iter().map(String::as_str));
    let begun = Instant::now();
    run(&words);
    println!("  200 reports in one process: {:.1} ms each (aim 10)", begun.elapsed().as_secs_f64() * 5.0);
}

fn faces(pdf: &[u8]) -> usize {
    let pdf = lopdf::Document::load_mem(pdf).expect("parses");
    pdf.objects.values().filter(|o| o.as_dict().is_ok_and(|d| d.has_type(b"FontDescriptor"))).count()
}

/// Milliseconds that another program takes, printed beside ours; a notice where it is not there.
fn compare(what: &str, ours: f64, aim: f64, times: usize, mut work: impl FnMut() -> bool) -> Option<f64> {
    if !work() {
        println!("  {what:<32} not here, left out");
        return None;
    }
    let theirs = median(times, || {
        work();
    })
    .0;
    println!("  {what:<32}{theirs:>9.1} ms{:>9.1} × ours{aim:>6.0} × aim", theirs / ours);
    Some(theirs)
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

/// The pages with subsetter and printpdf and nothing else: no tags, no outline, no metadata.
fn plain(pages: &Pages, fonts: &Fonts) -> Vec<u8> {
    let mut used: BTreeMap<usize, BTreeMap<u16, char>> = BTreeMap::new();
    let inks = || pages.pages.iter().flat_map(|p| p.items.iter().map(|i| &i.ink).chain(&p.number));
    for ink in inks() {
        if let Ink::Run { line, .. } = ink {
            for g in &line.glyphs {
                used.entry(g.face).or_default().insert(g.gid, g.ch);
            }
        }
    }
    let mut pdf = PdfDocument::new("plain");
    let mut maps = BTreeMap::new();
    for (i, glyphs) in &used {
        let face = &fonts.faces[*i];
        let mut map = subsetter::GlyphRemapper::new();
        glyphs.keys().for_each(|g| {
            map.remap(*g);
        });
        let bytes = subsetter::subset(face.bytes(), face.index, &map).expect("a subset");
        let new = |g: &u16| map.get(*g).expect("kept");
        let chars = glyphs.iter().map(|(g, c)| (u32::from(*c), new(g))).collect();
        let widths = glyphs.keys().map(new).zip(face.advances(glyphs.keys().copied())).collect();
        let cff = !bytes.starts_with(&[0, 1, 0, 0]);
        let metrics = FontMetrics { ascent: face.ascent, descent: face.descent };
        let name = Some(format!("GKAAA{}+{}", char::from(b'A' + *i as u8), face.name));
        let mut font = ParsedFont::with_glyph_data(bytes, 0, name, chars, widths, face.units, metrics);
        if cff {
            font.font_type = FontType::OpenTypeCFF(());
        }
        let id = FontId(format!("F{i}"));
        pdf.resources.fonts.map.insert(id.clone(), PdfFont::new(font));
        maps.insert(*i, (id, map));
    }
    let page = |p: &gongkai::page::Page| {
        let mut ops = Vec::new();
        for ink in p.items.iter().map(|i| &i.ink).chain(&p.number) {
            match ink {
                Ink::Run { line, y, size } => {
                    for run in line.glyphs.chunk_by(|a, b| a.face == b.face) {
                        let (id, map) = &maps[&run[0].face];
                        let mut items = Vec::new();
                        let mut pen = run[0].x;
                        for g in run {
                            items.push(TextItem::Offset((pen - g.x) / size * 1000.0));
                            let gid = map.get(g.gid).expect("kept");
                            items.push(TextItem::GlyphIds(vec![Codepoint::with_cid(
                                gid,
                                0.0,
                                g.ch.to_string(),
                            )]));
                            pen = g.x + g.advance;
                        }
                        ops.extend([
                            Op::StartTextSection,
                            Op::SetFont { font: PdfFontHandle::External(id.clone()), size: Pt(*size) },
                            Op::SetTextMatrix {
                                matrix: TextMatrix::Translate(Pt(run[0].x), Pt(PAPER.1 - y)),
                            },
                            Op::ShowText { items },
                            Op::EndTextSection,
                        ]);
                    }
                }
                Ink::Rule { x0, y0, x1, y1 } => {
                    let point = |x: f32, y: f32| LinePoint {
                        p: Point { x: Pt(x), y: Pt(PAPER.1 - y) },
                        bezier: false,
                    };
                    let line = Line { points: vec![point(*x0, *y0), point(*x1, *y1)], is_closed: false };
                    ops.push(Op::DrawLine { line });
                }
                Ink::Fill { .. } | Ink::Picture { .. } => {}
            }
        }
        PdfPage::new(Mm::from(Pt(PAPER.0)), Mm::from(Pt(PAPER.1)), ops)
    };
    pdf.with_pages(pages.pages.iter().map(page).collect());
    let options =
        PdfSaveOptions { optimize: true, subset_fonts: false, secure: true, image_optimization: None };
    pdf.save(&options, &mut Vec::new())
}
