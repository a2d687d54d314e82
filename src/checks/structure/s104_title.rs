//! S104: the title lacks the office, the year or the fixed words, says 年度 twice, or goes on behind the fixed words.

use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::chinese::numerals::digit;
use crate::chinese::years::years;
use crate::form::words::words;
use crate::report::Part;
use crate::report::edit::Edit;
use crate::report::text::Para;

pub static CHECK: Check = Check {
    code: "S104",
    title: "标题不规范",
    level: Level::Warning,
    why: "标题由机关全称、年份和“政府信息公开工作年度报告”组成（国办公开办函〔2021〕30号所附格式）；写了“年度报告”，前面只写“2025年”。",
    how: "按“机关全称+年份+政府信息公开工作年度报告”改。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let title: String = cx.title_line().chars().filter(|c| !c.is_whitespace()).collect();
    let name: String = cx.office().name.chars().filter(|c| !c.is_whitespace()).collect();
    let fixed = match cx.level() {
        crate::report::OfficeLevel::Institution if !title.contains("政府信息") => {
            &words().title_of_institutions
        }
        _ => &words().title,
    };
    let named = title.split("信息公开").next().is_some_and(|head| {
        head.chars()
            .filter(|c| c.is_alphabetic() && !"年度关于政府".contains(*c) && digit(*c).is_none())
            .count()
            > 1
    });
    let mut wrong: Vec<String> = Vec::new();
    if title.is_empty() {
        wrong.push("没有标题".into());
    } else {
        if !named {
            wrong.push("没有写机关全称".into());
        }
        if years(&title).is_empty() {
            wrong.push("没有写年份".into());
        }
        if !title.contains(fixed.as_str()) {
            wrong.push(format!("没有“{fixed}”字样"));
        }
        // 老年度假区 has none.
        let twice = title.replace("年度假", "").matches("年度").count() > 1;
        if let Some(more) = left_over(&title, fixed) {
            wrong.push(format!("后面多了“{more}”"));
        }
        if title.matches("年度报告").count() > 1 {
            wrong.push("像是写了两遍".into());
        } else if twice && title.ends_with("年度报告") {
            wrong.push("“年度”重复".into());
        }
    }
    if wrong.is_empty() {
        return;
    }
    let right = format!("{name}{}年{fixed}", cx.year);
    let fix = (!name.is_empty()).then(|| Fix {
        title: format!("改为“{right}”"),
        edits: vec![Edit::Text(Part::Title, vec![Para::plain(right)])],
    });
    let message = if title.is_empty() { wrong.concat() } else { format!("标题{}", wrong.join("，")) };
    let quote = (!title.is_empty()).then_some(title);
    out.push(Finding::new(&CHECK, message).part(Part::Title, quote).fix(fix));
}

/// A few characters behind the fixed words, left there by a slip of the keys; an office is longer, and a remark stands in
/// brackets.
fn left_over<'a>(title: &'a str, fixed: &str) -> Option<&'a str> {
    const FEW: usize = 3;
    let (_, more) = title.rsplit_once(fixed)?;
    let slip = (1..=FEW).contains(&more.chars().count()) && !more.starts_with(['（', '(', '〔', '[']);
    slip.then_some(more)
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, check_finds, check_silent, check_words_fixed, zeros};
    use crate::report::Part;

    pub fn bad() -> Bad {
        (zeros(2025).saying(Part::Title, "示范县水利局2025年度政府信息公开工作年度报告"), "标题“年度”重复")
    }

    #[test]
    fn office_year_and_fixed_words_once_each() {
        for (title, words) in [
            ("2025年政府信息公开工作年度报告", "没有写机关全称"),
            ("示范县水利局政府信息公开工作年度报告", "没有写年份"),
            ("示范县水利局2025年政府信息公开年度报告", "没有“政府信息公开工作年度报告”字样"),
            ("示范县水利局2025年度政府信息公开工作年度报告", "“年度”重复"),
            ("", "没有标题"),
        ] {
            let r = zeros(2025).saying(Part::Title, title);
            check_finds("S104", &r, words);
            check_words_fixed("S104", &r, Part::Title, "示范县水利局2025年政府信息公开工作年度报告");
        }
    }

    #[test]
    fn a_year_behind_the_fixed_words_was_told_twice_of_once() {
        let r = zeros(2025).saying(Part::Title, "示范县水利局政府信息公开工作2025年度报告");
        let said = r.findings("S104").remove(0).message;
        assert!(!said.contains("重复"), "{said}");
        assert_eq!(zeros(2025).saying(Part::Title, "").findings("S104")[0].message, "没有标题");
    }

    #[test]
    fn what_was_typed_on_a_line_below_the_title_was_not_told() {
        let r = zeros(2025).saying(Part::Title, "示范县水利局2025年政府信息公开工作年度报告\n2");
        check_finds("S104", &r, "标题后面多了“2”");
        check_words_fixed("S104", &r, Part::Title, "示范县水利局2025年政府信息公开工作年度报告");
    }

    #[test]
    fn the_usual_titles_are_fine() {
        for title in [
            "示范县水利局2025年政府信息公开工作年度报告（草案）",
            "示范县水利局2025年\n政府信息公开工作年度报告",
            "2025年示范县水利局政府信息公开工作年度报告",
            "示范县水利局二〇二五年政府信息公开工作年度报告",
        ] {
            check_silent("S104", &zeros(2025).saying(Part::Title, title));
        }
        let mut r = zeros(2025).saying(Part::Title, "示范县第一中学2025年信息公开工作年度报告");
        check_finds("S104", &r, "没有“政府信息公开工作年度报告”字样");
        r.report.office.name = "示范县第一中学".into();
        check_silent("S104", &r);
    }

    #[test]
    fn a_title_typed_twice_and_a_resort_were_told_as_a_year_said_twice() {
        let one = "示范县水利局2025年政府信息公开工作年度报告";
        check_finds("S104", &zeros(2025).saying(Part::Title, &one.repeat(2)), "写了两遍");
        let resort = "示范县老年度假区2025年政府信息公开工作年度报告";
        check_silent("S104", &zeros(2025).saying(Part::Title, resort));
    }
}
