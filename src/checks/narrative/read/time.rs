//! Years and months of a sentence: this year, last year, or a part of time that no table covers.

use super::super::lex::{Token, TokenKind};
use super::super::words::{Class, words};
use super::is;

/// Years become 上年, 本年, 下年, 「对2024年结转的5件申请」, or a part of time that no table covers.
pub(super) fn dated(text: &str, mut tokens: Vec<Token>, year: u16) -> Vec<Token> {
    let id = |is: Class| words().first(is).unwrap_or_default();
    let word = |y: u16| match i32::from(y).saturating_sub(i32::from(year)) {
        0 => id(Class::ThisYear),
        -1 => id(Class::LastYear),
        1 => id(Class::NextYear),
        _ => id(Class::ExcludesAfter),
    };
    // 2025年以来 is this year, as long as it has lasted.
    let since = |t: &Token| matches!(&text[t.from..t.to], "以来" | "来");
    for i in 1..tokens.len() {
        if tokens[i.saturating_sub(1)].kind == TokenKind::Year(year) && since(&tokens[i]) {
            tokens[i].kind = TokenKind::Word(id(Class::ThisYear));
        }
    }
    let dated = |t: Token| match t.kind {
        // 「其中2022年以前印发的54件」: of all years before it.
        TokenKind::Year(_) if text.get(t.to..).is_some_and(is_up_to) => {
            Token { kind: TokenKind::Word(id(Class::ExcludesAfter)), ..t }
        }
        TokenKind::Year(y) => Token { kind: TokenKind::Word(word(y)), ..t },
        _ => t,
    };
    tokens.into_iter().map(dated).collect()
}

/// 「其中2023年及以前制定12件」
fn is_up_to(behind: &str) -> bool {
    let behind = behind.trim_start_matches('及');
    behind.starts_with("以前") || behind.starts_with("之前")
}

/// Whether more years than one are told of together: 「5年来累计收到85件」.
pub(super) fn of_years(text: &str) -> bool {
    let many = |before: &str| {
        let last = before.chars().next_back();
        let digits = before.chars().rev().take_while(char::is_ascii_digit).count();
        (1..3).contains(&digits) || last.is_some_and(|c| "两二三四五六七八九十几多".contains(c))
    };
    ["年来", "年以来", "年间"].iter().any(|w| text.match_indices(w).any(|(i, _)| many(&text[..i])))
}

/// Whether months are named that are not the whole year: 「1至6月，全区收到政府信息公开申请11件」; not what ends with
/// December, 「截至2025年12月底」.
pub(super) fn partial_months(text: &str, tokens: &[Token]) -> bool {
    // 「2件已于1月全部答复」 says when something was done with all of them.
    let behind = |i: usize| {
        let dated =
            |b: &usize| !matches!(is(&tokens[*b]), Some(Class::LastYear | Class::NextYear | Class::ThisYear));
        let by = (0..i).rev().find(dated).is_some_and(|b| text[tokens[b].from..tokens[b].to].ends_with('于'));
        let is_stop = |t: &Token| t.kind == TokenKind::Comma;
        let counts = |t: &Token| matches!(t.kind, TokenKind::Number { .. });
        let clause = tokens[..i].iter().rev().take_while(|t| !is_stop(t)).any(counts);
        // 「结转下年度办理8件，均为2023年12月下旬收到」
        let of_all =
            tokens[..i].iter().rev().take_while(|t| !is_stop(t)).any(|t| is(t) == Some(Class::AllOfThem));
        // 「年末结转3件，将于2026年1月答复」
        let alone = !tokens[i..].iter().take_while(|t| !is_stop(t)).any(counts);
        (by && (clause || alone) || of_all) && !tokens[i..].iter().any(counts)
    };
    let month = |(i, t): (usize, &Token)| match t.kind {
        TokenKind::Month(m) if !behind(i) => Some(m),
        _ => None,
    };
    let months: Vec<u8> = tokens.iter().enumerate().filter_map(month).collect();
    let until = || months.contains(&1) || ["截", "止", "底", "31"].iter().any(|w| text.contains(w));
    match months.as_slice() {
        [] => false,
        all if all.iter().all(|m| matches!(m, 1 | 12)) => !all.contains(&12) || !until(),
        _ => true,
    }
}

/// Whether it is told how many of so many: 「每办结一百件申请，约有40件予以公开」; not 「每月发布信息5条」.
pub(super) fn of_each(text: &str) -> bool {
    let first = text.split(['，', ',']).next().unwrap_or("");
    let base = first.strip_prefix('每').unwrap_or("");
    ["十件", "百件", "千件", "10件", "100件", "1000件"].iter().any(|b| base.contains(b))
}
