//! Edited words back into paragraphs and runs: what an edit did not touch stays what it was.

use super::Report;
use super::text::{Para, Run};
use crate::form::bounds::between;
use std::ops::Range;

/// The runs with other ones in place of some bytes of their words, in the order of the text; what stood there is
/// gone, the rest stays.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
pub fn splice(runs: &[Run], changes: &[(Range<usize>, &Run)], report: &Report) -> Vec<Run> {
    let mut out = Vec::with_capacity(runs.len() + 2 * changes.len());
    let mut changes = changes.iter().peekable();
    // Behind what was put in last.
    let (mut at, mut done) = (0, 0);
    for run in runs {
        let words = run.resolved(report);
        let (from, to) = (at, at + words.len());
        at = to;
        let piece = |a: usize, b: usize| {
            let t = words.get(a - from..b - from).unwrap_or_default().to_string();
            if matches!(run, Run::Old(_)) { Run::Old(t) } else { Run::Text(t) }
        };
        let mut pos = between(done, from, to);
        while let Some((range, new)) = changes.next_if(|(r, _)| r.start < to) {
            let (start, end) = (between(range.start, pos, to), range.end.max(range.start));
            if start > pos {
                out.push(piece(pos, start));
            }
            out.push((*new).clone());
            (pos, done) = (between(end, start, to), end);
        }
        match pos {
            p if p == from => out.push(run.clone()),
            p if p < to => out.push(piece(p, to)),
            _ => {}
        }
    }
    out.extend(changes.map(|(_, new)| (*new).clone()));
    out.retain(|r| !matches!(r, Run::Text(t) | Run::Old(t) if t.is_empty()));
    merge(out)
}

/// New paragraphs from edited text, one a line: paragraphs and runs that the edit did not touch stay
/// what they were, so that live values, pictures and 旧 marks survive typing beside them.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
pub fn retext(old: &[Para], text: &str, report: &Report) -> Vec<Para> {
    let old_lines: Vec<String> = old.iter().map(|p| line_of(p, report)).collect();
    let new_lines: Vec<&str> = if text.is_empty() { Vec::new() } else { text.split('\n').collect() };
    let head = old_lines.iter().zip(&new_lines).take_while(|(a, b)| a == *b).count();
    let most = old_lines.len().min(new_lines.len()) - head;
    let tail = (0..most)
        .take_while(|i| old_lines[old_lines.len() - 1 - i] == new_lines[new_lines.len() - 1 - i])
        .count();
    let mut out = old[..head].to_vec();
    let changed = &new_lines[head..new_lines.len() - tail];
    let before = &old[head..old.len() - tail];
    for (i, line) in changed.iter().enumerate() {
        // The same line changed in place keeps its other runs.
        out.push(match before.get(i) {
            Some(Para::Text(runs)) if before.len() == changed.len() => Para::Text(rerun(runs, line, report)),
            Some(p @ Para::Picture { .. }) if before.len() == changed.len() => recaption(p, line),
            _ => Para::plain(*line),
        });
    }
    out.extend_from_slice(&old[old.len() - tail..]);
    out
}

/// What a paragraph looks like in the plain editor; a picture is a line of its own.
pub fn line_of(p: &Para, report: &Report) -> String {
    match p {
        Para::Picture { caption, .. } => format!("{PICTURE}{caption}】"),
        p => p.resolved(report).replace('\n', " "),
    }
}

const PICTURE: &str = "【图：";

/// The caption in a line of the plain editor that looks like a picture's.
pub fn caption(line: &str) -> Option<&str> {
    line.strip_prefix(PICTURE).map(|c| c.trim_end().trim_end_matches('】'))
}

fn recaption(p: &Para, line: &str) -> Para {
    match (p, caption(line)) {
        (Para::Picture { bytes, .. }, Some(c)) => Para::Picture { bytes: bytes.clone(), caption: c.into() },
        _ => Para::plain(line),
    }
}

/// Keeps the runs before and behind the place where `line` differs from them.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn rerun(runs: &[Run], line: &str, report: &Report) -> Vec<Run> {
    let texts: Vec<String> = runs.iter().map(|r| r.resolved(report)).collect();
    let old: String = texts.concat();
    let head = common(old.chars(), line.chars());
    let rest = old.len().min(line.len()) - head;
    let tail = common(old[head..].chars().rev(), line[head..].chars().rev()).min(rest);
    let (old_end, new_end) = (old.len() - tail, line.len() - tail);
    let mut out = Vec::new();
    let mut pos = 0;
    let mut placed = false;
    for (run, t) in runs.iter().zip(&texts) {
        let (start, end) = (pos, pos + t.len());
        pos = end;
        let keep_all = end <= head || start >= old_end;
        if start >= head && !placed && start >= old_end {
            push_text(&mut out, &line[head..new_end]);
            placed = true;
        }
        if keep_all {
            out.push(run.clone());
            continue;
        }
        // Touched: its ends stay, as plain text if it was a live value.
        let (left, right) = (head.saturating_sub(start), end.saturating_sub(old_end));
        let part = |s: &str| match run {
            Run::Old(_) => Run::Old(s.into()),
            _ => Run::Text(s.into()),
        };
        if left > 0 {
            out.push(part(&t[..left]));
        }
        if !placed {
            push_text(&mut out, &line[head..new_end]);
            placed = true;
        }
        if right > 0 {
            out.push(part(&t[t.len() - right..]));
        }
    }
    if !placed {
        push_text(&mut out, &line[head..new_end]);
    }
    merge(out)
}

