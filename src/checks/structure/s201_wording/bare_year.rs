//! A year that lost its 年: 公布2025某局政府信息公开工作情况.

use super::Rewording;
use crate::chinese::years::bare_years;

/// Every such year with its 年.
pub(super) fn bare(words: &str) -> Vec<Rewording> {
    let with_sign =
        |y: &crate::chinese::years::YearAt| (y.digits.clone(), format!("{}年", &words[y.digits.clone()]));
    bare_years(words).iter().map(with_sign).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::section;
    use crate::checks::tests::{check_silent, check_words_fixed};
    use crate::report::{Part, Section};

    #[test]
    fn a_year_without_its_sign_was_passed_over() {
        check_words_fixed(
            "S201",
            &section("现公布2025鹤川市水利局政府信息公开工作情况。"),
            Part::Before(Section::Overview),
            "现公布2025年鹤川市水利局政府信息公开工作情况。",
        );
        for fine in
            ["公开2025条政府信息公开工作信息。", "电话0468-2025政府信息公开年报。", "20256政府信息公开年报。"]
        {
            check_silent("S201", &section(fine));
        }
    }
}
