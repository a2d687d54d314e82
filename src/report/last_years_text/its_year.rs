//! What happened in its year though no figure says so: 春节期间开展走访, 第一批目录, 村两委换届以后.

use crate::chinese::numerals::{is_arabic, is_numeral};
use crate::form::words::words;

/// Whether some words tell of it.
pub(super) fn tells(text: &str) -> bool {
    let w = &words().lasting;
    w.events.iter().any(|e| text.contains(e.as_str())) || text.split('第').skip(1).any(is_turn)
}

/// Whether what stands behind 第 says which of several it was: 一批, 三届; not 三方.
fn is_turn(behind: &str) -> bool {
    let unit = behind.trim_start_matches(|c| is_numeral(c) || is_arabic(c));
    unit.len() < behind.len() && unit.starts_with(|c| words().lasting.turns.contains(&c))
}

#[cfg(test)]
mod tests {
    use crate::report::last_years_text::list;
    use crate::report::text::Para;
    use crate::report::{Report, next_year};

    #[test]
    fn what_happened_last_year_went_with_the_sentences_that_say_nothing_of_a_year() {
        let told = [
            "春节期间，开展走访慰问。",
            "第三季度，对各科室进行检查。",
            "村两委换届以后，及时更新分工信息。",
            "围绕建局十周年，制作宣传片。",
            "第一批目录已经公布。",
            "网站改版上线。",
        ];
        let every_year = ["认真落实条例要求。", "按季度通报更新情况。", "委托第三方开展评估。"];
        let mut last = Report::new(2024, "示范县水利局");
        last.sections[0].before = told.iter().chain(&every_year).map(|t| Para::plain(*t)).collect();
        let begun = next_year::begin(&last, "去年", "");
        let dated: Vec<String> =
            list(&begun).into_iter().filter(|s| s.dated).map(|s| s.quote.words).collect();
        assert_eq!(dated, told);
    }
}
