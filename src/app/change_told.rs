//! What is said of a step that changes more than what stands at the cursor: in how many places, and how it is taken back.

use crate::app::diff;
use crate::report::edit::Edit;
use crate::report::{Part, Report};
use std::collections::BTreeSet;

/// How a step is taken back.
pub const TAKEN_BACK: &str = "撤销（Ctrl+Z）可以找回";

/// How much a step changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepExtent {
    cells: usize,
    /// Stretches of words, facts and what else there is.
    places: usize,
}

impl StepExtent {
    /// Of edits that made `after` of `before`.
    pub fn of(edits: &[Edit], before: &Report, after: &Report) -> StepExtent {
        let mut out = StepExtent::default();
        let mut parts: BTreeSet<Part> = BTreeSet::new();
        for e in edits {
            match e {
                Edit::Cell(k, _) if before.cell(k) != after.cell(k) => {
                    out.cells = out.cells.saturating_add(1)
                }
                Edit::Cell(..) => {}
                Edit::Text(part, _) | Edit::PutRight(part, _) | Edit::Reword(part, _) => {
                    parts.insert(*part);
                }
                Edit::Replace(_) => {
                    let found = super::differences::between(before, after);
                    out.places = out.places.saturating_add(found.len());
                }
                _ => out.places = out.places.saturating_add(1),
            }
        }
        let of_parts: usize = parts.into_iter().map(|p| stretches(before, after, p)).sum();
        out.places = out.places.saturating_add(of_parts);
        out
    }
    /// What is said of it; nothing where it changes one thing.
    pub fn sentence(self, name: &str) -> Option<String> {
        let name = name.split('（').next().unwrap_or(name);
        let much = match (self.cells, self.places) {
            (0 | 1, 0) | (0, 1) => return None,
            (c, 0) => format!("{c} 格"),
            (0, p) => format!("{p} 处"),
            (c, p) => format!("{c} 格、{p} 处"),
        };
        Some(format!("{name}：改了 {much}；{TAKEN_BACK}。"))
    }
}

/// In how many places the words of a part read otherwise, or are marked otherwise.
fn stretches(before: &Report, after: &Report, part: Part) -> usize {
    let (was, is) = (before.words(part), after.words(part));
    if was == is {
        let (was, is) = (before.paras(part), after.paras(part));
        return was.iter().zip(is).filter(|(a, b)| a != b).count();
    }
    diff::stretches(&was, &is).iter().filter(|s| !s.same).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample;
    use crate::form::table::CellKey;
    use crate::report::text::Para;

    #[test]
    fn one_thing_is_seen_where_it_is_and_more_are_counted() {
        let before = sample::report();
        let said = |name: &str, edits: Vec<Edit>| {
            let mut after = before.clone();
            edits.iter().cloned().for_each(|e| e.apply(&mut after));
            StepExtent::of(&edits, &before, &after).sentence(name)
        };
        let cell = |key: &str| Edit::enter(before.form(), &CellKey::parse(key), "77");
        let (a, b) = (cell("requests.received/natural"), cell("requests.done.granted/natural"));
        assert_eq!(said("录入", vec![a.clone()]), None);
        let told = said("其余填零", vec![a.clone(), b]).expect("two");
        assert_eq!(told, "其余填零：改了 2 格；撤销（Ctrl+Z）可以找回。");
        let part = Part::Before(crate::report::Section::Other);
        let words = |t: &str| Edit::Text(part, vec![Para::plain(t)]);
        let with = |e: Edit| {
            let mut r = before.clone();
            e.apply(&mut r);
            r
        };
        let (was, is) =
            (words("2024年甲，比2023年多。2024年丙。"), words("2025年甲，比2024年多。2025年丙。"));
        let told = StepExtent::of(std::slice::from_ref(&is), &with(was), &with(is.clone()));
        assert_eq!(
            told.sentence("年份往后推一年（3 处）").as_deref(),
            Some("年份往后推一年：改了 3 处；撤销（Ctrl+Z）可以找回。")
        );
    }
}
