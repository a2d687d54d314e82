//! How wide the columns of a table are: numbers and heads take what they need, the names of the rows a third at
//! most; what is free goes to the numbers until they stand at ease, then to the names, and then to all alike.

use super::blocks::TableBlock;
use super::fonts::Fonts;
use super::tile::{NUMBER_PAD, PAD, READABLE, pieces, style, words};
use crate::form::bounds::{part, part_mut};
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

/// Column edges in points, the left one 0, for type of some size, numbers in a smaller one where room is scarce.
pub fn edges(block: &TableBlock, width: f32, (size, numbers): (f32, f32), fonts: &Fonts) -> Vec<f32> {
    let g = &block.grid;
    let mut least = vec![0f32; g.cols];
    let mut natural = vec![0f32; g.cols];
    for t in g.tiles.iter().filter(|t| t.cols == 1) {
        let (small, full) = wanted(block, t, (size, numbers), fonts);
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
fn wanted(block: &TableBlock, t: &Tile, (size, numbers): (f32, f32), fonts: &Fonts) -> (f32, f32) {
    let text = words(block, t);
    let type_size = if t.cell().is_some() { numbers } else { size };
    let line = |text: &str| fonts.width(style(t), text) * type_size + 2.0 * PAD + SLACK;
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

/// Widens columns towards what they would like, the narrow ones first, as far as their sum may be.
fn give(widths: &mut [f32], full: &[f32], most: f32) {
    let at = |level: f32| widths.iter().zip(full).map(move |(w, full)| w.max(level.min(*full)));
    // The width that the narrow ones are widened to, found by halving.
    let (mut low, mut high) = (0.0, full.iter().copied().fold(0.0, f32::max));
    if at(high).sum::<f32>() <= most {
        low = high;
    }
    for _ in 0..20 {
        let level = (low + high) / 2.0;
        if at(level).sum::<f32>() <= most { low = level } else { high = level }
    }
    let given: Vec<f32> = at(low).collect();
    widths.iter_mut().zip(given).for_each(|(w, given)| *w = given);
}

/// Makes columns of numbers as wide as fits: as they need, up to ease; narrower than they need where there is no room.
fn spread(numbers: &mut [f32], room: f32, at_ease: f32) {
    let need = sum(numbers);
    if need >= room {
        let scale = room / need;
        numbers.iter_mut().for_each(|n| *n *= scale);
        return;
    }
    give(numbers, &vec![at_ease; numbers.len()], room);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::grid::TileGrid;
    use std::collections::BTreeMap;

    #[test]
    fn two_columns_of_long_words_share_the_room_and_a_short_one_keeps_its_own() {
        let label = |col, chars: usize| Tile {
            row: 0,
            col,
            rows: 1,
            cols: 1,
            content: Content::Label("字".repeat(chars)),
        };
        let tiles = vec![label(0, 4), label(1, 40), label(2, 90)];
        let grid = TileGrid { rows: 1, cols: 3, label_cols: 3, head_rows: 0, tiles };
        let (key, title) = (String::new(), String::new());
        let block = TableBlock { key, title, grid, values: BTreeMap::new(), turned: false, alone: false };
        let edges = edges(&block, 440.0, (10.0, 10.0), &Fonts::new(None));
        let widths: Vec<f32> = edges.windows(2).map(|w| w[1] - w[0]).collect();
        let short = 40.0 + 2.0 * PAD + SLACK;
        assert!((widths[0] - short).abs() < 0.1 && (widths[1] - widths[2]).abs() < 0.1, "{widths:?}");
        assert!((edges[3] - 440.0).abs() < 0.1, "{edges:?}");
    }
}
