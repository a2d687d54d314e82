//! Which findings are listed, in which order, and which of them is being looked at. Findings come and go while
//! the clerk types; the one looked at is known by what it is about, its neighbours by where it stood.

use crate::checks::{Finding, Level, explain};
use crate::form::{Chapter, Form};
use std::collections::BTreeSet;

/// How findings are listed.
#[derive(Clone, Debug, Default)]
pub struct Looking {
    /// By level, else by part.
    pub by_level: bool,
    /// Levels not listed.
    pub hidden: BTreeSet<Level>,
    /// The finding looked at, as it was then.
    chosen: Option<Box<Finding>>,
    /// Where it stood in the order.
    stood: usize,
}

impl Looking {
    /// For another report: listed the same way, none looked at.
    pub fn afresh(&self) -> Looking {
        Looking { by_level: self.by_level, hidden: self.hidden.clone(), ..Looking::default() }
    }

    /// The findings listed, by their places: the open ones in groups, the explained ones last.
    pub fn order(&self, findings: &[Finding]) -> Vec<usize> {
        let mut all: Vec<usize> =
            (0..findings.len()).filter(|i| !self.hidden.contains(&findings[*i].level)).collect();
        // They come in the report's order, and keep it; what somebody wrote beside a part comes before what was found.
        let mut parts = Vec::new();
        for f in findings {
            if !parts.contains(&f.section) {
                parts.push(f.section);
            }
        }
        all.sort_by_cached_key(|i| {
            let f = &findings[*i];
            let part = parts.iter().position(|p| *p == f.section);
            (!f.is_open(), self.by_level.then_some(f.level), part, !explain::is_comment(f))
        });
        all
    }

    /// The group that a finding stands in, in words.
    pub fn group(&self, f: &Finding, form: &Form) -> String {
        match (f.is_open(), self.by_level) {
            (false, _) => "已说明".into(),
            (true, true) => f.level.word().into(),
            (true, false) => f.place(form),
        }
    }

    /// The finding looked at, while it is there.
    pub fn at(&self, findings: &[Finding]) -> Option<usize> {
        let was = self.chosen.as_deref()?;
        let anchor = explain::anchor(was);
        let about = |f: &Finding| f.code == was.code && explain::anchor(f) == anchor;
        let found = |is: &dyn Fn(&Finding) -> bool| {
            let mut all = (0..findings.len()).filter(|i| is(&findings[*i]));
            let first = all.next()?;
            // Of several alike, the one that stood there.
            let there = all.next().and_then(|_| self.order(findings).get(self.stood).copied());
            Some(there.filter(|i| is(&findings[*i])).unwrap_or(first))
        };
        found(&|f: &Finding| f == was).or_else(|| found(&about))
    }

    /// Looks at a finding.
    pub fn choose(&mut self, findings: &[Finding], i: usize) {
        self.chosen = findings.get(i).cloned().map(Box::new);
        self.stood = self.order(findings).iter().position(|o| *o == i).unwrap_or(0);
    }

