//! Web pages: saved from a portal, from Word as 网页 (.htm), or on the clipboard. Scripts, hidden
//! things and navigation are left out; what is clutter of a portal is the recogniser's to say.

mod classes;
mod colors;
mod kept;
mod media;
mod page;
mod sheet;

use super::budget::{Budget, modest};
use super::raw::{Raw, Remark};
use super::{ImportError, Imported, Importer};
use crate::format::Format;
use crate::report::NoteKind;
use html5ever::tendril::TendrilSink;
use page::{DEEP, PageReader};
use scraper::{Html, HtmlTreeSink};

/// Bytes of a page that its tree is built from at a time.
const STRETCH: usize = 2048;

pub const IMPORTER: Importer = Importer {
    format: Format { name: "网页", extensions: &["html", "htm"] },
    is: |c| c.text().is_some_and(is_html),
    read: Some(|c| {
        let (name, budget) = (c.name, c.budget);
        of_source(&c.into_text()?, name, budget)
    }),
};

/// The page that `source` is.
pub fn of_source(source: &str, name: &str, budget: &Budget<'_>) -> Result<Imported, ImportError> {
    let page = kept::kept(source);
    modest(&page, name)?;
    Ok(Imported::Raw(sheet::unfolded(read(&page, budget), budget)))
}

/// Whether text is a web page.
fn is_html(text: &str) -> bool {
    let start: String =
        text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).chars().take(400).collect();
    let start = start.to_lowercase();
    let page = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<meta",
        "<div",
        "<p>",
        "<p ",
        "<table",
        "<!--",
        "<span",
        "<h1",
    ];
    page.iter().any(|t| start.starts_with(t)) || (start.starts_with("<?xml") && start.contains("<html"))
}

/// The page as lines and tables, within a budget.
fn read(text: &str, budget: &Budget<'_>) -> Raw {
    let Some(page) = tree(text, budget) else { return Raw::default() };
    let mut reader = PageReader::new(0, budget);
    reader.children(page.root_element(), 0);
    reader.flush();
    let unseen = reader.unseen.first().map(|first| {
        let many =
            if reader.unseen.len() > 1 { format!("等{}处", reader.unseen.len()) } else { String::new() };
        let words: String = first.chars().take(20).collect();
        Remark::new(NoteKind::Doubtful, format!("网页上看不见的文字“{words}”{many}没有读入；请对照原文"))
    });
    Raw {
        lines: reader.lines,
        struck: reader.struck,
        emphasis: reader.emphasised,
        remarks: unseen.into_iter().collect(),
        ..Raw::default()
    }
}

