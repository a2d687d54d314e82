//! Brackets that do not open or do not close.

use super::CHECK;
use crate::checks::text::Passage;
use crate::checks::{Context, Finding};
use crate::chinese::numerals::digit;
use crate::report::Part;
use crate::report::memo::Memo;

/// Each kind, opening and closing, in either width.
const KINDS: [(char, char, char, char); 4] =
    [('（', '）', '(', ')'), ('《', '》', '《', '》'), ('〈', '〉', '〈', '〉'), ('【', '】', '【', '】')];

/// A bracket without its other half: which kind, whether it opens, and where it stands.
#[derive(Clone, Copy)]
struct LoneBracket {
    kind: usize,
    opens: bool,
    at: usize,
}

thread_local! {
    static SEEN: Memo<(), String, Vec<LoneBracket>> = Memo::default();
}

/// The first of each paragraph; what opens in one paragraph may close in another of its part.
pub(super) fn brackets(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let all: Vec<_> =
        cx.text().iter().map(|p| (p, SEEN.with(|m| m.get((), &*p.words, || lone(&p.words))))).collect();
    for (n, (p, lone)) in all.iter().enumerate() {
        let Some(l) = lone.first() else { continue };
        let other = |(o, lone): &(&Passage<'_>, std::rc::Rc<Vec<LoneBracket>>)| {
            o.part == p.part && lone.iter().any(|x| x.kind == l.kind && x.opens != l.opens)
        };
        let beside = if l.opens { all.get(n.saturating_add(1)..) } else { all.get(..n) };
        if p.part != Part::Title && !beside.is_some_and(|b| b.iter().any(other)) {
            out.push(finding(p, l));
        }
    }
}

fn finding(p: &Passage<'_>, l: &LoneBracket) -> Finding {
    const NEAR: usize = 8;
    let (open, close, ..) = KINDS[l.kind];
    let sign = p.words[l.at..].chars().next().unwrap_or(open);
    let end = l.at.saturating_add(sign.len_utf8());
    let (near, message) = if l.opens {
        let long =
            p.words[l.at..].char_indices().nth(NEAR).map_or(p.words.len(), |(i, _)| l.at.saturating_add(i));
        (l.at..long, format!("“{}”后面没有“{close}”", &p.words[l.at..long]))
    } else {
        let from = p.words[..l.at].char_indices().rev().nth(NEAR.saturating_sub(2)).map_or(0, |(i, _)| i);
        (from..end, format!("“{}”前面没有“{open}”", &p.words[from..end]))
    };
    Finding::new(&CHECK, message).words(p, near)
}

/// Those that have no other half, from the left.
fn lone(words: &str) -> Vec<LoneBracket> {
    let (mut open, mut out): (Vec<LoneBracket>, Vec<LoneBracket>) = Default::default();
    for (at, c) in words.char_indices() {
        let Some(kind) = KINDS.iter().position(|k| [k.0, k.1, k.2, k.3].contains(&c)) else { continue };
        let (full, _, half, _) = KINDS[kind];
        if c == full || c == half {
            open.push(LoneBracket { kind, opens: true, at });
        } else if let Some(last) = open.iter().rposition(|o| o.kind == kind) {
            // What was opened since never closes.
            out.extend(open.drain(last..).skip(1));
        } else if kind > 0 || !numbers(&words[..at]) {
            out.push(LoneBracket { kind, opens: false, at });
        }
    }
    out.extend(open);
    out.sort_by_key(|l| l.at);
    out
}

/// Whether a numbering ends there: 1）, 一）, a).
fn numbers(before: &str) -> bool {
    let head = before.trim_end_matches(|c: char| digit(c).is_some() || c == '十' || c.is_ascii_alphabetic());
    let long = before[head.len()..].chars().count();
    (1..=3).contains(&long) && !head.ends_with(|c: char| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::super::tests::section;
    use crate::checks::tests::{check_finds, check_silent};

    #[test]
    fn a_bracket_that_never_closes_was_passed_over() {
        for (words, told) in [
            ("请与我局联系（地址：云溪区一号。", "“（地址：云溪区一”后面没有“）”"),
            ("根据《条例（国务院令第711号）编制。", "“《条例（国务院令”后面没有“》”"),
            ("根据《报告格式〉的通知》编制。", "“根据《报告格式〉”前面没有“〈”"),
            ("公开信息12条）。", "“公开信息12条）”前面没有“（”"),
        ] {
            check_finds("S201", &section(words), told);
        }
        for fine in [
            "做法：1）培训；2）检查；三）考核。",
            "（地址：云溪区\n电话：0831-1234567）",
            "《关于贯彻《条例》的意见》(云政〔2025〕3号）",
        ] {
            check_silent("S201", &section(fine));
        }
    }
}