    /// The next open finding, or the one before; round at the ends. Who is in a part with an error and looks at none of
    /// its findings begins with that. Else, where the one looked at is gone, the next is what took its place; where
    /// none was, it is of the part that the clerk is in.
    pub fn step(&self, findings: &[Finding], forward: bool, here: Chapter) -> Option<usize> {
        let order: Vec<usize> = self.order(findings).into_iter().filter(|i| findings[*i].is_open()).collect();
        let n = order.len();
        if n == 0 {
            return None;
        }
        let now = self.at(findings).and_then(|i| order.iter().position(|o| *o == i));
        let is_here = |i: &usize| findings[*i].section == Some(here);
        let is_error = |i: &usize| findings[*i].level == Level::Error;
        let begins = forward && !now.and_then(|p| order.get(p)).is_some_and(is_here);
        if begins && let Some(error) = order.iter().find(|i| is_here(i) && is_error(i)) {
            return Some(*error);
        }
        let next = match (now, &self.chosen, forward) {
            (_, None, true) => {
                order.iter().position(is_here).or_else(|| order.iter().position(is_error)).unwrap_or(0)
            }
            (_, None, false) => order.iter().rposition(is_here).unwrap_or(n - 1),
            (Some(p), _, true) => p + 1,
            (None, _, true) => self.stood,
            (Some(p), _, false) => p + n - 1,
            (None, _, false) => self.stood + n - 1,
        };
        order.get(next % n).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample;
    use crate::checks::run;
    use crate::form::table::CellKey;
    use crate::report::comment::Comment;
    use crate::report::edit::Edit;
    use crate::report::{Anchor, Part, Report, Section};

    fn enter(r: &mut Report, key: &str, text: &str) {
        Edit::enter(r.form(), &CellKey::parse(key), text).apply(r);
    }

    #[test]
    fn where_nothing_is_left_to_look_at_no_step_leads_anywhere() {
        let mut r = sample::report();
        r.signature.date = None;
        let found = run(&r, None);
        let mut looking = Looking::default();
        looking.choose(&found, looking.order(&found).first().copied().expect("a finding"));
        assert_eq!(
            (looking.step(&[], true, Chapter::Front), looking.step(&[], false, Chapter::Front)),
            (None, None)
        );
    }

    #[test]
    fn mending_the_finding_looked_at_leads_on_to_its_neighbour() {
        let mut r = sample::report();
        enter(&mut r, "requests.received/total", "20");
        r.signature.date = None;
        let found = run(&r, None);
        let codes = |i: Option<usize>, f: &[Finding]| i.map(|i| f[i].code);
        let mut looking = Looking::default();
        let first_of = |section: Chapter| found.iter().position(|f| f.section == Some(section));
        let table = Chapter::Section(crate::form::Section::Requests);
        assert_eq!(looking.step(&found, true, table), first_of(table));
        // Nothing is found in that part: first what has to be put right.
        let wrong = found.iter().position(|f| f.level == Level::Error);
        assert_eq!(looking.step(&found, true, Chapter::Front), wrong);
        assert_eq!(looking.step(&found, false, Chapter::Front), Some(found.len() - 1));
        looking.choose(&found, 0);
        let second = codes(looking.step(&found, true, Chapter::Front), &found);
        enter(&mut r, "requests.received/total", "");
        let found = run(&r, None);
        assert_eq!(looking.at(&found), None);
        assert!(
            codes(looking.step(&found, true, Chapter::Front), &found)
                .is_some_and(|c| Some(c) == second || c == found[0].code)
        );
        assert_eq!(looking.step(&[], true, Chapter::Front), None);
    }

    #[test]
    fn a_slip_in_the_part_one_stands_in_comes_before_what_was_looked_at_elsewhere() {
        let mut r = sample::report();
        r.signature.date = None;
        let found = run(&r, None);
        let signature = found.iter().position(|f| f.section == Some(Chapter::Signature)).expect("no day");
        let mut looking = Looking::default();
        looking.choose(&found, signature);
        enter(&mut r, "requests.received/total", "20");
        let found = run(&r, None);
        let table = Chapter::Section(crate::form::Section::Requests);
        let first = looking.step(&found, true, table).expect("an error");
        assert!(found[first].level == Level::Error && found[first].section == Some(table));
        // And from there on as they stand.
        looking.choose(&found, first);
        assert_ne!(looking.step(&found, true, table), Some(first));
    }

    #[test]
    fn findings_about_the_same_words_are_all_reached() {
        let found = run(&sample::report(), None);
        let mut twice = vec![found[0].clone(), found[0].clone()];
        // Also where they say the same.
        for end in ["", "。"] {
            twice[1].message.push_str(end);
            let mut looking = Looking::default();
            for at in [0, 1, 0] {
                assert_eq!(looking.step(&twice, true, Chapter::Front), Some(at));
                looking.choose(&twice, at);
            }
        }
    }

    #[test]
    fn a_comment_stands_first_of_its_part_and_is_called_answered_once_it_is() {
        let mut r = sample::report();
        let part = Part::Before(Section::Overview);
        let about = Anchor::Quote { part, words: String::new() };
        r.comments = vec![Comment { by: "王处长".into(), date: None, text: "再核对".into(), about }];
        let found = run(&r, None);
        let (here, looking) = (Chapter::Section(Section::Overview), Looking::default());
        let first = looking.order(&found).into_iter().map(|i| &found[i]).find(|f| f.section == Some(here));
        let first = first.expect("a finding").clone();
        assert_eq!(explain::title(&first), "批注还没有答复");
        explain::explain(&r, &first, "已核对").apply(&mut r);
        let found = run(&r, None);
        let answered = found.iter().find(|f| explain::is_comment(f)).expect("it stays");
        assert_eq!(explain::title(answered), "批注已经答复");
    }

    #[test]
    fn a_level_can_be_hidden_and_the_worst_stand_first_by_level() {
        let mut r = sample::report();
        r.office.phone = String::new();
        enter(&mut r, "requests.received/total", "20");
        let found = run(&r, None);
        let looking = Looking { by_level: true, ..Looking::default() };
        let levels: Vec<Level> = looking.order(&found).iter().map(|i| found[*i].level).collect();
        assert!(levels.is_sorted() && levels.len() == found.len());
        let looking = Looking { hidden: [Level::Error].into(), ..Looking::default() };
        assert!(looking.order(&found).iter().all(|i| found[*i].level != Level::Error));
    }
}