/// The page's tree, built stretch by stretch: few tags may ask for any number of elements.
fn tree(text: &str, budget: &Budget<'_>) -> Option<Html> {
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = html5ever::parse_document(sink, html5ever::ParseOpts::default());
    let mut rest = text;
    let mut made = 0;
    while !rest.is_empty() {
        let end = (STRETCH..rest.len()).find(|i| rest.is_char_boundary(*i)).unwrap_or(rest.len());
        let (stretch, next) = rest.split_at(end);
        parser.process(stretch.into());
        rest = next;
        let page = parser.tokenizer.sink.sink.0.borrow();
        let now = page.tree.values().len();
        let depth = page.tree.nodes().next_back().map_or(0, |n| n.ancestors().count());
        if !budget.take((now - made) * (1 + depth / DEEP)) {
            return None;
        }
        made = now;
    }
    Some(parser.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::raw::{Piece, SEAM};
    use crate::import::source_rows::{SourceRow, rows};

    fn read(text: &str) -> Raw {
        super::read(&kept::kept(text), &Budget::default())
    }

    /// Words of lines, and rows of tables with bars between their cells.
    fn texts(raw: &Raw) -> Vec<String> {
        let row =
            |r: &SourceRow| r.cells.iter().map(|c| c.text.replace(SEAM, "+")).collect::<Vec<_>>().join("|");
        rows(raw).iter().map(row).collect()
    }

    #[test]
    fn spans_missing_ends_and_broken_words_are_read() {
        let raw = read(
            "<div>甲<script>x</script><p>乙\n丙 1</p></div><table><tr><td rowspan=2>商业<br>企业<td>1<td>&nbsp;</tr>\
             <tr><td colspan=0><p><span>2</span><span>6<o:p></o:p></span></p><td>/</tr></table><p style='display: none'>x</p>",
        );
        assert_eq!(texts(&raw), ["甲", "乙丙 1", "商业+企业|1|", "26|/"]);
        let grids: Vec<_> = raw
            .lines
            .iter()
            .filter_map(|l| if let Piece::Table(g) = &l.piece { Some(g) } else { None })
            .collect();
        let places: Vec<_> = grids[0].cells.iter().map(|c| (c.row, c.col, c.rows, c.cols)).collect();
        assert_eq!(places, [(0, 0, 2, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)]);
    }

    #[test]
    fn marks_and_seams_are_kept_hidden_and_struck_words_are_not() {
        let cell = |words: &str| {
            let raw = read(&format!("<table><tr><td>甲<td>{words}<td>1</table>"));
            format!(
                "{} {}",
                texts(&raw).join("/"),
                raw.struck.iter().map(|s| s.1.as_str()).collect::<String>()
            )
        };
        for (words, wanted) in [
            ("6<sup>1</sup>", "甲|6¹|1 "),
            ("6<span style='vertical-align:super'>1</span>", "甲|6¹|1 "),
            ("<del>6</del>9", "甲|+9|1 6"),
            ("<span style=\"text-decoration:line-through\">6</span>9", "甲|+9|1 6"),
            ("6<br>9", "甲|6+9|1 "),
            ("<p>6</p><p>9</p>", "甲|6+9|1 "),
            ("<span style='visibility:hidden'>9</span>6", "甲|6|1 "),
            ("<span style='font-size:0'>9</span><span style='font-size:0.9em'>6</span>", "甲|6|1 "),
            ("<style>.out{text-decoration:line-through}</style><span class='x out'>6</span>9", "甲|+9|1 6"),
            ("<style>b.gone{display:none}</style><b class=gone>6</b>9", "甲|9|1 "),
            ("<i style='mso-hide:all'>6</i>9", "甲|9|1 "),
            ("<input value=9>", "甲|+9+|1 "),
            ("6<input type=hidden value=9>", "甲|6|1 "),
            ("<textarea>9</textarea>", "甲|+9+|1 "),
            ("<span style='color:#FFF'>9</span>6", "甲|+6|1 "),
            ("<font color=white>9</font>6", "甲|+6|1 "),
            ("<b style='color:#fff;background:#06c'>9</b>6", "甲|96|1 "),
            ("<b style='color:#fff'><b style='color:#000'>9</b></b>6", "甲|96|1 "),
            ("<style>.w{color:rgba(0,0,0,0)}</style><b class=w>9</b>6", "甲|+6|1 "),
            ("<i style='opacity:0'>9</i>6", "甲|6|1 "),
            ("<i style='position:absolute;left:-9999px'>9</i>6", "甲|6|1 "),
            ("<i style='position:absolute;clip:rect(0 0 0 0)'>9</i>6", "甲|6|1 "),
        ] {
            assert_eq!(cell(words), wanted, "{words}");
        }
        let rows =
            texts(&read("<table><tr><td>甲<td>1<tr style='display:none'><td>乙<td>2<tr><td>丙<td>3</table>"));
        assert_eq!(rows, ["甲|1", "丙|3"]);
    }

    #[test]
    fn layout_tables_dissolve_and_bottomless_pages_are_read() {
        let raw = read("<table><tr><td><p>一</p><table><tr><td>规章<td>1</table></table>");
        assert_eq!(texts(&raw), ["一", "规章|1"]);
        assert_eq!(texts(&read(&format!("{}深", "<div>".repeat(5_000)))), ["深"]);
        read(&"<table><tr><td>".repeat(2_000));
    }
}
