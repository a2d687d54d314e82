//! What is called otherwise than the tables call it: decisions by their short names, cases that are of something else.

use super::super::lex::{Token, TokenKind};
use super::super::words::{ClaimUnit, Class, ConceptId, words};
use super::decisions::{matter_decided, short_name, some_decisions};
use super::gather::concept;
use super::{Carry, is};

/// Pieces that stand here for something else than elsewhere.
pub(super) fn named(text: &str, mut tokens: Vec<Token>, after: &Carry) -> Vec<Token> {
    for i in 0..tokens.len() {
        let (before, rest) = tokens.split_at(i);
        let begin =
            before.iter().rposition(|t| t.kind == TokenKind::Comma).map_or(0, |b| b.saturating_add(1));
        let clause = before.get(begin..).unwrap_or_default();
        // 「许可632件，处罚46件」
        let told = before.iter().any(|t| is(t) == Some(Class::Decision)) && clause.is_empty();
        let concept = short_name(text, clause, rest, after.of_decisions || told)
            .or_else(|| matter_decided(text, clause, rest))
            .or_else(|| some_decisions(text, before, clause, rest))
            .or_else(|| of_court(text, before, rest))
            .or_else(|| reviewed_first(text, before, rest))
            .or_else(|| kind_of_document(clause, rest))
            .or_else(|| granted(text, before, clause, rest, after))
            .or_else(|| of_others(text, clause, rest))
            .or_else(|| another_fee(text, clause, rest))
            .or_else(|| whole_system(text, rest));
        if let (Some(id), Some(t)) = (concept, tokens.get_mut(i)) {
            t.kind = TokenKind::Word(id);
        }
    }
    tokens
}

/// What a court ends are suits: 「法院维持我局答复5件」.
fn of_court(text: &str, before: &[Token], rest: &[Token]) -> Option<ConceptId> {
    let [t, behind @ ..] = rest else { return None };
    let goes_on = |t: &&Token| !matches!(t.kind, TokenKind::Comma);
    let mut behind = behind.iter().take_while(goes_on);
    let named = before.iter().chain(behind.clone()).any(|t| is(t) == Some(Class::Case));
    let ended = behind.any(|t| is(t) == Some(Class::Outcome));
    let court = t.kind == TokenKind::Other && text.get(t.from..t.to) == Some("法院");
    concept("行政诉讼").filter(|_| court && ended && !named)
}

/// Among suits those that went through a review before: 「行政诉讼53件，其中未经复议24件，经复议29件」.
fn reviewed_first(text: &str, before: &[Token], rest: &[Token]) -> Option<ConceptId> {
    let [t, behind @ ..] = rest else { return None };
    let spelled = |t: &Token| text.get(t.from..t.to).unwrap_or("");
    // 「起诉前未经复议的2件、经复议的1件」
    let number = behind.iter().find(|t| spelled(t) != "的")?;
    let through = before.last().is_some_and(|t| matches!(spelled(t), "经" | "经过"));
    let suits =
        words().reading.suits.iter().any(|w| text.get(..t.from).is_some_and(|b| b.contains(w.as_str())));
    let counted = matches!(number.kind, TokenKind::Number { unit: ClaimUnit::Count, .. });
    concept("复议后起诉").filter(|_| is(t) == Some(Class::Case) && through && suits && counted)
}

/// What kind of documents they are, is no matter: 「未制发税务规范性文件」.
fn kind_of_document(clause: &[Token], rest: &[Token]) -> Option<ConceptId> {
    let [kind, document, ..] = rest else { return None };
    let short = kind.kind == TokenKind::Other && kind.to.saturating_sub(kind.from) < 13;
    let deed = |t: &Token| matches!(is(t), Some(Class::DocumentDeed));
    let made = short && is(document) == Some(Class::Document) && clause.last().is_some_and(deed);
    words().first(Class::Filler).filter(|_| made)
}

