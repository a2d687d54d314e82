//! What is called otherwise than the tables call it: decisions by their short names, cases that are of something else.

use super::super::lex::{Token, TokenKind};
use super::super::words::{ClaimUnit, Class, ConceptId, words};
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
            .or_else(|| granted(text, before, clause, rest, after))
            .or_else(|| of_others(text, clause, rest))
            .or_else(|| whole_system(text, rest));
        if let (Some(id), Some(t)) = (concept, tokens.get_mut(i)) {
            t.kind = TokenKind::Word(id);
        }
    }
    tokens
}

/// 「办理许可122件、处罚8件」; not 「公开许可122件」.
fn short_name(text: &str, clause: &[Token], rest: &[Token], of_decisions: bool) -> Option<ConceptId> {
    let [t, number, ..] = rest else { return None };
    let spelled = |t: &Token| text.get(t.from..t.to).unwrap_or("");
    let w = words();
    let (_, name) =
        w.reading.decided.iter().find(|(short, _)| t.kind == TokenKind::Other && short == spelled(t))?;
    let done =
        |t: &Token| w.reading.decides.iter().any(|d| d == spelled(t)) || is(t) == Some(Class::Decision);
    let counted = matches!(number.kind, TokenKind::Number { unit: ClaimUnit::Count, .. });
    // 「处罚86件（上年72件），强制4件」 where the table of decisions stands.
    let bare =
        of_decisions && clause.iter().all(|t| t.kind == TokenKind::List || is(t) == Some(Class::ThisYear));
    concept(name).filter(|_| counted && (bare || clause.iter().any(done)))
}

fn concept(name: &str) -> Option<ConceptId> {
    let at = words().concepts.iter().position(|c| c.name == name)?;
    ConceptId::try_from(at).ok()
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
    let [number, rest @ ..] = rest.get(usize::from(of)..).unwrap_or_default() else { return None };
    let counted = matches!(number.kind, TokenKind::Number { unit: ClaimUnit::Count, .. });
    let stops = |t: &Token| matches!(t.kind, TokenKind::List | TokenKind::Comma);
    let behind = matches!(rest, [stop, next, ..] if stops(stop) && is(next) == Some(Class::ResultGroup));
    let result = |t: &Token| matches!(is(t), Some(Class::ResultGroup | Class::Result));
    let silent =
        |t: &Token| matches!(is(t), Some(Class::Filler | Class::ThisYear | Class::OfWhich | Class::Handling));
    let of_requests = words().any(after.topic, Class::Request) || text.contains("申请");
    let listed = (behind || before.iter().any(result)) && clause.iter().all(silent);
    concept("予以公开").filter(|_| is(t) == Some(Class::Disclosed) && counted && listed && of_requests)
}

/// 「全系统行政处罚871件」 are those that the report counts; not where its own are told apart, 「全系统（含市、县局）另收到申请1360件」.
fn whole_system(text: &str, rest: &[Token]) -> Option<ConceptId> {
    let named = rest.first().is_some_and(|t| text.get(t.from..t.to) == Some("全系统"));
    let apart = ["本级", "机关", "另", "含"].iter().any(|w| text.contains(w));
    words().first(Class::Filler).filter(|_| named && !apart)
}

/// Cases that are said to be of something else: not 「统计执法案件被复议1件」.
fn of_others(text: &str, clause: &[Token], rest: &[Token]) -> Option<ConceptId> {
    let spelled = |t: &Token| text.get(t.from..t.to).unwrap_or("");
    let case = rest.first().filter(|t| is(t) == Some(Class::Case))?;
    let other = |t: &Token| t.kind == TokenKind::Other && spelled(t).chars().count() > 1;
    let said = clause
        .windows(2)
        .any(|w| matches!(w, [of, cases] if other(of) && matches!(spelled(cases), "案件" | "案")));
    let from = clause.first().map_or(case.from, |t| t.from);
    let public = text.get(from..case.to).is_some_and(|c| c.contains("公开"));
    words().first(Class::ExcludesClause).filter(|_| said && !public)
}
