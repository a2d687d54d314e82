//! T304: 规章 of an office that may not make any.

use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::form::Role;

pub static CHECK: Check = Check {
    code: "T304",
    title: "没有规章制定权却填了规章",
    level: Level::Warning,
    why: "规章由国务院部门，省、自治区、直辖市和设区的市、自治州的人民政府制定（立法法第九十一条、第九十三条）；部门、县区、乡镇、街道和事业单位没有制定权。",
    how: "把发的文件填到规范性文件一行；机关级别不对的，在“报告设置…”里改。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    if cx.makes_rules() != Some(false) {
        return;
    }
    let rows = cx.form.role(Role::Regulation);
    let counts = |k: &&crate::form::table::CellKey| {
        rows.iter().any(|r| r == k.row()) && cx.value(k).and_then(|v| v.whole()).is_some_and(|n| n > 0)
    };
    let cells: Vec<_> = cx.numbers().ledger.keys.iter().filter(counts).cloned().collect();
    if let Some(first) = cells.first() {
        let message = format!(
            "“{}”填了 {}，{}没有规章制定权",
            cx.form.cell_name(first),
            cx.canonical(first).unwrap_or_default(),
            cx.office().name
        );
        let edits = cells.iter().map(|k| cx.enter(k, "0")).collect();
        let fix = Fix { title: "规章改为 0".into(), edits };
        out.push(Finding::new(&CHECK, message).cells(cx.form, cells, vec![]).fix(Some(fix)));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};
    use crate::report::OfficeLevel;

    pub fn bad() -> Bad {
        (
            zeros(2025).with("disclosure.rules.regulation/in_force", "1"),
            "“规章，现行有效件数”填了 1，示范县水利局没有规章制定权",
        )
    }

    #[test]
    fn the_level_of_the_office_decides() {
        let mut r = zeros(2025).with("disclosure.rules.regulation/in_force", "3");
        for name in ["示范县水利局", "示范县青石镇人民政府", "示范市科技局", "示范县人民政府"]
        {
            r.report.office.name = name.into();
            check_finds("T304", &r, &format!("填了 3，{name}没有规章制定权"));
        }
        for name in ["示范市人民政府", "示范省人民政府办公厅", "某局"] {
            r.report.office.name = name.into();
            check_silent("T304", &r);
        }
        r.report.office.level = OfficeLevel::CountyDepartment;
        check_finds("T304", &r, "没有规章制定权");
        r.check_fixed("T304", "disclosure.rules.regulation/in_force", "0");
    }

    #[test]
    fn no_rules_no_words() {
        check_silent("T304", &zeros(2025));
        check_silent("T304", &zeros(2020));
    }
}
