//! S101: a section, the signature or its date missing, empty, out of order or wrongly numbered; a section
//! that says nothing where something must be said.

use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::chinese::numerals;
use crate::form::words::words;
use crate::report::edit::Edit;
use crate::report::strict::Strict;
use crate::report::{Part, Section};

pub static CHECK: Check = Check {
    code: "S101",
    title: "报告没有写全",
    level: Level::Error,
    why: "年度报告由六个部分组成，标题和次序是固定的（条例第五十条，国办公开办函〔2021〕30号所附格式）；存在的主要问题及改进情况不能为空或只写“无”。",
    how: "补写空白的部分；标题按格式改回来；第六部分没有内容的写“无”。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for section in cx.form.order() {
        heading(cx, section, out);
        if cx.form.table_of_section(section).is_none() {
            body(cx, section, out);
        }
    }
    let signature = cx.signature();
    let next = cx.year.saturating_add(1);
    let dated = format!("落款没有日期；请写成{next}年1月20日的样子");
    // What was typed there and is none is said by D107.
    let undated = signature.date.is_none() && cx.wrong(Strict::Signed).is_none();
    for (missing, words) in
        [(signature.office.trim().is_empty(), "落款没有单位名称".to_string()), (undated, dated)]
    {
        if missing {
            out.push(Finding::new(&CHECK, words).part(Part::Signature, None));
        }
    }
}

/// Its numeral, and that its words are not another section's.
fn heading(cx: &Context<'_>, section: Section, out: &mut Vec<Finding>) {
    let heading = cx.heading(section).trim();
    let official = cx.official_heading(section);
    let (number, name) = apart(heading);
    let numeral = cx.form.numeral(section);
    let known = |s: Section| {
        let keywords = cx.form.section(s).map(|f| f.keywords.as_slice()).unwrap_or_default();
        keywords.iter().any(|k| name.contains(k.as_str()))
    };
    let message = if name.is_empty() {
        format!("第{numeral}部分没有标题，应为“{official}”")
    } else if let Some(other) = cx.form.order().find(|o| known(*o)).filter(|_| !known(section)) {
        format!("第{numeral}部分的标题是“{heading}”，那是第{}部分的", cx.form.numeral(other))
    } else if number.is_empty() {
        format!("“{heading}”没有编号，应为“{numeral}、”")
    } else if number != numeral {
        format!("“{heading}”的编号应为“{numeral}、”")
    } else {
        return;
    };
    let keeps = !name.is_empty() && known(section);
    let right = if keeps { format!("{numeral}、{name}") } else { official };
    let fix = Fix { title: format!("改为“{right}”"), edits: vec![Edit::Heading(section, right)] };
    let quote = (!heading.is_empty()).then(|| heading.to_string());
    out.push(Finding::new(&CHECK, message).part(Part::Before(section), quote).fix(Some(fix)));
}

/// A heading's number and its words.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn apart(heading: &str) -> (&str, &str) {
    let is_number = |c: char| c.is_ascii_digit() || c == '〇' || numerals::counts(c);
    let rest = heading.trim_start_matches(is_number);
    let number = &heading[..heading.len() - rest.len()];
    (number, rest.trim_start_matches(['、', '.', '．', '，', ',', ' ', '　']))
}

/// That it says something.
fn body(cx: &Context<'_>, section: Section, out: &mut Vec<Finding>) {
    let said: String = cx
        .of_section(section)
        .flat_map(|p| p.words.chars())
        .filter(|c| c.is_alphanumeric())
        // Enough to know that it is more than 无.
        .take(40)
        .collect();
    let heading = cx.heading(section);
    let nothing = words().nothing.contains(&said);
    let message = if said.is_empty() {
        format!("“{heading}”还没有内容")
    } else if nothing && section == Section::Problems {
        format!("“{heading}”只写了“{said}”")
    } else {
        return;
    };
    let fix = (said.is_empty() && section == Section::Other).then(|| Fix {
        title: "填“无”".into(),
        edits: vec![Edit::Text(Part::Before(section), vec![crate::report::text::Para::plain("无")])],
    });
    out.push(Finding::new(&CHECK, message).part(Part::Before(section), None).fix(fix));
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, Case, check_finds, check_silent, zeros};
    use crate::report::{Date, Part, Section};

    pub fn bad() -> Bad {
        (whole().saying(Part::Before(Section::Problems), "无。"), "“五、存在的主要问题及改进情况”只写了“无”")
    }

    fn whole() -> Case {
        let mut r = zeros(2025)
            .saying(Part::Before(Section::Overview), "（一）主动公开")
            .saying(Part::Before(Section::Problems), "一是解读不多。")
            .saying(Part::Before(Section::Other), "无");
        r.report.signature.date = Date::new(2026, 1, 20);
        r
    }

    #[test]
    fn every_part_says_something_and_problems_are_not_none() {
        check_silent("S101", &whole());
        check_finds(
            "S101",
            &whole().saying(Part::Before(Section::Overview), "　"),
            "“一、总体情况”还没有内容",
        );
        check_finds("S101", &whole().saying(Part::Before(Section::Problems), "无。"), "只写了“无”");
        check_finds("S101", &whole().saying(Part::Before(Section::Other), ""), "还没有内容");
        let mut r = whole();
        r.report.signature = Default::default();
        check_finds("S101", &r, "落款没有日期");
        check_finds("S101", &r, "落款没有单位名称");
    }

    #[test]
    fn headings_are_numbered_and_in_order() {
        for (n, heading, words) in [
            (1, "", "第一部分没有标题"),
            (1, "总体情况", "没有编号"),
            (2, "三、主动公开政府信息情况", "编号应为“二、”"),
            (5, "5、存在的主要问题及改进情况", "编号应为“五、”"),
            (3, "三、其他需要报告的事项", "那是第六部分的"),
        ] {
            let mut r = whole();
            r.report.sections[n - 1].heading = heading.into();
            check_finds("S101", &r, words);
            let fix = r.findings("S101").remove(0).fix.expect("a fix");
            fix.edits.into_iter().for_each(|e| e.apply(&mut r.report));
            check_silent("S101", &r);
        }
    }

    #[test]
    fn both_official_wordings_and_those_met_are_fine() {
        let mut r = whole();
        for set in [1, 0] {
            crate::report::edit::Edit::HeadingSet(set).apply(&mut r.report);
            check_silent("S101", &r);
        }
        r.report.sections[4].heading = "五、存在的主要问题和改进措施".into();
        r.report.sections[3].heading = "四、政府信息公开行政复议及行政诉讼情况".into();
        check_silent("S101", &r);
    }
}