fn push_text(out: &mut Vec<Run>, t: &str) {
    if !t.is_empty() {
        join(out, Run::Text(t.into()));
    }
}

/// Joins neighbouring plain runs. A number of which a part was typed is new as a whole: where 2024 was typed over 2023,
/// its first digits are no more last year's than its last.
pub(super) fn merge(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for mut r in runs {
        if let Some(before) = out.last_mut() {
            let digits = torn(before, &mut r);
            if matches!(before, Run::Old(t) if t.is_empty()) {
                out.pop();
            }
            push_text(&mut out, &digits);
        }
        join(&mut out, r);
    }
    out
}

fn join(out: &mut Vec<Run>, run: Run) {
    match (out.last_mut(), run) {
        (Some(Run::Text(a)), Run::Text(b)) | (Some(Run::Old(a)), Run::Old(b)) => a.push_str(&b),
        (_, Run::Old(t)) if t.is_empty() => {}
        (_, run) => out.push(run),
    }
}

/// Takes the digits of last year's out of a number that goes on in the other run.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn torn(before: &mut Run, behind: &mut Run) -> String {
    match (before, behind) {
        (Run::Old(a), Run::Text(b)) if b.starts_with(is_digit) => {
            let words = a.trim_end_matches(of_number);
            // A stop behind words begins no number.
            let kept = words.len() + a[words.len()..].find(is_digit).unwrap_or(a.len() - words.len());
            a.split_off(kept)
        }
        (Run::Text(a), Run::Old(b)) if a.ends_with(is_digit) => {
            let number = b.find(|c| !of_number(c)).unwrap_or(b.len());
            let taken = b[..number].trim_end_matches(|c| !is_digit(c)).len();
            b.drain(..taken).collect()
        }
        _ => String::new(),
    }
}

/// 2.6, 1,208
fn of_number(c: char) -> bool {
    is_digit(c) || c == '.' || c == ','
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Bytes that two texts share from their start, ending at a character of both.
fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Datum;
    use crate::report::text::{FieldStyle, FieldValue};

    #[test]
    fn typing_beside_a_live_value_keeps_it() {
        let report = Report::new(2025, "示范市科技局");
        let field = Run::Field { value: FieldValue::Datum(Datum::Office), style: FieldStyle::Arabic };
        let old = vec![
            Para::Text(vec![Run::Old("去年的话。".into()), field.clone(), Run::Text("共收到申请。".into())]),
            Para::Picture { bytes: vec![1, 2, 3].into(), caption: "图一".into() },
        ];
        let text = "去年的话。示范市科技局共收到8件申请。\n【图：图一】";
        let new = retext(&old, text, &report);
        assert_eq!(new[1], old[1]);
        let Para::Text(runs) = &new[0] else { panic!("text") };
        assert_eq!(runs[..2], [Run::Old("去年的话。".into()), field]);
        assert_eq!(new[0].resolved(&report), "去年的话。示范市科技局共收到8件申请。");
        assert_eq!(retext(&old, "", &report), Vec::<Para>::new());
    }

    #[test]
    fn a_number_that_is_typed_over_is_new_as_a_whole() {
        let report = Report::new(2025, "示范局");
        let old = |t: &str| Run::Old(t.into());
        let typed = |before: &str, after: &str| {
            let paras = retext(&[Para::Text(vec![old(before)])], after, &report);
            let Some(Para::Text(runs)) = paras.into_iter().next() else { panic!("text") };
            runs
        };
        let new = |t: &str| Run::Text(t.into());
        assert_eq!(typed("在2023年里", "在2024年里"), [old("在"), new("2024"), old("年里")]);
        assert_eq!(typed("收到36件", "收到136件"), [old("收到"), new("136"), old("件")]);
        assert_eq!(typed("2023", "2024"), [new("2024")]);
        assert_eq!(typed("有2.3万人", "有2.6万人"), [old("有"), new("2.6"), old("万人")]);
        assert_eq!(typed("有1,208条", "有1,308条"), [old("有"), new("1,308"), old("条")]);
        assert_eq!(typed("约.好", "约.5好"), [old("约."), new("5"), old("好")]);
        assert_eq!(typed("收到36件", "共收到36件"), [new("共"), old("收到36件")]);
        assert_eq!(typed("收到3件，", "收到3件或4件，"), [old("收到3件"), new("或4件"), old("，")]);
    }

    #[test]
    fn any_edit_gives_exactly_the_edited_words() {
        let report = Report::new(2025, "示范局");
        let field = Run::Field { value: FieldValue::Datum(Datum::Office), style: FieldStyle::Arabic };
        let old = vec![
            Para::Text(vec![Run::Text("甲甲".into()), field, Run::Old("乙甲甲".into())]),
            Para::plain("丙"),
        ];
        for text in [
            "",
            "甲",
            "甲甲",
            "甲甲示范局乙甲甲\n丙",
            "示范\n局",
            "甲甲示范乙甲甲\n丙",
            "甲甲示范局甲甲\n丁\n丙",
            "x\n\ny",
        ] {
            let lines: Vec<String> =
                retext(&old, text, &report).iter().map(|p| p.resolved(&report)).collect();
            assert_eq!(lines.join("\n"), text);
        }
    }
}
