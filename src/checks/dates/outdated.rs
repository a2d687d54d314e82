//! What has gone out of use among what reports cite. Part of D105.

use crate::form;
use crate::report::memo::Memo;
use std::ops::Range;
use std::rc::Rc;

/// Words no longer in use, and those in their place.
type Outdated = Vec<(Range<usize>, String)>;

thread_local! {
    static OUTDATED: Memo<u16, String, Outdated> = Memo::default();
}

/// Numbers and titles that are out of date in a report of that year: 国务院令第492号, …格式（试行）. Not where what is in their
/// place stands beside them, as where it is told how a law came about.
pub(super) fn outdated(words: &str, year: u16) -> Rc<Outdated> {
    OUTDATED.with(|m| m.get(year, words, || read(words, year)))
}

fn read(words: &str, year: u16) -> Outdated {
    let found = |(wrong, right, since): &(String, String, u16)| {
        let at = words.find(wrong.as_str()).filter(|_| year >= *since)?;
        let beside = words.replace(wrong.as_str(), "").contains(right.as_str());
        (!beside).then(|| (at..at.saturating_add(wrong.len()), right.clone()))
    };
    form::words::words().outdated.iter().filter_map(found).collect()
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, zeros};
    use crate::report::Part;

    #[test]
    fn how_the_law_came_about_was_called_out_of_date() {
        let says = |year: u16, words: &str| zeros(year).saying(Part::Preamble, words);
        let history = "《条例》（2007年4月5日国务院令第492号公布，2019年4月3日国务院令第711号修订）";
        check_silent("D105", &says(2025, history));
        check_finds("D105", &says(2025, "《条例》（国务院令第492号）"), "已经不用");
        let trial = "按照政府信息公开工作年度报告格式（试行）编制。";
        check_silent("D105", &says(2020, trial));
        check_finds("D105", &says(2025, trial), "已经不用");
    }
}
