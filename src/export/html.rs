//! The report as one clean page, or as the fragment that portal editors take: inline styles only, no script,
//! no classes, real row and column spans.

mod faces;
mod issue;
mod running;

use super::{Exporter, InPackage, Made, Make, ReadsBack, drawn, escaped, unsound};
use crate::form::grid::{Content, Tile};
use crate::format::Format;
use crate::page::blocks::{Doc, DocBlock, TableBlock};
use crate::page::fonts::Fonts;
use crate::page::sheet::PageSheet;
use crate::page::structure::{Scope, scope};
use crate::page::tile;
use crate::page::{EM, WIDTH, signature};
use crate::report::emphasis::{self, Emphasised};
use crate::report::picture::{self, PictureKind};
use crate::report::sheet::is_formula;
use faces::Families;
use running::{alignment, parted};
use std::fmt::{Display, Write as _};
use std::ops::Range;

pub const EXPORTER: Exporter = Exporter {
    format: Format { name: "网页", extensions: &["html", "htm"] },
    tip: "导出成一个网页，贴到网站后台",
    make: Make::Document(|doc, _| Ok(Made { warnings: unsound(doc).collect(), ..Made::plainly(page(doc)) })),
    reads_back: ReadsBack::AsPrinted,
    in_package: InPackage::Always,
};

/// A long address ends within the line, on a phone too.
const WITHIN: &str = "overflow-wrap:anywhere";

/// The whole page.
pub fn page(doc: &Doc) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n</head>\n<body style=\"max-width:56em;margin:2em auto;padding:0 1em;{}\">\n<main>\n{}</main>\n</body>\n</html>\n",
        escaped(&doc.title),
        Families::of(&doc.set).body(),
        fragment(doc)
    )
}

/// What stands in the body.
pub fn fragment(doc: &Doc) -> String {
    let mut out = String::new();
    let faces = Families::of(&doc.set);
    let body = faces.body();
    let mut depth = 1u8;
    for b in &doc.blocks {
        match b {
            DocBlock::Title(t) => {
                let style = format!(
                    "text-align:center;font-size:22pt;font-weight:bold;line-height:1.5;{WITHIN}{}",
                    faces.title
                );
                let _ = writeln!(out, "<h1 style=\"{style}{}\">{}</h1>", words_only(t), escaped(t));
            }
            DocBlock::Heading { level, text, emphasis } => {
                // A speaking reader counts on levels without gaps: one may be missing, its heading begins a paragraph.
                depth = level.saturating_add(1).min(depth.saturating_add(1));
                out += &heading((*level, depth), text, emphasis, &faces);
            }
            DocBlock::Para { text, opening, emphasis } => {
                let rest = standing_out(text, *opening..text.len(), emphasis, parted);
                let opening = match *opening {
                    0 => String::new(),
                    end => {
                        let words = standing_out(text, 0..end, emphasis, escaped);
                        format!("<span style=\"font-family:{}\">{words}</span>", faces.kai)
                    }
                };
                let _ = writeln!(
                    out,
                    "<p style=\"{body};{WITHIN};text-indent:2em;text-align:{};margin:0{}\">{opening}{}</p>",
                    alignment(text),
                    words_only(text),
                    rest
                );
            }
            DocBlock::Picture { picture, caption } => {
                if let Some(shape) = picture.sound() {
                    let kind = match shape.kind {
                        PictureKind::Png => "image/png",
                        PictureKind::Jpeg { .. } => "image/jpeg",
                    };
                    image((kind, ""), picture.bytes(), caption, &mut out);
                }
                caption_below(caption, &faces, &mut out);
            }
            DocBlock::Chart(c) => {
                // In the faces that are compiled in: the page is the same wherever it is made.
                if let Some(d) = drawn::chart(c, WIDTH, &Fonts::new(None)) {
                    let wide = format!(";width:{:.0}pt", d.size.0);
                    image(("image/png", &wide), &d.png, &c.alt(), &mut out);
                }
                caption_below(&c.caption(), &faces, &mut out);
            }
            DocBlock::Table(t) => table(t, &caption(t), &mut out),
            DocBlock::Signature { office, date, seal } => out += &signature(office, date, *seal, &body),
            DocBlock::RedHead { mark, number } => out += &issue::red_head(mark, number, &faces),
            DocBlock::Imprint { copies_to, issuer, date } => {
                out += &issue::imprint(copies_to, issuer, date, &faces);
            }
        }
    }
    out
}

