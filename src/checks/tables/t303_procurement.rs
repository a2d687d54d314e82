//! T303: procurement counted without an amount, or the reverse.

use crate::checks::{Check, Context, Finding, Level};
use crate::form::Role;
use crate::form::table::{CellKey, Kind};
use crate::report::value::Value;

pub static CHECK: Check = Check {
    code: "T303",
    title: "采购的项目数、金额对不上或没有单位",
    level: Level::Warning,
    why: "有采购项目就有金额，有金额就有项目（条例第二十条第（九）项）。",
    how: "补上缺的一项；金额写明元或万元。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let key = |r: Role| cx.form.role(r).first().map(|k| CellKey::parse(k));
    let (Some(count), Some(amount)) = (key(Role::ProcurementCount), key(Role::ProcurementAmount)) else {
        return;
    };
    let (Some(n), Some(money)) = (cx.value(&count), cx.value(&amount)) else { return };
    let text = money.canonical(Kind::Money);
    // What is no number is T101's.
    if [&n, &money].iter().any(|v| matches!(v, Value::Raw(_))) {
        return;
    }
    if n.is_zero() != money.is_zero() {
        let message = format!("采购项目数量是 {}，采购总金额是 {text}", n.canonical(Kind::Count));
        out.push(Finding::new(&CHECK, message).cells(cx.form, vec![count], vec![amount]));
    } else if matches!(money, Value::Amount { unit: None, .. }) && !money.is_zero() {
        let message = format!("采购总金额“{text}”没有写单位，看不出是元还是万元");
        out.push(Finding::new(&CHECK, message).cells(cx.form, vec![amount], vec![]));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};

    pub fn bad() -> Bad {
        (
            zeros(2020).with("disclosure.procurement.central/amount", "251000元"),
            "采购项目数量是 0，采购总金额是 251000元",
        )
    }

    #[test]
    fn an_amount_names_its_unit() {
        let r = zeros(2020).with("disclosure.procurement.central/count", "6");
        let amount = "disclosure.procurement.central/amount";
        check_finds("T303", &r.with(amount, "251000"), "没有写单位");
        check_silent("T303", &r.with(amount, "25.1万元"));
    }

    #[test]
    fn count_and_amount_go_together() {
        let r = zeros(2020).with("disclosure.procurement.central/amount", "251000元");
        check_finds("T303", &r, "数量是 0，采购总金额是 251000元");
        check_silent("T303", &r.with("disclosure.procurement.central/count", "6"));
        check_silent("T303", &zeros(2020));
        check_silent("T303", &zeros(2025));
    }
}
