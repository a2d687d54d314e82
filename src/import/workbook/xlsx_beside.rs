//! What stands on a sheet of an .xlsx beside its cells: 批注, and what is drawn. ([ECMA-376] part 1, 18.7 and 20.5.)

use super::{WorkSheet, reference};
use crate::import::xml::Element;

/// What a sheet's relations lead to, each part given by `tree`.
pub fn take(sheet: &mut WorkSheet, part: &str, mut tree: impl FnMut(&str) -> Option<Element>) {
    let Some((folder, file)) = part.rsplit_once('/') else { return };
    let Some(relations) = tree(&format!("{folder}/_rels/{file}.rels")) else { return };
    for r in relations.elements() {
        let Some((kind, target)) = r.attribute("Type").zip(r.attribute("Target")) else { continue };
        let mut own = || tree(&resolved(folder, target));
        match kind.rsplit('/').next() {
            Some("comments") => own().iter().for_each(|t| comments(sheet, t)),
            Some("drawing") => own().iter().for_each(|t| drawn(sheet, t)),
            _ => {}
        }
    }
}

/// ../comments1.xml seen from xl/worksheets.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.into();
    }
    let mut path: Vec<&str> = folder.split('/').collect();
    for piece in target.split('/') {
        match piece {
            ".." => drop(path.pop()),
            piece => path.push(piece),
        }
    }
    path.join("/")
}

fn comments(sheet: &mut WorkSheet, part: &Element) {
    let authors: Vec<String> =
        part.child("authors").iter().flat_map(|a| a.elements()).map(Element::text).collect();
    for c in part.child("commentList").iter().flat_map(|l| l.elements()) {
        let Some(at) = c.attribute("ref").and_then(reference) else { continue };
        let by = c.attribute("authorId").and_then(|n| authors.get(n.parse::<usize>().ok()?));
        // Excel of today keeps what it says for older ones: who reads it so, and then the words.
        let by = by.map_or("", |by| if by.starts_with("tc=") { "" } else { by });
        let whole = c.child("text").map(|t| t.words_of("t")).unwrap_or_default();
        let threaded = whole.starts_with("[Threaded comment]") || whole.starts_with("[线程批注]");
        let words = ["Comment:", "注释:", "批注:"].iter().filter(|_| threaded);
        let own = words.filter_map(|w| whole.split_once(w)).next().map_or(&*whole, |(_, own)| own);
        sheet.comment(at, by, own);
    }
}

fn drawn(sheet: &mut WorkSheet, part: &Element) {
    for e in part.elements() {
        match e.name.as_str() {
            "pic" => sheet.pictures += 1,
            "txBody" => {
                let words = e.words_of("t");
                sheet.drawn.extend(Some(words).filter(|w| !w.trim().is_empty()));
            }
            _ => drawn(sheet, e),
        }
    }
}
