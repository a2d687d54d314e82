//! The sentences of a part side by side: the same ones, those that belong together, and those that stand alone.

use super::{At, Later, LeftRead, Row};
use crate::app::diff::{self, Stretch};
use crate::app::merge::OtherThing;
use crate::chinese::years::{self, DIGITS, spelled};
use crate::form::Form;
use crate::report::clause;
use crate::report::{Part, Report};

pub(super) fn words(left: &Report, right: &Report, part: Part, out: &mut Vec<Row>) {
    let ((a, from_left), (b, from_right)) = (clauses(left, part), clauses(right, part));
    // What only names its own year is the same sentence.
    let moved: Vec<String> = a.iter().map(|s| years::moved(s, left.year, right.year)).collect();
    let about = title(part, right.form());
    let emphasised = looks_otherwise(left, right, part);
    // Where the right one would go on.
    let mut next = 0;
    let mut row = |x: Option<usize>, y: Option<usize>| {
        let at = |list: &[usize], i: Option<usize>| i.map_or(0..0, |i| list[i]..list[i] + 1);
        let mine = y.map_or(next..next, |_| at(&from_right, y));
        next = mine.end;
        let text = |list: &[String], i: Option<usize>| i.map(|i| list[i].clone()).unwrap_or_default();
        let (l, r) = (text(&a, x), text(&b, y));
        let reworded = text(&moved, x) != r;
        let looks = x.zip(y).filter(|_| !reworded);
        let looks = looks.and_then(|(x, y)| emphasised(from_left[x], from_right[y]));
        let (old_year, other_looks, differs) =
            (reworded && l == r, looks.is_some(), reworded || looks.is_some());
        let stretches = match (reworded, old_year) {
            (false, _) => looks.unwrap_or_default(),
            (true, false) => diff::stretches(&l, &r),
            // What should have changed is what is marked.
            (true, true) => year_marked(&r, left.year),
        };
        out.push(Row {
            section: part.chapter(),
            at: At::Words(part),
            name: String::new(),
            title: about.clone(),
            left: l,
            right: r,
            differs,
            old_year,
            other_looks,
            later: Later::No,
            left_read: LeftRead::Surely,
            stretches,
            what: differs.then(|| OtherThing::Words {
                part,
                mine,
                theirs: at(&from_left, x),
                own_paragraphs: true,
            }),
        });
    };
    for h in diff::diff(&moved, &b) {
        if h.same {
            h.left.zip(h.right).for_each(|(x, y)| row(Some(x), Some(y)));
        } else {
            let at = |from: usize| move |i: usize| i.saturating_add(from);
            let (left, right) = (at(h.left.start), at(h.right.start));
            for (x, y) in diff::paired(&moved[h.left.clone()], &b[h.right.clone()]) {
                row(x.map(left), y.map(right));
            }
        }
    }
}

/// Tells of two clauses of the same words, by their places, where other ones of these stand out; of reports of one year.
fn looks_otherwise<'r>(
    left: &'r Report,
    right: &'r Report,
    part: Part,
) -> impl Fn(usize, usize) -> Option<Vec<Stretch>> + 'r {
    let (a, b) = (clause::split(left.paras(part)), clause::split(right.paras(part)));
    move |x, y| {
        if left.year != right.year {
            return None;
        }
        let (a, b) = (a.get(x)?.letters(left), b.get(y)?.letters(right));
        let mut out: Vec<Stretch> = Vec::new();
        for ((c, on), (_, other)) in a.iter().zip(&b) {
            let same = on == other;
            match out.last_mut().filter(|s| s.same == same) {
                Some(s) => {
                    s.left.push(*c);
                    s.right.push(*c);
                }
                None => out.push(Stretch { left: c.to_string(), right: c.to_string(), same }),
            }
        }
        (a.len() == b.len() && out.iter().any(|s| !s.same)).then_some(out)
    }
}

/// A sentence that is the same on both sides, the year in it as what isn't.
fn year_marked(words: &str, year: u16) -> Vec<Stretch> {
    let spelled = DIGITS.map(|d| format!("{}年", spelled(year, &d.chars().take(1).collect::<String>())));
    let piece = |t: &str, same| Stretch { left: t.into(), right: t.into(), same };
    let (mut out, mut rest) = (Vec::new(), words);
    while let Some((at, y)) = spelled.iter().filter_map(|y| Some((rest.find(y.as_str())?, y))).min() {
        out.push(piece(&rest[..at], true));
        out.push(piece(y, false));
        rest = &rest[at + y.len()..];
    }
    out.push(piece(rest, true));
    out
}

/// The clauses of a part that have words, and their places among all of it.
fn clauses(r: &Report, part: Part) -> (Vec<String>, Vec<usize>) {
    let all = clause::split(r.paras(part));
    let words = all.iter().enumerate().map(|(i, c)| (c.words(r).trim().to_string(), i));
    words.filter(|(t, _)| !t.is_empty()).unzip()
}

/// What a part's sentences are about, for a reader who sees one alone.
fn title(part: Part, form: &Form) -> String {
    match part {
        Part::Title => "标题".into(),
        Part::Preamble => "导语".into(),
        Part::Before(s) | Part::After(s) => format!("第{}部分", form.numeral(s)),
        Part::Signature => "落款".into(),
    }
}

#[cfg(test)]
mod tests {
    use crate::app::compare::tests::differing;
    use crate::app::compare::{Row, compare};
    use crate::app::sample;
    use crate::report::text::Para;
    use crate::report::{Chapter, Section};

    #[test]
    fn sentences_that_only_name_their_year_are_the_same() {
        let mut last = sample::report();
        let this = last.clone();
        last.year = 2024;
        last.title = vec![Para::plain(last.title_line().replace("2025", "2024"))];
        last.sections[0].before[1] =
            Para::plain("2024年，区水务局围绕防汛抗旱、供水保障和河湖治理公开信息208条，发布政策解读6篇。");
        let seen = differing(&last, &this);
        let preamble = seen.iter().any(|(_, a, _)| a.contains("统计期限"));
        assert!(!preamble && seen.iter().all(|(name, ..)| name == "年度"), "{seen:#?}");
    }

    #[test]
    fn a_sentence_that_still_names_last_years_year_is_not_the_same() {
        let mut last = sample::report();
        let mut this = last.clone();
        last.year = 2024;
        for r in [&mut last, &mut this] {
            r.sections[5].before = vec![Para::plain("2024年没有收取信息处理费。国办发〔2024〕5号已转发。")];
        }
        let rows = compare(&last, &this);
        let old: Vec<&Row> =
            rows.iter().filter(|r| r.old_year && r.section == Chapter::Section(Section::Other)).collect();
        assert_eq!(old.len(), 1, "{old:#?}");
        assert!(old[0].differs && old[0].left == "2024年没有收取信息处理费。");
        let marked: String = old[0].stretches.iter().filter(|s| !s.same).map(|s| s.right.as_str()).collect();
        assert_eq!(marked, "2024年");
    }
}
