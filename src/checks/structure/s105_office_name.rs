//! S105: the office is called otherwise in the title, in the preamble, or under the report. Short forms that an
//! office uses of itself in a sentence (我局, 市科创中心) are no names.

use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::chinese::offices::{in_title, squeezed};
use crate::form::words::words;
use crate::report::edit::Edit;
use crate::report::{self, Part, Signature, level};

pub static CHECK: Check = Check {
    code: "S105",
    title: "机关名称前后不一致",
    level: Level::Warning,
    why: "标题、导语和落款应写同一个机关全称（国办公开办函〔2021〕30号所附格式）；机构改名、合并后最容易漏改。",
    how: "统一为现在的机关全称。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let title = Some(cx.title_line()).filter(|t| squeezed(t).contains("信息公开"));
    let title = title.and_then(|t| in_title(&t));
    let signed = squeezed(&cx.signature().office);
    let named = squeezed(&cx.office().name);
    let full = if named.is_empty() { title.clone().unwrap_or_default() } else { named };
    if let Some(t) = title.filter(|t| !same(t, &full)) {
        let message = format!("标题写的是“{t}”，机关全称是“{full}”");
        let said = cx.of_part(Part::Title).find_map(|p| Some((p, p.words.find(&t)?)));
        let fix = said.filter(|_| !full.is_empty()).map(|(p, at)| Fix {
            title: format!("标题改为“{full}”"),
            edits: vec![p.reword([(at..at.saturating_add(t.len()), full.clone())])],
        });
        out.push(Finding::new(&CHECK, message).part(Part::Title, Some(t)).fix(fix));
    }
    if !signed.is_empty() && !same(&signed, &full) {
        let message = format!("落款写的是“{signed}”，机关全称是“{full}”");
        let edit = Edit::Signature(Signature { office: full.clone(), ..cx.signature().clone() });
        let fix =
            (!full.is_empty()).then(|| Fix { title: format!("落款改为“{full}”"), edits: vec![edit] });
        out.push(Finding::new(&CHECK, message).part(Part::Signature, Some(signed)).fix(fix));
    }
    for p in cx.of_part(Part::Preamble) {
        for (range, name) in whom_to_ask(&p.words).filter(|(_, n)| is_another(n, &full)) {
            let message = format!("导语写的是“{name}”，机关全称是“{full}”");
            out.push(Finding::new(&CHECK, message).words(p, range));
        }
    }
}

fn same(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    // With the place above it before it, a name that names its own place is the same.
    let within = long.ends_with(short)
        && level::guess(short) != report::OfficeLevel::Unknown
        && !words().divisions.iter().any(|(d, _)| short.starts_with(d));
    short.is_empty()
        || short == long
        || within
        || long.strip_prefix(short).is_some_and(|rest| words().same_body.iter().any(|b| b == rest))
}

/// Names of whom to ask: 与…联系, 由…编制.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn whom_to_ask(words: &str) -> impl Iterator<Item = (std::ops::Range<usize>, &str)> {
    [("与", "联系"), ("由", "编制"), ("向", "咨询")].into_iter().flat_map(move |(before, behind)| {
        words.match_indices(behind).filter_map(move |(end, _)| {
            let clause = words[..end].rfind(['，', '。', '；', '、']).map_or(0, |i| i + '，'.len_utf8());
            let from = clause + words[clause..end].find(before)? + before.len();
            let name = words[from..end].split(['（', '(', '根', '结', '依']).next()?.trim();
            Some((from..from + name.len(), name))
        })
    })
}

