//! D107: what stands where a date or a limit belongs is none.

use crate::checks::{Check, Context, Finding, Level};
use crate::report::Part;
use crate::report::strict::Strict;

pub static CHECK: Check = Check {
    code: "D107",
    title: "日期、界限写得不对",
    level: Level::Error,
    why: "落款要有成文日期，写明年、月、日（GB/T 9704—2012）；写的不是日期，报告里就印不出日期，也判断不了是否按期（条例第四十九条）。",
    how: "改成日历上有的日期，如2026年1月20日；上报截止和提醒的界限在“报告设置…”里改。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for field in Strict::DAYS.into_iter().chain(Strict::LIMITS) {
        if let Some((text, wanted)) = cx.wrong(field) {
            let message = format!("{}写的是“{}”，{wanted}", field.name(), text.trim());
            let finding = Finding::new(&CHECK, message);
            // The others stand in the settings, which are no part of the page.
            let signed = field == Strict::Signed;
            out.push(if signed { finding.part(Part::Signature, Some(text)) } else { finding });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};
    use crate::report::strict::Strict;

    pub fn bad() -> Bad {
        let mut case = zeros(2025);
        Strict::Signed.enter(&mut case.report, "2026-2-30");
        (case, "成文日期写的是“2026-2-30”，不是日期，请写成2026年1月20日的样子")
    }

    #[test]
    fn what_is_no_day_is_named_and_a_day_or_nothing_is_not() {
        for typed in ["2026-2-30", "2026-13-45", "abc", "二十八九"] {
            let mut r = zeros(2025);
            Strict::Signed.enter(&mut r.report, typed);
            check_finds("D107", &r, &format!("成文日期写的是“{typed}”，不是日期"));
            assert!(!r.findings("S101").iter().any(|f| f.message.contains("日期")), "said once");
            Strict::Signed.enter(&mut r.report, "2026.1.20");
            check_silent("D107", &r);
            Strict::Due.enter(&mut r.report, typed);
            check_finds("D107", &r, "上报截止写的是");
            Strict::Due.enter(&mut r.report, " ");
            check_silent("D107", &r);
            Strict::Ratio.enter(&mut r.report, typed);
            check_finds("D107", &r, "变动倍数写的是");
            Strict::Ratio.enter(&mut r.report, "3");
            check_silent("D107", &r);
        }
    }
}
