//! T301: fewer documents in force than were issued and not repealed.

use crate::checks::{Check, Context, Finding, Level};
use crate::form::Role;
use crate::form::table::CellKey;

pub static CHECK: Check = Check {
    code: "T301",
    title: "现行有效件数偏少",
    level: Level::Warning,
    why: "本年制发而没有废止的文件，年末一般现行有效。",
    how: "核对现行有效的清单。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let role = |r: Role| cx.form.role(r).first().cloned();
    let (Some(issued), Some(repealed), Some(in_force)) =
        (role(Role::Issued), role(Role::Repealed), role(Role::InForce))
    else {
        return;
    };
    for row in [Role::Regulation, Role::NormativeDocument].iter().filter_map(|r| role(*r)) {
        let [a, b, c] = [&issued, &repealed, &in_force].map(|column| CellKey::new(&row, column));
        let value = |k: &CellKey| cx.value(k).and_then(|v| v.whole());
        if let (Some(made), Some(gone), Some(valid)) = (value(&a), value(&b), value(&c))
            && valid < made - gone
        {
            let message = format!("“{}”是 {valid}，少于制发 {made} 减废止 {gone}", cx.form.cell_name(&c));
            out.push(Finding::new(&CHECK, message).cells(cx.form, vec![c], vec![a, b]));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};

    pub fn bad() -> Bad {
        (
            zeros(2025).with("disclosure.rules.normative_document/issued", "2"),
            "“行政规范性文件，现行有效件数”是 0，少于制发 2 减废止 0",
        )
    }

    #[test]
    fn what_was_issued_is_in_force_unless_repealed() {
        let row = "disclosure.rules.normative_document";
        let r = zeros(2025).with(&format!("{row}/issued"), "5").with(&format!("{row}/repealed"), "2");
        check_finds("T301", &r, "是 0，少于制发 5 减废止 2");
        check_silent("T301", &r.with(&format!("{row}/in_force"), "3"));
        check_silent("T301", &zeros(2020));
    }
}
