//! The red head above the title, and the 版记 at the foot of the last page (GB/T 9704-2012 7.2 and 7.4).

use super::{Flow, centred};
use crate::page::TEXT;
use crate::page::fonts::Style;
use crate::page::issue::{
    self, ABOVE_MARK, ABOVE_RULE, HeadPlan, IMPRINT_PITCH, IMPRINT_SIZE, MARK_LEADING, RED_RULE, THICK, THIN,
};
use crate::page::lines::{SetLine, Setting};
use crate::page::pages::{Colour, Ink};
use crate::page::structure::TagRole;

/// From the top of a character to its baseline, in type sizes.
const ASCENT: f32 = 0.88;

impl Flow<'_> {
    pub(super) fn red_head(&mut self, mark: &str, number: &str) {
        let width = self.sheet.width;
        let HeadPlan { lines, size, number, rule, below, .. } =
            HeadPlan::of(mark, number, &self.sheet, self.fonts, &mut self.out.gaps);
        let element = self.element(TagRole::Para, None);
        for (n, l) in lines.into_iter().enumerate() {
            let base = ABOVE_MARK + n as f32 * size * MARK_LEADING + size * ASCENT;
            self.push_in(Colour::Red, Ink::Run { line: centred(l, width), y: base, size }, Some(element));
        }
        if !number.is_empty() {
            let element = self.element(TagRole::Para, None);
            let top = rule - ABOVE_RULE - number.len() as f32 * TEXT;
            for (n, l) in number.into_iter().enumerate() {
                let base = top + n as f32 * TEXT + TEXT * ASCENT;
                self.push(Ink::Run { line: centred(l, width), y: base, size: TEXT }, Some(element));
            }
        }
        let red = Ink::Fill { x0: 0.0, y0: rule, x1: width, y1: rule + RED_RULE, grey: 0.0 };
        self.push_in(Colour::Red, red, None);
        self.y = rule;
        self.block_area(ABOVE_MARK);
        self.y = rule + below;
    }

    pub(super) fn imprint(&mut self, copies_to: &str, issuer: &str, date: &str) {
        let (width, size) = (self.sheet.width, IMPRINT_SIZE);
        let plain = |width: f32| Setting::plain(Style::Fang, size, width);
        let of = |lines: &[SetLine]| lines.len() as f32 * IMPRINT_PITCH;
        // One character stays blank at either side; the names of copies stand behind the colon (7.4.2).
        let label = 3.0 * size;
        let copies = match copies_to {
            "" => Vec::new(),
            to => self.set(&issue::copies(to), &plain(width - 2.0 * size - label)),
        };
        let date = self.set(&issue::issued(date), &plain(width - 2.0 * size));
        let day = date.first().map_or(0.0, |d| d.width);
        let (issuer, column) = issue::issuer_lines(issuer, day, &self.sheet);
        let issuer: Vec<SetLine> = issuer.iter().flat_map(|part| self.set(part, &plain(column))).collect();
        let last = of(&issuer).max(of(&date));
        let height = of(&copies) + last;
        self.make_room(height + self.sheet.pitch);
        let mut y = self.frame.height - height;
        let top = y;
        self.foot_rule(y, THICK);
        if !copies.is_empty() {
            let element = self.element(TagRole::Para, None);
            let words = self.set(issue::COPIES, &plain(width));
            self.foot_lines(words, (size, y), element);
            let height = of(&copies);
            self.foot_lines(copies, (size + label, y), element);
            y += height;
            self.foot_rule(y, THIN);
        }
        let element = self.element(TagRole::Para, None);
        self.foot_lines(issuer, (size, y), element);
        let right = width - size - day;
        let above = last - of(&date);
        self.foot_lines(date, (right, y + above), element);
        self.foot_rule(self.frame.height - THICK, THICK);
        self.y = self.frame.height;
        self.block_area(top);
    }

    /// Lines of the 版记 with their left and top end.
    fn foot_lines(&mut self, lines: Vec<SetLine>, (x, mut y): (f32, f32), element: usize) {
        for mut line in lines {
            line.glyphs.iter_mut().for_each(|g| g.x += x);
            let base = y + IMPRINT_PITCH / 2.0 + IMPRINT_SIZE * 0.38;
            self.push(Ink::Run { line, y: base, size: IMPRINT_SIZE }, Some(element));
            y += IMPRINT_PITCH;
        }
    }

    fn foot_rule(&mut self, y: f32, thick: f32) {
        let x1 = self.sheet.width;
        self.push(Ink::Fill { x0: 0.0, y0: y, x1, y1: y + thick, grey: 0.0 }, None);
    }
}
