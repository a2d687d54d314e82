//! How wide the columns of a table are: numbers and heads take what they need, the names of the rows a third at
//! most; what is free goes to the numbers until they stand at ease, then to the names, and then to all alike.

use super::blocks::TableBlock;
use super::fonts::Fonts;
use super::tile::{NUMBER_PAD, PAD, READABLE, pieces, style, words};
use crate::form::bounds::{between, part, part_mut};
use crate::form::grid::{Content, Tile};

/// A group label over more rows than this stands upright, one character a line.
pub const UPRIGHT_ROWS: usize = 12;
/// The names of the rows take no more of the width than this, where the numbers want it.
const NAMES: f32 = 0.36;
/// Nor less, before the numbers are set smaller.
const FEWEST: f32 = 0.22;
/// A column of numbers so many type sizes wide is at ease.
const AT_EASE: f32 = 3.2;
/// More than layout takes: so much rounding.
const SLACK: f32 = 0.5;

/// Column edges in points, the left one 0, for type of some size.
pub fn edges(block: &TableBlock, width: f32, size: f32, fonts: &Fonts) -> Vec<f32> {
    let g = &block.grid;
    let mut least = vec![0f32; g.cols];
    let mut natural = vec![0f32; g.cols];
    for t in g.tiles.iter().filter(|t| t.cols == 1) {
        let (small, full) = wanted(block, t, size, fonts);
        for (widths, width) in [(&mut least, small), (&mut natural, full)] {
            part_mut(widths, t.col..=t.col).iter_mut().for_each(|w| *w = w.max(width));
        }
    }
    let (mut names, mut numbers) =
        (part(&least, ..g.label_cols).to_vec(), part(&least, g.label_cols..).to_vec());
    let full = part(&natural, ..g.label_cols);
    if numbers.is_empty() {
        // A table of words alone fills the width.
        give(&mut names, full, width);
        let free = width - sum(&names);
        names.last_mut().into_iter().for_each(|n| *n += free.max(0.0));
    } else {
        let need = sum(&numbers);
        give(&mut names, full, (width * NAMES).min(width - need).max(width * FEWEST));
        // Then the numbers are set smaller, and at last the names closer: see `tile::set`.
        if sum(&names) + need * READABLE > width {
            names = part(&least, ..g.label_cols).to_vec();
            give(&mut names, full, width - need * READABLE);
        }
        spread(&mut numbers, width - sum(&names), AT_EASE * size);
        let free = width - sum(&names) - sum(&numbers);
        let most = sum(&names) + free;
        give(&mut names, full, most);
        let free = width - sum(&names) - sum(&numbers);
        let sharing = numbers.len().saturating_add(usize::from(!names.is_empty()));
        numbers.iter_mut().chain(names.last_mut()).for_each(|n| *n += free / sharing as f32);
    }
    let mut x = 0.0;
    let widths = names.into_iter().chain(numbers).map(|w| {
        x += w;
        x
    });
    std::iter::once(0.0).chain(widths).collect()
}

fn sum(widths: &[f32]) -> f32 {
    widths.iter().sum()
}

/// The least width of a tile's column, and the one that it would like.
fn wanted(block: &TableBlock, t: &Tile, size: f32, fonts: &Fonts) -> (f32, f32) {
    let text = words(block, t);
    let line = |text: &str| fonts.width(style(t), text) * size + 2.0 * PAD + SLACK;
    let widest = |parts: &[&str]| parts.iter().map(|p| line(p)).fold(0.0, f32::max);
    let full = line(text);
    let least = match &t.content {
        Content::Cell(_) => (full + 2.0 * (NUMBER_PAD - PAD)).max(2.0 * size),
        Content::Head(_) => widest(&pieces(text)).max(2.0 * size + 2.0 * PAD),
        // Half a character more: the mark behind a numeral stays beside it.
        Content::Label(_) if t.rows > UPRIGHT_ROWS => 1.5 * size + 2.0 * PAD + SLACK,
        // The numeral of a group, or half its words: （五）｜不予｜处理.
        Content::Label(_) if t.rows > 1 => {
            let (numeral, rest) =
                text.split_at(text.find('）').map_or(0, |i| i.saturating_add('）'.len_utf8())));
            line(numeral).max(widest(&pieces(rest)))
        }
        Content::Label(_) => return (4.0 * size + 2.0 * PAD, full),
        _ => 0.0,
    };
    (least, least)
}

/// Widens the names in their order towards what they would like, as far as their sum may be.
fn give(names: &mut [f32], full: &[f32], most: f32) {
    for i in 0..names.len() {
        let free = (most - sum(names)).max(0.0);
        if let (Some(n), Some(full)) = (names.get_mut(i), full.get(i)) {
            *n += between(full - *n, 0.0, free);
        }
    }
}

/// Makes columns of numbers as wide as fits: as they need, the narrow ones first up to ease; narrower than they
/// need where there is no room.
fn spread(numbers: &mut [f32], room: f32, at_ease: f32) {
    let need = sum(numbers);
    if need >= room {
        let scale = room / need;
        numbers.iter_mut().for_each(|n| *n *= scale);
        return;
    }
    // The width that the narrow ones are widened to, found by halving.
    let (mut low, mut high) = (0.0, at_ease);
    for _ in 0..20 {
        let level = (low + high) / 2.0;
        let total: f32 = numbers.iter().map(|n| n.max(level)).sum();
        if total <= room { low = level } else { high = level }
    }
    numbers.iter_mut().for_each(|n| *n = n.max(low));
}
