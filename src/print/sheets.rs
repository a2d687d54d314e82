//! The arithmetic of a printout whose pages are sent one by one: which sides follow each other, and where on the paper
//! a page lies.

use super::{Choices, Sides};
use crate::form::bounds::between;
use std::collections::BTreeSet;

/// What a printer does by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Able {
    /// How many copies of each page; 1 where it makes none.
    pub copies: u32,
    /// It puts copies together, report by report.
    pub collates: bool,
    /// It can print on both sides of a sheet.
    pub both_sides: bool,
    /// It will, as it is set up and was told.
    pub turns: bool,
}

/// What is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The printer makes so many copies of it.
    pub copies: u32,
    /// Pages from 0, in order; `None` is a side that stays blank.
    pub sides: Vec<Option<usize>>,
}

/// How a document of so many pages is sent. Pages come once each, in the document's order, as `lp` has it.
pub fn plan(pages: usize, choices: &Choices, able: Able) -> Plan {
    let chosen = |page: &usize| {
        choices.pages.is_empty() || choices.pages.iter().any(|r| r.contains(&page.saturating_add(1)))
    };
    let once: BTreeSet<usize> = (0..pages).filter(chosen).collect();
    let copies = choices.copies.max(1);
    let mut sides: Vec<Option<usize>> = once.into_iter().map(Some).collect();
    if copies <= able.copies && (able.collates || sides.len() <= 1) {
        return Plan { copies, sides };
    }
    // The next copy does not begin on the back of this one.
    if able.turns && sides.len() % 2 == 1 {
        sides.push(None);
    }
    let many = usize::try_from(copies).unwrap_or(1);
    let mut all = sides.repeat(many);
    all.pop_if(|last| last.is_none());
    Plan { copies: 1, sides: all }
}

/// Whether the printer can't do what was chosen about the sides.
pub fn lacks_both_sides(choices: &Choices, able: Able) -> bool {
    matches!(choices.sides, Sides::LongEdge | Sides::ShortEdge) && !able.both_sides
}

/// The paper in a printer, in the printer's dots: across, down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrinterPaper {
    pub dots_per_inch: (i32, i32),
    /// The whole sheet.
    pub size: (i32, i32),
    /// Where on the sheet the printer's 0, 0 lies: what is before it can't be printed on.
    pub origin: (i32, i32),
}

/// Where a page lies, in the printer's dots from its 0, 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lying {
    pub at: (i32, i32),
    pub size: (i32, i32),
    /// So many dots of the printer, across and down, make one dot of the picture.
    pub coarseness: (i32, i32),
}

impl Lying {
    /// The dots of the picture.
    pub fn dots(&self) -> (usize, usize) {
        let of = |size: i32, by: i32| usize::try_from(size.checked_div(by).unwrap_or(size)).unwrap_or(1);
        (of(self.size.0, self.coarseness.0), of(self.size.1, self.coarseness.1))
    }
}

