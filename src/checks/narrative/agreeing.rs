//! The numbers of the words that the tables bear out.

use super::read::{Claimed, Phrasing};
use crate::checks::Context;
use crate::report::passage::Quote;

/// Each number that agrees with what it means in the tables.
pub fn quotes(cx: &Context<'_>) -> Vec<Quote> {
    let mut out = Vec::new();
    for p in cx.claims() {
        let Claimed::Number { stated, said: Phrasing::Number, .. } = &p.told.claim.what else { continue };
        let range = p.range(&p.told.claim.digits);
        let words = cx.passage(p.part, p.paragraph).and_then(|t| t.words.get(range.clone()));
        if let Some(words) = words.filter(|w| !w.is_empty() && p.right.iter().any(|n| stated.holds(*n))) {
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
}
