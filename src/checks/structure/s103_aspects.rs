//! S103: section one passes over one of the five aspects, or over what governments report besides.

use crate::checks::{Check, Context, Finding, Level};
use crate::form::words::{Topic, words};
use crate::report::{Part, Section};

pub static CHECK: Check = Check {
    code: "S103",
    title: "总体情况缺少方面",
    level: Level::Warning,
    why: "总体情况要写主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面（国办公开办函〔2021〕30号所附格式）；各级人民政府还要写工作考核、社会评议和责任追究结果（条例第五十条第二款）。",
    how: "补写缺少的方面；没有开展的也写明。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let texts: Vec<&str> = cx.of_section(Section::Overview).map(|p| &*p.words).collect();
    if texts.iter().all(|t| t.trim().is_empty()) {
        return;
    }
    let spoken = |t: &Topic| t.signs.iter().any(|s| texts.iter().any(|w| w.contains(s.as_str())));
    let w = words();
    let more = if cx.of_government() { w.of_governments.as_slice() } else { &[] };
    let missing: Vec<&str> =
        w.aspects.iter().chain(more).filter(|t| !spoken(t)).map(|t| t.name.as_str()).collect();
    if !missing.is_empty() {
        let number = cx.form.numeral(Section::Overview);
        let message = format!("第{number}部分没有写到：{}", missing.join("、"));
        out.push(Finding::new(&CHECK, message).part(Part::Before(Section::Overview), None));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};
    use crate::report::{Part, Section};

    pub fn bad() -> Bad {
        (
            zeros(2025).saying(Part::Before(Section::Overview), "全年主动公开信息208条。"),
            "第一部分没有写到：依申请公开、政府信息管理、政府信息公开平台建设、监督保障",
        )
    }

    const FIVE: &str =
        "主动公开信息208条。受理申请3件。公文逐件审定公开属性。网站专栏逐月检查。组织培训两次。";

    #[test]
    fn five_aspects_and_three_more_of_a_government() {
        let mut r = zeros(2025).saying(Part::Before(Section::Overview), FIVE);
        check_silent("S103", &r);
        r.report.office.name = "示范县人民政府".into();
        check_finds("S103", &r, "第一部分没有写到：工作考核、社会评议、责任追究");
        let all = format!("{FIVE}完成年度考核，开展满意度测评，没有责任追究情形。");
        check_silent("S103", &r.saying(Part::Before(Section::Overview), &all));
    }

    #[test]
    fn what_is_passed_over_is_named_and_an_empty_section_is_not_this_check_s() {
        let r = zeros(2025)
            .saying(Part::Before(Section::Overview), "主动公开信息208条。网站专栏逐月检查。组织培训两次。");
        check_finds("S103", &r, "没有写到：依申请公开、政府信息管理");
        check_silent("S103", &zeros(2025));
    }
}
