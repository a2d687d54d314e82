//! What has gone out of use among what reports cite. Part of D105.

use crate::form;
use crate::report::memo::Memo;
use std::ops::Range;
use std::rc::Rc;

/// Words that are cited wrongly, those in their place, and whether they were right once.
type Outdated = Vec<(Range<usize>, String, bool)>;

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
        (!beside).then(|| (at..at.saturating_add(wrong.len()), right.clone(), true))
    };
    let slip = |(wrong, right): &(String, String)| {
        let at = words.find(wrong.as_str())?;
        Some((at..at.saturating_add(wrong.len()), right.clone(), false))
    };
    let w = &form::words::words().citing;
    w.outdated.iter().filter_map(found).chain(w.miscited.iter().filter_map(slip)).collect()
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, zeros};
    use crate::report::Part;

    #[test]
    fn a_law_cited_wrongly_was_passed_over() {
        let says = |words: &str| zeros(2025).saying(Part::Preamble, words);
        for wrong in ["（711条）", "（国务院第711号令）", "（国务院令第711条）"] {
            check_finds("D105", &says(&format!("根据《条例》{wrong}编制。")), "应写作“");
        }
        check_finds("D105", &says("根据《政府信息公开体例》编制。"), "应写作“信息公开条例”");
        check_silent("D105", &says("根据《政府信息公开条例》（国务院令第711号）编制。"));
        check_silent("D105", &says("根据《政府信息公开条例》（国令第711号）编制。"));
    }

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
