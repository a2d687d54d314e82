//! S107: address, telephone or postcode are missing from the preamble.

use crate::checks::{Check, Context, Finding, Level};
use crate::chinese::offices::squeezed;
use crate::report::{Part, Section};

pub static CHECK: Check = Check {
    code: "S107",
    title: "联系方式不全",
    level: Level::Hint,
    why: "导语里要写明联系方式：地址、电话（带区号）、邮编，方便公众咨询（国办公开办函〔2021〕30号所附格式）。",
    how: "在“机关和联系方式”里补上，并写进导语。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let o = cx.office();
    // Some set the preamble's words down in section one.
    let places = cx.of_part(Part::Preamble).chain(cx.of_section(Section::Overview));
    let preamble: Vec<String> = places.map(|p| squeezed(&p.words)).collect();
    let said = |names: &[&str]| preamble.iter().any(|p| names.iter().any(|n| p.contains(n)));
    // An area code stands apart, or the number is as long as with one; 12345 and mobile numbers need none.
    let digits = o.phone.chars().filter(|c| c.is_numeric()).count();
    let short = digits > 5 && digits < 10 && !o.phone.contains(['-', '—', '－', '–', '（', '(', ' ']);
    let missing: Vec<&str> = [
        (o.address.is_empty() && !said(&["地址", "地点"]), "地址"),
        (o.phone.is_empty() && !said(&["电话", "联系方式"]), "电话"),
        (short, "电话的区号"),
        (o.postcode.is_empty() && !said(&["邮编", "邮政编码"]), "邮编"),
    ]
    .into_iter()
    .filter(|(m, _)| *m)
    .map(|(_, w)| w)
    .collect();
    if !missing.is_empty() {
        out.push(Finding::new(&CHECK, format!("没有写：{}", missing.join("、"))).part(Part::Preamble, None));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};
    use crate::report::{Part, Section};

    pub fn bad() -> Bad {
        let mut case = zeros(2025);
        case.report.office.phone = "1234567".into();
        (case, "没有写：地址、电话的区号、邮编")
    }

    #[test]
    fn an_area_code_belongs_to_the_number() {
        let mut r = zeros(2025);
        check_finds("S107", &r, "没有写：地址、电话、邮编");
        let o = &mut r.report.office;
        (o.address, o.postcode, o.phone) = ("清渠路9号".into(), "000100".into(), "8309705".into());
        check_finds("S107", &r, "没有写：电话的区号");
        for phone in ["0000-8309705", "（0000）8309705", "12345", "0000 8309705"] {
            r.report.office.phone = phone.into();
            check_silent("S107", &r);
        }
    }

    #[test]
    fn what_stands_in_section_one_was_missed_in_the_preamble() {
        let words = "如有疑问，请联系水利局（地址：清渠路9号，电话：0000-1234567，邮编：000100）。";
        check_silent("S107", &zeros(2025).saying(Part::Before(Section::Overview), words));
    }

    #[test]
    fn what_the_preamble_says_itself_is_said() {
        check_silent(
            "S107",
            &zeros(2025).saying(Part::Preamble, "地址为清渠路9号，电话0000-1234567，邮政编码000100。"),
        );
        check_silent(
            "S107",
            &zeros(2025)
                .saying(Part::Preamble, "地 址：清渠路9号 ， 邮 编 ： 000100 ， 电 话 ： 0000-1234567。"),
        );
    }
}
