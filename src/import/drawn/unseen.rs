//! What stands on a page and doesn't count: what was painted over or cut off, what is struck out or white on white; and digits
//! that lie on one another, of which nobody can tell which is meant. All of it is told.

use super::DrawnPage;
use crate::chinese::numerals::is_arabic;
use crate::import::budget::Budget;
use crate::import::printed::{PrintedGlyph, Rule, THIN, TWICE};
use crate::import::raw::Remark;
use crate::report::NoteKind;
use std::collections::{BTreeMap, BTreeSet};

/// A character this close to where it stood, in parts of its size, is written there again.
const AGAIN: f32 = 0.3;
/// So many that are not seen are told of on a page.
const MOST_TOLD: usize = 40;
/// A line across a character at this height over its foot, in parts of its size, strikes it out.
const ACROSS: [f32; 2] = [0.15, 0.55];
/// The largest type whose lines are looked at.
const LARGEST: f32 = 40.0;

impl DrawnPage {
    /// Leaves out what doesn't count and makes unreadable what nobody can tell, and says so of the page of that number.
    pub fn unseen_told(&mut self, number: usize, budget: &Budget<'_>) -> Vec<Remark> {
        self.strike(budget);
        let near = |a: &PrintedGlyph, b: &PrintedGlyph| {
            let most = a.size.min(b.size) * AGAIN;
            (a.x - b.x).abs() < most && (a.y - b.y).abs() < most
        };
        let again = |g: &PrintedGlyph| self.page.glyphs.iter().any(|o| o.c == g.c && near(o, g));
        let lost = self.unseen.iter().filter(|g| !g.c.is_whitespace()).take(MOST_TOLD).filter(|g| !again(g));
        let lost: String = lost.map(|g| g.c).collect();
        let mut told = Vec::new();
        if !lost.is_empty() {
            told.push(format!(
                "第{number}页有字被盖住、裁掉、划掉或写成白色（{lost}），没有读入；请对照原文"
            ));
        }
        let blurred = blur(&mut self.page.glyphs);
        if blurred > 0 {
            let sign = char::REPLACEMENT_CHARACTER;
            told.push(format!(
                "第{number}页有{blurred}个数字叠在一起，不知道哪个算数，写作“{sign}”；请对照原文改正"
            ));
        }
        if !self.laid_over.is_empty() {
            let what = self.laid_over.iter().copied().collect::<Vec<_>>().join("、");
            told.push(format!("第{number}页上面另外加了{what}，没有读入，盖住的字照原来的读；请对照原文"));
        }
        told.into_iter().map(|text| Remark::new(NoteKind::Doubtful, text)).collect()
    }

    /// Takes out what a line runs through that is no longer than the words it strikes.
    fn strike(&mut self, budget: &Budget<'_>) {
        let glyphs = &self.page.glyphs;
        let mut order: Vec<usize> = (0..glyphs.len()).filter(|i| glyphs[*i].way == 0).collect();
        order.sort_by(|a, b| glyphs[*a].y.total_cmp(&glyphs[*b].y));
        let mut struck = BTreeSet::new();
        let across = |rule: &mut Rule| {
            let y = (rule.y0 + rule.y1) / 2.0;
            let from = order.partition_point(|i| glyphs[*i].y < y);
            let to = order.partition_point(|i| glyphs[*i].y < y + LARGEST);
            if rule.y1 - rule.y0 > THIN || from >= to || !budget.take(1 + (to - from) / 64) {
                return false;
            }
            let is_under = |i: &&usize| {
                let (g, (x, _)) = (&glyphs[**i], glyphs[**i].centre());
                let up = (g.y - y) / g.size;
                (rule.x0..=rule.x1).contains(&x) && (ACROSS[0]..=ACROSS[1]).contains(&up)
            };
            let under: Vec<usize> = order[from..to].iter().filter(is_under).copied().collect();
            let Some(first) = under.iter().map(|i| &glyphs[*i]).min_by(|a, b| a.x.total_cmp(&b.x)) else {
                return false;
            };
            let end = under.iter().map(|i| glyphs[*i].x + glyphs[*i].width).fold(first.x, f32::max);
            let strikes = rule.x0 > first.x - first.size && rule.x1 < end + first.size;
            if strikes {
                struck.extend(under);
            }
            strikes
        };
        // It is no line of a table then.
        let lines = self.page.rules.extract_if(.., across).count();
        if lines > 0 {
            let mut i = 0;
            let out = self.page.glyphs.extract_if(.., |_| {
                i += 1;
                struck.contains(&(i - 1))
            });
            self.unseen.extend(out);
        }
    }
}

/// Makes digits unreadable that lie on others, and says how many.
fn blur(glyphs: &mut [PrintedGlyph]) -> usize {
    /// Of the narrower one's width, and of its height.
    const ON: [f32; 2] = [0.65, 0.35];
    /// Lines no farther apart than this many points may be one.
    const ROW: f32 = 8.0;
    /// So many before it on its line are looked at.
    const NEAR: usize = 6;
    let is_digit = |g: &PrintedGlyph| is_arabic(g.c) && g.way == 0;
    let mut order: Vec<usize> = (0..glyphs.len()).filter(|i| is_digit(&glyphs[*i])).collect();
    order.sort_by(|a, b| glyphs[*a].x.total_cmp(&glyphs[*b].x));
    let mut rows: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    let mut on = BTreeSet::new();
    for i in order {
        let g = &glyphs[i];
        let row = (g.y / ROW) as i32;
        let level = (row.saturating_sub(1)..=row.saturating_add(1)).filter_map(|r| rows.get(&r));
        for o in level.flat_map(|r| r.iter().rev().take(NEAR)) {
            let other = &glyphs[*o];
            let (dx, dy, size) = (g.x - other.x, (g.y - other.y).abs(), g.size.min(other.size));
            // Twice at one place it looks bold.
            let bold = g.c == other.c && dx < TWICE * size && dy < TWICE * size;
            if !bold && dx < ON[0] * g.width.min(other.width) && dy < ON[1] * size {
                on.extend([i, *o]);
            }
        }
        rows.entry(row).or_default().push(i);
    }
    on.iter().for_each(|i| glyphs[*i].c = char::REPLACEMENT_CHARACTER);
    on.len()
}
