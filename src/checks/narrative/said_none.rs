//! 没有 where the table has some: the number in its place, in the sentence's own words.

use super::claims::Placed;
use super::lex::{STOPS, TokenKind, tokens};
use super::words::{Class, words};
use crate::checks::{Context, Fix};
use rust_decimal::Decimal;

/// 没有不予处理的情况 as 不予处理2件; none where more kinds than one are denied, or any whatever. With it whether nothing
/// else is said behind, which it might contradict.
pub(super) fn number_instead(cx: &Context<'_>, placed: &Placed, right: Decimal) -> Option<(Fix, bool)> {
    let w = &words().reading;
    let passage = cx.passage(placed.part, placed.paragraph)?;
    let from = placed.words().start;
    let rest = passage.words.get(from..placed.sentence.end)?;
    let clause = rest.split(STOPS).next()?;
    let behind = rest.get(clause.len()..)?;
    let never = tokens(clause).into_iter().next()?;
    let denies = matches!(never.kind, TokenKind::Word(id) if words().is(id) == Class::Not);
    let said = clause.get(never.to..).filter(|_| denies)?;
    let said = w.denied_ends.iter().find_map(|s| said.strip_suffix(s.as_str())).unwrap_or(said);
    let range = from..from.saturating_add(clause.len());
    if said.is_empty() || w.denied_more.iter().any(|w| said.contains(w.as_str())) || passage.is_live(&range) {
        return None;
    }
    let new = format!("{said}{}件", right.normalize());
    let title = format!("改为“{new}”");
    let alone = behind.trim_matches(STOPS).is_empty();
    Some((Fix { title, edits: vec![passage.reword([(range, new)])] }, alone))
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::{check_words, says};

    #[test]
    fn nothing_was_said_of_what_the_table_counts_and_no_repair_was_offered() {
        let cells = [
            ("requests.done.not_processed.petition/natural", "2"),
            ("requests.done.granted/natural", "3"),
            ("disclosure.enforcement.penalty/decisions", "8"),
            ("review.count/suit_direct.upheld", "1"),
        ];
        for (wrong, right) in [
            ("申请中没有不予处理的情况。", "申请中不予处理2件。"),
            ("全年未收到政府信息公开申请。", "全年收到政府信息公开申请5件。"),
            ("未作出行政处罚决定。", "作出行政处罚决定8件。"),
            ("没有因政府信息公开被提起行政诉讼的情况。", "因政府信息公开被提起行政诉讼1件。"),
        ] {
            check_words("N104", &says(wrong, &cells), right);
        }
        let both = says("没有因政府信息公开引起的行政复议和行政诉讼。", &cells);
        assert!(both.findings("N104")[0].fixes().next().is_none());
    }
}
