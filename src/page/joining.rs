//! Words whose letters join, on their way into a line: their glyphs, and the way they are read.

use super::Glyph;
use super::filling::LineItem;
use super::fonts::{Fonts, Gaps, Picked, Style};
use super::shaping;
use crate::chinese::signs::is_joined;
use crate::form::bounds::{part, part_mut};

/// In points: nobody sees it, but readers order letters by their places.
const LEAST_STEP: f32 = 0.02;

/// A word's letters as they join or stack; where no face does that they are lost in print, each by itself is no word.
pub fn join(word: &mut [LineItem], (style, size): (Style, f32), fonts: &Fonts, gaps: &mut Gaps) {
    let chars: Vec<char> = word.iter().map(|i| i.ch).collect();
    match fonts.joined(style, &chars) {
        Some((face, set)) => {
            for (item, c) in word.iter_mut().zip(set.chars) {
                let shift = (c.shift.0 * size, c.shift.1 * size);
                let (gid, advance, to_left) = (c.gid, c.advance * size, set.to_left);
                *item = LineItem { face, gid, shift, to_left, advance, ..*item };
            }
        }
        None => {
            for item in word.iter_mut().filter(|i| is_joined(i.ch)) {
                let Picked { face, gid, advance } = fonts.lost(style, item.ch, gaps);
                *item = LineItem { face, gid, advance: advance * size, ..*item };
            }
        }
    }
}

/// What is read to the left stands so: the first of its characters at the right.
pub fn turn(glyphs: &mut [Glyph], items: &[LineItem], gaps: &[f32]) {
    let ways: Vec<(char, bool)> = items.iter().map(|i| (i.ch, i.to_left)).collect();
    for stretch in shaping::to_left(&ways) {
        let steps: Vec<f32> = part(items, stretch.clone())
            .iter()
            .zip(part(gaps, stretch.clone()))
            .map(|(i, g)| i.advance + g)
            .collect();
        let (items, glyphs) = (part(items, stretch.clone()), part_mut(glyphs, stretch));
        let left = glyphs.iter().zip(items).next().map_or(0.0, |(g, i)| g.x - i.shift.0);
        let mut right = left + steps.iter().sum::<f32>();
        for ((g, i), step) in glyphs.iter_mut().zip(items).zip(steps) {
            // A letter that the one before it shows too stands behind it all the same.
            right -= step.max(LEAST_STEP);
            g.x = right + i.shift.0;
        }
    }
}