/// 公开 beside other results of requests is one of them: 「答复结果：公开12件，部分公开4件」, 「不掌握的4件，公开的12件」.
fn granted(
    text: &str,
    before: &[Token],
    clause: &[Token],
    rest: &[Token],
    after: &Carry,
) -> Option<ConceptId> {
    let [t, rest @ ..] = rest else { return None };
    let of = rest.first().is_some_and(|t| text.get(t.from..t.to) == Some("的"));
    let rest = rest.get(usize::from(of)..).unwrap_or_default();
    let there = of && rest.first().is_some_and(|t| matches!(text.get(t.from..t.to), Some("有" | "为")));
    let [number, rest @ ..] = rest.get(usize::from(there)..).unwrap_or_default() else { return None };
    // 「公开77件（占44.3%）、部分公开28件」
    let open = rest.first().is_some_and(|t| t.kind == TokenKind::Open);
    let close = rest.iter().position(|t| t.kind == TokenKind::Close).filter(|_| open);
    let rest = rest.get(close.map_or(0, |c| c.saturating_add(1))..).unwrap_or_default();
    let counted = matches!(number.kind, TokenKind::Number { unit: ClaimUnit::Count, .. });
    let stops = |t: &Token| matches!(t.kind, TokenKind::List | TokenKind::Comma);
    let behind = matches!(rest, [stop, next, ..] if stops(stop) && is(next) == Some(Class::ResultGroup));
    let result = |t: &Token| matches!(is(t), Some(Class::ResultGroup | Class::Result));
    let silent =
        |t: &Token| matches!(is(t), Some(Class::Filler | Class::ThisYear | Class::OfWhich | Class::Handling));
    let of_requests = words().any(after.topic, Class::Request) || text.contains("申请");
    let listed = (behind || before.iter().any(result)) && clause.iter().all(silent);
    // 「9件申请全部办结，公开的有7件」
    let of_them = of && clause.is_empty() && before.iter().any(|t| is(t) == Some(Class::Request));
    let one = listed || of_them;
    concept("予以公开").filter(|_| is(t) == Some(Class::Disclosed) && counted && one && of_requests)
}

/// 「全系统行政处罚871件」 are those that the report counts; not where its own are told apart, 「全系统（含市、县局）另收到申请1360件」.
fn whole_system(text: &str, rest: &[Token]) -> Option<ConceptId> {
    let named = rest.first().is_some_and(|t| text.get(t.from..t.to) == Some("全系统"));
    let apart = words().reading.told_apart.iter().any(|w| text.contains(w.as_str()));
    words().first(Class::Filler).filter(|_| named && !apart)
}

/// Cases that are said to be of something else: not 「统计执法案件被复议1件」, 「征收决定类诉讼21件」,
/// 「因税务处理处罚引起的行政复议8件」.
fn of_others(text: &str, clause: &[Token], rest: &[Token]) -> Option<ConceptId> {
    let spelled = |t: &Token| text.get(t.from..t.to).unwrap_or("");
    let case = rest.first().filter(|t| is(t) == Some(Class::Case))?;
    let other = |t: &Token| t.kind == TokenKind::Other && spelled(t).chars().count() > 1;
    let parts = |t: &Token| t.kind == TokenKind::List || matches!(t.kind, TokenKind::Number { .. });
    let own = clause.iter().rposition(parts).and_then(|i| clause.get(i..)).unwrap_or(clause);
    let of_cases = clause
        .windows(2)
        .any(|w| matches!(w, [of, cases] if other(of) && matches!(spelled(cases), "案件" | "案")));
    let of_kind = own.last().is_some_and(|t| spelled(t) == "类") && own.iter().any(other);
    let from = |all: &[Token]| all.first().map_or(case.from, |t| t.from);
    let said = text.get(from(own)..case.to).unwrap_or("");
    let public = text.get(from(clause)..case.to).is_some_and(|c| c.contains("公开"));
    let caused = own.iter().any(|t| matches!(spelled(t), "因" | "由于"))
        && own.iter().any(other)
        && !words().reading.own_causes.iter().any(|w| said.contains(w.as_str()));
    // 「零售许可争议复议4件、处罚争议诉讼1件」
    let about = |t: &Token| words().reading.disputes.iter().any(|d| spelled(t).ends_with(d.as_str()));
    let of_dispute = own.last().is_some_and(|t| other(t) && about(t));
    let of_kind = of_kind || of_dispute;
    let another = of_cases && !public || of_kind && !said.contains("公开") || caused;
    words().first(Class::ExcludesClause).filter(|_| another)
}

/// 「城镇垃圾处理费等行政事业性收费」 speaks of no handling of requests.
fn another_fee(text: &str, clause: &[Token], rest: &[Token]) -> Option<ConceptId> {
    let spelled = |t: &Token| text.get(t.from..t.to).unwrap_or("");
    let fee = rest.first().filter(|t| is(t) == Some(Class::HandlingFee) && spelled(t) == "处理费")?;
    let glued = clause
        .last()
        .is_some_and(|t| t.kind == TokenKind::Other && t.to == fee.from && !spelled(t).ends_with('的'));
    words().first(Class::Filler).filter(|_| glued)
}
