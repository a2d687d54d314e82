//! The hairlines of a table: between cells and labels, as few long ones as there can be, each on whole dots of the
//! screen. Where no graphics card is, every shape and every dot painted twice is time.

use crate::form::grid::Tile;
use egui::{Color32, Mesh, Rect, Vec2, pos2};
use std::collections::BTreeMap;

/// How thick one is, in points.
const WIDTH: f32 = 1.0;

/// From one place to another, level or upright.
pub type Hairline = Rect;

/// The lines around some tiles, given where columns and rows begin and end.
pub fn around<'a>(tiles: impl Iterator<Item = &'a Tile>, xs: &[f32], ys: &[f32]) -> Vec<Hairline> {
    let (mut level, mut upright) = (Stretches::default(), Stretches::default());
    for t in tiles {
        let (columns, rows) = ((t.col, t.right()), (t.row, t.below()));
        [rows.0, rows.1].iter().for_each(|r| level.entry(*r).or_default().push(columns));
        [columns.0, columns.1].iter().for_each(|c| upright.entry(*c).or_default().push(rows));
    }
    let x = |i: usize| xs.get(i).copied().unwrap_or_default();
    let y = |i: usize| ys.get(i).copied().unwrap_or_default();
    let level = joined(level).map(|(r, (a, b))| Rect::from_min_max(pos2(x(a), y(r)), pos2(x(b), y(r))));
    let upright = joined(upright).map(|(c, (a, b))| Rect::from_min_max(pos2(x(c), y(a)), pos2(x(c), y(b))));
    level.chain(upright).collect()
}

/// On each edge of rows or of columns: from where to where.
type Stretches = BTreeMap<usize, Vec<(usize, usize)>>;

/// What touches or overlaps on the same edge is one.
fn joined(all: Stretches) -> impl Iterator<Item = (usize, (usize, usize))> {
    all.into_iter().flat_map(|(edge, mut parts)| {
        parts.sort_unstable();
        let mut out: Vec<(usize, usize)> = Vec::new();
        for (a, b) in parts {
            match out.last_mut().filter(|last| a <= last.1) {
                Some(last) => last.1 = last.1.max(b),
                None => out.push((a, b)),
            }
        }
        out.into_iter().map(move |part| (edge, part))
    })
}

/// Draws them, moved.
pub fn draw(mesh: &mut Mesh, lines: &[Hairline], by: Vec2, pixels_per_point: f32, color: Color32) {
    let width = (WIDTH * pixels_per_point).round().max(1.0);
    // The dot nearest to a line's middle: neighbours find the same one.
    let first = |x: f32| (x * pixels_per_point - width / 2.0).round() / pixels_per_point;
    let last = |x: f32| first(x) + width / pixels_per_point;
    for l in lines.iter().map(|l| l.translate(by)) {
        let (from, to) = (pos2(first(l.left()), first(l.top())), pos2(last(l.right()), last(l.bottom())));
        mesh.add_colored_rect(Rect::from_min_max(from, to), color);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::grid::Content;

    fn tile(row: usize, col: usize, rows: usize, cols: usize) -> Tile {
        Tile { row, col, rows, cols, content: Content::Head(String::new()) }
    }

    #[test]
    fn lines_of_neighbours_are_one_line() {
        let edges = [0.0, 10.0, 20.0];
        let square = [tile(0, 0, 1, 1), tile(0, 1, 1, 1), tile(1, 0, 1, 1), tile(1, 1, 1, 1)];
        assert_eq!(around(square.iter(), &edges, &edges).len(), 6);
        // A tile over two rows has no line through it.
        let tall = [tile(0, 0, 2, 1), tile(0, 1, 1, 1), tile(1, 1, 1, 1)];
        let lines = around(tall.iter(), &edges, &edges);
        assert!(lines.contains(&Rect::from_min_max(pos2(10.0, 10.0), pos2(20.0, 10.0))), "{lines:?}");
    }

    #[test]
    fn a_line_takes_whole_dots_at_every_zoom() {
        let lines = [Rect::from_min_max(pos2(3.3, 7.7), pos2(90.1, 7.7))];
        for zoom in [0.8, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0_f32] {
            let mut mesh = Mesh::default();
            draw(&mut mesh, &lines, Vec2::new(0.4, 0.2), zoom, Color32::BLACK);
            for p in mesh.vertices.iter().map(|v| v.pos * zoom) {
                assert!((p - p.round()).abs().max_elem() < 0.01, "{zoom}: {p:?}");
            }
        }
    }
}
