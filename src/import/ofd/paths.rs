//! Paths in their short writing: `M 0 0 L 10 0 C`.

use crate::import::budget::Budget;
use hayro::kurbo::{BezPath, PathEl, Point};

/// The path; `None` where nothing is drawn, or the budget is spent.
pub fn read(data: &str, budget: &Budget<'_>) -> Option<BezPath> {
    let mut path = BezPath::new();
    let mut words = data.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty());
    while let Some(word) = words.next() {
        if !budget.take(1) {
            return None;
        }
        let mut number = || words.next().and_then(|n| n.parse::<f64>().ok()).filter(|n| n.is_finite());
        let begun = !path.elements().is_empty();
        let element = match word {
            "S" | "M" => PathEl::MoveTo(Point::new(number()?, number()?)),
            "L" => PathEl::LineTo(Point::new(number()?, number()?)),
            "Q" => PathEl::QuadTo(Point::new(number()?, number()?), Point::new(number()?, number()?)),
            "B" => PathEl::CurveTo(
                Point::new(number()?, number()?),
                Point::new(number()?, number()?),
                Point::new(number()?, number()?),
            ),
            "A" => {
                // Radii, angle, which way: an arc rules nothing, but where it ends the path goes on.
                for _ in 0..5 {
                    number()?;
                }
                let end = Point::new(number()?, number()?);
                PathEl::QuadTo(end, end)
            }
            "C" => PathEl::ClosePath,
            _ => continue,
        };
        match element {
            PathEl::MoveTo(_) => path.push(element),
            _ if begun => path.push(element),
            _ => {}
        }
    }
    (path.elements().len() > 1).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_as_far_as_it_is_whole() {
        let read = |data: &str| read(data, &Budget::default()).map(|p| p.elements().len());
        assert_eq!(read("M 0 0 L 10 0 L 10,5 C"), Some(4));
        assert_eq!(read("S 1 1 A 2 2 0 0 1 5 5 B 1 1 2 2 3 3"), Some(3));
        assert_eq!(read("L 1 1"), None);
        assert_eq!(read("M 0 0 L 1 x"), None);
    }
}