/// A heading of some level, so deep among the headings of the page.
fn heading((level, depth): (u8, u8), text: &str, emphasis: &[Emphasised], faces: &Families) -> String {
    let face = match level {
        1 => &faces.hei,
        2 => &faces.kai,
        _ => &faces.fang,
    };
    let style = format!(
        "text-indent:2em;font-family:{face};font-size:16pt;line-height:1.8;font-weight:normal;margin:0"
    );
    let words_only = words_only(text);
    let words = standing_out(text, 0..text.len(), emphasis, escaped);
    format!("<h{depth} style=\"{style}{words_only}\">{words}</h{depth}>\n")
}

/// Some bytes of a text, with what stands out of them.
fn standing_out<T: Display>(
    text: &str,
    range: Range<usize>,
    emphasis: &[Emphasised],
    written: impl Fn(&str) -> T,
) -> String {
    let mut out = String::new();
    for (words, e) in emphasis::pieces(text, range, emphasis) {
        let (bold, no_bold) = if e.bold { ("<strong>", "</strong>") } else { ("", "") };
        let (under, no_under) = if e.underline { ("<u>", "</u>") } else { ("", "") };
        let _ = write!(out, "{bold}{under}{}{no_under}{no_bold}", written(words));
    }
    out
}

/// The words below a picture or chart.
fn caption_below(caption: &str, faces: &Families, out: &mut String) {
    if !caption.is_empty() {
        let (body, kai) = (faces.body(), &faces.kai);
        let style = format!("{body};font-family:{kai};text-align:center;margin:0{}", words_only(caption));
        let _ = writeln!(out, "<p style=\"{style}\">{}</p>", escaped(caption));
    }
}

/// Name and date at the right, where they stand on paper; Latin is taken for half a character wide.
fn signature(office: &str, date: &str, seal: bool, body: &str) -> String {
    let width = |t: &str| t.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum::<f32>() * EM;
    let sheet = PageSheet::default();
    let name = signature::name_lines(office, width(office), &sheet);
    let widest = name.iter().map(|l| width(l)).fold(0.0, f32::max);
    let (name_x, date_x) = signature::by_widths(widest, width(date), seal, &sheet);
    let lines: Vec<String> = name.iter().map(|l| escaped(l).to_string()).collect();
    let written = match lines.len() {
        1 => lines.concat(),
        // They begin below one another.
        _ => format!("<span style=\"display:inline-block;text-align:left\">{}</span>", lines.join("<br>")),
    };
    let mut out = String::new();
    let both = [(office, written, name_x + widest), (date, escaped(date).to_string(), date_x + width(date))];
    for (words, written, end) in both.into_iter().filter(|(t, ..)| !t.is_empty()) {
        let right = ((WIDTH - end) / EM).max(0.0);
        // A phone is narrower than the paper.
        let right = if right > 8.0 { format!("min({right:.1}em,50%)") } else { format!("{right:.1}em") };
        let above = if out.is_empty() { "1.8em" } else { "0" };
        let only = words_only(words);
        let _ = writeln!(
            out,
            "<p style=\"{body};text-align:right;padding-right:{right};margin:{above} 0 0{only}\">{written}</p>"
        );
    }
    out
}

/// A spreadsheet that is given the page must not carry words out: 「=…」 stays words.
fn words_only(words: &str) -> &'static str {
    if is_formula(words) { ";mso-number-format:'\\@'" } else { "" }
}

