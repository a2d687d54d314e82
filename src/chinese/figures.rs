//! The figures of a text: years, dates, numbers, letters; what was true of last year.

use super::numerals::{is_arabic, is_multiplier, is_numeral};
use std::ops::Range;

/// Bytes of the years, dates, numbers and letters in a text: what was true of last year. In Chinese numerals too
/// where they count something: 二十三件.
pub fn figures(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c| is_arabic(c) || numeral(c)) {
        let tail = &rest[at..];
        let long = if tail.starts_with(is_arabic) { arabic(tail) } else { counted(tail) };
        let from = text.len().saturating_sub(tail.len());
        let skipped = tail.find(|c| !is_arabic(c) && !numeral(c)).unwrap_or(tail.len());
        rest = &tail[long.unwrap_or(skipped)..];
        let figure = long.map(|n| from..from.saturating_add(n));
        out.extend(figure.filter(|f| !is_time_limit(text, f) && !is_ordinal(text, f)));
    }
    out
}

fn numeral(c: char) -> bool {
    is_numeral(c) || c == '两'
}

/// Whether a number in Chinese numerals says which one it is, not how many: 第三次.
fn is_ordinal(text: &str, figure: &Range<usize>) -> bool {
    text[..figure.start].ends_with('第') && text[figure.clone()].starts_with(numeral)
}

/// Whether a number is a time limit that a rule sets, the same every year: 之日起20个工作日内.
fn is_time_limit(text: &str, figure: &Range<usize>) -> bool {
    let (before, behind) = (&text[..figure.start], &text[figure.end..]);
    before.ends_with("之日起") && ["个工作日", "日内"].iter().any(|days| behind.starts_with(days))
}

/// Bytes of the number in digits that a text begins with.
fn arabic(text: &str) -> Option<usize> {
    let goes_on = |c: char| is_arabic(c) || is_multiplier(c) || ".%％年月日〔〕".contains(c);
    let goes_on = |(at, c): &(usize, char)| match c {
        ',' | '，' => parts_thousands(text, *at, *c),
        // 2024年1月 is a day; the 13 of 2024年13个乡镇 counts something.
        c if is_arabic(*c) && text[..*at].ends_with('年') => {
            text[*at..].trim_start_matches(is_arabic).starts_with('月')
        }
        c => goes_on(*c),
    };
    let end = text.char_indices().find(|c| !goes_on(c)).map_or(text.len(), |(at, _)| at);
    // A stop behind the number is the sentence's.
    Some(text[..end].trim_end_matches(['.', '〔', '〕']).len())
}

/// Whether the comma at `at` parts the thousands of a number, 1,208, and no clauses: 占8.3%，2件.
fn parts_thousands(text: &str, at: usize, comma: char) -> bool {
    const GROUP: usize = 3;
    let (before, behind) = (&text[..at], &text[at.saturating_add(comma.len_utf8())..]);
    let led = before.chars().rev().take_while(|c| is_arabic(*c)).count();
    let pure = before.chars().all(|c| is_arabic(c) || c == comma);
    pure && (1..=GROUP).contains(&led) && behind.chars().take_while(|c| is_arabic(*c)).count() == GROUP
}

/// Bytes of the number in Chinese numerals that a text begins with, where it counts something: 一件, 两次, 十二个, but
/// neither 一次 nor 二次 nor 三个 nor 十分 nor 万份.
fn counted(text: &str) -> Option<usize> {
    const OF_ONE: &str = "件条份";
    const OF_FEW: &str = "件条份次期场名人家批篇";
    const OF_MORE: &str = "件条份次人个项期篇场部年月日名家批";
    let end = text.find(|c| !numeral(c))?;
    let (number, behind) = text.split_at(end);
    // What is left of 2.4万 where its digits are gone.
    if number.starts_with(is_multiplier) {
        return None;
    }
    // Who counts two says 两; 二次 is the second time.
    let units = match number {
        "一" | "二" => OF_ONE,
        n if n.chars().nth(1).is_some() => OF_MORE,
        _ => OF_FEW,
    };
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

    #[test]
    fn a_comma_between_clauses_joins_no_numbers() {
        let seen = |t| figures(t).into_iter().map(|r| &t[r]).collect::<Vec<_>>();
        assert_eq!(seen("占8.3%，2件不予公开"), ["8.3%", "2"]);
        assert_eq!(seen("2024年，13个乡镇"), ["2024年", "13"]);
        assert_eq!(seen("2019年13个乡镇，2024年1月起"), ["2019年", "13", "2024年1月"]);
        assert_eq!(seen("公开1,208条、1，234，567次，另有12，3件"), ["1,208", "1，234，567", "12", "3"]);
    }

    #[test]
    fn a_few_times_in_numerals_is_a_number_and_a_way_of_speaking_is_none() {
        let seen = |t| figures(t).into_iter().map(|r| &t[r]).collect::<Vec<_>>();
        assert_eq!(
            seen("培训三次，例会两次，简报十二期，两名工作人员，四份"),
            ["三", "两", "十二", "两", "四"]
        );
        for still in
            ["三审三校，一次性告知，二次加工，第三次会议", "一是加强学习，三个方面，两手抓，百家企业"]
        {
            assert!(figures(still).is_empty(), "{still}");
        }
    }
}
