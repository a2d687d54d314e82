//! Whose a number is: the one gate that every claim passes. Of requests, cases and decisions those alone are claimed that
//! the report's own tables count; what its words say is of something else, or is counted elsewhere, claims nothing.

use super::super::expr::{Expr, Term};
use super::super::lex::STOPS;
use super::super::meaning::{ClaimMeaning, Subject, Tier};
use super::super::number::Stated;
use super::super::words::words;
use super::{Claim, Claimed, Phrasing};
use crate::form::Role;
use rust_decimal::Decimal;
use std::ops::Range;
use std::rc::Rc;

/// Keeps the claims whose numbers nothing says are counted elsewhere; what adds up is wrong or right whoever counts it.
pub(super) fn own(text: &str, claims: &mut Vec<Claim>) {
    let elsewhere = counted_elsewhere(text);
    claims.retain(|c| c.meaning().is_none() || !elsewhere.iter().any(|r| r.contains(&c.digits.start)));
    told_in_parts(claims);
    claims.retain(|c| !is_growth(text.get(..c.digits.start).unwrap_or("")));
    claims.retain(|c| !of_proposals(text, c));
    let received: Vec<Decimal> = claims.iter().filter_map(received).collect();
    claims.retain(|c| !is_one_of_several(text, c, &received));
    claims.retain(|c| !of_court_days(text, c) && !told_otherwise(text, c) && !of_one_level(text, c));
    claims.retain(|c| !super::told_besides::is_besides(text, c) && !is_beside_another(text, c));
}

/// Whether last year's number stands in brackets behind a name that was not told last:
/// 「行政强制4.8万件；行政处罚较上年（118.7万件）增长1.4%」.
fn is_beside_another(text: &str, claim: &Claim) -> bool {
    let name_of = match &claim.what {
        Claimed::Earlier { meaning, .. } => &meaning.name,
        Claimed::Change { meaning, before: Some(_), .. } => &meaning.name,
        _ => return false,
    };
    let before = text.get(..claim.digits.start).unwrap_or("");
    let clause = before.rsplit(['，', '；', '。', ',', ';']).next().unwrap_or("");
    let Some((named, _)) = clause.split_once(['（', '(']) else { return false };
    let mut beside = words().plain.beside_last.iter();
    let name = beside.find_map(|b| named.strip_suffix(b.as_str())).unwrap_or("");
    !name.is_empty() && !name.contains(name_of.as_str()) && !name_of.contains(name)
}

/// How many requests came in.
fn received(claim: &Claim) -> Option<Decimal> {
    let Claimed::Number { meaning, stated, .. } = &claim.what else { return None };
    let base = meaning.tier == Tier::Base(false) && !claim.digits.is_empty() && stated.is_exact();
    base.then_some(stated.low)
}

/// Whether answers are one of the things that became of requests, not all of them:
/// 「受理申请25件，答复20件，不予受理3件，补正后申请内容仍不明确2件」; not 「办结27件，结转3件」.
fn is_one_of_several(text: &str, claim: &Claim, received: &[Decimal]) -> bool {
    let Claimed::Number { meaning, stated, .. } = &claim.what else { return false };
    let w = &words().reading;
    let said = text.get(claim.range.start..claim.digits.start).unwrap_or("");
    let answered = meaning.tier == Tier::Base(true) && w.replied.iter().any(|r| said.ends_with(r.as_str()));
    let behind = text.get(claim.digits.end..).unwrap_or("").split(['；', ';', '。']).next().unwrap_or("");
    if !answered || w.carried.iter().any(|c| behind.contains(c.as_str())) {
        return false;
    }
    let mut sum = stated.low;
    behind.split(STOPS).skip(1).take(6).any(|clause| {
        let digits = clause.trim_start_matches(|c: char| !c.is_ascii_digit());
        let digits = digits.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
        let Ok(n) = digits.parse::<Decimal>() else { return false };
        sum = sum.saturating_add(n);
        received.contains(&sum)
    })
}

/// Whether it is told how open answers to proposals are: 「市人大代表建议38件，公开答复33件，不公开5件」.
fn of_proposals(text: &str, claim: &Claim) -> bool {
    let of_results = claim.meaning().is_some_and(|m| m.subject == Subject::Results);
    let before = text.get(..claim.digits.start).unwrap_or("");
    let proposed = words().reading.proposals.iter().any(|p| before.contains(p.as_str()));
    of_results && proposed && !text.contains("申请")
}

/// Whether what was made public is told in two words, of which one alone names a row: 「同意公开5件，已主动公开告知查询途径2件」.
fn told_otherwise(text: &str, claim: &Claim) -> bool {
    let granted = |s: &Expr| s.plus.contains(&Term::Role(Role::Granted)) && s.minus.is_empty();
    let of_granted = claim.meaning().is_some_and(|m| {
        m.subject == Subject::Results && m.sums.iter().any(granted) && !claim.digits.is_empty()
    });
    let counts = |c: &str| {
        let said = words().reading.public_already.iter().find_map(|w| c.split_once(w.as_str()));
        said.is_some_and(|(_, behind)| behind.contains(|c: char| c.is_ascii_digit()))
    };
    let own = |c: &str, from: usize| (from..from.saturating_add(c.len())).contains(&claim.digits.start);
    let mut from = 0usize;
    of_granted
        && text.split_inclusive(STOPS).any(|c| {
            let here = from;
            from = from.saturating_add(c.len());
            counts(c) && !own(c, here)
        })
}

