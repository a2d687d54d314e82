//! How all the cases ended, said without a number and otherwise than in the table: the words for how they did.

use super::claims::Placed;
use super::expr::{Expr, Term};
use super::lex::{STOPS, Token, TokenKind, tokens};
use super::meaning::{ClaimMeaning, Subject, Tier};
use super::number::Stated;
use super::read::Claimed;
use super::words::{CaseEnd, Class, words};
use crate::checks::{Context, Fix};
use crate::form::Role;
use crate::report::edit::Edit;
use rust_decimal::Decimal;

/// 尚未审结 where all of them were upheld: the one way in which the table has as many, in the form's words.
pub(super) fn ended_otherwise(
    cx: &Context<'_>,
    placed: &Placed,
    meaning: &ClaimMeaning,
    stated: Stated,
) -> Option<Fix> {
    let claim = &placed.told.claim;
    if meaning.tier != Tier::Outcome || !claim.digits.is_empty() || claim.range.is_empty() {
        return None;
    }
    let cases = cases_of(meaning)?;
    let ends = CaseEnd::ALL.into_iter().filter_map(|end| ended(cx, meaning, &cases, end));
    // All of them, and no others besides: 尚未审结 of 1 where 1 was upheld and 2 were corrected is no slip of a word.
    let ends: Vec<_> = ends.filter(|(_, n)| !n.is_zero()).collect();
    let all = ends.len() == 1;
    let ways: Vec<_> = ends.iter().filter(|(_, n)| all && stated.is_exact() && *n == stated.low).collect();
    let [(word, _)] = ways.as_slice() else { return None };
    let range = placed.range(&claim.range);
    let edit = cx.passage(placed.part, placed.paragraph)?.reword([(range, word.clone())]);
    let edits: Vec<Edit> = vec![edit];
    Some(Fix { title: format!("改为表中的“{word}”"), edits })
}

/// The kinds of cases of which it is said how they ended.
fn cases_of(meaning: &ClaimMeaning) -> Option<Vec<Role>> {
    let [said] = meaning.sums.as_slice() else { return None };
    let case = |t: &Term| if let Term::Ended(case, _) = t { Some(*case) } else { None };
    said.plus.iter().map(case).collect()
}

/// How many of these cases ended so by the table, and what the form calls it.
fn ended(
    cx: &Context<'_>,
    meaning: &ClaimMeaning,
    cases: &[Role],
    end: CaseEnd,
) -> Option<(String, Decimal)> {
    let sums = vec![Expr::of(cases.iter().map(|case| Term::Ended(*case, end)))];
    let sum = cx.tables().sums(&ClaimMeaning { sums, ..meaning.clone() }).first().cloned()?;
    let name = cx.form.column_name(sum.keys(cx.form).first()?);
    Some((name, cx.tables().of(&sum)?))
}

