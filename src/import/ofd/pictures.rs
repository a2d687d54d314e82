//! The pictures that an OFD holds, by its names for them.

use super::parts::{Ofd, joined};
use crate::import::picture_room::{MOST_BYTES, PictureRoom};
use crate::import::xml::Element;
use crate::report::picture::{Picture, turned_dots};
use std::collections::BTreeMap;

/// The lists in which a document names them.
const LISTS: [&str; 2] = ["PublicRes", "DocumentRes"];
/// More are not looked at.
const MOST: usize = 200;

/// Those of a document, by their names, and what room is left for what its pages draw of them.
pub struct OfdPictures {
    named: BTreeMap<String, Picture>,
    room: PictureRoom,
}

impl OfdPictures {
    /// The picture of that name, while there is room for one more.
    pub fn taken(&mut self, name: &str) -> Option<Picture> {
        let picture = self.named.get(name)?.clone();
        self.room.take(picture)
    }
}

impl Ofd<'_, '_> {
    /// Those of the document at that place; what is neither a PNG nor a JPEG is none.
    pub(super) fn pictures(&mut self, at: &str, common: Option<&Element>) -> OfdPictures {
        OfdPictures { named: self.named_pictures(at, common), room: PictureRoom::default() }
    }

    fn named_pictures(&mut self, at: &str, common: Option<&Element>) -> BTreeMap<String, Picture> {
        let lists = common.into_iter().flat_map(Element::elements);
        let lists = lists.filter(|e| LISTS.contains(&e.name.as_str())).map(Element::text);
        let mut out = BTreeMap::new();
        let mut room = PictureRoom::default();
        for list in lists {
            let Some((at, tree)) = self.part(at, &list) else { continue };
            let folder = at.rsplit_once('/').map_or("", |(f, _)| f);
            let base = joined(folder, tree.attribute("BaseLoc").unwrap_or_default());
            let media = tree.child("MultiMedias").into_iter().flat_map(Element::elements);
            for m in media.take(MOST) {
                let file = m.child("MediaFile").map(Element::text).unwrap_or_default();
                let file = file.trim().replace('\\', "/");
                let named = [joined(&base, &file), joined(folder, &file), joined("", &file)];
                let part = named.iter().find_map(|p| self.package.like(p));
                let bytes = part.and_then(|p| self.package.picture(&p, MOST_BYTES as u64));
                let Some((id, bytes)) = m.attribute("ID").zip(bytes) else { continue };
                if !self.budget.take(1) || !room.unpacks(turned_dots(&bytes)) {
                    return out;
                }
                out.extend(room.take(Picture::of(&bytes)).map(|p| (id.to_string(), p)));
            }
        }
        out
    }
}