/// Whether those below are told apart behind what the office itself got: 「区政府收到申请5件，区直单位受理20件」.
fn of_one_level(text: &str, claim: &Claim) -> bool {
    let base = claim.meaning().is_some_and(|m| matches!(m.tier, Tier::Base(_)) && !claim.digits.is_empty());
    let w = &words().organs;
    let own = |c: &str| w.own.iter().any(|o| c.replace("政府信息", "").contains(o.as_str()));
    let (before, behind) = text.split_at_checked(claim.digits.start).unwrap_or((text, ""));
    // 「县政府（含办公室）受理152件」
    let mut told = before.rsplit(['，', '；', '、', '。', '：']);
    let here = told.next().unwrap_or("");
    let lower = || behind.split(STOPS).skip(1).any(|c| w.got_below(c));
    // 「全年从派出所转来5件，局机关直接收到20件」
    let apart = here.contains("直接收") && before.split(STOPS).any(|c| c.contains("转来"));
    base && (apart || own(here) && lower() || w.is_below(here).is_some() && told.any(|c| own(c) && w.got(c)))
}

/// Whether suits are counted that somebody stood in before a court: 「负责人出庭应诉信息公开案件17件」, not all of them.
fn of_court_days(text: &str, claim: &Claim) -> bool {
    let before = text.get(claim.range.start..claim.digits.start).unwrap_or("");
    let clause = text.get(..claim.digits.start).and_then(|t| t.rsplit(STOPS).next()).unwrap_or(before);
    let of_cases = claim.meaning().is_some_and(|m| m.subject == Subject::Cases);
    of_cases && words().reading.attended.iter().any(|w| clause.contains(w.as_str()))
}

/// Whether the number behind is one of those by which several things grew: 「分别增加5件、6件」.
fn is_growth(before: &str) -> bool {
    let clause = before.rsplit(['，', '；', '。']).next().unwrap_or("");
    let w = &words().plain;
    // 「复议、诉讼分别比2024年增加12件、3件」
    let turned = |r: &str| {
        let long = |t: &str| t.chars().count() > 1 && r.contains(t);
        w.up.iter().chain(&w.down).any(|t| long(t) || r.starts_with(t.as_str()))
    };
    clause.split_once("分别").is_some_and(|(_, r)| turned(r))
}

/// Documents, decisions and results told more than once in a sentence, and not as many each time, are parts:
/// 「土地类行政许可180件、矿产类行政许可280件」. What they add up to is the whole.
fn told_in_parts(claims: &mut Vec<Claim>) {
    let told = |c: &Claim| match &c.what {
        Claimed::Number { meaning, stated, said: Phrasing::Number }
            if matches!(meaning.subject, Subject::Disclosure | Subject::Results)
                && meaning.who.is_empty()
                && !c.digits.is_empty() =>
        {
            Some((meaning.clone(), *stated))
        }
        _ => None,
    };
    let all: Vec<_> = claims.iter().map(told).collect();
    let is_part = |i: usize| {
        let (meaning, stated) = all.get(i)?.as_ref()?;
        // 「因不掌握无法提供1件，信息不存在的1件」 are two of one row.
        let of_row = |m: &ClaimMeaning| meaning.tier == Tier::Result || m.tier == Tier::Result;
        let alike = |(j, told): (usize, &Option<(Rc<ClaimMeaning>, Stated)>)| {
            let (m, s) = told.as_ref()?;
            let same = j != i && m.sums == meaning.sums;
            (same && (of_row(m) || s != stated)).then_some(*s)
        };
        let mut same = all.iter().enumerate().filter_map(alike);
        let (first, second) = (same.next()?, same.next());
        let others = second.into_iter().chain(same).try_fold(first, Stated::plus)?;
        Some(
            second.is_none()
                || others != Stated { chinese: others.chinese, places: others.places, ..*stated },
        )
    };
    let parts: Vec<bool> = (0..all.len()).map(|i| is_part(i).unwrap_or(false)).collect();
    let mut parts = parts.into_iter();
    claims.retain(|_| !parts.next().unwrap_or(false));
}

