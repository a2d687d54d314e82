//! What does not fit in a sentence, by all the ways in which its numbers may be of one another.

use super::super::words::words;
use super::lex::pieces;
use super::{
    Odd, SumWalk, averages, compared, grown, holds, of_whole, over_time, pairs, percent, rates, shared_parts,
    totals,
};
use crate::report::memo::Memo;
use std::ops::Range;
use std::rc::Rc;

thread_local! {
    static SEEN: Memo<(), String, Vec<Odd>> = Memo::default();
}

/// What does not fit in a sentence.
pub fn odd(sentence: &str) -> Rc<Vec<Odd>> {
    SEEN.with(|m| m.get((), sentence, || read(sentence)))
}

/// One longer than anybody reads is taken part by part between its semicolons, and a part of that length is left out: so
/// reading takes as long as the text is, however it is made.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn read(sentence: &str) -> Vec<Odd> {
    const LONGEST: usize = 3_600;
    if sentence.len() <= LONGEST {
        return read_part(sentence);
    }
    let mut from = 0;
    let mut out = Vec::new();
    for part in sentence.split_inclusive(['；', ';']) {
        let at = |r: Range<usize>| r.start + from..r.end + from;
        let moved = |o: Odd| Odd { range: at(o.range), right: o.right.map(|(r, n)| (at(r), n)), ..o };
        if part.len() <= LONGEST {
            out.extend(read_part(part).into_iter().map(moved));
        }
        from += part.len();
    }
    out
}

fn read_part(sentence: &str) -> Vec<Odd> {
    // One number has nothing to fit.
    if sentence.chars().filter(char::is_ascii_digit).count() < 2 && !sentence.contains("其中") {
        return Vec::new();
    }
    let pieces = pieces(sentence);
    let mut walk = SumWalk { pieces: &pieces, out: Vec::new(), of_documents: false };
    if !holds(sentence, &words().plain.overlaps) {
        walk.top();
        walk.totals();
        walk.of_year();
        walk.in_all();
        walk.openness();
    }
    pairs::pairs(&pieces, &mut walk.out);
    grown::growth(&pieces, &mut walk.out);
    grown::times(&pieces, &mut walk.out);
    grown::points(&pieces, &mut walk.out);
    grown::steps(&pieces, &mut walk.out);
    rates::rates(&pieces, &mut walk.out);
    of_whole::of_whole(&pieces, &mut walk.out);
    totals::done_or_not(&pieces, &mut walk.out);
    averages::on_average(&pieces, &mut walk.out);
    averages::for_each(&pieces, &mut walk.out);
    compared::compared(&pieces, &mut walk.out);
    over_time::over_time(&pieces, &mut walk.out);
    shared_parts::shared_parts(&pieces, &mut walk.out);
    walk.out.retain(|o| !o.right.as_ref().is_some_and(|(at, _)| percent::is_rough(sentence, at)));
    walk.out
}