/// 结果纠正1件 where the table has none, but others that ended in a way of which nothing is told: those in its place.
pub(super) fn others_instead(cx: &Context<'_>, placed: &Placed, meaning: &ClaimMeaning) -> Option<Fix> {
    let passage = cx.passage(placed.part, placed.paragraph)?;
    let digits = placed.range(&placed.told.claim.digits);
    let Claimed::Number { stated, .. } = &placed.told.claim.what else { return None };
    let clause = placed.clause(&passage.words)?;
    let from = clause.start;
    let all = tokens(passage.words.get(clause).filter(|_| meaning.tier == Tier::Outcome)?);
    let is_end = |t: &&Token| matches!(t.kind, TokenKind::Word(id) if words().is(id) == Class::Outcome);
    let word = all.iter().rfind(is_end)?;
    // 「一件纠正」
    let behind = from.saturating_add(word.from) >= digits.end;
    let cases = cases_of(meaning)?;
    let told_of = |end: CaseEnd| {
        let here = cx.claims().iter().filter(|p| p.part == placed.part);
        let mut terms =
            here.filter_map(|p| p.told.claim.meaning()).flat_map(|m| &m.sums).flat_map(|s| &s.plus);
        terms.any(|t| matches!(t, Term::Ended(case, e) if *e == end && cases.contains(case)))
    };
    let untold = CaseEnd::ALL.into_iter().filter(|end| !told_of(*end));
    let others = untold.filter_map(|end| ended(cx, meaning, &cases, end)).filter(|(_, n)| !n.is_zero());
    let unit = placed.unit(cx);
    let one = |(name, n): (String, Decimal)| {
        let number = placed.put_as(cx, *stated, n, false)?;
        let end = name.trim_start_matches("结果");
        Some(if behind { format!("{number}{unit}{end}") } else { format!("{name}{number}{unit}") })
    };
    let others: Vec<String> = others.map(one).collect::<Option<_>>()?;
    if others.is_empty() {
        return None;
    }
    let new = others.join("、");
    let title = format!("改为表中的“{new}”");
    let to = digits.end.saturating_add(unit.len());
    let range = digits.start.min(from.saturating_add(word.from))..to.max(from.saturating_add(word.to));
    Some(Fix { title, edits: vec![passage.reword([(range, new)])] })
}