/// A picture inside the page itself, so that the page works alone; its kind, and what more is said of its looks.
fn image((kind, looks): (&str, &str), bytes: &[u8], alt: &str, out: &mut String) {
    let _ = writeln!(
        out,
        "<p style=\"text-align:center;margin:8px 0 0\"><img style=\"max-width:100%{looks}\" alt=\"{}\" src=\"data:{kind};base64,{}\"></p>",
        escaped(alt),
        picture::text(bytes)
    );
}

/// One table by itself, for who takes tables with their look: to a spreadsheet its name would be a row.
pub fn alone(t: &TableBlock) -> String {
    let mut out = String::new();
    table(t, "", &mut out);
    out
}

/// The table's name for who hears the page; who sees it has the heading above. The last word hides it in Word.
fn caption(t: &TableBlock) -> String {
    const HEARD: &str = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;mso-hide:all";
    format!("<caption style=\"{HEARD}\">{}</caption>\n", escaped(&t.title))
}

/// A table that scrolls in itself where the screen is narrower, with heads of columns and rows.
fn table(t: &TableBlock, caption: &str, out: &mut String) {
    let grid = &t.grid;
    let style = "border-collapse:collapse;width:100%;margin:1em 0;font-family:仿宋_GB2312,仿宋,FangSong,serif;font-size:10.5pt;line-height:1.4";
    let name = escaped(&t.title);
    let _ = writeln!(
        out,
        "<section aria-label=\"{name}\" tabindex=\"0\" style=\"overflow-x:auto;position:relative\">\n<table style=\"{style}\">\n{caption}"
    );
    let by_row = grid.tiles_by_row();
    let parts = [("thead", 0..grid.head_rows), ("tbody", grid.head_rows..grid.rows)];
    for (part, rows) in parts.into_iter().filter(|(_, rows)| !rows.is_empty()) {
        let _ = writeln!(out, "<{part}>");
        for row in rows {
            let here = by_row.get(row).into_iter().flatten().filter_map(|i| grid.tiles.get(*i));
            let mut tiles: Vec<&Tile> = here.filter(|t| t.row == row).collect();
            tiles.sort_by_key(|t| t.col);
            let _ = writeln!(out, "<tr>{}</tr>", tiles.iter().map(|tile| cell(t, tile)).collect::<String>());
        }
        let _ = writeln!(out, "</{part}>");
    }
    out.push_str("</table>\n</section>\n");
}

fn cell(t: &TableBlock, tile: &Tile) -> String {
    let words = tile::words(t, tile);
    let leaf = matches!(tile.content, Content::Label(_)) && tile.col > 0 && tile.right() == t.grid.label_cols;
    let align = if leaf { "left" } else { "center" };
    let scope = scope(tile);
    let tag = if scope.is_some() { "th" } else { "td" };
    let mut out = format!("<{tag}");
    if let Some(scope) = scope {
        let name = match scope {
            Scope::Row if tile.rows > 1 => "rowgroup",
            Scope::Row => "row",
            Scope::Column if tile.cols == 1 => "col",
            Scope::Column | Scope::Both => "colgroup",
        };
        let _ = write!(out, " scope=\"{name}\"");
    }
    for (span, n) in [("rowspan", tile.rows), ("colspan", tile.cols)] {
        if n > 1 {
            let _ = write!(out, " {span}=\"{n}\"");
        }
    }
    // Heads part by meaning alone, 社会｜公益｜组织; numbers never.
    let (keep, words) = match tile.content {
        Content::Head(_) => (
            ";word-break:keep-all",
            tile::pieces(words).into_iter().map(escaped).collect::<Vec<_>>().join("<wbr>"),
        ),
        Content::Cell(_) => (";white-space:nowrap", escaped(words)),
        // On a narrow screen the table scrolls, its names stay readable.
        _ if leaf => (";min-width:9em", escaped(words)),
        _ => ("", escaped(words)),
    };
    let only = words_only(tile::words(t, tile));
    let style =
        format!("border:1px solid #000;padding:2px 4px;text-align:{align};font-weight:normal{keep}{only}");
    out + &format!(" style=\"{style}\">{words}</{tag}>")
}
