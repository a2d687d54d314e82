//! S103: section one passes over one of the five aspects, or over what governments report besides.

use crate::checks::{Check, Context, Finding, Level};
use crate::form::words::{Topic, words};
use crate::report::text::Para;
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
    let parts: Vec<&str> = texts.iter().filter_map(|t| heading(t)).collect();
    let named = |t: &Topic| parts.iter().any(|p| t.heads.iter().any(|h| p.contains(h.as_str())));
    let w = words();
    // Where the parts have their names, words that occur elsewhere make none of them.
    let by_name = w.aspects.iter().filter(|t| named(t)).count() >= MOST_NAMED;
    let headed =
        |t: &Topic| !by_name || t.heads.is_empty() || named(t) || texts.iter().any(|w| w.contains(&t.name));
    let spoken =
        |t: &Topic| headed(t) && t.signs.iter().any(|s| texts.iter().any(|w| tells(w, s, &t.unless)));
    let zone = w.zones.iter().any(|z| cx.office().name.ends_with(z.as_str()));
    let more = if cx.of_government() && !zone { w.of_governments.as_slice() } else { &[] };
    let missing: Vec<&str> =
        w.aspects.iter().chain(more).filter(|t| !spoken(t)).map(|t| t.name.as_str()).collect();
    if !missing.is_empty() {
        let number = cx.form.numeral(Section::Overview);
        let message = format!("第{number}部分没有写到：{}", missing.join("、"));
        out.push(Finding::new(&CHECK, message).part(Part::Before(Section::Overview), None));
    }
}

/// Whether a sign stands there, and not only within words that tell of something else.
fn tells(words: &str, sign: &str, unless: &[String]) -> bool {
    let within = |at: usize| {
        unless.iter().any(|u| {
            words[..].match_indices(u.as_str()).any(|(i, u)| (i..i.saturating_add(u.len())).contains(&at))
        })
    };
    words.match_indices(sign).any(|(at, _)| !within(at))
}

/// So many of the five are headed by their names.
const MOST_NAMED: usize = 3;

/// The heading that a paragraph is, or begins with: （一）主动公开。…
fn heading(words: &str) -> Option<&str> {
    let opening = Para::opening(words);
    let alone = Para::level(words) == Some(2);
    if alone { Some(words) } else { Some(opening).filter(|o| !o.is_empty()) }
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
    fn a_right_to_supervise_was_taken_for_supervision() {
        let words = FIVE.replace("组织培训两次。", "保障群众的知情权、监督权。");
        let r = zeros(2025).saying(Part::Before(Section::Overview), &words);
        check_finds("S103", &r, "第一部分没有写到：监督保障");
    }

    #[test]
    fn five_aspects_and_three_more_of_a_government() {
        let mut r = zeros(2025).saying(Part::Before(Section::Overview), FIVE);
        check_silent("S103", &r);
        r.report.office.name = "示范县高新区".into();
        check_silent("S103", &r);
        r.report.office.name = "示范县人民政府".into();
        check_finds("S103", &r, "第一部分没有写到：工作考核、社会评议、责任追究");
        let all = format!("{FIVE}完成年度考核，开展满意度测评，没有责任追究情形。");
        check_silent("S103", &r.saying(Part::Before(Section::Overview), &all));
    }

    #[test]
    fn words_that_occur_elsewhere_make_no_part_of_those_that_have_names() {
        let parts = "（一）主动公开。通过政府网站公开信息208条。\n（二）依申请公开。受理申请3件，公文逐件审定。\n（三）平台建设。网站专栏逐月检查。\n（四）监督保障。组织培训两次。";
        let r = zeros(2025).saying(Part::Before(Section::Overview), parts);
        check_finds("S103", &r, "第一部分没有写到：政府信息管理");
        let all = format!("{parts}\n（五）政府信息管理。清理文件。");
        check_silent("S103", &r.saying(Part::Before(Section::Overview), &all));
    }

    #[test]
    fn the_rights_of_the_public_were_taken_for_what_secures_the_work() {
        let words = FIVE.replace("组织培训两次。", "公众的知情权得到充分保障。");
        let r = zeros(2025).saying(Part::Before(Section::Overview), &words);
        check_finds("S103", &r, "没有写到：监督保障");
    }

    #[test]
    fn what_is_passed_over_is_named_and_an_empty_section_is_not_this_check_s() {
        let r = zeros(2025)
            .saying(Part::Before(Section::Overview), "主动公开信息208条。网站专栏逐月检查。组织培训两次。");
        check_finds("S103", &r, "没有写到：依申请公开、政府信息管理");
        check_silent("S103", &zeros(2025));
    }
}
