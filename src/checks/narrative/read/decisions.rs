//! What is decided: by its short name, with what it is about, and which decisions are some only.

use super::super::lex::{Token, TokenKind};
use super::super::mean::Around;
use super::super::number::Stated;
use super::super::words::{ClaimUnit, Class, ConceptId, Set, words};
use super::gather::concept;
use super::lists::ListedNumber;
use super::{Claim, Claimed, Phrasing, SentenceReader, is};
use rust_decimal::Decimal;
use std::ops::Range;

/// 「办理许可122件、处罚8件」, 「许可、处罚、强制决定分别为460件、27件、3件」; not 「公开许可122件」.
pub(super) fn short_name(
    text: &str,
    clause: &[Token],
    rest: &[Token],
    of_decisions: bool,
) -> Option<ConceptId> {
    let spelled = |t: &Token| text.get(t.from..t.to).unwrap_or("");
    let w = words();
    let short = |t: &Token| {
        w.reading.decided.iter().find(|(short, _)| t.kind == TokenKind::Other && short == spelled(t))
    };
    // 「街道处罚190件、强制6件」 where the table stands; not 「不予处罚12件」.
    let led = |t: &Token| {
        let part = |s: &str| {
            spelled(t)
                .strip_suffix(s)
                .is_some_and(|b| !w.reading.spared.iter().any(|n| b.ends_with(n.as_str())))
        };
        w.reading.decided.iter().find(|(short, _)| of_decisions && t.kind == TokenKind::Other && part(short))
    };
    let (_, name) = short(rest.first()?).or_else(|| led(rest.first()?))?;
    let link = |t: &Token| t.kind == TokenKind::List || is(t) == Some(Class::And);
    let decision = |t: &Token| is(t) == Some(Class::Decision);
    let named = rest.iter().take_while(|t| short(t).is_some() || link(t) || decision(t)).count();
    let named = named.max(1);
    let (all, behind) = rest.split_at(named);
    // 「取水、水土保持等许可共103件」
    let like = clause.last().is_some_and(|t| is(t) == Some(Class::AndSoOn));
    let silent = |t: &Token| match is(t) {
        Some(Class::Altogether) => like,
        Some(Class::Filler | Class::Respectively) => named > 1,
        _ => false,
    };
    let number = behind.iter().find(|t| !silent(t))?;
    let counted = matches!(number.kind, TokenKind::Number { unit: ClaimUnit::Count, .. });
    let done = |t: &Token| w.reading.decides.iter().any(|d| d == spelled(t)) || decision(t);
    // 「处罚86件（上年72件），强制4件」 where the table of decisions stands.
    let bare = of_decisions && clause.iter().all(|t| link(t) || is(t) == Some(Class::ThisYear));
    concept(name).filter(|_| counted && (bare || like || clause.iter().chain(all).any(done)))
}

/// 「办理审批、登记等行政许可事项1208件」 are decisions; not 「行政许可事项38项」.
pub(super) fn matter_decided(text: &str, clause: &[Token], rest: &[Token]) -> Option<ConceptId> {
    let [t, behind @ ..] = rest else { return None };
    let spelled = |t: &Token| text.get(t.from..t.to).unwrap_or("");
    let name = spelled(t).strip_suffix("事项")?;
    let (_, name) = words().reading.decided.iter().find(|(_, full)| full == name)?;
    let done = |t: &Token| words().reading.decides.iter().any(|d| d == spelled(t));
    let silent =
        |t: &&Token| matches!(is(t), Some(Class::Filler | Class::ThisYear | Class::Altogether)) || done(t);
    let next = behind.iter().find(|t| !silent(t));
    let counted = next.is_some_and(|n| {
        matches!(n.kind, TokenKind::Number { unit: ClaimUnit::Count, .. })
            && text.get(n.digits..n.to) == Some("件")
    });
    let never =
        next.is_none_or(|n| n.kind == TokenKind::Comma) && clause.iter().any(|t| is(t) == Some(Class::Not));
    // 「行政强制事项3件，比2024年增加1项，未作出行政强制措施」: not what is done later.
    let here = behind.iter().take_while(|t| t.kind != TokenKind::Comma);
    concept(name).filter(|_| never || counted && clause.iter().chain(here).any(done))
}

