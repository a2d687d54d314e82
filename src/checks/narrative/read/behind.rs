//! The words behind a number that belong to it.

use super::super::lex::{Token, TokenKind};
use super::super::words::Class;
use super::{SentenceReader, is};

/// Whether a word behind a number says something new instead of what was counted: 「25件，均通过在线平台提交」.
fn goes_on_anew(is: Class) -> bool {
    use Class::*;
    matches!(is, OfWhich | DividedBy | AllOfThem | Not | ShareOf | Compared | Up | Down | Respectively)
}

/// Whether a comparison with last year follows: 与上年持平.
fn is_level(rest: &[Token]) -> bool {
    matches!(rest, [_, year, even, ..] if is(year) == Some(Class::LastYear) && is(even) == Some(Class::Even))
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
                TokenKind::Word(_) if i > 0 && matches!(self.spelling(t), "中" | "里") => {
                    return &rest[..=i];
                }
                _ => {}
            }
        }
        rest
    }
}
