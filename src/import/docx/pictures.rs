//! The pictures of a Word document, as they are shown: one that is cut, turned or painted over would not be what the
//! document shows, and is left to be put in by hand.

use crate::import::budget::Budget;
use crate::import::package::Package;
use crate::import::xml::Element;
use crate::page::charts;
use crate::report::picture::{Picture, PictureKind};
use std::collections::BTreeMap;

/// Attributes of the part that names the files.
const RELATION: [&str; 4] = ["Id", "Type", "Target", "TargetMode"];
/// What those of a document may come to: a report may hold a little more.
const MOST_BYTES: usize = 24 << 20;
const MOST_DOTS: u64 = 100_000_000;
const MOST: usize = 200;

/// Those that the document names, by its names for them.
#[derive(Default)]
pub(super) struct NamedPictures {
    by_relation: BTreeMap<String, Picture>,
    bytes: usize,
    dots: u64,
    shown: usize,
}

impl NamedPictures {
    /// Of a package whose main part is so named.
    pub fn of(package: &mut Package<'_>, main: &str, budget: &Budget<'_>) -> NamedPictures {
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
        let mut out = NamedPictures::default();
        let Some(relations) = package.tree(&format!("{folder}/_rels/{file}.rels"), &RELATION, budget) else {
            return out;
        };
        let within = |e: &&Element| {
            e.attribute("TargetMode") != Some("External")
                && e.attribute("Type").is_some_and(|t| t.ends_with("/image"))
        };
        let mut room = MOST_BYTES;
        let mut read: BTreeMap<String, Option<Picture>> = BTreeMap::new();
        for e in relations.elements().filter(within).take(MOST) {
            let (Some(id), Some(target)) = (e.attribute("Id"), e.attribute("Target")) else { continue };
            let part = target.strip_prefix('/').map_or_else(|| format!("{folder}/{target}"), str::to_string);
            let picture = read.entry(part).or_insert_with_key(|part| {
                let bytes = package.picture(part, room as u64)?;
                room = room.saturating_sub(bytes.len());
                Some(Picture::of(&bytes)).filter(|p| p.shape().is_some())
            });
            out.by_relation.extend(picture.clone().map(|p| (id.to_string(), p)));
        }
        out
    }

    /// What a drawing shows: a picture each, none in the place of what can't be had.
    pub fn shown(&mut self, drawing: &Element) -> Vec<Option<Picture>> {
        let mut named = Vec::new();
        names(drawing, &mut named);
        if named.is_empty() || is_composed(drawing) {
            return vec![None];
        }
        named.into_iter().map(|id| self.taken(id?)).collect()
    }

    /// The picture of that name, while there is room for it.
    fn taken(&mut self, id: &str) -> Option<Picture> {
        let picture = self.by_relation.get(id)?;
        let shape = picture.shape()?;
        let bytes = self.bytes.saturating_add(picture.bytes().len());
        let dots = if shape.kind == PictureKind::Png { shape.dots() } else { 0 };
        let dots = self.dots.saturating_add(dots);
        if bytes > MOST_BYTES || dots > MOST_DOTS || self.shown >= MOST || picture.sound().is_none() {
            return None;
        }
        (self.bytes, self.dots, self.shown) = (bytes, dots, self.shown.saturating_add(1));
        Some(picture.clone())
    }
}

/// Whether it is a chart of this program's, which is drawn anew from the table.
pub(super) fn is_chart(drawing: &Element) -> bool {
    drawing.all_of("docPr").iter().any(|p| p.attribute("name").is_some_and(|n| n.starts_with(charts::NAME)))
}

/// Whether a drawing is made of several things, which may lie over one another, or is not shown.
fn is_composed(drawing: &Element) -> bool {
    const SEVERAL: [&str; 7] = ["wgp", "wpc", "group", "wsp", "sp", "cxnSp", "txbxContent"];
    let is_hidden = |p: &&Element| p.attribute("hidden").is_some_and(|h| h != "0" && h != "false");
    SEVERAL.iter().any(|n| !drawing.all_of(n).is_empty()) || drawing.all_of("docPr").iter().any(is_hidden)
}

/// Names of the pictures in a drawing; none for one that isn't shown as it is.
fn names<'a>(e: &'a Element, out: &mut Vec<Option<&'a str>>) {
    for c in e.elements() {
        match c.name.as_str() {
            "pic" => out.push(whole(c)),
            // Of older programs: turned, or in other colours.
            "shape" | "rect" if is_set_otherwise(c) => {
                out.extend(c.all_of("imagedata").iter().map(|_| None));
            }
            "imagedata" => {
                let cut = [
                    "cropleft",
                    "croptop",
                    "cropright",
                    "cropbottom",
                    "gain",
                    "blacklevel",
                    "grayscale",
                    "bilevel",
                    "chromakey",
                ];
                let is_whole = cut.iter().all(|a| c.attribute(a).is_none());
                out.push(c.attribute("id").filter(|_| is_whole));
            }
            // The same again, for older programs.
            "AlternateContent" => {
                let newest = c.child("Choice").or_else(|| c.child("Fallback"));
                newest.into_iter().for_each(|c| names(c, out));
            }
            _ => names(c, out),
        }
    }
}

fn is_set_otherwise(shape: &Element) -> bool {
    shape.attribute("style").is_some_and(|s| s.contains("rotation") || s.contains("flip"))
}

/// The name of a picture that is neither cut nor turned, nor shown in other colours.
fn whole(pic: &Element) -> Option<&str> {
    let fill = pic.child("blipFill")?;
    let is_set = |e: &Element, names: &[&str]| {
        names.iter().any(|a| e.attribute(a).is_some_and(|v| !matches!(v, "0" | "false")))
    };
    let cut = fill.child("srcRect").is_some_and(|r| is_set(r, &["l", "t", "r", "b"]));
    let place = pic.child("spPr").and_then(|p| p.child("xfrm"));
    let turned = place.is_some_and(|x| is_set(x, &["rot", "flipH", "flipV"]));
    let shape = pic.child("spPr");
    let other = shape.is_some_and(|p| {
        p.child("custGeom").is_some()
            || p.child("prstGeom").is_some_and(|g| g.attribute("prst").is_some_and(|s| s != "rect"))
    });
    let blip = fill.child("blip")?;
    let changed = blip.elements().any(|e| e.name != "extLst");
    blip.attribute("embed").filter(|_| !cut && !turned && !other && !changed)
}
