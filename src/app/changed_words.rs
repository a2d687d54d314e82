//! Where the words of a part differ from what they were: undo and redo show it.

use super::diff;
use crate::chinese::numerals::is_arabic;
use crate::report::merge_typed::line_of;
use crate::report::passage::Quote;
use crate::report::{Part, Report};

/// More characters than this are not pointed at: what is typed next would be typed over them.
const POINTED: usize = 20;

/// The words that are others now, a number whole; just their place where something is gone, where they are many, or
/// where others are others too.
pub fn changed(was: &Report, now: &Report, part: Part) -> Option<Quote> {
    let quote = first_changed(was, now, part)?;
    let lines = |r: &Report| r.paras(part).iter().map(|p| line_of(p, r)).collect::<Vec<_>>();
    let (was, now) = (lines(was), lines(now));
    let differing = || was.iter().zip(&now).filter(|(a, b)| a != b);
    let pieces = |(a, b): (&String, &String)| diff::stretches(a, b).iter().filter(|s| !s.same).count();
    let of_many = was.len() == now.len() && differing().map(pieces).sum::<usize>() > 1;
    let end = match of_many || quote.words.chars().count() > POINTED {
        true => quote.range.start,
        false => quote.range.end,
    };
    let words = quote.words.get(..end.saturating_sub(quote.range.start)).unwrap_or_default().to_string();
    Some(Quote { range: quote.range.start..end, words, ..quote })
}

/// The first of them, or all from the first to the last of a line.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn first_changed(was: &Report, now: &Report, part: Part) -> Option<Quote> {
    let lines = |r: &Report| r.paras(part).iter().map(|p| line_of(p, r)).collect::<Vec<_>>();
    let (was, now) = (lines(was), lines(now));
    let same = was.iter().zip(&now).take_while(|(a, b)| a == b).count();
    if same == was.len() && same == now.len() {
        return None;
    }
    let paragraph = same.min(now.len().checked_sub(1)?);
    let line = now.get(paragraph)?;
    let Some(old) = was.get(same).filter(|_| paragraph == same) else {
        let range = if paragraph == same { 0..line.len() } else { line.len()..line.len() };
        return Some(quote(part, paragraph, range, line));
    };
    let shared = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
        a.zip(b).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum::<usize>()
    };
    let head = shared(&mut old.chars(), &mut line.chars());
    let tail = shared(&mut old[head..].chars().rev(), &mut line[head..].chars().rev());
    let (from, to) = (head, line.len() - tail);
    let number = |c: char| is_arabic(c) || c == '.';
    let (from, to) =
        match line[from..to].contains(is_arabic) || old[head..old.len() - tail].contains(is_arabic) {
            true => {
                let behind = &line[to..];
                (
                    line[..from].trim_end_matches(number).len(),
                    line.len() - behind.trim_start_matches(number).len(),
                )
            }
            false => (from, to),
        };
    Some(quote(part, paragraph, from..to, line))
}

fn quote(part: Part, paragraph: usize, range: std::ops::Range<usize>, line: &str) -> Quote {
    let words = line.get(range.clone()).unwrap_or_default().to_string();
    Quote { part, paragraph, range, words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::Para;

    #[test]
    fn what_came_back_is_pointed_at_and_a_number_whole() {
        let report = |lines: &[&str]| {
            let mut r = Report::new(2025, "示范局");
            r.preamble = lines.iter().map(|l| Para::plain(*l)).collect();
            r
        };
        let check = |was: &[&str], now: &[&str], expected: Option<(usize, &str)>| {
            let seen = changed(&report(was), &report(now), Part::Preamble);
            assert_eq!(seen.as_ref().map(|q| (q.paragraph, q.words.as_str())), expected, "{was:?} {now:?}");
        };
        check(&["受理13件，7个工作日"], &["受理12件，7个工作日"], Some((0, "12")));
        check(&["受理…件"], &["受理12件"], Some((0, "12")));
        check(&["甲", "发2.5万份"], &["甲", "发2.4万份"], Some((1, "2.4")));
        check(&["甲乙丙"], &["甲丙"], Some((0, "")));
        check(&["甲"], &["甲", "乙"], Some((1, "乙")));
        check(&["甲", "乙"], &["甲"], Some((0, "")));
        check(&["甲"], &["甲"], None);
        check(&["甲"], &[], None);
        check(&["受理13件，办结7件，均已答复。"], &["受理12件，办结6件，均已答复。"], Some((0, "")));
        check(&["受理13件", "办结7件"], &["受理12件", "办结6件"], Some((0, "")));
        check(&["甲"], &["甲", "这是一段回来的话，它太长了，下一个字会把它换掉。"], Some((1, "")));
    }
}
