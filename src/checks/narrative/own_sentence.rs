//! What else a sentence says of what a number counts: where that bears it out, the number is no slip.

use super::claims::Placed;
use super::expr::{Expr, Term};
use super::lex::{STOPS, Token, TokenKind, tokens};
use super::meaning::{ClaimMeaning, Subject, Tier};
use super::number::Stated;
use super::read::Claimed;
use super::table::CellSum;
use super::words::{CaseEnd, Class, Concept, words};
use crate::checks::Context;
use crate::checks::text::Passage;
use crate::form::Role;
use rust_decimal::Decimal;

/// Whether a number that differs from the table is a part of what the sentence tells, all of it right.
pub(super) fn bears_out(cx: &Context<'_>, placed: &Placed, meaning: &ClaimMeaning, stated: Stated) -> bool {
    if stated.high.is_zero() || placed.told.claim.digits.is_empty() {
        return false;
    }
    // 「新收政府信息公开申请17件，叠加上年结转2件，累计办理18件」: of requests what is told beside is another row.
    let counted = meaning.subject != Subject::Requests;
    counted && (told_in_parts(cx, placed, meaning, stated) || told_with_the_rest(cx, placed, stated))
        || of_a_narrower_cell(cx, placed, meaning, stated)
}

/// One thing told more than once in a sentence, or some of its kinds: 「区政府办公室制发规范性文件2件，区直部门制发4件，全区共6件」,
/// 「因涉及会议纪要不予公开2件，属于过程性信息不予公开1件」.
fn told_in_parts(cx: &Context<'_>, placed: &Placed, meaning: &ClaimMeaning, stated: Stated) -> bool {
    let Some(passage) = placed.passage(cx) else { return false };
    let here = cx.claims().iter().filter(|p| {
        (p.part, p.paragraph, &p.sentence) == (placed.part, placed.paragraph, &placed.sentence)
            && !std::ptr::eq(*p, placed)
    });
    let within = |p: &&Placed| {
        p.told.sums.iter().any(|s| {
            let of = |all: &CellSum| s.minus.is_empty() && s.plus.iter().all(|c| all.plus.contains(c));
            placed.told.sums.iter().any(of)
        })
    };
    // 「不予公开2件，其中属于过程性信息1件」 are parts of it.
    let end = placed.range(&placed.told.claim.digits).end;
    let apart = |p: &&Placed| {
        let between = passage.words.get(end..p.range(&p.told.claim.digits).start).unwrap_or("");
        let parts = |t: &Token| {
            t.kind == TokenKind::Open
                || class(t).is_some_and(|c| matches!(c.is, Class::OfWhich | Class::DividedBy))
        };
        !between.contains(['：', ':']) && !tokens(between).iter().any(parts)
    };
    let number = |p: &Placed| match &p.told.claim.what {
        Claimed::Number { meaning: m, stated, .. }
            if m.subject == meaning.subject && stated.is_exact() && !p.told.claim.digits.is_empty() =>
        {
            Some(stated.low)
        }
        _ => None,
    };
    // 「不予公开2件，涉及过程性信息1件」 may be a part of it; what repeats its own words is beside it.
    let own = named(cx, placed);
    let repeats = |p: &&Placed| named(cx, p).iter().any(|c| own.contains(c));
    let others: Vec<Decimal> = here.filter(within).filter(apart).filter(repeats).filter_map(number).collect();
    let sum = others.iter().try_fold(stated.low, |sum, o| sum.checked_add(*o));
    let whole = numbers_behind(cx, placed, |c| c.is == Class::Altogether);
    whole.iter().any(|n| *n > stated.high && placed.right.contains(n))
        || stated.is_exact() && !others.is_empty() && sum.is_some_and(|s| placed.right.contains(&s))
}

