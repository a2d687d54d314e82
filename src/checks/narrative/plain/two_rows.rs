//! Two rows of one whole that is not told: 「从渠道看，邮寄39件、网上28件、当面5件；从内容看，案件办理类44件、户籍类15件」.

use super::lex::{PlainPiece, pieces};
use rust_decimal::Decimal;

/// Whether a list begins right behind a semicolon and what was told last before it, the number that it was taken to take
/// apart, ends a row.
pub fn is_second_row(before: &str, whole: Decimal) -> bool {
    use PlainPiece::{Count, List, Semicolon, Words};
    let pieces = pieces(before);
    let Some(stop) = pieces.iter().rposition(|p| matches!(p, Semicolon)) else { return false };
    let (told, behind) = pieces.split_at(stop);
    let ends_row = matches!(told, [.., Count(_), List, Words(_), Count(last)] if last.stated.low == whole);
    ends_row && !behind.iter().any(|p| matches!(p, Count(_)))
}
