//! How wide the columns of a table are, how high its rows, and how large its type: what its words need, and as much of
//! the window as makes it easy to read.

use crate::chinese::signs::is_han;
use crate::form::bounds::{at, between, part, part_mut};
use crate::form::grid::{Content, Tile, TileGrid};
use egui::{FontId, Ui, Vec2};

const ROW: f32 = 20.0;
/// Where the window has room, type and rows grow, the largest that fits first.
const SCALES: [f32; 6] = [1.5, 1.4, 1.3, 1.2, 1.1, 1.0];
/// Rows and columns get the room that is left over, as far as this; rows give some where the whole table is seen for it.
const TALLEST: f32 = 1.8;
const BROADEST: f32 = 1.6;
const LOWEST: f32 = 0.92;
/// A head of so many characters is whole wherever there is room: 结果维持; of so many it always is: 自然人.
const WHOLE: usize = 4;
const NEVER_BROKEN: usize = 3;
/// A label longer than this takes a second line.
const LINE: f32 = 18.0;
/// Room at both sides of a label.
pub const PAD: f32 = 4.0;
/// Label type.
pub const SIZE: f32 = 13.0;
/// No number column is wider than this: what is longer shows its beginning.
const WIDEST: f32 = 130.0;
/// Widths that share the room come to more than it by so much at most.
const ROUNDED: f32 = 0.5;
/// A group over more rows than this stands upright.
const UPRIGHT: usize = 12;

/// A row where last year's number stands over this year's.
const STACKED: f32 = 34.0;

/// How wide a number column is for its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberWidth {
    /// With room around them, and last year's number beside this year's where it is shown.
    pub easy: usize,
    /// As narrow as can be read, last year's number over this year's.
    pub tight: usize,
    /// Whether last year's are shown.
    pub both: bool,
}

/// Where columns and rows begin, and how large type is.
pub struct Sizes {
    pub scale: f32,
    pub xs: Vec<f32>,
    pub ys: Vec<f32>,
    /// Last year's numbers stand over this year's: there is no room beside them.
    pub stacked: bool,
}

/// As large as the room allows with every short head whole, and where it allows none, as small as can be read well.
/// Before a table is wider than the window, its columns are tight.
pub fn sized(ui: &Ui, grid: &TileGrid, room: Vec2, number: NumberWidth) -> Sizes {
    let at_scale = |scale: f32, whole: usize, tight: bool| {
        let stacked = tight && number.both;
        let (number, row) =
            (if tight { number.tight } else { number.easy }, if stacked { STACKED } else { ROW });
        let least = (number as f32).min(WIDEST).max(head(grid, whole));
        let xs = edges(columns(grid, room.x / scale, least).into_iter().map(|w| w * scale));
        let ys = edges(rows(ui, grid, &xs, (row, scale)).into_iter());
        Sizes { scale, xs, ys, stacked }
    };
    let end = |edges: &[f32]| edges.last().copied().unwrap_or_default();
    let narrow = |s: &Sizes| end(&s.xs) <= room.x + ROUNDED;
    let fits = |s: &Sizes| narrow(s) && end(&s.ys) <= room.y;
    let large = |tight| SCALES.into_iter().map(|s| at_scale(s, WHOLE, tight)).find(fits);
    let least = |tight| at_scale(1.0, NEVER_BROKEN, tight);
    let tight = || large(true).or_else(|| Some(least(true)).filter(fits));
    let easy = large(false).or_else(|| Some(least(false)).filter(narrow));
    let sizes = easy.or_else(tight).unwrap_or_else(|| least(false));
    let share = room.y / end(&sizes.ys).max(1.0);
    let taller = if share < LOWEST { 1.0 } else { share.min(TALLEST) };
    let broader = between(room.x / end(&sizes.xs).max(1.0), 1.0, BROADEST);
    let by = |edges: &[f32], by: f32| edges.iter().map(|e| (e * by).floor()).collect();
    // What is broader already needs no rounding that could make it end beyond the window.
    let xs = if broader > 1.0 { by(&sizes.xs, broader) } else { sizes.xs.clone() };
    Sizes { xs, ys: by(&sizes.ys, taller), ..sizes }
}

fn edges(sizes: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut x = 0.0;
    std::iter::once(0.0)
        .chain(sizes.map(|w| {
            x += w;
            x
        }))
        .collect()
}