/// Where all ends that leans on a clause which is to go: behind it a stop that parts more, or a number of its own; words of
/// how its cases ended go with it, 为复议后起诉，尚未审结. None where anything else leans on it: 占7.7%.
pub(super) fn with_what_leans(cx: &Context<'_>, told: &Placed, end: usize) -> Option<usize> {
    let words = &cx.passage(told.part, told.paragraph)?.words;
    let here = cx.claims().iter().filter(|p| (p.part, p.paragraph) == (told.part, told.paragraph));
    let numbers: Vec<(usize, usize)> = here
        .filter(|p| p.told.claim.meaning().is_some() && !p.told.claim.digits.is_empty())
        .map(|p| (p.words().start, p.range(&p.told.claim.digits).start))
        .collect();
    let of_cases = told.told.claim.meaning().is_some_and(|m| m.subject == Subject::Cases);
    let mut end = end;
    loop {
        let rest = words.get(end..told.sentence.end)?;
        match rest.chars().next() {
            None | Some('；' | ';' | '。' | '）' | ')' | '\n') => return Some(end),
            Some('（' | '(') => return None,
            Some(_) => {}
        }
        let clause = rest.trim_start_matches(STOPS);
        let from = end.saturating_add(rest.len().saturating_sub(clause.len()));
        let to = from.saturating_add(clause.find(STOPS).unwrap_or(clause.len()));
        let all = tokens(words.get(from..to)?);
        let class = |t: &Token| {
            if let TokenKind::Word(id) = t.kind { Some(super::words::words().is(id)) } else { None }
        };
        // 其中…: parts of it.
        if matches!(all.first().and_then(class), Some(Class::OfWhich | Class::DividedBy | Class::Remainder)) {
            return None;
        }
        let own = |(first, digits): &(usize, usize)| *first >= from && (from..to).contains(digits);
        if numbers.iter().any(own) {
            return Some(end);
        }
        let known = |t: &Token| matches!(class(t), Some(Class::Outcome | Class::Case | Class::Filler));
        if !of_cases || from == to || !all.iter().all(known) {
            return None;
        }
        end = to;
    }
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::{check_words, says};
    use crate::report::{Part, Section, text::Para};

    /// The likeliest repair's title.
    fn first_fix(code: &str, words: &str, cells: &[(&str, &str)]) -> String {
        says(words, cells).findings(code)[0].fixes().next().expect("a fix").title.clone()
    }

    #[test]
    fn what_leaned_on_a_clause_that_went_was_left_as_a_statement_of_the_one_before() {
        let review = [("review.count/reconsideration.upheld", "1")];
        check_words(
            "N104",
            &says("因政府信息公开引起行政复议1件；行政诉讼1件，为复议后起诉，尚未审结。", &review),
            "因政府信息公开引起行政复议1件。",
        );
        let suit = "因政府信息公开引起行政复议1件；行政诉讼1件，经法院主持调解，原告撤诉。";
        assert!(first_fix("N104", suit, &review).contains("改为表中的 0"));
        let granted = [("requests.received/natural", "13"), ("requests.done.granted/natural", "13")];
        for words in [
            "收到申请13件，其中不予公开2件，主要涉及国家秘密，予以公开13件。",
            "收到申请13件，其中予以公开13件，部分公开1件，占7.7%。",
            "收到申请13件，其中予以公开13件，不予公开1件，该申请人就此申请行政复议。",
        ] {
            assert!(first_fix("N104", words, &granted).contains("改为表中的 0"), "{words}");
        }
    }

    #[test]
    fn a_clause_that_went_took_along_what_the_sentence_leaned_on() {
        let suit = [("review.count/suit_direct.upheld", "1")];
        check_words(
            "N104",
            &says("2025年，因政府信息公开引起行政复议1件、行政诉讼1件。", &suit),
            "2025年，因政府信息公开引起行政诉讼1件。",
        );
        for words in [
            "全年收到政府信息公开申请28件，其中自然人25件，商业企业3件。",
            "因政府信息公开引起行政复议2件，其中维持1件、纠正1件；行政诉讼1件。",
        ] {
            let title = first_fix("N104", words, &suit);
            assert!(!title.starts_with("表中为 0，删去“因") && !title.contains("全年"), "{title}");
        }
    }

    #[test]
    fn a_clause_that_goes_ends_at_narrow_stops_too() {
        let review = [("review.count/reconsideration.upheld", "1")];
        check_words(
            "N104",
            &says("因政府信息公开引起行政复议1件,结果维持;行政诉讼1件,尚未审结。", &review),
            "因政府信息公开引起行政复议1件,结果维持。",
        );
    }

    #[test]
    fn an_end_of_some_of_the_cases_was_offered_for_all() {
        let cells = [("review.count/suit_direct.upheld", "1"), ("review.count/suit_direct.corrected", "2")];
        let r = says("因政府信息公开引起行政诉讼1件，尚未审结。", &cells);
        let found = r.findings("N104");
        assert!(!found.is_empty(), "found");
        assert!(!found.into_iter().flat_map(|f| f.fix).any(|f| f.title.contains("结果维持")));
    }

    #[test]
    fn a_kind_that_is_new_was_told_of_nowhere_where_the_number_stands_before_its_end() {
        let cells =
            [("review.count/reconsideration.upheld", "2"), ("review.count/reconsideration.pending", "1")];
        let words = "因政府信息公开引起行政复议案件三件，两件维持、一件纠正。";
        let fixed = "因政府信息公开引起行政复议案件三件，两件维持、一件尚未审结。";
        check_words("N104", &says(words, &cells), fixed);
        let two = says("因政府信息公开引起行政复议案件三件，一件维持、一件未审结。", &cells);
        check_words("N103", &two, "因政府信息公开引起行政复议案件三件，两件维持、一件未审结。");
    }

    #[test]
    fn ends_told_in_another_paragraph_were_told_again_and_with_another_unit() {
        let cells =
            [("review.count/reconsideration.upheld", "1"), ("review.count/reconsideration.other", "1")];
        let mut r = says("", &cells);
        r.report.sections[0].before = vec![
            Para::plain("因政府信息公开引起行政复议2起，结果维持1起。"),
            Para::plain("政府信息公开行政复议结果纠正1起。"),
        ];
        let fix = r.findings("N104").remove(0).fix.expect("a fix");
        assert_eq!(fix.title, "改为表中的“其他结果1起”");
        let mut after = r.clone();
        fix.edits.into_iter().for_each(|e| e.apply(&mut after.report));
        assert!(after.report.words(Part::Before(Section::Overview)).ends_with("行政复议其他结果1起。"));
    }
}
