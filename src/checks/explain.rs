//! 说明: a clerk's answer to a 提醒 or 提示. It is kept with what the finding was about and the figures it was
//! given for; while those stand the finding is answered, and once they change it is open again. An 错误 is put
//! right, not explained.

use super::structure::s110_comment;
use super::{Answer, Finding, Level};
use crate::chinese::figures::figures;
use crate::report::edit::Edit;
use crate::report::{Anchor, Explanation, Part, Report};

/// What a finding is about: its cells; else its words, or what it says but for the figures.
pub fn anchor(f: &Finding) -> Anchor {
    let cells: Vec<_> = f.all_cells().cloned().collect();
    if !cells.is_empty() {
        return Anchor::Cells(cells);
    }
    let part = f.part.unwrap_or_else(|| Part::of_chapter(f.section.unwrap_or_default()));
    let said = || f.message.chars().filter(|c| !c.is_ascii_digit()).collect();
    Anchor::Quote { part, words: f.quote.clone().unwrap_or_else(said) }
}

/// What an explanation is given for: the cells' values, the words, and the figures on both sides.
pub fn values(report: &Report, f: &Finding) -> Vec<String> {
    let cells = f.all_cells().map(|k| report.canonical(k).unwrap_or_default());
    let figures = figures(&f.message).into_iter().map(|r| f.message[r].to_string());
    cells.chain(f.quote.clone()).chain(figures).collect()
}

/// The edit that answers a finding.
pub fn explain(report: &Report, f: &Finding, text: &str) -> Edit {
    Edit::Explain(Explanation {
        code: f.code.into(),
        anchor: anchor(f),
        values: values(report, f),
        text: text.trim().into(),
    })
}

/// Whether a word about it helps: what has to be put right before a report goes out is not answered by one.
pub fn may_be(f: &Finding) -> bool {
    let lesser = f.level == Level::Hint && f.check().is_some_and(|c| c.level == Level::Error);
    f.level != Level::Error && !lesser
}

/// What an answer to it is called: what somebody wrote beside the report gets a 答复, anything else a 说明.
pub fn answer_word(f: &Finding) -> &'static str {
    if is_comment(f) { "答复" } else { "说明" }
}

/// Whether it is what somebody wrote beside the report.
pub fn is_comment(f: &Finding) -> bool {
    f.code == s110_comment::CHECK.code
}

/// What it is called, as it stands now.
pub fn title(f: &Finding) -> &'static str {
    match is_comment(f) && !f.is_open() {
        true => "批注已经答复",
        false => f.check().map_or("", |c| c.title),
    }
}

/// Its level, what it is called and what it says, as it is said aloud: 错误：勾稽不平。自然人列差 1。
pub fn spoken(f: &Finding) -> String {
    format!("{}：{}。{}", f.level.word(), title(f), f.sentence())
}

/// The edit that takes the answer back, if there is one.
pub fn unexplain(report: &Report, f: &Finding) -> Option<Edit> {
    place(report, f).map(Edit::Unexplain)
}

fn place(report: &Report, f: &Finding) -> Option<usize> {
    let mut of_code = report.explanations.iter().enumerate().filter(|(_, e)| e.code == f.code).peekable();
    of_code.peek()?;
    let anchor = anchor(f);
    of_code.find(|(_, e)| e.anchor == anchor).map(|(i, _)| i)
}

/// Explanations that no finding asks for any more, by their places; those of checks switched off wait for them.
pub fn unneeded(report: &Report, findings: &[Finding]) -> Vec<usize> {
    let asked = |e: &Explanation| findings.iter().any(|f| f.code == e.code && anchor(f) == e.anchor);
    let all = report.explanations.iter().enumerate();
    all.filter(|(_, e)| !report.switched_off.contains(&e.code) && !asked(e)).map(|(i, _)| i).collect()
}

/// Notes at each finding how it is answered.
pub fn attach(report: &Report, findings: &mut [Finding]) {
    for f in findings.iter_mut() {
        let given = place(report, f).filter(|_| f.level != Level::Error).map(|i| &report.explanations[i]);
        f.answer = match given {
            None => Answer::Open,
            Some(e) if e.values == values(report, f) => Answer::Holds(e.text.clone()),
            Some(e) => Answer::Lapsed(e.text.clone()),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::last_year::tests::after;
    use crate::checks::tests::{Case, zeros};

    fn in_force(n: &str) -> Case {
        let row = "disclosure.rules.normative_document";
        after(&[(&format!("{row}/in_force"), "16")]).with(&format!("{row}/in_force"), n)
    }
    fn answer(c: &Case, code: &str) -> Answer {
        c.findings(code).into_iter().next().expect("a finding").answer
    }

    #[test]
    fn an_explanation_holds_until_a_number_on_either_side_changes() {
        let mut c = in_force("17");
        let found = c.findings("Y102").remove(0);
        assert!(found.is_open());
        explain(&c.report, &found, " 清理时恢复1件。 ").apply(&mut c.report);
        assert_eq!(answer(&c, "Y102"), Answer::Holds("清理时恢复1件。".into()));
        let typed = c.with("requests.received/natural", "3");
        assert!(!typed.findings("Y102")[0].is_open(), "other cells are no matter");
        assert_eq!(
            answer(&c.with("disclosure.rules.normative_document/in_force", "18"), "Y102"),
            Answer::Lapsed("清理时恢复1件。".into())
        );
        let mut other = c.clone();
        if let Some(p) = &mut other.report.predecessor {
            Edit::enter(p.snapshot.form(), &found.left[0], "11")
                .apply(std::sync::Arc::make_mut(&mut p.snapshot));
        }
        assert!(matches!(answer(&other, "Y102"), Answer::Lapsed(_)), "last year's number is a side too");
        unexplain(&c.report, &found).expect("given").apply(&mut c.report);
        assert_eq!(answer(&c, "Y102"), Answer::Open);
    }

    #[test]
    fn an_explanation_that_nothing_asks_for_any_more_is_known() {
        let mut c = in_force("17");
        let found = c.findings("Y102").remove(0);
        explain(&c.report, &found, "清理时恢复1件。").apply(&mut c.report);
        let unneeded = |c: &Case| unneeded(&c.report, &c.findings("Y102"));
        assert!(unneeded(&c).is_empty());
        let mut settled = c.with("disclosure.rules.normative_document/in_force", "16");
        assert_eq!(unneeded(&settled), [0]);
        settled.report.switched_off.insert("Y102".into());
        assert!(unneeded(&settled).is_empty(), "it waits for its check");
    }

    #[test]
    fn an_error_cannot_be_explained_away() {
        let mut c = zeros(2025).with("requests.received/total", "9");
        let found = c.findings("T202").remove(0);
        explain(&c.report, &found, "就是九件").apply(&mut c.report);
        assert!(c.findings("T202")[0].is_open());
    }
}