/// The groups and kinds that a number's own clause names, by their names.
fn named(cx: &Context<'_>, p: &Placed) -> Vec<&'static str> {
    let clause = p.passage(cx).and_then(|text| text.words.get(p.clause(&text.words)?));
    let all = tokens(clause.unwrap_or_default());
    let kinds = all.iter().filter_map(class).filter(|c| c.is == Class::ResultGroup || c.is.is_subject());
    kinds.map(|c| c.name.as_str()).collect()
}

/// The numbers behind this one that such a word leads in its clause.
fn numbers_behind(cx: &Context<'_>, placed: &Placed, leads: impl Fn(&Concept) -> bool) -> Vec<Decimal> {
    let to = placed.range(&placed.told.claim.digits).end;
    let behind = placed.passage(cx).and_then(|p| p.words.get(to..placed.sentence.end)).unwrap_or("");
    let (mut led, mut out) = (false, Vec::new());
    for t in tokens(behind) {
        match t.kind {
            TokenKind::Comma => led = false,
            TokenKind::Number { stated, .. } if led => out.push(stated.low),
            _ => led |= class(&t).is_some_and(&leads),
        }
    }
    out
}

/// 「公布行政处罚决定书31份，另有4份」; of requests the rest are others, 「办结政府信息公开申请25件，尚有2件」.
fn told_with_the_rest(cx: &Context<'_>, placed: &Placed, stated: Stated) -> bool {
    let rest = numbers_behind(cx, placed, |c| c.is == Class::Remainder);
    let sum = rest.first().and_then(|n| stated.low.checked_add(*n));
    sum.is_some_and(|sum| placed.right.contains(&sum))
}

/// A row of the table where the sentence names who asked too, or one column where it names how it ended:
/// 「商业企业申请的办理结果：予以公开3件」, 「不掌握的4件，自然人3件、律师事务所1件」.
fn of_a_narrower_cell(cx: &Context<'_>, placed: &Placed, meaning: &ClaimMeaning, stated: Stated) -> bool {
    let to = placed.range(&placed.told.claim.digits).start;
    // 「自然人的11件和企业的2件得到予以公开的答复」: what became of them stands behind.
    let end =
        |p: &Passage<'_>| placed.clause(&p.words).filter(|_| !meaning.who.is_empty()).map_or(to, |c| c.end);
    let around = placed.passage(cx).and_then(|p| p.words.get(placed.sentence.start..end(p)));
    let all = tokens(around.unwrap_or_default());
    let named: Vec<&Concept> = all.iter().filter_map(class).collect();
    // 「其中自然人20件、企业4件、其他组织1件；办结申请23件」: who is counted himself narrows nothing behind.
    let narrows = |pair: &[Token]| match pair {
        [who, next] if !matches!(next.kind, TokenKind::Number { .. }) => class(who),
        _ => None,
    };
    let holds = |m: &ClaimMeaning| {
        let sums = cx.tables().sums(m);
        sums.iter().filter_map(|s| cx.tables().of(s)).any(|n| !n.is_zero() && stated.holds(n))
    };
    match (meaning.subject, meaning.who.is_empty()) {
        (Subject::Requests | Subject::Results, true) => {
            let who = all.windows(2).filter_map(narrows);
            let mut who = who.filter(|c| c.is == Class::Applicant && !c.columns.is_empty());
            who.any(|c| holds(&ClaimMeaning { who: c.columns.clone(), ..meaning.clone() }))
        }
        (Subject::Requests, false) => {
            let sums = named.iter().rev().map(|c| rows(c)).find(|r| !r.is_empty()).unwrap_or_default();
            !sums.is_empty() && holds(&ClaimMeaning { sums, ..meaning.clone() })
        }
        // 「9件诉讼和6件复议年末尚未审结」
        (Subject::Cases, _) if meaning.tier == Tier::Case => {
            // 「结果纠正的复议案件12件、诉讼案件3件」
            let digits = placed.range(&placed.told.claim.digits);
            let clause = placed.passage(cx).and_then(|p| {
                let (from, to) = (p.words.get(..digits.start)?, p.words.get(digits.end..)?);
                let stop = |c: char| STOPS.contains(&c) && c != '、';
                Some(format!("{}{}", from.rsplit(stop).next()?, to.split(stop).next()?))
            });
            let all = tokens(clause.as_deref().unwrap_or_default());
            let mut ends =
                all.iter().filter_map(class).filter_map(|c| c.end.filter(|_| c.is == Class::Outcome));
            ends.any(|end| holds(&ClaimMeaning { sums: ended_so(meaning, end), ..meaning.clone() }))
        }
        _ => false,
    }
}

/// The same cases, but for those that ended otherwise.
fn ended_so(meaning: &ClaimMeaning, end: CaseEnd) -> Vec<Expr> {
    let ended = |t: &Term| if let Term::Role(case) = t { Term::Ended(*case, end) } else { t.clone() };
    meaning.sums.iter().map(|s| Expr::of(s.plus.iter().map(ended))).collect()
}

/// The rows that a word names besides those of all who asked.
fn rows(c: &Concept) -> Vec<Expr> {
    match c.is {
        Class::ResultGroup | Class::Result => c.of.clone(),
        Class::CarryOver => vec![Expr::role(Role::CarriedIn), Expr::role(Role::CarriedOut)],
        Class::Disclosed => vec![Expr::role(Role::Granted)],
        _ => Vec::new(),
    }
}

fn class(t: &Token) -> Option<&'static Concept> {
    if let TokenKind::Word(id) = t.kind { words().concepts.get(usize::from(id)) } else { None }
}
