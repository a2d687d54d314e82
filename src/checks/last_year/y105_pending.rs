//! Y105: cases were pending last year, and this year there is none.

use crate::checks::{Check, Context, Finding, Level};
use crate::form::Role;
use crate::form::table::CellKey;

pub static CHECK: Check = Check {
    code: "Y105",
    title: "去年尚未审结的案件今年没有下文",
    level: Level::Hint,
    why: "去年报告里尚未审结的复议、诉讼，今年一般会有结果，或者仍未审结，都要计入今年的表。",
    how: "查一下这些案件的结果；撤回、转为诉讼的，可以说明。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(last) = cx.last_year() else { return };
    for key in cx.form.role(Role::Pending).iter().map(|k| CellKey::parse(k)) {
        let Some(open) = last.value(&key).and_then(|v| v.whole()).filter(|n| *n > 0) else { continue };
        let total = cx.form.relations().iter().find(|r| r.total().is_some() && r.left.contains(&key));
        let Some(total) = total.and_then(|r| r.total()) else { continue };
        let settled = cx.form.ledger().place(total.as_str()).and_then(|p| cx.numbers().value(p));
        if settled == Some(0) {
            let group = cx.form.group_name(&key);
            let message = format!("“{group}”去年尚未审结 {open} 件，今年各项都是 0");
            out.push(Finding::new(&CHECK, message).cells(cx.form, vec![total.clone()], vec![key]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use crate::checks::tests::{Bad, check_finds, check_silent};

    pub fn bad() -> Bad {
        (
            after(&[("review.count/suit_direct.pending", "1")]),
            "“未经复议直接起诉”去年尚未审结 1 件，今年各项都是 0",
        )
    }

    #[test]
    fn a_pending_case_comes_back_in_some_way() {
        let r = after(&[("review.count/suit_direct.pending", "2")]);
        check_finds("Y105", &r, "“未经复议直接起诉”去年尚未审结 2 件，今年各项都是 0");
        check_silent("Y105", &r.with("review.count/suit_direct.upheld", "2"));
        check_silent("Y105", &r.with("review.count/suit_direct.upheld", ""));
        check_silent("Y105", &after(&[]));
    }
}
