//! Page numbers and running heads: told by their place at the edge of a page, and by coming again on others.

use super::lines::{PrintedLine, is_digit};
use super::sheet::{PrintedBlock, PrintedSheet};
use crate::import::raw::Remark;
use crate::import::text::is_page_number;
use crate::report::NoteKind;

/// Lines nearer to the edge of a page than this part of its height may be heads.
const EDGE: f32 = 0.12;
/// Most lines of a head.
const MOST: usize = 4;

/// Takes page numbers and running heads off all pages; says which words went.
pub fn strip(sheets: &mut [PrintedSheet]) -> Vec<Remark> {
    let mut told: Vec<String> = Vec::new();
    for last in [false, true] {
        for _ in 0..MOST {
            let outer: Vec<Option<PrintedLine>> = sheets.iter().map(|s| outermost(s, last)).collect();
            let mut gone = false;
            for (i, s) in sheets.iter_mut().enumerate() {
                let Some(line) = outer.get(i).and_then(Option::as_ref) else { continue };
                let number = is_number_of_page(line, i, &outer);
                if number || comes_again(line, i, &outer) {
                    if !number && !told.contains(&line.text) {
                        told.push(line.text.clone());
                    }
                    s.blocks.remove(if last { s.blocks.len() - 1 } else { 0 });
                    gone = true;
                }
            }
            if !gone {
                break;
            }
        }
    }
    let remark = |t: String| Remark::new(NoteKind::Dropped, format!("每页上方或下方重复的文字“{t}”"));
    told.into_iter().map(remark).collect()
}

/// The first or last line of a page, where it stands at its edge.
fn outermost(s: &PrintedSheet, last: bool) -> Option<PrintedLine> {
    let block = if last { s.blocks.last() } else { s.blocks.first() };
    let Some(PrintedBlock::Line(l)) = block else { return None };
    let at_edge = if last { l.y > s.height * (1.0 - EDGE) } else { l.y < s.height * EDGE };
    (at_edge || is_page_number(&l.text)).then(|| l.clone())
}

/// — 3 —, -3-, 第3页 共6页, 3/6; a bare 3 on the third page, or where the neighbours go on counting.
fn is_number_of_page(line: &PrintedLine, page: usize, all: &[Option<PrintedLine>]) -> bool {
    let bare = line.text.trim_matches(|c: char| c.is_whitespace() || "-—－–―·~～".contains(c));
    let framed = bare.strip_prefix('第').and_then(|t| t.trim_start().strip_suffix('页'));
    let counted = |t: &str| t.chars().all(|c| is_digit(c) || c.is_whitespace() || "/共页第，".contains(c));
    if bare.is_empty() || !bare.contains(is_digit) || bare.chars().count() > 16 {
        return false;
    }
    if is_page_number(&line.text) || (framed.is_some() || bare.contains(['/', '页'])) && counted(bare) {
        return true;
    }
    let number = |t: &str| t.trim().trim_matches(|c: char| "-—－–―·~～ ".contains(c)).parse::<usize>().ok();
    let Some(n) = number(bare) else { return false };
    let neighbour = |i: Option<usize>, wanted: Option<usize>| {
        wanted.is_some()
            && i.and_then(|i| all.get(i)).and_then(Option::as_ref).and_then(|l| number(&l.text)) == wanted
    };
    n == page + 1
        || neighbour(page.checked_sub(1), n.checked_sub(1))
        || neighbour(page.checked_add(1), n.checked_add(1))
}

/// Whether the same words stand at the same place of other pages: of two of three at least.
fn comes_again(line: &PrintedLine, page: usize, all: &[Option<PrintedLine>]) -> bool {
    let same = |l: &PrintedLine| (l.y - line.y).abs() < 3.0 && bare(&l.text) == bare(&line.text);
    let others = all.iter().enumerate().filter(|(i, _)| *i != page);
    let again = others.filter_map(|(_, l)| l.as_ref()).filter(|l| same(l)).count();
    again > 0 && (again + 1) * 3 >= all.len()
}

fn bare(t: &str) -> String {
    t.chars().filter(|c| !c.is_whitespace() && !is_digit(*c)).collect()
}
