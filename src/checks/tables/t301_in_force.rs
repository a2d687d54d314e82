//! T301: fewer documents in force than were issued this year.

use crate::checks::{Check, Context, Finding, Level};
use crate::form::Role;
use crate::form::table::CellKey;

pub static CHECK: Check = Check {
    code: "T301",
    title: "现行有效件数偏少",
    level: Level::Warning,
    why: "本年制发的文件，年末一般现行有效；废止的多是往年的。",
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
            && valid < made
        {
            let message =
                format!("“{}”是 {valid}，少于本年制发的 {made}{}", cx.form.cell_name(&c), repealed_too(gone));
            out.push(Finding::new(&CHECK, message).cells(cx.form, vec![c], vec![a, b]));
        }
    }
}

/// Of those repealed this year some may have been issued this year.
fn repealed_too(gone: i128) -> String {
    if gone > 0 { format!("（本年废止 {gone}）") } else { String::new() }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};

    pub fn bad() -> Bad {
        (
            zeros(2025).with("disclosure.rules.normative_document/issued", "2"),
            "“行政规范性文件，现行有效件数”是 0，少于本年制发的 2",
        )
    }

    #[test]
    fn what_was_issued_is_in_force() {
        let row = "disclosure.rules.normative_document";
        let r = zeros(2025).with(&format!("{row}/issued"), "5").with(&format!("{row}/repealed"), "2");
        check_finds("T301", &r, "是 0，少于本年制发的 5（本年废止 2）");
        check_finds("T301", &r.with(&format!("{row}/in_force"), "4"), "是 4");
        check_silent("T301", &r.with(&format!("{row}/in_force"), "5"));
        check_silent("T301", &zeros(2020));
    }
}
