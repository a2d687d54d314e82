//! What a sentence tells of another year than its own: 「占40.2%；上年合计190件，占40.8%」.

use super::super::words::words;
use super::another::year_of;
use super::holds;
use super::lex::PlainPiece;

/// Whether last year or a year by its number is named in the clause of the piece at `i`, behind its first words.
pub(super) fn tells_of_last_year(pieces: &[PlainPiece], i: usize) -> bool {
    use PlainPiece::{Comma, Open, Parts, Semicolon, Words};
    let mut clause = pieces.get(..i).unwrap_or_default();
    if let Some(stop) = clause.iter().rposition(|p| matches!(p, Comma | Semicolon | Open | Parts { .. })) {
        clause = clause.get(stop..).unwrap_or_default();
    }
    let later = clause.len() < i;
    clause.iter().any(|p| match p {
        Words(w) => holds(w, &words().plain.last_year) || later && year_of(w).is_some(),
        _ => false,
    })
}

/// Whether a count stands in brackets of its own with another year: 「同比增长44.4%（2020年54件）」.
pub(super) fn is_aside_of_a_year(pieces: &[PlainPiece], i: usize) -> bool {
    use PlainPiece::{Close, Open, Words};
    let closed = matches!(pieces.get(i.saturating_add(1)), Some(Close));
    match pieces.get(..i) {
        Some([.., Open, Words(w)]) => {
            closed
                && (year_of(w).is_some()
                    || holds(w, &words().plain.last_year)
                    || holds(w, &words().plain.then))
        }
        _ => false,
    }
}
