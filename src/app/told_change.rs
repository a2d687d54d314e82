//! Where a difference that tells its own word is put in: the same words beside it go with it, else they would stand there
//! twice, or say the opposite once the numbers turn. 比上年增加件 becomes 比上年减少4件 and not 比上年增加减少4件件.

use crate::form::words::words;

use crate::report::text::{FieldValue, Run, RunKind, unit_of};
use crate::report::{Part, Report};
use std::ops::Range;

/// The bytes of a paragraph that such a run stands for, where it is put in place of `range`; of any other run just these.
pub fn room(
    report: &Report,
    (part, paragraph): (Part, usize),
    range: Range<usize>,
    run: &Run,
) -> Range<usize> {
    let RunKind::Field { value: FieldValue::ToldChange(keys), .. } = &run.kind else { return range };
    let all = report.paras(part).get(paragraph).map(|p| p.resolved(report)).unwrap_or_default();
    let (Some(before), Some(behind)) = (all.get(..range.start), all.get(range.end..)) else { return range };
    let told = words().change_told.iter().find(|w| before.ends_with(w.as_str())).map_or(0, String::len);
    let unit = unit_of(report.form(), keys);
    let counted = if behind.starts_with(unit) { unit.len() } else { 0 };
    range.start.saturating_sub(told)..range.end.saturating_add(counted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::field::{Manner, put, sources};
    use crate::form::table::CellKey;
    use crate::report::edit::{Edit, filled};
    use crate::report::text::Para;
    use crate::report::{Predecessor, Section};

    const KEY: &str = "requests.received/natural";

    /// A report with so many requests this year and the year before.
    fn report(now: &str, last: &str) -> Report {
        let mut r = filled(2025, "示范局", &[(KEY, now)]);
        let snapshot = filled(2024, "示范局", &[(KEY, last)]).snapshot().into();
        r.predecessor = Some(Predecessor { path: "2024.gknb".into(), digest: String::new(), snapshot });
        r
    }

    /// What a sentence says with the difference put in at ‸.
    fn said(sentence: &str, now: &str, last: &str) -> String {
        let mut r = report(now, last);
        let at = sentence.find('‸').expect("a place");
        r.sections[0].before = vec![Para::plain(sentence.replace('‸', ""))];
        let run = sources(&r, "新收申请")[0].run(&r, Manner::Change).expect("a run");
        let part = Part::Before(Section::Overview);
        let range = room(&r, (part, 0), at..at, &run);
        put(&r, part, 0, range, run).expect("an edit").apply(&mut r);
        r.words(part).to_string()
    }

    #[test]
    fn a_difference_never_says_a_minus_nor_the_opposite_of_the_word_beside_it() {
        for sentence in ["比上年‸。", "比上年增加‸件。", "比上年减少‸件。", "比上年增加了‸。", "比上年‸件。"]
        {
            assert_eq!(said(sentence, "2", "6"), "比上年减少4件。", "{sentence}");
            assert_eq!(said(sentence, "9", "6"), "比上年增加3件。", "{sentence}");
            assert_eq!(said(sentence, "6", "6"), "比上年持平。", "{sentence}");
        }
    }

    #[test]
    fn a_difference_turns_its_word_as_the_numbers_turn() {
        let mut r = report("9", "6");
        let run = sources(&r, "新收申请")[0].run(&r, Manner::Change).expect("a run");
        assert_eq!(run.resolved(&r), "增加3件");
        Edit::enter(r.form(), &CellKey::parse(KEY), "5").apply(&mut r);
        assert_eq!(run.resolved(&r), "减少1件");
    }

    #[test]
    fn money_is_told_in_its_own_unit() {
        let fee = "disclosure.fees.fee/amount";
        let mut r = filled(2025, "示范局", &[(fee, "1.5")]);
        let snapshot = filled(2024, "示范局", &[(fee, "4")]).snapshot().into();
        r.predecessor = Some(Predecessor { path: "2024.gknb".into(), digest: String::new(), snapshot });
        let run = Run::field(FieldValue::ToldChange(vec![CellKey::parse(fee)]), Default::default());
        assert_eq!(run.resolved(&r), "减少2.5万元");
    }
}
