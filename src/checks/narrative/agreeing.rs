//! The numbers of the words that the tables bear out.

use super::claims::Placed;
use super::lex::{Token, TokenKind, tokens};
use super::meant::meant;
use super::n106_growth::Grown;
use super::read::{Claimed, Phrasing};
use super::table::Tables;
use super::words::{Class, words};
use crate::checks::Context;
use crate::checks::text::Passage;
use crate::report::last_years_text::figures_of_last;
use crate::report::passage::Quote;
use crate::report::text::clauses;
use std::ops::Range;

/// What the tables bear out.
pub struct BorneOut {
    /// Each number that agrees with what it means in the tables; of growth, in last year's too.
    pub numbers: Vec<Quote>,
    /// The sentences that say nothing but such numbers.
    pub sentences: Vec<Quote>,
}

/// See there.
pub fn agreed(cx: &Context<'_>) -> BorneOut {
    let last = cx.last_year().map(|last| Tables::new(last));
    let right: Vec<&Placed> = cx.claims().iter().filter(|p| agrees(cx, last.as_ref(), p)).collect();
    let mut out = BorneOut { numbers: Vec::new(), sentences: Vec::new() };
    for p in cx.text() {
        let here = right.iter().filter(|r| (r.part, r.paragraph) == (p.part, p.paragraph));
        let (mut digits, told): (Vec<_>, Vec<_>) =
            here.map(|r| (r.range(&r.told.claim.digits), r.words())).unzip();
        digits.retain(|d| !d.is_empty());
        let quote = |range: Range<usize>| {
            let words = p.words.get(range.clone())?.to_string();
            Some(Quote { part: p.part, paragraph: p.paragraph, range, words })
        };
        let nothing_else = clauses(&p.words).into_iter().filter(|s| says_no_more(cx, p, s, (&digits, &told)));
        out.sentences.extend(nothing_else.filter_map(quote));
        out.numbers.extend(digits.iter().cloned().filter_map(quote));
    }
    out
}

fn agrees(cx: &Context<'_>, last: Option<&Tables<'_>>, p: &Placed) -> bool {
    match &p.told.claim.what {
        // Where it may mean more than one sum, all of them: last year's number may be this year's by chance.
        Claimed::Number { meaning, stated, said: Phrasing::Number } => {
            let all = meant(cx, p, meaning);
            !all.is_empty() && all.iter().all(|(_, n)| stated.holds(*n))
        }
        Claimed::Change { meaning, by, unit, up, before: None, .. } => {
            let grown = Grown { by: *by, unit: *unit, up: *up, now: None, before: None };
            last.is_some_and(|last| grown.agrees(meaning, last, cx.tables()))
        }
        _ => false,
    }
}

/// Whether a sentence says nothing but what is right, in fixed words: no state or reason beside a number, and no
/// number of anything else.
fn says_no_more(
    cx: &Context<'_>,
    p: &Passage<'_>,
    sentence: &Range<usize>,
    (digits, told): (&[Range<usize>], &[Range<usize>]),
) -> bool {
    let at = |n: usize| sentence.start.saturating_add(n);
    let text = p.words.get(sentence.clone()).unwrap_or_default();
    let counted = |f: Range<usize>| digits.iter().any(|d| d.start < at(f.end) && at(f.start) < d.end);
    if !digits.iter().any(|d| sentence.contains(&d.start))
        || !figures_of_last(text, cx.year).into_iter().all(counted)
    {
        return false;
    }
    let all = tokens(text);
    all.split(|t| t.kind == TokenKind::Comma).all(|piece| {
        let (Some(first), Some(last)) = (piece.first(), piece.last()) else { return true };
        let (from, to) = (at(first.from), at(last.to));
        let borne_out = told.iter().chain(digits).any(|r| r.start < to && from < r.end);
        piece.iter().all(|t| fixed(t) || borne_out && tells(t))
    })
}

/// Whether a piece says nothing that a table could deny.
fn fixed(t: &Token) -> bool {
    match t.kind {
        TokenKind::Word(id) => matches!(
            words().is(id),
            Class::Filler | Class::Altogether | Class::And | Class::ThisYear | Class::OfWhich | Class::From
        ),
        TokenKind::Other | TokenKind::Foreign => false,
        _ => true,
    }
}

/// Whether it is a word of what the tables have.
fn tells(t: &Token) -> bool {
    let TokenKind::Word(id) = t.kind else { return false };
    matches!(
        words().is(id),
        Class::Request
            | Class::Case
            | Class::Document
            | Class::Decision
            | Class::Fee
            | Class::Handling
            | Class::CarryOver
            | Class::ResultGroup
            | Class::Result
            | Class::Others
            | Class::Applicant
            | Class::Outcome
            | Class::DocumentDeed
            | Class::Disclosed
            | Class::Compared
            | Class::Up
            | Class::Down
            | Class::LastYear
            | Class::NextYear
            | Class::Remainder
            | Class::Respectively
            | Class::AndSoOn
            | Class::ShareOf
    )
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::says;
    use super::*;

    #[test]
    fn only_what_the_tables_say_too_is_borne_out() {
        let r = says("新收申请13件，办结7件，培训4次。", &[("requests.received/natural", "13")]);
        let cx = Context::new(&r.report, None);
        assert_eq!(agreed(&cx).numbers.iter().map(|q| q.words.as_str()).collect::<Vec<_>>(), ["13"]);
    }

    #[test]
    fn growth_is_borne_out_by_last_years_table_and_this_years() {
        let last = crate::checks::tests::zeros(2024).with("requests.received/natural", "12");
        for (by, borne_out) in [("16.7", 2), ("16.5", 1)] {
            let words = format!("新收申请14件，同比增长{by}%。");
            let mut r = says(&words, &[("requests.received/natural", "14")]);
            r.report.predecessor = Some(crate::report::Predecessor {
                path: "去年".into(),
                digest: String::new(),
                snapshot: std::sync::Arc::new(last.report.clone()),
            });
            let cx = Context::new(&r.report, None);
            assert_eq!(agreed(&cx).numbers.len(), borne_out, "{by}");
        }
    }
    #[test]
    fn a_sentence_that_says_a_state_or_a_reason_says_more_than_its_numbers() {
        let cells = [("review.count/suit_after_review.upheld", "1"), ("requests.received/natural", "13")];
        let whole = |words: &str| {
            let r = says(words, &cells);
            agreed(&Context::new(&r.report, None)).sentences.len()
        };
        for more in [
            "因政府信息公开引起行政诉讼1件，为复议后起诉，正在审理。",
            "收到政府信息公开申请13件，主要是征地方面的。",
            "收到政府信息公开申请13件，均按时答复。",
            "收到政府信息公开申请13件，平均用时4个工作日。",
        ] {
            assert_eq!(whole(more), 0, "{more}");
        }
        for no_more in [
            "全年共收到政府信息公开申请13件。",
            "因政府信息公开引起行政诉讼1件，结果维持。",
            "新收申请13件；",
        ] {
            assert_eq!(whole(no_more), 1, "{no_more}");
        }
    }
}
