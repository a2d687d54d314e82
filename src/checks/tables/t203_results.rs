//! T203: the results of a column do not make its （七）总计.

use crate::checks::{Check, Context, Finding, Level, Reads};
use crate::form::Role;
use crate::form::relation::RelationKind;

pub const CHECK: Check = Check {
    code: "T203",
    title: "办理结果之和不等于（七）总计",
    level: Level::Error,
    why: "每一列各项办理结果之和应等于“（七）总计”（国办公开办函〔2021〕30号所附格式）。",
    how: "核对这一列的办理结果；一件申请只计一种结果。",
    reads: &[Reads::Roles(&[Role::ResultTotal])],
    run,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    super::broken(
        cx,
        &CHECK,
        |r| r.kind == RelationKind::ColumnSum,
        |r| (super::column_name(cx.form, r), "各项办理结果之和".into(), cx.form.row_path(&r.right[0])),
        out,
    );
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, zeros};

    #[test]
    fn a_column_that_does_not_add_up_is_named() {
        let r = zeros(2025)
            .with("requests.received/natural", "5")
            .with("requests.done.granted/natural", "4")
            .with("requests.done.total/natural", "5");
        check_finds("T203", &r, "自然人列：各项办理结果之和 = 4");
        check_silent("T203", &zeros(2025));
    }
}
