//! The figures of a text: years, dates, numbers, letters; what was true of last year.

use super::numerals::{is_arabic, is_multiplier, is_numeral};
use std::ops::Range;

/// Bytes of the years, dates, numbers and letters in a text: what was true of last year. In Chinese numerals too
/// where they count something: 二十三件.
pub fn figures(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c| is_arabic(c) || is_numeral(c)) {
        let tail = &rest[at..];
        let long = if tail.starts_with(is_arabic) { arabic(tail) } else { counted(tail) };
        let from = text.len().saturating_sub(tail.len());
        let skipped = tail.find(|c| !is_arabic(c) && !is_numeral(c)).unwrap_or(tail.len());
        rest = &tail[long.unwrap_or(skipped)..];
        let figure = long.map(|n| from..from.saturating_add(n));
        out.extend(figure.filter(|f| !is_time_limit(text, f)));
    }
    out
}

/// Whether a number is a time limit that a rule sets, the same every year: 之日起20个工作日内.
fn is_time_limit(text: &str, figure: &Range<usize>) -> bool {
    let (before, behind) = (&text[..figure.start], &text[figure.end..]);
    before.ends_with("之日起") && ["个工作日", "日内"].iter().any(|days| behind.starts_with(days))
}

/// Bytes of the number in digits that a text begins with.
fn arabic(text: &str) -> Option<usize> {
    let goes_on = |c: char| is_arabic(c) || is_multiplier(c) || ".,，%％年月日〔〕".contains(c);
    let end = text.find(|c| !goes_on(c)).unwrap_or(text.len());
    // A stop or a comma behind the number is the sentence's.
    Some(text[..end].trim_end_matches(['.', ',', '，', '〔', '〕']).len())
}

/// Bytes of the number in Chinese numerals that a text begins with, where it counts something: 一件, 十二次, but
/// neither 一次 nor 十分 nor 万份.
fn counted(text: &str) -> Option<usize> {
    const OF_ONE: &str = "件条份";
    const OF_MORE: &str = "件条份次人个项期篇场部年月日";
    let end = text.find(|c| !is_numeral(c))?;
    let (number, behind) = text.split_at(end);
    // What is left of 2.4万 where its digits are gone.
    if number.starts_with(is_multiplier) {
        return None;
    }
    let units = if number.chars().nth(1).is_some() { OF_MORE } else { OF_ONE };
    behind.starts_with(|c| units.contains(c)).then_some(end)
}

/// What of a figure is typed anew: not the unit behind a number.
pub fn typed_over(figure: &str) -> &str {
    let unit = |c: char| "%％年月日".contains(c) || is_multiplier(c);
    let number = figure.trim_end_matches(unit);
    let plain = |c: char| is_arabic(c) || ".,，".contains(c);
    if number.chars().all(plain) { number } else { figure }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_years_dates_numbers_and_letters() {
        let t = "2024年1月20日，按国办公开办函〔2021〕30号公开1,208条，占12.5%，发2.4万份，又万件。";
        let seen: Vec<&str> = figures(t).into_iter().map(|r| &t[r]).collect();
        assert_eq!(seen, ["2024年1月20日", "2021〕30", "1,208", "12.5%", "2.4万"]);
        let t = "自印发之日起20个工作日内公开3件，平均11个工作日办结。";
        let seen: Vec<&str> = figures(t).into_iter().map(|r| &t[r]).collect();
        assert_eq!(seen, ["3", "11"], "what a rule sets is no news");
    }
}