/// The clauses of which it is said that they are counted elsewhere, themselves or by those behind them that count nothing:
/// 「各垂直管理局共收到申请166件，由各局分别答复，未汇入本表」.
fn counted_elsewhere(text: &str) -> Vec<Range<usize>> {
    let w = &words().reading;
    let said = |c: &str| {
        let by_another = c.split_once('由').is_some_and(|(_, r)| {
            !r.starts_with(['我', '本']) && w.counted_by.iter().any(|k| r.contains(k.as_str()))
        });
        by_another || w.apart.iter().any(|k| c.contains(k.as_str()))
    };
    if !said(text) {
        return Vec::new();
    }
    // 「罚没款不计入收费」 says it of something else.
    let leans = |c: &str| {
        // 「行政诉讼9件，按规定不纳入信息公开统计」
        let c = w.as_ruled.iter().find_map(|r| c.strip_prefix(r.as_str())).unwrap_or(c);
        let c = c.trim_start_matches(['均', '已', '都', '也', '且', '暂', '因', '此']);
        c.starts_with('由') || w.apart.iter().any(|k| c.starts_with(k.as_str()))
    };
    let (mut out, mut from) = (Vec::new(), 0usize);
    let mut before: Range<usize> = 0..0;
    for clause in text.split_inclusive(STOPS) {
        let here = from..from.saturating_add(clause.len());
        from = here.end;
        let counts = clause.contains(|c: char| c.is_ascii_digit());
        // Up to the number that it leans on.
        before = if counts { here.clone() } else { before.start..here.end };
        if said(clause) && (counts || leans(clause)) {
            out.push(before.clone());
        }
        if clause.ends_with(['；', ';', '。']) {
            before = here.end..here.end;
        }
    }
    out
}

/// Whether requests or cases are those of 公开: not 「行政复议7件，与信息公开无关」. Among problems the clause of the cases says
/// so, or their cause: not 「裁量标准公开不够，行政复议纠正2件」.
pub(super) fn speaks_of_it(text: &str, problems: bool) -> bool {
    let named = |c: &str| words().reading.cases.iter().any(|w| c.contains(w.as_str()));
    // 「行政诉讼1件尚未审结，答复文书的规范性需要加强」
    let answered = problems && text.contains("答复") && text.split(['，', '；']).any(named);
    // 「县里通报的信息公开行政复议18件、行政诉讼5件，均与本镇无关」
    let leans = |c: &str| {
        let of = c.trim_start().trim_start_matches(['均', '都', '皆']).strip_prefix('与');
        let office = of.and_then(|o| o.split_once("无关")).map_or("", |(office, _)| office);
        office.starts_with('本') || office.ends_with(['道', '镇', '乡', '局', '县', '区', '市', '委'])
    };
    if text.split('，').skip(1).any(leans) {
        return false;
    }
    let caused = |c: &str| words().reading.why.iter().any(|w| c.trim_start().starts_with(w.as_str()));
    answered && !denied(text)
        || text
            .split(['，', '；'])
            .any(|c| c.contains("公开") && !denied(c) && (!problems || named(c) || caused(c)))
}

pub(super) fn denied(text: &str) -> bool {
    // 「不涉及行政复议」 says that there were none.
    let of_cases = |rest: &str| words().reading.own_cases.iter().any(|w| rest.starts_with(w.as_str()));
    let w = &words().reading.denials;
    w.iter().any(|w| text.split_once(w.as_str()).is_some_and(|(_, rest)| !of_cases(rest)))
}

/// Whether an office tells of all the suits it stood in: not 「全厅作为被告的行政应诉案件146件」, but
/// 「直接起诉9件，均由司法局统筹应诉」 counts none. Where requests are told, reviews that came in are those it heard itself: not
/// 「收到行政复议申请860件，受理790件」.
pub(super) fn of_all_suits(text: &str, of_cases: bool) -> bool {
    let counted = |c: &str| c.contains(|c: char| c.is_ascii_digit());
    let many = |of: &str| counted(of) && !of.starts_with('率');
    let w = &words().reading;
    let heard = w.heard.iter().filter(|_| !of_cases);
    // 「行政诉讼8件，局负责人出庭应诉2件」
    let attended = |c: &str| w.attended.iter().any(|a| c.contains(a.as_str()));
    let clause = |c: &str| {
        !attended(c)
            && w.stood
                .iter()
                .chain(heard.clone())
                .any(|w| c.split_once(w.as_str()).is_some_and(|(_, of)| many(of)))
    };
    !text.contains("公开") && text.split(['，', '；']).any(clause)
}

/// What is said of the whole: 「全年行政应诉42件，其中信息公开类3件」 speaks of more than those.
pub(super) fn of_the_whole(text: &str) -> &str {
    // What a sentence begins with takes apart what was told before it.
    let narrows = words().reading.narrows.iter();
    let counted = |i: usize| text[..i].contains(|c: char| c.is_ascii_digit());
    // 「全局（含分局）」 narrows nothing.
    let inside = |i: usize| text[i..].split(['）', ')']).next().is_some_and(|b| b.contains("公开"));
    let told = |(i, w): &(usize, &str)| {
        *i > 0 && (!w.starts_with('，') || counted(*i)) && (!w.starts_with('（') || inside(*i))
    };
    let end =
        narrows.filter_map(|w| Some((text.find(w.as_str())?, w.as_str()))).filter(told).map(|(i, _)| i).min();
    end.map_or(text, |i| &text[..i])
}

/// Whether those of 公开 are told as a part of more: then the whole is of all kinds, wherever it stands.
pub(super) fn narrowed(text: &str) -> bool {
    let whole = of_the_whole(text);
    !whole.contains("公开") && text[whole.len()..].contains("信息公开")
}
