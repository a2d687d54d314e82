//! Addresses in the text, to be followed where they stand.

use super::Flow;
use crate::form::bounds::part;
use crate::page::lines::SetLine;
use crate::page::pages::Link;
use crate::page::structure::TagRole;
use std::ops::Range;

impl Flow<'_> {
    /// The links of a line about to be placed, whose first character is `at` of its paragraph.
    pub(super) fn link(
        &mut self,
        line: &SetLine,
        at: usize,
        addresses: &[(Range<usize>, String)],
        element: usize,
    ) {
        let (em, pitch) = (self.sheet.em, self.sheet.pitch);
        if self.y + pitch > self.frame.height + 0.1 {
            self.new_page();
        }
        for (range, to) in addresses {
            let from = range.start.max(at).saturating_sub(at);
            let behind = range.end.saturating_sub(at).min(line.glyphs.len());
            let shown = if from < behind { part(&line.glyphs, from..behind) } else { &[] };
            let (Some(first), Some(last)) = (shown.first(), shown.last()) else { continue };
            let (x, y) = (self.frame.left, self.frame.top + self.y + (pitch - em) / 2.0);
            let rect = [x + first.x, y, x + last.x + last.advance, y + em];
            let element = self.element(TagRole::Link, Some(element));
            let page = self.out.pages.len().saturating_sub(1);
            self.out.links.push(Link { page, rect, to: to.clone(), element });
        }
    }
}