/// Labels take what their words need on one line, the longest on two; numbers share the rest, and none is narrower
/// than the words above it: 自然人 is never broken.
fn columns(grid: &TileGrid, width: f32, number: f32) -> Vec<f32> {
    let numbers = grid.cols.saturating_sub(grid.label_cols);
    let mut out = vec![number; grid.cols];
    for t in grid.tiles.iter().filter(|t| t.cols == 1 && t.col < grid.label_cols) {
        let Content::Label(text) = &t.content else { continue };
        let chars = text.chars().count() as f32;
        let need = match t.rows {
            1 => line(chars),
            r if r > UPRIGHT => SIZE + 3.0 * PAD,
            _ => (chars / 2.0).ceil() * SIZE + 2.0 * PAD,
        };
        if let Some(width) = out.get_mut(t.col) {
            *width = if t.rows == 1 { width.max(need) } else { need };
        }
    }
    let groups: f32 = part(&out, ..grid.label_cols.saturating_sub(1)).iter().sum();
    let least = number * numbers as f32;
    if let Some(last) = grid.label_cols.checked_sub(1) {
        // Labels over several columns need their room too.
        for t in grid
            .tiles
            .iter()
            .filter(|t| t.row >= grid.head_rows && t.cols > 1 && t.right() == last.saturating_add(1))
        {
            let Content::Label(text) = &t.content else { continue };
            let before: f32 = part(&out, t.col..last).iter().sum();
            let need = line(text.chars().count() as f32) - before;
            part_mut(&mut out, last..=last).iter_mut().for_each(|w| *w = w.max(need));
        }
        // Labels wrap sooner than the table leaves the screen.
        let most = (width - groups - least).max(140.0);
        part_mut(&mut out, last..=last).iter_mut().for_each(|w| *w = w.min(most));
    }
    let labels: f32 = part(&out, ..grid.label_cols).iter().sum();
    let free = between((width - labels) / numbers.max(1) as f32, number, WIDEST);
    part_mut(&mut out, grid.label_cols..).fill(free);
    out
}

/// What a label of so many characters takes: all of it on one line, or the half of a long one.
fn line(chars: f32) -> f32 {
    let chars = if chars > LINE { (chars / 2.0).ceil().max(LINE) } else { chars };
    chars * SIZE + 2.0 * PAD + 2.0
}

/// What the heads over single columns need, those of at most so many characters `whole`; 结果维持 is two words of two.
fn head(grid: &TileGrid, whole: usize) -> f32 {
    let chars = |n: usize| if n == WHOLE && n > whole { WHOLE / 2 } else { n.min(whole) };
    let need = |t: &Tile| match &t.content {
        Content::Head(text) if t.cols == 1 => chars(text.chars().count()) as f32 * SIZE + 2.0 * PAD + 2.0,
        _ => 0.0,
    };
    grid.tiles.iter().map(need).fold(0.0, f32::max)
}

/// The words of a label: one character a line in a column as narrow as one.
pub fn fold(text: &str, inner: f32, size: f32) -> String {
    if inner >= 2.0 * size {
        return in_words(text, (inner / size) as usize);
    }
    let mut out = String::new();
    for c in text.chars() {
        if !out.is_empty() && !"、，（）".contains(c) {
            out.push('\n');
        }
        out.push(c);
    }
    out
}

/// A head in lines of so many characters that end behind a word; such heads are made of words of two: 结果维持,
/// 社会公益组织.
fn in_words(text: &str, most: usize) -> String {
    const WORD: usize = 2;
    let count = text.chars().count();
    // （三）不予公开: its number on a line of its own.
    if let Some((number, name)) = text.split_once('）').filter(|(n, _)| n.starts_with('（') && count > most)
    {
        let named = in_words(name, most);
        let fits = named.lines().all(|l| l.chars().count() <= most);
        return if fits && !name.is_empty() { format!("{number}）\n{named}") } else { text.into() };
    }
    let of_words =
        (WHOLE..=2 * WHOLE).contains(&count) && count.is_multiple_of(WORD) && text.chars().all(is_han);
    if !of_words || count <= most {
        return text.into();
    }
    let line = most.saturating_sub(most % WORD).max(WORD);
    let chars: Vec<char> = text.chars().collect();
    chars.chunks(line).map(|l| l.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
}

fn rows(ui: &Ui, grid: &TileGrid, xs: &[f32], (row, scale): (f32, f32)) -> Vec<f32> {
    let mut out: Vec<f32> =
        (0..grid.rows).map(|r| if r < grid.head_rows { ROW } else { row } * scale).collect();
    let size = SIZE * scale;
    let font = FontId::proportional(size);
    let mut tiles: Vec<_> = grid.tiles.iter().filter(|t| t.cell().is_none()).collect();
    tiles.sort_by_key(|t| t.rows);
    for t in tiles {
        let inner = at(xs, t.right()) - at(xs, t.col) - 2.0 * PAD;
        let need = ui
            .painter()
            .layout(fold(t.text(), inner, size), font.clone(), egui::Color32::BLACK, inner.max(2.0 * size))
            .size()
            .y
            + 1.0;
        let have: f32 = part(&out, t.row..t.below()).iter().sum();
        if need > have {
            let each = (need - have) / t.rows as f32;
            part_mut(&mut out, t.row..t.below()).iter_mut().for_each(|h| *h += each);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 社会公益组织 was broken into 社会公益组 and 织.
    #[test]
    fn a_head_is_broken_between_its_words() {
        for (head, chars, lines) in [
            ("社会公益组织", 5.4, "社会公益\n组织"),
            ("社会公益组织", 3.0, "社会\n公益\n组织"),
            ("社会公益组织", 6.2, "社会公益组织"),
            ("结果维持", 3.5, "结果\n维持"),
            ("法律服务机构", 4.0, "法律服务\n机构"),
            ("（一）予以公开", 5.0, "（一）\n予以公开"),
            ("（一）予以公开", 7.4, "（一）予以公开"),
            ("（二）部分公开（区分处理的）", 6.0, "（二）部分公开（区分处理的）"),
        ] {
            assert_eq!(fold(head, chars * SIZE, SIZE), lines);
        }
    }
}
