//! How wide the columns of a table are: numbers and heads take what they need, the names of the rows the rest.

use super::blocks::TableBlock;
use super::fonts::Fonts;
use super::tile::{PAD, SIZE, style, words};
use crate::form::bounds::{between, part, part_mut};
use crate::form::grid::Content;

/// A group label over more rows than this stands upright, one character a line.
const UPRIGHT_ROWS: usize = 12;

/// Column edges in points, the left one 0: numbers and heads take what they need, the leaf labels the rest.
pub fn edges(block: &TableBlock, width: f32, fonts: &Fonts) -> Vec<f32> {
    let g = &block.grid;
    let mut need = vec![0f32; g.cols];
    let mut natural = vec![0f32; g.cols];
    for t in g.tiles.iter().filter(|t| t.cols == 1) {
        let text = words(block, t);
        let chars = text.chars().count() as f32;
        let full = fonts.width(style(t), text) * SIZE + 2.0 * PAD + 0.5;
        let least = match &t.content {
            Content::Cell(_) => full.max(2.0 * SIZE),
            Content::Head(_) => (chars / 2.0).ceil().max(2.0) * SIZE + 2.0 * PAD + 0.5,
            // Half a character more: the mark behind a numeral stays beside it.
            Content::Label(_) if t.rows > UPRIGHT_ROWS => 1.5 * SIZE + 2.0 * PAD + 0.5,
            Content::Label(_) if t.rows > 1 => (chars / 2.0).ceil() * SIZE + 2.0 * PAD + 0.5,
            Content::Label(_) => 4.0 * SIZE + 2.0 * PAD,
            _ => 0.0,
        };
        let is_leaf_label = matches!(t.content, Content::Label(_)) && t.rows == 1;
        for (sizes, size) in [(&mut need, least), (&mut natural, if is_leaf_label { full } else { least })] {
            part_mut(sizes, t.col..=t.col).iter_mut().for_each(|s| *s = s.max(size));
        }
    }
    // Numbers that would crowd the labels out shrink instead: see `tile::set`.
    let most = width / g.cols as f32 * 1.9;
    for n in part_mut(&mut need, g.label_cols..) {
        *n = n.min(most);
    }
    let labels: f32 = part(&need, ..g.label_cols).iter().sum();
    let numbers: f32 = part(&need, g.label_cols..).iter().sum();
    if labels + numbers > width && numbers > 0.0 {
        let scale = (width - labels) / numbers;
        part_mut(&mut need, g.label_cols..).iter_mut().for_each(|n| *n *= scale);
    }
    let mut free = (width - need.iter().sum::<f32>()).max(0.0);
    for (need, natural) in need.iter_mut().zip(natural).take(g.label_cols) {
        let more = between(natural - *need, 0.0, free);
        *need += more;
        free -= more;
    }
    // A table of words alone fills the width.
    if let Some(last) = need.last_mut().filter(|_| g.label_cols == g.cols) {
        *last += std::mem::take(&mut free);
    }
    let count = g.cols.saturating_sub(g.label_cols).max(1) as f32;
    // Equal columns where the numbers leave room for it.
    let equal = (part(&need, g.label_cols..).iter().sum::<f32>() + free) / count;
    let all_fit = part(&need, g.label_cols..).iter().all(|n| *n <= equal);
    for n in part_mut(&mut need, g.label_cols..) {
        *n = if all_fit { equal } else { *n + free / count };
    }
    let mut x = 0.0;
    std::iter::once(0.0)
        .chain(need.into_iter().map(|w| {
            x += w;
            x
        }))
        .collect()
}
