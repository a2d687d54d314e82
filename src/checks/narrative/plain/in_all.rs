//! What several numbers make together, where more is said than 合计:
//! 「通过网站发布信息327条，通过公众号发布信息419条，合计发布信息756条」.

use super::super::words::words;
use super::digits::{exchanged, mistyped};
use super::lex::{Count, PlainPiece};
use super::totals::is_all;
use super::{SumWalk, holds};
use crate::report::value::total;
use rust_decimal::Decimal;

/// Most numbers that one total is looked for in.
const MOST: usize = 12;

/// Numbers with the words before them, one behind the other.
type NumbersInRow<'a> = Vec<(&'a str, &'a Count)>;

impl SumWalk<'_> {
    /// Totals of the numbers told right before them: wrong where it is said that they are of all of them, and where they are
    /// missed by a digit, 「张贴公开栏信息84条、微信群推送信息137条，总计公开信息231条」; not 「去重后共公开520条」.
    pub(super) fn in_all(&mut self) {
        let twice = |p: &PlainPiece| matches!(p, PlainPiece::Words(w) if holds(w, &words().plain.twice));
        if self.pieces.iter().any(twice) {
            return;
        }
        for (i, p) in self.pieces.iter().enumerate() {
            let PlainPiece::Count(whole) = p else { continue };
            let Some(SaidTotal { before, led, deed, count }) = said(&self.pieces[..i]) else { continue };
            let row = row(before, &whole.unit);
            let plain = &words().plain;
            let changed = |w: &str| holds(w, &plain.changes) || holds(w, &plain.begun);
            if row.len() < 2 || !whole.stated.is_exact() || row.iter().any(|r| changed(r.0)) {
                continue;
            }
            let end: String = tail(deed);
            // 「两个平台共发布」 of two.
            let counted = count.is_some_and(|n| n == Decimal::from(row.len()));
            let one_deed = !deed.is_empty() && row.iter().all(|r| r.0.contains(deed));
            let one_thing = !end.is_empty() && row.iter().all(|r| r.0.ends_with(&end));
            let (sum, all) = (total(row.iter().map(|r| Some(r.1.stated.low))), whole.stated.low);
            let Some(sum) = sum else { continue };
            let off = sum.saturating_sub(all).abs();
            let near = off.saturating_mul(Decimal::from(5)) <= sum;
            let slip = exchanged(sum, all) || mistyped(sum, all);
            let slip = slip && led.is_empty();
            if near && (counted || is_all(led)) || slip && (one_deed || one_thing || row.len() > 2) {
                let counts: Vec<&Count> = row.iter().map(|r| r.1).collect();
                self.total(whole, &counts);
            }
        }
    }

    /// How open all documents are, in three words: 「逐一标注319件公文，主动公开87件、依申请公开44件、不予公开178件」.
    pub(super) fn openness(&mut self) {
        use PlainPiece::{Comma, Count, List, Words};
        let kind = |w: &str| {
            words().plain.openness.iter().filter(|o| w.ends_with(o.as_str())).max_by_key(|o| o.len())
        };
        for (i, w) in self.pieces.windows(8).enumerate() {
            let [Words(a), Count(x), Comma | List, Words(b), Count(y), Comma | List, Words(c), Count(z)] = w
            else {
                continue;
            };
            let kinds = [a, b, c].map(|w| kind(w));
            let distinct = kinds.iter().all(Option::is_some)
                && kinds[0] != kinds[1]
                && kinds[1] != kinds[2]
                && kinds[0] != kinds[2];
            let alike = [x, y, z].iter().all(|c| c.unit == x.unit && c.stated.is_exact());
            let told = self.pieces[..i].iter().rev().take_while(|p| !matches!(p, PlainPiece::Semicolon));
            let whole = told.filter_map(|p| if let Count(c) = p { Some(c) } else { None }).next();
            let Some(whole) = whole.filter(|w| w.unit == x.unit && w.stated.is_exact()) else { continue };
            let parts = [x, y, z];
            let Some(sum) = total(parts.iter().map(|c| Some(c.stated.low))) else { continue };
            let off = sum.saturating_sub(whole.stated.low).abs();
            let near = off.saturating_mul(Decimal::from(5)) <= sum;
            // 「定密10件」 is one more of them.
            let more = self.pieces.get(i.saturating_add(8)..).unwrap_or_default();
            let ends = !more.iter().any(|p| matches!(p, Count(c) if c.unit == x.unit));
            if distinct && alike && near && ends && !off.is_zero() {
                self.total(whole, &parts);
            }
        }
    }
}

