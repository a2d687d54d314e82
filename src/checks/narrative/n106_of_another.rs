//! N106: what is told behind a whole and its parts may be of the whole: 「行政复议22件，维持13件、纠正4件、其他2件、未审结3件，与上年的18件相比多4件」.
//! Where its own clause names nothing and it fits the whole, that one is meant; not where
//! another than its whole has grown so.

use super::claims::Placed;
use super::lex::{STOPS, TokenKind, tokens};
use super::meaning::{ClaimMeaning, Tier};
use super::n106_growth::Grown;
use super::number::Stated;
use super::read::Claimed;
use super::table::{CellSum, Tables};
use super::words::{Concept, words};
use crate::checks::Context;
use rust_decimal::Decimal;

/// Whether what was last year's number of a part is that of its whole.
pub(super) fn was(
    cx: &Context<'_>,
    p: &Placed,
    part: &ClaimMeaning,
    last: &Tables<'_>,
    then: Decimal,
) -> bool {
    wholes_of(cx, p, part).any(|m| last.sums(m).iter().any(|s| last.of(s) == Some(then)))
}

/// Whether the whole has grown like that.
pub(super) fn grew(
    cx: &Context<'_>,
    p: &Placed,
    part: &ClaimMeaning,
    last: &Tables<'_>,
    grown: &Grown,
) -> bool {
    wholes_of(cx, p, part).any(|m| grown.agrees(m, last, cx.tables()))
}

/// Whether what was read as growth is what it came to, 「重复申请增多，由4件增至6件」, or what several came to.
pub(super) fn is_no_growth(cx: &Context<'_>, p: &Placed) -> bool {
    words().plain.reached.iter().any(|r| own_clause(cx, p).ends_with(r.as_str())) || is_net(cx, p)
}

/// Whether growth is of all that grew before it: 「信访举报投诉类5件，比上年减少4件，重复申请6件，比上年多2件，净减2件」.
fn is_net(cx: &Context<'_>, p: &Placed) -> bool {
    let changed = |o: &&Placed| matches!(o.told.claim.what, Claimed::Change { .. });
    // 「新收申请347件，比上年净增36件」 is of its own number.
    words().plain.net.iter().any(|n| own_clause(cx, p).ends_with(n.as_str()))
        && told_before(cx, p).next().is_some_and(|o| changed(&o))
        && told_before(cx, p).filter(changed).count() > 1
}

/// What was told before and is called again shortly where something grew, with its number then:
/// 「全区行政许可13.3万件、行政处罚4.2万件、行政强制5827件，许可比上年增长5.2%，处罚下降6.3%」.
pub(super) fn called_again<'c>(
    cx: &'c Context<'_>,
    p: &'c Placed,
    meaning: &ClaimMeaning,
) -> Option<(&'c ClaimMeaning, Stated)> {
    let clause = own_clause(cx, p);
    // 复议后起诉 is no 直接起诉, as either is called.
    let own = clause.contains(short(&meaning.name));
    let other = |m: &ClaimMeaning| !own && clause.contains(short(&m.name));
    told_before(cx, p).find_map(|o| match &o.told.claim.what {
        Claimed::Number { meaning: m, stated, .. } if other(m) => Some((&**m, *stated)),
        _ => None,
    })
}

/// What the sentence of a claim tells before it, the nearest first.
fn told_before<'c>(cx: &'c Context<'_>, p: &'c Placed) -> impl Iterator<Item = &'c Placed> {
    let here = |o: &&Placed| (o.part, o.paragraph, &o.sentence) == (p.part, p.paragraph, &p.sentence);
    let before = |o: &&Placed| o.told.claim.range.start < p.told.claim.range.start;
    let from_it = cx.claims().iter().rev().skip_while(move |o| !std::ptr::eq(*o, p));
    from_it.take_while(here).filter(before)
}

/// What its sentence tells before it of which this is a part, where its own clause names nothing that it counts.
fn wholes_of<'c>(
    cx: &'c Context<'_>,
    p: &'c Placed,
    part: &ClaimMeaning,
) -> impl Iterator<Item = &'c ClaimMeaning> {
    let own = cx.tables().sums(part);
    let alone = !names_something(own_clause(cx, p));
    let part = part.clone();
    let others = told_before(cx, p).filter(move |_| alone).filter_map(|o| o.told.claim.meaning());
    others.filter(move |m| (&m.sums, &m.who) != (&part.sums, &part.who)).filter(move |m| {
        let of = |all: &CellSum, s: &CellSum| {
            s.plus.len() < all.plus.len() && s.minus.is_empty() && s.plus.iter().all(|c| all.plus.contains(c))
        };
        let wholes = cx.tables().sums(m);
        // The cells of ends and of those who asked stand beside the total, not in it.
        match (m.tier, part.tier) {
            (Tier::Case, Tier::Outcome) => part.name.starts_with(m.name.as_str()),
            (Tier::Group | Tier::Result | Tier::Base(_), Tier::Applicant) => true,
            _ => own.iter().any(|s| wholes.iter().any(|all| of(all, s))),
        }
    })
}

/// The last two characters of a name, as a sentence calls it again: 处罚 of 行政处罚.
fn short(name: &str) -> &str {
    let bare = name.trim_end_matches("申请").trim_end_matches("案件");
    bare.char_indices().rev().nth(1).map_or(bare, |(i, _)| &bare[i..])
}

/// The words of a claim's clause before its number.
fn own_clause<'c>(cx: &'c Context<'_>, p: &Placed) -> &'c str {
    let end = p.range(&p.told.claim.digits).start;
    let told = p.passage(cx).and_then(|t| t.words.get(p.sentence.start..end)).unwrap_or("");
    told.rsplit(STOPS).next().unwrap_or(told)
}

/// Whether a clause says what it counts: 商业企业申请同比增长40%.
fn names_something(clause: &str) -> bool {
    let counts = |c: &Concept| {
        let cells = !c.of.is_empty() || !c.cases.is_empty() || !c.columns.is_empty();
        cells || c.role.is_some() || c.step.is_some() || c.end.is_some()
    };
    let named = |kind| matches!(kind, TokenKind::Word(id) if counts(words().get(id)));
    tokens(clause).iter().any(|t| named(t.kind))
}
