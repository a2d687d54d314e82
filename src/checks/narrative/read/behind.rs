//! The words behind a number that belong to it.

use super::super::lex::{Token, TokenKind};
use super::super::words::Class;
use super::{SentenceReader, is};

/// Whether a word behind a number says something new instead of what was counted: 「25件，均通过在线平台提交」.
fn goes_on_anew(is: Class) -> bool {
    use Class::*;
    matches!(is, OfWhich | DividedBy | AllOfThem | Not | ShareOf | Compared | Up | Down | Respectively)
}

/// Whether a bracket may as well not be there: 「予以公开（含部分公开）1115件」, 「败诉（结果纠正）1件」, not 「答复27件（其中按时答复22件，延期答复5件）」.
fn is_plain(inside: &[Token]) -> bool {
    match inside {
        [n] if matches!(n.kind, TokenKind::Number { .. }) => true,
        [first @ .., last] => {
            matches!(is(last), Some(Class::ResultGroup | Class::Outcome))
                && first.iter().all(|t| is(t) == Some(Class::Filler))
        }
        [] => false,
    }
}

/// Whether what is in brackets is read as if there were none; `next` is behind them.
pub(super) fn is_inline(inside: &[Token], next: Option<&Token>) -> bool {
    is_plain(inside) || counts(next) && is_row(inside)
}

/// Whether a bracket names the row of the result before it: 「不予公开（属于三类内部事务信息）2件」.
fn is_row(inside: &[Token]) -> bool {
    let silent = |t: &Token| matches!(is(t), Some(Class::Filler | Class::Result));
    inside.iter().all(silent) && inside.iter().any(|t| is(t) == Some(Class::Result))
}

/// Whether a comparison with last year follows: 与上年持平.
fn is_level(rest: &[Token]) -> bool {
    matches!(rest, [_, year, even, ..] if is(year) == Some(Class::LastYear) && is(even) == Some(Class::Even))
}

/// Whether who asked, or how they did, and a number of those follow: 「予以公开的6件中自然人4件」, 「办结的27件中按期办结22件」.
fn names_parts(rest: &[Token]) -> bool {
    let who = rest.iter().take_while(|t| {
        let named = is(t).filter(|i| matches!(i, Class::Request | Class::Filler) || is_part(*i));
        named.is_some()
    });
    let who = who.count();
    let named = rest.iter().take(who).any(|t| is(t).is_some_and(is_part));
    named && counts(rest.get(who))
}

fn is_part(is: Class) -> bool {
    matches!(is, Class::Applicant | Class::WayOfAsking | Class::Handling)
}

fn counts(t: Option<&Token>) -> bool {
    t.is_some_and(|t| matches!(t.kind, TokenKind::Number { .. }))
}

impl SentenceReader<'_> {
    /// The words behind a number that belong to it: 「3件结转下年度」; not where another number comes first,
    /// 「制发规范性文件6件，废止2件」.
    pub(super) fn right_of<'t>(&self, rest: &'t [Token]) -> &'t [Token] {
        for (i, t) in rest.iter().enumerate() {
            match t.kind {
                TokenKind::Number { .. } | TokenKind::Foreign => return &rest[..0],
                // 「2件已于1月全部答复」
                TokenKind::Month(_) => return &rest[..i],
                // 「20件申请已在一季度全部答复完毕」
                TokenKind::Word(_) if self.spelling(t).ends_with("季度") => return &rest[..i],
                // 「未办结的3件将于2026年1月答复」
                TokenKind::Word(_) if self.spelling(t).starts_with('将') => return &rest[..i],
                TokenKind::Comma | TokenKind::List | TokenKind::Open | TokenKind::Close => return &rest[..i],
                TokenKind::Word(_) if is(t).is_some_and(goes_on_anew) => return &rest[..i],
                // 「3件上年结转申请和80件新收申请」
                TokenKind::Word(_)
                    if i > 0 && is(t) == Some(Class::And) && counts(rest.get(i.saturating_add(1))) =>
                {
                    return &rest[..i];
                }
                // 「18件，与上年持平」 as well without the comma.
                TokenKind::Word(_) if is(t) == Some(Class::And) && is_level(&rest[i..]) => return &rest[..i],
                // 「25件新收申请中自然人申请占八成」: of them.
                TokenKind::Word(_)
                    if matches!(self.spelling(t), "中" | "里")
                        && (i > 0 || names_parts(rest.get(1..).unwrap_or_default())) =>
                {
                    return &rest[..=i];
                }
                _ => {}
            }
        }
        rest
    }
}
