//! Where a clause within a sentence ends.

/// What ends one.
pub(super) const STOPS: [char; 5] = ['，', ',', '：', ':', '；'];

/// The first clause of a text; the comma of 「10,215人次」 ends none.
pub(super) fn first_clause(text: &str) -> &str {
    text.char_indices().find(|at| is_stop(text, *at)).map_or(text, |(i, _)| &text[..i])
}

/// The last one.
pub(super) fn last_clause(text: &str) -> &str {
    let stop = text.char_indices().rev().find(|at| is_stop(text, *at));
    stop.map_or(text, |(i, c)| &text[i.saturating_add(c.len_utf8())..])
}

/// What stands behind the first one.
pub(super) fn behind_first(text: &str) -> &str {
    text[first_clause(text).len()..].trim_start_matches(STOPS)
}

fn is_stop(text: &str, (at, c): (usize, char)) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let within = c == ',' && text[..at].ends_with(digit) && text[at.saturating_add(1)..].starts_with(digit);
    STOPS.contains(&c) && !within
}
