//! The pictures of a Word document, as they are shown: one that is cut, turned or in a group, or that anything may lie
//! over, would not be what the document shows, and is left to be put in by hand.

use super::floats;
use super::words::newest;
use crate::import::budget::Budget;
use crate::import::package::Package;
use crate::import::picture_room::{MOST_BYTES, PictureRoom};
use crate::import::raw::Remark;
use crate::import::xml::Element;
use crate::page::charts;
use crate::report::NoteKind;
use crate::report::picture::{Picture, turned_dots};
use std::collections::BTreeMap;

/// Attributes of the part that names the files.
const RELATION: [&str; 4] = ["Id", "Type", "Target", "TargetMode"];
/// More files are not looked at.
const MOST: usize = 200;

/// Those that the document names, by its names for them.
#[derive(Default)]
pub(super) struct NamedPictures {
    parts: BTreeMap<String, String>,
    files: BTreeMap<String, PictureFile>,
    pub over: CoveredBy,
    room: PictureRoom,
    /// Pictures that something may lie over.
    under: usize,
}

/// What may lie over what is being read.
#[derive(Clone, Copy, Default)]
pub(super) struct CoveredBy {
    /// How many things float on its page.
    pub floating: usize,
    /// It stands in a group of shapes.
    grouped: bool,
}

/// A picture is made of a file when it is first shown: turning one upright is work.
enum PictureFile {
    Bytes(Vec<u8>),
    Made(Option<Picture>),
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
        for e in relations.elements().filter(within).take(MOST) {
            let (Some(id), Some(target)) = (e.attribute("Id"), e.attribute("Target")) else { continue };
            let part = target.strip_prefix('/').map_or_else(|| format!("{folder}/{target}"), str::to_string);
            if !out.files.contains_key(&part) {
                let Some(bytes) = package.picture(&part, room as u64) else { continue };
                room = room.saturating_sub(bytes.len());
                out.files.insert(part.clone(), PictureFile::Bytes(bytes));
            }
            out.parts.insert(id.to_string(), part);
        }
        out
    }

    /// What a drawing shows: a picture each, none in the place of what can't be had.
    pub fn shown(&mut self, drawing: &Element) -> Vec<Option<Picture>> {
        let mut named = Vec::new();
        names(drawing, &mut named);
        let under = self.over.grouped || self.over.floating > floats::itself(drawing);
        if named.is_empty() || is_composed(drawing) {
            return vec![None];
        }
        if under {
            self.under = self.under.saturating_add(named.len());
            return named.iter().map(|_| None).collect();
        }
        named.into_iter().map(|id| self.taken(id?)).collect()
    }

    /// What lies over what stands in a box of the drawing: a box hides nothing of its own, but other shapes of its group
    /// may.
    pub fn inside(&self, drawing: &Element) -> CoveredBy {
        let floating = self.over.floating.saturating_sub(floats::itself(drawing));
        let grouped = self.over.grouped || GROUPS.iter().any(|n| !drawing.all_of(n).is_empty());
        CoveredBy { floating, grouped }
    }

    /// What is said of pictures that something may lie over.
    pub fn covered(&self) -> Option<Remark> {
        let text = format!("文中有{}张图片上面可能盖着别的图形，没有带入；请看过原文再插入", self.under);
        (self.under > 0).then(|| Remark::new(NoteKind::Doubtful, text))
    }

    /// The picture of that name, while there is room for it.
    fn taken(&mut self, id: &str) -> Option<Picture> {
        let picture = self.made(id)?;
        self.room.take(picture)
    }

    /// The picture of that name, made once.
    fn made(&mut self, id: &str) -> Option<Picture> {
        let file = self.files.get_mut(self.parts.get(id)?)?;
        if let PictureFile::Bytes(bytes) = file {
            let fits = self.room.unpacks(turned_dots(bytes));
            let made = fits.then(|| Picture::of(bytes)).filter(|p| p.shape().is_some());
            *file = PictureFile::Made(made);
        }
        match file {
            PictureFile::Made(picture) => picture.clone(),
            PictureFile::Bytes(_) => None,
        }
    }
}

/// Whether it is a chart of this program's, which is drawn anew from the table.
pub(super) fn is_chart(drawing: &Element) -> bool {
    drawing.all_of("docPr").iter().any(|p| p.attribute("name").is_some_and(|n| n.starts_with(charts::NAME)))
}

/// What holds several things that are drawn.
const GROUPS: [&str; 3] = ["wgp", "wpc", "group"];

/// Whether a drawing is made of several things, which may lie over one another, or is not shown.
fn is_composed(drawing: &Element) -> bool {
    const SHAPES: [&str; 4] = ["wsp", "sp", "cxnSp", "txbxContent"];
    let has = |n: &&str| !drawing.all_of(n).is_empty();
    let is_hidden = |p: &&Element| p.attribute("hidden").is_some_and(|h| h != "0" && h != "false");
    let hides = |n: &&str| drawing.all_of(n).iter().any(is_hidden);
    GROUPS.iter().chain(&SHAPES).any(has) || ["docPr", "cNvPr"].iter().any(hides)
}

/// Names of the pictures in a drawing; none for one that isn't shown as it is.
fn names<'a>(e: &'a Element, out: &mut Vec<Option<&'a str>>) {
    for c in e.elements() {
        match c.name.as_str() {
            "pic" => out.push(whole(c)),
            // A box's own pictures are met where it is read.
            "txbxContent" => {}
            // Of older programs: turned, hidden, of another outline.
            _ if is_set_otherwise(c) => {
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
            "AlternateContent" => newest(c).into_iter().for_each(|c| names(c, out)),
            _ => names(c, out),
        }
    }
}

fn is_set_otherwise(shape: &Element) -> bool {
    const SET: [&str; 4] = ["rotation", "flip", "visibility:hidden", "display:none"];
    matches!(shape.name.as_str(), "roundrect" | "oval") || SET.iter().any(|s| floats::says(shape, s))
}

/// The name of a picture that is neither cut nor turned, nor shown in other colours.
fn whole(pic: &Element) -> Option<&str> {
    let fill = pic.child("blipFill")?;
    let is_set = |e: &Element, names: &[&str]| {
        names.iter().any(|a| e.attribute(a).is_some_and(|v| !matches!(v, "0" | "false")))
    };
    let cut = fill.child("tile").is_some()
        || fill.child("srcRect").is_some_and(|r| is_set(r, &["l", "t", "r", "b"]));
    let place = pic.child("spPr").and_then(|p| p.child("xfrm"));
    let turned = place.is_some_and(|x| is_set(x, &["rot", "flipH", "flipV"]));
    let shape = pic.child("spPr");
    let other = shape.is_some_and(|p| {
        let changed = ["custGeom", "scene3d", "softEdge"];
        changed.iter().any(|n| !p.all_of(n).is_empty())
            || p.child("prstGeom").is_some_and(|g| g.attribute("prst").is_some_and(|s| s != "rect"))
    });
    let blip = fill.child("blip")?;
    let changed = blip.elements().any(|e| e.name != "extLst");
    blip.attribute("embed").filter(|_| !cut && !turned && !other && !changed)
}
