//! T303: procurement counted without an amount, or the reverse.

use crate::checks::{Check, Context, Finding, Level, Reads};
use crate::form::Role;
use crate::form::table::{CellKey, Kind};
use crate::report::value::Value;

pub const CHECK: Check = Check {
    code: "T303",
    title: "采购的项目数和金额对不上",
    level: Level::Warning,
    why: "有采购项目就有金额，有金额就有项目（条例第二十条第（九）项）。",
    how: "补上缺的一项；金额写明元或万元。",
    reads: &[Reads::Cells],
    run,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let key = |r: Role| cx.form.role(r).first().map(|k| CellKey::parse(k));
    let (Some(count), Some(amount)) = (key(Role::ProcurementCount), key(Role::ProcurementAmount)) else {
        return;
    };
    let zero = |v: &Value| v.canonical(Kind::Money).chars().all(|c| !c.is_ascii_digit() || c == '0');
    let (Some(n), Some(money)) = (cx.report.value(&count), cx.report.value(&amount)) else { return };
    if zero(&n) != zero(&money) {
        let message = format!(
            "采购项目数量是 {}，采购总金额是 {}",
            n.canonical(Kind::Count),
            money.canonical(Kind::Money)
        );
        out.push(Finding::new(&CHECK, message).cells(cx.form, vec![count], vec![amount]));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, zeros};

    #[test]
    fn count_and_amount_go_together() {
        let r = zeros(2020).with("disclosure.procurement.central/amount", "251000元");
        check_finds("T303", &r, "数量是 0，采购总金额是 251000元");
        check_silent("T303", &r.with("disclosure.procurement.central/count", "6"));
        check_silent("T303", &zeros(2020));
        check_silent("T303", &zeros(2025));
    }
}