/// A full name of the same kind, yet neither a short form nor a part of this office.
fn is_another(name: &str, full: &str) -> bool {
    let kind = words().offices.iter().find(|k| full.ends_with(k.as_str()));
    // Whom to ask is often a part of it: 示范县商务局办公室.
    let whole = name.strip_suffix("办公室").filter(|n| kind.is_some_and(|k| n.ends_with(k.as_str())));
    // A government is asked at its office, whose name it does not bear: 示范县政府办公室.
    if whole.is_some_and(|n| n.ends_with("政府")) {
        return false;
    }
    let name = whole.unwrap_or(name);
    let long_enough = name.chars().count() >= 5 && !name.contains(['本', '我', '各', '该', '其']);
    let one_within = full.contains(name) || name.contains(full) || same(name, full);
    let place: String = full.chars().take(2).collect();
    !full.is_empty()
        && long_enough
        && !one_within
        && name.starts_with(&place)
        && kind.is_some_and(|k| name.ends_with(k.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, Case, check_finds, check_silent, zeros};
    use crate::report::Part;

    pub fn bad() -> Bad {
        (signed("示范县水务局"), "落款写的是“示范县水务局”，机关全称是“示范县水利局”")
    }

    fn signed(office: &str) -> Case {
        let mut r = zeros(2025);
        r.report.signature.office = office.into();
        r
    }

    #[test]
    fn title_preamble_and_signature_agree() {
        check_finds("S105", &signed("示范县水务局"), "落款写的是“示范县水务局”，机关全称是“示范县水利局”");
        check_finds("S105", &signed("水利局"), "落款写的是“水利局”");
        let r = zeros(2025).saying(Part::Title, "示范县水务局2025年政府信息公开工作年度报告");
        check_finds("S105", &r, "标题写的是“示范县水务局”");
        let r = zeros(2025).saying(Part::Preamble, "如有疑问，请与示范县水务局联系。");
        check_finds("S105", &r, "导语写的是“示范县水务局”");
        let r = zeros(2025).saying(Part::Preamble, "如有疑问，请与示范县商务局办公室联系。");
        check_finds("S105", &r, "导语写的是“示范县商务局办公室”");
    }

    #[test]
    fn a_title_of_another_office_is_put_right_by_its_repair() {
        let mut r = zeros(2025).saying(Part::Title, "示范县水务局2025年政府信息公开工作年度报告").report;
        let found = crate::checks::run(&r, None).into_iter().find(|f| f.code == super::CHECK.code);
        let fix = found.and_then(|f| f.fix).expect("a repair");
        fix.edits.into_iter().for_each(|e| e.apply(&mut r));
        assert_eq!(r.title_line(), "示范县水利局2025年政府信息公开工作年度报告");
    }

    #[test]
    fn short_forms_and_parts_of_the_office_are_fine() {
        for words in [
            "请与示范县水利局联系。",
            "请与示范县水利局办公室（地址：清渠路9号）联系。",
            "请与县水利局联系，与本单位联系，由我局根据统计数据编制。",
            "由示范县水利局根据条例编制。请与示范县政务公开领导小组办公室联系。",
        ] {
            check_silent("S105", &zeros(2025).saying(Part::Preamble, words));
        }
        check_silent("S105", &signed("示范县 水利局"));
    }

    #[test]
    fn the_place_above_may_be_said_or_not() {
        let mut r = signed("云溪区河湾街道办事处");
        r.report.office.name = "河湾街道办事处".into();
        r = r.saying(Part::Title, "河湾街道办事处2025年政府信息公开工作年度报告");
        check_silent("S105", &r);
        check_finds("S105", &signed("县水利局"), "落款写的是“县水利局”");
    }

    #[test]
    fn a_government_may_be_named_by_its_place() {
        let mut r = signed("示范市人民政府").saying(Part::Title, "示范市2025年政府信息公开工作年度报告");
        r.report.office.name = "示范市".into();
        check_silent("S105", &r);
        r.report.office.name = "示范市人民政府".into();
        check_silent("S105", &r);
    }

    #[test]
    fn the_office_of_a_government_was_called_another_name_of_it() {
        let mut r = zeros(2025).saying(Part::Preamble, "如有疑问，请与示范市政府办公室联系。");
        r = r.saying(Part::Title, "示范市人民政府2025年政府信息公开工作年度报告");
        r.report.signature.office = "示范市人民政府".into();
        r.report.office.name = "示范市人民政府".into();
        check_silent("S105", &r);
    }
}
