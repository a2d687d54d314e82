//! Reviews and suits told of in a year without any: the whole stretch gives way to one sentence, so that nothing is left
//! of how they ended (…1件，系复议后起诉，正在审理).

use super::claims::Placed;
use super::expr::{Expr, Term};
use super::lex::STOPS;
use super::meaning::{ClaimMeaning, Subject};
use super::read::{Claimed, Phrasing};
use crate::checks::{Context, Fix};
use crate::chinese::figures::figures;
use crate::chinese::years::years;
use crate::form::Role;
use std::ops::Range;

const NONE: &str = "没有因政府信息公开工作引起行政复议、行政诉讼";

/// The repair of a sentence that tells of cases, where the table has none at all and the sentence counts nothing else.
pub(super) fn instead(cx: &Context<'_>, placed: &Placed, meaning: &ClaimMeaning) -> Option<Fix> {
    let cases = [Role::Reconsideration, Role::SuitDirect, Role::SuitAfterReview];
    let sums = vec![Expr::of(cases.map(Term::Role))];
    let sum = cx.tables().sums(&ClaimMeaning { sums, ..meaning.clone() }).first().cloned()?;
    if meaning.subject != Subject::Cases || !cx.tables().of(&sum)?.is_zero() {
        return None;
    }
    let passage = cx.passage(placed.part, placed.paragraph)?;
    let stretch = stretch(cx, placed, &passage.words).filter(|s| !passage.is_live(s))?;
    let said = passage.words.get(stretch.clone())?;
    if !told_already(cx, placed) {
        let title = format!("表中没有复议、诉讼，改为“{NONE}”");
        return Some(Fix { title, edits: vec![passage.reword([(stretch, NONE.into())])] });
    }
    let title = format!("表中没有复议、诉讼，删去“{said}”");
    let before = passage.words.get(..stretch.start)?.chars().next_back().filter(|c| STOPS.contains(c));
    // Where it is the whole sentence its own stop goes, else the one before it.
    let range = match before.filter(|_| stretch.start > placed.sentence.start) {
        Some(stop) => stretch.start.saturating_sub(stop.len_utf8())..stretch.end,
        None => stretch.start..placed.sentence.end,
    };
    Some(Fix { title, edits: vec![passage.reword([(range, String::new())])] })
}

/// From the clause that tells of cases first to the sentence's end, where all that is counted there is of cases.
fn stretch(cx: &Context<'_>, placed: &Placed, words: &str) -> Option<Range<usize>> {
    let here =
        |p: &&Placed| (p.part, p.paragraph, &p.sentence) == (placed.part, placed.paragraph, &placed.sentence);
    let of_cases = |p: &&Placed| p.told.claim.meaning().is_some_and(|m| m.subject == Subject::Cases);
    let own: Vec<&Placed> = cx.claims().iter().filter(here).filter(of_cases).collect();
    let numbers: Vec<Range<usize>> =
        own.iter().map(|p| p.range(&p.told.claim.digits)).filter(|d| !d.is_empty()).collect();
    let first = numbers.iter().map(|d| d.start).min()?;
    let led = words.get(placed.sentence.start..first)?;
    // 复议、诉讼共3件 is one clause.
    let stops = |c: char| c != '、' && STOPS.contains(&c);
    let stop = led.rfind(stops).and_then(|at| Some(at.saturating_add(led[at..].chars().next()?.len_utf8())));
    let clause = placed.sentence.start.saturating_add(stop.unwrap_or(0));
    // 2025年…: the year stays.
    let year = years(words.get(clause..first)?).into_iter().next().filter(|y| y.digits.start == 0);
    let from = clause.saturating_add(year.map_or(0, |y| y.end()));
    let whole = words.get(from..placed.sentence.end)?;
    let to = from.saturating_add(whole.trim_end_matches(['。', ';', '；', '\n', ' ']).len());
    let counted = |f: Range<usize>| {
        let at = from.saturating_add(f.start)..from.saturating_add(f.end);
        numbers.iter().any(|n| n.start < at.end && at.start < n.end)
    };
    figures(words.get(from..to)?).into_iter().all(counted).then_some(from..to)
}

/// Whether another sentence says that there were none.
fn told_already(cx: &Context<'_>, placed: &Placed) -> bool {
    cx.claims().iter().any(|p| {
        let elsewhere =
            (p.part, p.paragraph, &p.sentence) != (placed.part, placed.paragraph, &placed.sentence);
        let nothing = matches!(&p.told.claim.what, Claimed::Number { meaning, said: Phrasing::Nothing, .. }
            if meaning.subject == Subject::Cases);
        elsewhere && nothing
    })
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::{check_words, says};
    use super::NONE;
    use crate::report::text::Para;
    use crate::report::{Part, Section};

    #[test]
    fn nothing_is_left_of_cases_that_there_were_none_of() {
        for (words, fixed) in [
            (
                "全年收到申请0件。因政府信息公开引起行政复议2件，其中结果维持1件，另1件被纠正；行政诉讼1件，系复议后起诉，正在审理。",
                format!("全年收到申请0件。{NONE}。"),
            ),
            ("因政府信息公开引起的复议、诉讼共3件。", format!("{NONE}。")),
            ("2025年因政府信息公开引起行政诉讼1件，目前仍在审理。", format!("2025年{NONE}。")),
            (
                "以政府信息公开为由的行政复议案件两件，一件维持、一件纠正；行政诉讼案件1件（复议后起诉），尚在审理中。",
                format!("{NONE}。"),
            ),
        ] {
            check_words("N104", &says(words, &[]), &fixed);
        }
    }

    #[test]
    fn that_there_were_none_is_said_once() {
        let mut r = says("", &[]);
        r.report.sections[0].before = vec![
            Para::plain("因政府信息公开引起行政复议2件。"),
            Para::plain("因政府信息公开引起行政诉讼1件，尚未审结。"),
        ];
        for _ in 0..4 {
            let Some(fix) = r.findings("N104").into_iter().find_map(|f| f.fix) else { break };
            fix.edits.into_iter().for_each(|e| e.apply(&mut r.report));
        }
        let said = r.report.words(Part::Before(Section::Overview));
        assert_eq!(said.matches(NONE).count(), 1, "{said}");
        assert!(!said.contains('件'), "{said}");
    }

    #[test]
    fn what_else_the_sentence_counts_stays() {
        let words = "引起行政复议1件，办结申请13件，答复率100%。";
        let found = says(words, &[]).findings("N104");
        assert!(found.iter().flat_map(|f| f.fixes()).all(|f| !f.title.contains(NONE)));
    }
}
