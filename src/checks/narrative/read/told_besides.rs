//! Numbers of cases and decisions that count something beside them: whom they touch, a part of those that ended so, pieces of
//! information.

use super::super::expr::Term;
use super::super::lex::STOPS;
use super::super::meaning::{Subject, Tier};
use super::super::words::words;
use super::Claim;
use crate::form::Role;

/// See the module.
pub(super) fn is_besides(text: &str, claim: &Claim) -> bool {
    let (Some(m), Some(before)) = (claim.meaning(), text.get(..claim.digits.start)) else { return false };
    if claim.digits.is_empty() {
        return false;
    }
    if m.tier == Tier::Applicant && is_of_several(text.get(claim.digits.end..).unwrap_or("")) {
        return true;
    }
    match m.subject {
        Subject::Cases => {
            touches(before, text.get(claim.digits.end..).unwrap_or(""))
                || m.tier == Tier::Case && is_part_of_an_end(before)
        }
        Subject::Disclosure => {
            let decided = |t: &Term| matches!(t, Term::Role(Role::Licence | Role::Penalty | Role::Coercion));
            m.sums.iter().flat_map(|s| &s.plus).any(decided) && is_information(text, claim)
        }
        // Told of the office and of those below it, and of all of them only as a whole.
        Subject::Requests => m.tier == Tier::Applicant && tells_levels_apart(text),
        _ => false,
    }
}

/// Whether several are named behind a number, and others: 「其余71件为企业、法律服务机构等提出」.
fn is_of_several(behind: &str) -> bool {
    let clause = behind.split(['，', '；', '。', ',', ';']).next().unwrap_or("");
    let by = clause.find(['为', '系', '由']).and_then(|i| clause.get(i..));
    by.is_some_and(|by| {
        by.split_once('、').is_some_and(|(_, more)| more.contains('等'))
            && !by.contains(|c: char| c.is_ascii_digit())
    })
}

/// 「本部收到的27件中，企业申请9件；隶属海关收到的19件中，企业申请5件」
fn tells_levels_apart(text: &str) -> bool {
    let plain = &words().plain;
    // 「所属单位积极配合办理」: nothing is counted of the others, and 本部门 is no seat.
    let counts = |l: &String, rest: &str| {
        let clause = rest.split_once(l.as_str()).map(|(_, r)| r.split(['；', '。']).next().unwrap_or(r));
        clause.is_some_and(|c| c.contains(|c: char| c.is_ascii_digit()))
    };
    text.split_once(plain.own_seat.as_str()).is_some_and(|(_, rest)| {
        !rest.starts_with('门') && plain.lower_levels.iter().any(|l| counts(l, rest))
    })
}

/// 「结果纠正的4件复议案件涉及2个乡镇」
fn touches(before: &str, unit: &str) -> bool {
    !unit.starts_with(['件', '起', '宗', '例'])
        && words().reading.touches.iter().any(|w| before.trim_end().ends_with(w.as_str()))
}

/// 「全年未审结案件11件，其中复议4件、诉讼7件」
fn is_part_of_an_end(before: &str) -> bool {
    let Some((whole, _)) = before.rsplit_once("其中") else { return false };
    let clause = whole.trim_end_matches(STOPS).rsplit(STOPS).next().unwrap_or("");
    let w = &words().reading;
    // Behind a semicolon something else is told.
    let one = before.get(whole.len()..).is_some_and(|r| !r.contains(['；', ';', '。']));
    let counted = one && clause.contains("案件") && clause.contains(|c: char| c.is_ascii_digit());
    let named = w.named_cases.iter().any(|n| clause.contains(n.as_str()));
    counted && !named && w.ended.iter().any(|e| clause.contains(e.as_str()))
}

/// 「采购公告387条，结果公告406条，行政处罚决定1条」
fn is_information(text: &str, claim: &Claim) -> bool {
    let unit = text.get(claim.digits.end..).unwrap_or("");
    let before = text.get(..claim.digits.start).unwrap_or("");
    let w = &words().reading;
    // A whole of them stands before.
    let Some((whole, parts)) = before.rsplit_once("其中") else { return false };
    let told = whole.trim_end_matches(STOPS).rsplit(STOPS).next().unwrap_or("");
    let of_information = told.ends_with('条') && w.information.iter().any(|i| told.contains(i.as_str()));
    let clause = parts.rsplit(['，', '；', '。', '：', ',']).next().unwrap_or("");
    let decides = |d: &String| clause.contains(d.as_str());
    unit.starts_with('条')
        && of_information
        && !parts.contains(['；', ';', '。'])
        && !w.decides.iter().any(decides)
}