/// Where a page of so many points lies: in its own size on the sheet's middle, which is edge on edge for the paper it is
/// made for; made smaller only where the sheet is. The picture is no finer than `finest` dots an inch.
pub fn lie((width, height): (f32, f32), paper: &PrinterPaper, finest: i32) -> Lying {
    /// A difference that paper has by itself, in inches.
    const SLACK: f32 = 0.04;
    let (x, y) = paper.dots_per_inch;
    let (x, y) = (x.max(1) as f32, y.max(1) as f32);
    let page = (width.max(1.0) / 72.0, height.max(1.0) / 72.0);
    let sheet = (paper.size.0 as f32 / x, paper.size.1 as f32 / y);
    let fits = page.0 <= sheet.0 + SLACK && page.1 <= sheet.1 + SLACK;
    let by = if fits { 1.0 } else { (sheet.0 / page.0).min(sheet.1 / page.1) };
    let along = |inches: f32, per_inch: f32, sheet: i32, origin: i32| {
        let coarseness = (per_inch / finest.max(1) as f32).ceil().max(1.0);
        let dots = between((inches * by * per_inch / coarseness).round(), 1.0, f32::from(u16::MAX));
        let size = dots * coarseness;
        let at = ((sheet as f32 - size) / 2.0).round() as i32;
        (at.saturating_sub(origin), size as i32, coarseness as i32)
    };
    let across = along(page.0, x, paper.size.0, paper.origin.0);
    let down = along(page.1, y, paper.size.1, paper.origin.1);
    Lying { at: (across.0, down.0), size: (across.1, down.1), coarseness: (across.2, down.2) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::RangeInclusive;

    const ABLE: Able = Able { copies: 99, collates: true, both_sides: true, turns: true };
    const A4: (f32, f32) = (595.28, 841.89);

    #[track_caller]
    fn check_plan(able: Able, copies: u32, pages: &[RangeInclusive<usize>], wanted: &str) {
        let choices = Choices { copies, pages: pages.to_vec(), ..Choices::default() };
        let plan = plan(5, &choices, able);
        let side = |s: &Option<usize>| s.map_or("_".to_string(), |n| n.to_string());
        let sides: String = plan.sides.iter().map(side).collect();
        assert_eq!(format!("{}×{sides}", plan.copies), wanted);
    }

    #[test]
    fn pages_come_once_each_in_the_documents_order() {
        check_plan(ABLE, 0, &[], "1×01234");
        check_plan(ABLE, 1, &[4..=5, 1..=1, 1..=2], "1×0134");
        check_plan(ABLE, 2, &[5..=99], "2×4");
        check_plan(ABLE, 2, &[7..=9], "2×");
    }

    #[test]
    fn copies_that_the_printer_does_not_make_or_put_together_follow_each_other() {
        check_plan(ABLE, 3, &[1..=3], "3×012");
        let apart = Able { collates: false, ..ABLE };
        check_plan(apart, 3, &[2..=2], "3×1");
        check_plan(Able { turns: false, ..apart }, 3, &[1..=3], "1×012012012");
        check_plan(Able { copies: 1, ..ABLE }, 2, &[1..=2], "1×0101");
    }

    #[test]
    fn a_copy_does_not_begin_on_the_back_of_the_one_before() {
        let apart = Able { collates: false, ..ABLE };
        check_plan(apart, 3, &[1..=3], "1×012_012_012");
        check_plan(apart, 2, &[1..=2], "1×0101");
    }

    #[test]
    fn both_sides_are_missed_only_where_they_were_asked_for() {
        let one = Able { both_sides: false, turns: false, ..ABLE };
        let missed = |sides, able| lacks_both_sides(&Choices { sides, ..Choices::default() }, able);
        assert!(missed(Sides::LongEdge, one) && missed(Sides::ShortEdge, one));
        assert!(!missed(Sides::One, one) && !missed(Sides::Unsaid, one) && !missed(Sides::LongEdge, ABLE));
    }

    fn paper(dots_per_inch: (i32, i32), inches: (f32, f32), origin: (i32, i32)) -> PrinterPaper {
        let (x, y) = (inches.0 * dots_per_inch.0 as f32, inches.1 * dots_per_inch.1 as f32);
        PrinterPaper { dots_per_inch, size: (x.round() as i32, y.round() as i32), origin }
    }

    #[test]
    fn a_page_lies_edge_on_edge_on_its_paper_in_its_own_size() {
        let lying = lie(A4, &paper((600, 600), (8.268, 11.693), (100, 99)), 600);
        assert_eq!(lying, Lying { at: (-100, -99), size: (4961, 7016), coarseness: (1, 1) });
        // Lying on its side, the sheet is turned too.
        let lying = lie((A4.1, A4.0), &paper((300, 300), (11.693, 8.268), (50, 51)), 600);
        assert_eq!(lying, Lying { at: (-50, -51), size: (3508, 2480), coarseness: (1, 1) });
    }

    #[test]
    fn a_finer_printer_gets_whole_dots_of_a_coarser_picture() {
        let lying = lie(A4, &paper((1200, 600), (8.268, 11.693), (0, 0)), 600);
        assert_eq!((lying.coarseness, lying.dots()), ((2, 1), (4961, 7016)));
        let lying = lie(A4, &paper((720, 720), (8.268, 11.693), (0, 0)), 600);
        assert_eq!((lying.coarseness, lying.dots()), ((2, 2), (2976, 4209)));
        assert_eq!(lying.size, (5952, 8418));
    }

    #[test]
    fn only_on_a_smaller_sheet_a_page_is_made_smaller_and_keeps_its_shape() {
        // Letter is wider and not so high, A5 is half of it, A3 twice.
        let letter = lie(A4, &paper((300, 300), (8.5, 11.0), (0, 0)), 600);
        assert_eq!((letter.at.1, letter.size.1), (0, 3300));
        let a5 = lie(A4, &paper((300, 300), (5.827, 8.268), (0, 0)), 600);
        for lying in [letter, a5] {
            let shape = lying.size.1 as f32 / lying.size.0 as f32;
            assert!((shape - A4.1 / A4.0).abs() < 0.002 && lying.at.0 >= 0, "{lying:?}");
        }
        let a3 = lie(A4, &paper((300, 300), (11.693, 16.535), (0, 0)), 600);
        assert_eq!((a3.at, a3.size), ((514, 727), (2480, 3508)));
    }

    #[test]
    fn what_a_printer_says_wrongly_of_itself_ends_nothing() {
        for size in [(0, 0), (-5, -5), (i32::MAX, i32::MAX)] {
            for dots_per_inch in [(0, 0), (-1, 1), (i32::MAX, i32::MAX)] {
                let odd = PrinterPaper { dots_per_inch, size, origin: (i32::MIN, i32::MAX) };
                let (across, down) = lie((f32::NAN, 0.0), &odd, 0).dots();
                assert!(across >= 1 && down >= 1);
            }
        }
    }
}