/// Some of the decisions only, or what others did with them: not 「其中工程建设类行政许可96件」, 「审核行政处罚决定15件」.
pub(super) fn some_decisions(
    text: &str,
    before: &[Token],
    clause: &[Token],
    rest: &[Token],
) -> Option<ConceptId> {
    let spelled = |t: &Token| text.get(t.from..t.to).unwrap_or("");
    rest.first().filter(|t| is(t) == Some(Class::Decision))?;
    let of_which = |t: &Token| is(t) == Some(Class::OfWhich);
    let led = before.len().checked_sub(clause.len().saturating_add(2)).and_then(|i| before.get(i));
    let from = clause.iter().rposition(of_which).map(|i| i.saturating_add(1));
    let from = from.or(led.filter(|t| of_which(t)).map(|_| 0));
    let kind = |t: &Token| t.kind == TokenKind::Other && spelled(t).chars().count() > 1;
    let part = from.and_then(|i| clause.get(i..)).is_some_and(|c| c.iter().any(kind));
    let looked = |t: &Token| words().reading.reviews.iter().any(|w| spelled(t).ends_with(w.as_str()));
    let seen = clause.last().is_some_and(looked);
    // 「一般程序行政处罚20件，简易程序行政处罚7件」
    let apart = clause.last().is_some_and(|t| {
        words().reading.kinds.iter().any(|k| k == spelled(t)) && text.matches(spelled(t)).count() > 1
    });
    words().first(Class::ExcludesClause).filter(|_| part || seen || apart)
}

impl SentenceReader<'_> {
    /// 作出: what was decided follows.
    pub(super) fn decides(&self, t: &Token) -> bool {
        words().reading.decides.iter().any(|d| d == self.spelling(t))
    }

    /// What was decided and is shown: 「公示行政处罚案件35件」, 「公开农业行政处罚决定书35件」; not 「公布行政处罚典型案例6件」.
    pub(super) fn shown_decision(
        &self,
        item: &ListedNumber<'_>,
        left: &[Token],
        right: &[Token],
    ) -> Option<ConceptId> {
        let [before @ .., decided] = left else { return None };
        let TokenKind::Word(id) = decided.kind else { return None };
        let shown = |t: &Token| {
            let said = self.spelling(t);
            is(t) == Some(Class::Disclosed) || words().reading.published.iter().any(|s| s == said)
        };
        let silent = |t: &Token| {
            matches!(is(t), Some(Class::ThisYear | Class::Filler | Class::Altogether))
                || t.kind == TokenKind::Other && self.spelling(t).chars().count() <= 4
        };
        let once = before.iter().filter(|t| shown(t)).count() == 1;
        let open = self.lists.is_empty() && self.depth == 0 && !self.scoped && !self.past;
        let fits = words().is(id) == Class::Decision
            && item.unit == "件"
            && item.stated.is_exact()
            && right.is_empty()
            && before.iter().all(|t| shown(t) || silent(t));
        (once && open && fits).then_some(id)
    }

    /// There are no fewer than are shown: not 「主动公开行政许可21540件」 of 21900.
    pub(super) fn show_decisions(
        &mut self,
        decided: ConceptId,
        stated: Stated,
        at: &(Range<usize>, Range<usize>),
    ) {
        let around = self.around(Set::default().with(decided), Some(Class::Decision), true);
        let Some(meaning) = (Around { shadow: false, ..around }).decision() else { return };
        let stated = Stated { high: Decimal::MAX, ..stated };
        let what = Claimed::Number { meaning: meaning.into(), stated, said: Phrasing::Shown };
        self.claims.push(Claim { what, range: at.0.clone(), digits: at.1.clone() });
    }

    /// The words from what was decided on, where it is told what led to it: 「监督检查后作出行政处罚7件」.
    pub(super) fn behind_reason<'t>(&self, left: &'t [Token]) -> &'t [Token] {
        let Some(decision) = left.iter().position(|t| is(t) == Some(Class::Decision)) else { return left };
        let (before, decided) = left.split_at(decision);
        let ends = |t: &Token| words().reading.deeds.iter().any(|d| self.spelling(t).ends_with(d.as_str()));
        let led = |w: &[Token]| matches!(w, [after, verb] if self.decides(verb) && ends(after));
        if let Some(i) = left.windows(2).rposition(led) {
            return left.get(i.saturating_add(1)..).unwrap_or(left);
        }
        if self.is_matter(before) { decided } else { left }
    }

    /// Whether words say of what matter decisions are: 「节能审查等行政许可150件」, 「水事违法行政处罚35件」.
    fn is_matter(&self, before: &[Token]) -> bool {
        let named = |t: &Token| words().reading.matters.iter().any(|m| m == self.spelling(t));
        let like = before.last().is_some_and(|t| is(t) == Some(Class::AndSoOn));
        let shown = |t: &Token| words().reading.shows.iter().any(|s| self.spelling(t).ends_with(s.as_str()));
        let silent = |t: &Token| match is(t) {
            // 「教师资格认定、校外培训机构审批等行政许可共244件」
            Some(Class::ExcludesClause) => named(t) || like && !shown(t),
            Some(Class::ExcludesAfter) => named(t),
            Some(Class::Disclosed | Class::OfWhich | Class::Compared | Class::LastYear) => false,
            _ => true,
        };
        let last = like || before.last().is_some_and(named);
        last && before.iter().all(silent)
    }
}
