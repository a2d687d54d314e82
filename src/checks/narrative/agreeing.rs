//! The numbers of the words that the tables bear out.

use super::n106_growth::Grown;
use super::read::{Claimed, Phrasing};
use super::table::Tables;
use crate::checks::Context;
use crate::report::passage::Quote;

/// Each number that agrees with what it means in the tables; of growth, in last year's too.
pub fn quotes(cx: &Context<'_>) -> Vec<Quote> {
    let last = cx.last_year().map(|last| Tables::new(last));
    let mut out = Vec::new();
    for p in cx.claims() {
        let agrees = match &p.told.claim.what {
            Claimed::Number { stated, said: Phrasing::Number, .. } => {
                p.right.iter().any(|n| stated.holds(*n))
            }
            Claimed::Change { meaning, by, unit, up, before: None, .. } => {
                let grown = Grown { by: *by, unit: *unit, up: *up };
                last.as_ref().is_some_and(|last| grown.agrees(meaning, last, cx.tables()))
            }
            _ => false,
        };
        let range = p.range(&p.told.claim.digits);
        let words = cx.passage(p.part, p.paragraph).and_then(|t| t.words.get(range.clone()));
        if let Some(words) = words.filter(|w| !w.is_empty() && agrees) {
            out.push(Quote { part: p.part, paragraph: p.paragraph, range, words: words.into() });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::says;
    use super::*;

    #[test]
    fn only_what_the_tables_say_too_is_borne_out() {
        let r = says("新收申请13件，办结7件，培训4次。", &[("requests.received/natural", "13")]);
        let cx = Context::new(&r.report, None);
        assert_eq!(quotes(&cx).iter().map(|q| q.words.as_str()).collect::<Vec<_>>(), ["13"]);
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
            assert_eq!(quotes(&cx).len(), borne_out, "{by}");
        }
    }
}
