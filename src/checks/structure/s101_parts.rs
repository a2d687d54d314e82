//! S101: a section missing, empty, out of order or wrongly numbered; a heading with a slip; a section that says
//! nothing where something must be said. A signature and its date are usual, but not required.

use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::chinese::made_of::is_made_of;
use crate::chinese::numerals;
use crate::form::words::words;
use crate::report::edit::Edit;
use crate::report::strict::Strict;
use crate::report::{Part, Section};

pub static CHECK: Check = Check {
    code: "S101",
    title: "报告没有写全",
    level: Level::Error,
    why: "年度报告由六个部分组成，标题和次序是固定的（条例第五十条，国办公开办函〔2021〕30号所附格式）；存在的主要问题及改进情况不能为空或只写“无”。落款是通常的写法，格式没有要求。",
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
    let dated = format!("日期（如{next}年1月20日）");
    // What was typed there and is none is said by D107.
    let undated = signature.date.is_none() && cx.wrong(Strict::Signed).is_none();
    let lacking = [(signature.office.trim().is_empty(), "单位名称".to_string()), (undated, dated)];
    let lacking: Vec<String> = lacking.into_iter().filter(|(missing, _)| *missing).map(|(_, w)| w).collect();
    if !lacking.is_empty() {
        let message = format!("落款没有{}", lacking.join("和"));
        let hint = Finding { level: Level::Hint, ..Finding::new(&CHECK, message) };
        out.push(hint.part(Part::Signature, None));
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
        return slip(cx, section, name, out);
    };
    let keeps = !name.is_empty() && known(section);
    let right = if keeps { format!("{numeral}、{name}") } else { official };
    let fix = Fix { title: format!("改为“{right}”"), edits: vec![Edit::Heading(section, right)] };
    let quote = (!heading.is_empty()).then(|| heading.to_string());
    out.push(Finding::new(&CHECK, message).part(Part::Before(section), quote).fix(Some(fix)));
}

/// A heading that is one of the form's but for a slip: 行政法复议 for 行政复议.
fn slip(cx: &Context<'_>, section: Section, name: &str, out: &mut Vec<Finding>) {
    let official = [0, 1].map(|set| cx.form.heading(section, set));
    if official.iter().any(|o| apart(o).1 == name) {
        return;
    }
    let said = plain(name);
    let plains = official.each_ref().map(|o| plain(apart(o).1));
    if plains.contains(&said) {
        return;
    }
    let near = official.iter().zip(&plains).map(|(o, p)| (apart_by(&said, p), o)).min_by_key(|(n, _)| *n);
    let Some((by, right)) = near.filter(|(n, _)| (1..=FEW).contains(n)) else { return };
    let heading = cx.heading(section).trim();
    let message = format!("“{heading}”与格式的标题差{by}个字，应为“{right}”");
    let fix =
        Fix { title: format!("改为“{right}”"), edits: vec![Edit::Heading(section, right.clone())] };
    let f = Finding { level: Level::Warning, ..Finding::new(&CHECK, message) };
    out.push(f.part(Part::Before(section), Some(heading.into())).fix(Some(fix)));
}

/// More characters than this are other words, not a slip.
const FEW: usize = 2;

/// A heading without what offices write in their own ways: 及 and 和, 、, 措施 for 情况.
fn plain(name: &str) -> Vec<char> {
    let usual = words().usual.iter().fold(name.to_string(), |n, (own, form)| n.replace(own, form));
    usual.chars().filter(|c| !c.is_whitespace() && !words().links.contains(c)).collect()
}

/// How many characters were left out, put in or written for others.
fn apart_by(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        row[0] = i.saturating_add(1);
        for (j, y) in b.iter().enumerate() {
            let next = j.saturating_add(1);
            let changed = diagonal.saturating_add(usize::from(x != y));
            diagonal = row[next];
            row[next] = changed.min(row[j].saturating_add(1)).min(diagonal.saturating_add(1));
        }
    }
    row.last().copied().unwrap_or_default()
}

/// Whether words say that there is nothing: 暂无存在问题, 没有明显不足.
fn says_nothing(said: &str) -> bool {
    let w = words();
    w.nothing.iter().any(|n| n == said)
        || is_made_of(said, &w.of_nothing) && w.none.iter().any(|n| said.contains(n.as_str()))
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
    let nothing = says_nothing(&said);
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
    use crate::checks::Level;
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
        check_finds("S101", &r, "落款没有单位名称和日期");
        assert_eq!(r.findings("S101").iter().filter(|f| f.level == Level::Hint).count(), 1);
    }

    #[test]
    fn no_problems_in_whatever_words_say_nothing() {
        for words in [
            "暂无存在问题。",
            "本年度没有明显问题。",
            "无突出问题和不足。",
            "目前，我局暂无问题需要改进。",
            "未发现明显不足",
            "基本没有问题。",
            "总体较好，无突出问题。",
            "无问题，下一步继续保持。",
        ] {
            check_finds("S101", &whole().saying(Part::Before(Section::Problems), words), "只写了");
        }
        for words in [
            "没有及时更新栏目。",
            "问题不多，但解读形式单一。",
            "一是无专职人员。",
            "总体较好，但没有专职人员。",
        ] {
            check_silent("S101", &whole().saying(Part::Before(Section::Problems), words));
        }
    }

    #[test]
    fn a_heading_with_a_slip_is_noticed_and_one_in_other_words_is_not() {
        for (n, heading) in [
            (4, "四、政府信息公开行政法复议、行政诉讼情况"),
            (3, "三、收到和处理政府信公开申请情况"),
            (6, "六、其他需要报告的事顶"),
            (2, "二、主动公开政府信息情况情况"),
        ] {
            let mut r = whole();
            r.report.sections[n - 1].heading = heading.into();
            check_finds("S101", &r, "与格式的标题差");
            let fix = r.findings("S101").remove(0).fix.expect("a fix");
            fix.edits.into_iter().for_each(|e| e.apply(&mut r.report));
            check_silent("S101", &r);
        }
        for (n, heading) in [
            (4, "四、政府信息公开行政复议和行政诉讼情况"),
            (5, "五、政府信息公开工作存在的问题及改进措施"),
            (5, "五、存在问题及改进情况"),
        ] {
            let mut r = whole();
            r.report.sections[n - 1].heading = heading.into();
            check_silent("S101", &r);
        }
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
