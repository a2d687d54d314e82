//! A part's paragraphs as clauses that keep their live values and marks, and back: what two reports are compared
//! by, and what one takes over from the other.

use super::emphasis::{self, Emphasis};
use super::reckoned::KnownValues;
use super::text::{CLAUSE_ENDS, Para};
use super::{Report, emphasised};

/// A clause with its stop, the rest of a paragraph, or a picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Clause {
    /// It begins a paragraph.
    pub opens: bool,
    /// It was cut out of the middle of a run: joined again, its first run is one with the last of the clause before.
    goes_on: bool,
    what: Para,
}

impl Clause {
    /// The words as they print; a picture gives its caption.
    pub fn words(&self, report: &Report) -> String {
        self.what.resolved(report)
    }
    /// The same letter by letter, each with how it stands out.
    pub fn letters(&self, report: &Report) -> Vec<(char, Emphasis)> {
        let (words, on) = (self.words(report), emphasised::of(&self.what, &KnownValues::of(report)));
        let pieces = emphasis::pieces(&words, 0..words.len(), &on);
        pieces.into_iter().flat_map(|(t, e)| t.chars().map(move |c| (c, e))).collect()
    }
}

/// The clauses of paragraphs, so that `join` gives exactly these back.
pub fn split(paras: &[Para]) -> Vec<Clause> {
    paras.iter().flat_map(of_para).collect()
}

fn of_para(para: &Para) -> Vec<Clause> {
    let Para::Text(runs) = para else {
        return vec![Clause { opens: true, goes_on: false, what: para.clone() }];
    };
    let mut out: Vec<Clause> = Vec::new();
    let (mut now, mut goes_on) = (Vec::new(), false);
    for run in runs {
        let Some(text) = run.own_words().filter(|t| !t.is_empty()) else {
            now.push(run.clone());
            continue;
        };
        let mut pieces = text.split_inclusive(CLAUSE_ENDS).peekable();
        while let Some(piece) = pieces.next() {
            now.push(run.piece(piece));
            if piece.ends_with(CLAUSE_ENDS) {
                out.push(Clause { opens: false, goes_on, what: Para::Text(std::mem::take(&mut now)) });
                goes_on = pieces.peek().is_some();
            }
        }
    }
    if !now.is_empty() || out.is_empty() {
        out.push(Clause { opens: false, goes_on, what: Para::Text(now) });
    }
    out.iter_mut().take(1).for_each(|c| c.opens = true);
    out
}

/// The paragraphs that clauses make.
pub fn join(clauses: &[Clause]) -> Vec<Para> {
    let mut out: Vec<Para> = Vec::new();
    for c in clauses {
        match (&c.what, out.last_mut()) {
            (Para::Text(runs), Some(Para::Text(before))) if !c.opens => {
                let mut runs = runs.iter().cloned();
                if c.goes_on
                    && let Some(a) = before.last_mut()
                {
                    let apart = runs.next().and_then(|b| a.join(b));
                    before.extend(apart);
                }
                before.extend(runs);
            }
            (what, _) => out.push(what.clone()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Datum;
    use crate::report::emphasis::Emphasis;
    use crate::report::text::{FieldStyle, FieldValue, Run};

    #[test]
    fn paragraphs_come_back_exactly_with_their_runs() {
        let text = |t: &str| Run::text(t);
        let live = Run::field(FieldValue::Datum(Datum::Year), FieldStyle::Arabic);
        let paras = vec![
            Para::plain("一是甲；二是乙。三是"),
            Para::Text(vec![text("新收"), live.clone(), text("件。"), text("办结。"), live.clone()]),
            Para::Text(vec![Run::old("去年的。也是"), text("今年的。")]),
            Para::Text(vec![
                text("重点是").with(Emphasis::BOLD),
                text("公开。再").with(Emphasis::BOLD),
                text("说。"),
            ]),
            Para::picture(vec![1].into(), "图".into()),
            Para::Text(Vec::new()),
            Para::Text(vec![text(""), live]),
            Para::plain("。。"),
        ];
        let clauses = split(&paras);
        assert_eq!(join(&clauses), paras);
        let r = Report::new(2025, "示范局");
        let words: Vec<String> = clauses.iter().map(|c| c.words(&r)).collect();
        assert_eq!(
            words,
            [
                "一是甲；",
                "二是乙。",
                "三是",
                "新收2025件。",
                "办结。",
                "2025",
                "去年的。",
                "也是今年的。",
                "重点是公开。",
                "再说。",
                "图",
                "",
                "2025",
                "。",
                "。"
            ]
        );
        assert_eq!(clauses.iter().filter(|c| c.opens).count(), paras.len());
    }
}
