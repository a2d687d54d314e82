//! The signature below the text, which never stands on a page without any (GB/T 9704-2012 7.3.5).

use super::Flow;
use crate::page::blocks::DocBlock;
use crate::page::fonts::Style;
use crate::page::lines::SetLine;
use crate::page::structure::TagRole;
use crate::page::{TEXT, signature};

/// A blank line and the date.
const BESIDE_THE_NAME: usize = 2;

impl Flow<'_> {
    /// Lines of a signature that comes next.
    pub(super) fn signed_lines(&mut self, rest: &[DocBlock]) -> usize {
        match rest.first() {
            Some(DocBlock::Signature { office, .. }) => {
                let name = self.name_lines(office);
                self.set_lines(&name).len().saturating_add(BESIDE_THE_NAME)
            }
            _ => 0,
        }
    }

    /// The lines as they are set; one that is too long for the block is several.
    fn set_lines(&mut self, lines: &[String]) -> Vec<SetLine> {
        let setting = self.sheet.words(Style::Fang, self.sheet.width);
        lines.iter().flat_map(|l| self.set(l, &setting)).collect()
    }

    fn name_lines(&self, office: &str) -> Vec<String> {
        signature::name_lines(office, self.sheet.words_width(office, self.fonts), &self.sheet)
    }

    pub(super) fn signature(&mut self, office: &str, date: &str, seal: bool) {
        let name = self.name_lines(office);
        let (name_x, date_x) = signature::places(&name, date, seal, &self.sheet, self.fonts);
        let (name, date) = (self.set_lines(&name), self.set_lines(&[date.to_string()]));
        self.make_room(name.len().saturating_add(BESIDE_THE_NAME) as f32 * self.sheet.pitch);
        // One blank line above.
        if self.y > 0.0 {
            self.y += self.sheet.pitch;
        }
        for (lines, x) in [(name, name_x), (date, date_x)].into_iter().filter(|(l, _)| !l.is_empty()) {
            let element = self.element(TagRole::Para, None);
            for mut l in lines {
                l.glyphs.iter_mut().for_each(|g| g.x += x.max(0.0));
                self.line(l, TEXT, element);
            }
        }
    }
}