/// The last two characters, where there are more.
fn tail(words: &str) -> String {
    let all: Vec<char> = words.chars().collect();
    let from = all.len().saturating_sub(2);
    if all.len() < 2 { String::new() } else { all[from..].iter().collect() }
}

/// What stands before a total.
struct SaidTotal<'a> {
    /// The pieces before its clause.
    before: &'a [PlainPiece],
    /// The words before 共, and those behind it.
    led: &'a str,
    deed: &'a str,
    /// How many are added up, where that is said: 「，两个平台共发布1557条」.
    count: Option<Decimal>,
}

fn said(before: &[PlainPiece]) -> Option<SaidTotal<'_>> {
    use PlainPiece::{Comma, Count, Total, Words};
    let (before, led, deed) = match before {
        [told @ .., Words(led), Total { ever: false }, Words(deed)] => (told, led.as_str(), deed.as_str()),
        [told @ .., Total { .. }, Words(deed)] => (told, "", deed.as_str()),
        [told @ .., Words(led), Total { ever: false }] => (told, led.as_str(), ""),
        // 「，以上三类共61份」
        [told @ .., Total { ever: false }] if matches!(told, [.., Count(n)] if n.stated.chinese) => {
            (told, "", "")
        }
        [told @ .., Words(w)] => {
            let at =
                words().plain.totals.iter().filter_map(|t| Some((w.find(t.as_str())?, t.len()))).min()?;
            let (led, rest) = w.split_at_checked(at.0)?;
            let deed = rest.get(at.1..)?;
            let other = led.ends_with('公') || deed.starts_with(['同', '享', '建', '青', '产', '治', '有']);
            (!other).then_some((told, led, deed))?
        }
        _ => return None,
    };
    let (before, count) = match before {
        [told @ .., Comma] => (told, None),
        [told @ .., Comma, Count(n)] if n.stated.chinese => (told, Some(n.stated.low)),
        [told @ .., Comma, Words(w), Count(n)] if n.stated.chinese && is_all(w) => (told, Some(n.stated.low)),
        _ => return None,
    };
    let plain = &words().plain;
    let changed = |w: &str| holds(w, &plain.changes) || holds(w, &plain.then) || holds(w, &plain.now);
    (!changed(led) && !changed(deed)).then_some(SaidTotal { before, led, deed, count })
}

/// The numbers in one measure that end these pieces.
fn row<'a>(pieces: &'a [PlainPiece], unit: &str) -> NumbersInRow<'a> {
    use PlainPiece::{Comma, Count, List, Words};
    let (mut out, mut rest): (NumbersInRow<'a>, _) = (Vec::new(), pieces);
    while out.len() < MOST {
        let (more, name, c) = match rest {
            [more @ .., Words(name), Count(c)] => (more, name, c),
            // 「327条信息，」
            [more @ .., Words(name), Count(c), Words(noun)] if noun.chars().count() <= 4 => (more, name, c),
            _ => break,
        };
        if c.unit != unit || !c.stated.is_exact() {
            break;
        }
        out.push((name, c));
        match more {
            [more @ .., Comma | List] => rest = more,
            _ => break,
        }
    }
    out.reverse();
    out
}
