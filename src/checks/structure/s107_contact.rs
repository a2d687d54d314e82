//! S107: address, telephone or postcode are missing from the preamble, or have too few digits.

use crate::checks::{Check, Context, Finding, Level};
use crate::chinese::numerals::is_arabic;
use crate::chinese::offices::squeezed;
use crate::report::{Office, Part, Section, contact};
use std::cell::LazyCell;

pub static CHECK: Check = Check {
    code: "S107",
    title: "联系方式不全或号码不对",
    level: Level::Hint,
    why: "导语里要写明联系方式：地址、电话（带区号）、邮编，方便公众咨询（国办公开办函〔2021〕30号所附格式）。",
    how: "在“机关和联系方式”里补上、改正，并写进导语。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let o = cx.office();
    // Some set the preamble's words down in section one.
    let places = cx.of_part(Part::Preamble).chain(cx.of_section(Section::Overview));
    let preamble = LazyCell::new(|| places.map(|p| squeezed(&p.words)).collect::<Vec<String>>());
    let said = |names: &[&str]| preamble.iter().any(|p| names.iter().any(|n| gives(p, n)));
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
    misnumbered(cx, out);
}

/// Whether what goes by that name is given: 地址：清渠路9号; not 公开办公地址、联系电话, nor 网站地址.
fn gives(words: &str, name: &str) -> bool {
    const NEAR: usize = 14;
    let given = |(at, n): (usize, &str)| {
        let (before, behind) = (&words[..at], &words[at.saturating_add(n.len())..]);
        let near: String = behind.chars().take(NEAR).collect();
        let of_a_net = before.ends_with(['站', '网', '页', '箱', '件'])
            || behind.contains("//") && near.contains("http");
        let listed =
            near.starts_with(['、', '，', '。', '）', ')', '和', '及', '与', '等', '目', '栏', '的']);
        let number = name.contains("地") || near.contains(is_arabic);
        number && !of_a_net && !listed
    };
    words.match_indices(name).any(given)
}

/// Numbers of the cover and of the preamble that are too short or too long to be any; each said once.
fn misnumbered(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut told: Vec<String> = Vec::new();
    for p in cx.of_part(Part::Preamble) {
        let mut said = Office::default();
        contact::read(&p.words, &mut said);
        for (words, message) in wrong_numbers(&said) {
            let at = p.words.find(&words).unwrap_or_default();
            let range = at..at.saturating_add(words.len());
            out.push(Finding::new(&CHECK, message).words(p, range));
            told.push(words);
        }
    }
    let of_cover = wrong_numbers(cx.office()).into_iter().filter(|(words, _)| !told.contains(words));
    out.extend(of_cover.map(|(_, message)| Finding::new(&CHECK, message).part(Part::Preamble, None)));
}

/// What is given as postcode or telephone and is none, and why.
fn wrong_numbers(o: &Office) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let length = |s: &str| s.chars().filter(|c| is_arabic(*c)).count();
    let postcode = o.postcode.trim();
    if !postcode.is_empty() && postcode.chars().all(is_arabic) && length(postcode) != 6 {
        let message = format!("邮编“{postcode}”是{}位，邮编都是6位", length(postcode));
        out.push((postcode.to_string(), message));
    }
    let joins = |c: char| "-—－–（）() 　".contains(c);
    let numbers = o.phone.split(|c: char| !(is_arabic(c) || joins(c)));
    for number in numbers.map(str::trim).filter(|n| !n.is_empty()) {
        // 0086 is the country's.
        let own = ["0086", "００８６"].iter().find_map(|c| number.strip_prefix(c)).unwrap_or(number);
        let own = own.trim_start_matches(joins);
        let local = local_pieces(own).map(|l| (l, l.split_whitespace().next().unwrap_or(l)));
        // A blank parts two numbers, or one into pieces: 010-6567 8899.
        let whole =
            |(all, first): &(&str, &str)| is_whole(all) || is_whole(first) || is_whole(&before_area(all));
        if let Some((local, _)) = local.filter(|l| !whole(l)) {
            let message = format!("电话“{number}”区号后面是{}位，应为7位或8位", length(local));
            out.push((number.to_string(), message));
        }
    }
    out
}

/// What stands behind the area code, blanks and all, up to the next sign; what begins with 0 is one.
fn local_pieces(number: &str) -> Option<&str> {
    let number = number.trim_start_matches(|c: char| !is_arabic(c));
    let (area, rest) = number.split_at(number.find(|c| !is_arabic(c))?);
    let is_area = area.starts_with(['0', '０']) && (3..=4).contains(&area.chars().count());
    let local = rest.trim_start_matches(|c: char| !is_arabic(c));
    let local = local.split(|c: char| !is_arabic(c) && !c.is_whitespace()).next()?.trim_end();
    (is_area && !local.is_empty()).then_some(local)
}

/// What stands before another number with an area code of its own: 672 1886 of 672 1886 0551-6721887.
fn before_area(local: &str) -> String {
    let area = |p: &&str| p.starts_with(['0', '０']) && (3..=4).contains(&p.chars().count());
    local.split_whitespace().take_while(|p| !area(p)).collect()
}

/// Whether a number without its area code has all its digits; 110 and 12345 are so long wherever they are.
fn is_whole(local: &str) -> bool {
    match local.chars().filter(|c| is_arabic(*c)).count() {
        3 => local.starts_with(['1', '１']),
        n => [5, 7, 8].contains(&n),
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
    fn a_number_with_a_digit_too_few_went_out_unnoticed() {
        let words = |post: &str, phone: &str| {
            let said = format!("请联系本局（地址：清渠路9号，邮编：{post}，电话：{phone}）。");
            zeros(2025).saying(Part::Preamble, &said)
        };
        check_finds("S107", &words("00010", "0000-8309705"), "邮编“00010”是5位，邮编都是6位");
        check_finds("S107", &words("000100", "0000-672188"), "电话“0000-672188”区号后面是6位，应为7位或8位");
        check_finds("S107", &words("000100", "（0000）672188"), "区号后面是6位");
        for phone in [
            "0000-8309705",
            "0000-83097051",
            "0000-12345",
            "12345",
            "0000-8309705-801",
            "0000-8309705、8309706",
            "400-000-0000",
        ] {
            check_silent("S107", &words("000100", phone));
        }
        let mut r = words("000100", "0000-8309705");
        r.report.office.postcode = "00010".into();
        check_finds("S107", &r, "邮编“00010”是5位");
        r.report.office.phone = "（0000）672188".into();
        check_finds("S107", &r, "区号后面是6位");
    }

    #[test]
    fn a_number_in_pieces_was_counted_by_its_first() {
        let words = |phone: &str| {
            let said = format!("请联系本局（地址：清渠路9号，邮编：000100，电话：{phone}）。");
            zeros(2025).saying(Part::Preamble, &said)
        };
        for phone in [
            "010-6567 8899",
            "010 6567 8899",
            "（0000）6721 886",
            "0000-6721886 6721887",
            "0086-551-64682221",
            "0086-0551-64682221",
            "0000-110",
            "0000-12320",
            "００００－６７２１８８６",
            "００８６-0000-64682221",
            "0000-672 1886 0000-6721887",
        ] {
            check_silent("S107", &words(phone));
        }
        for phone in ["0000-672 188", "0086-0000-672188", "0000-672", "００００－６７２１８８"] {
            check_finds("S107", &words(phone), "应为7位或8位");
        }
    }

    #[test]
    fn contacts_that_were_published_were_taken_for_the_office_s_own() {
        let mut r = zeros(2025);
        let o = &mut r.report.office;
        (o.address, o.postcode, o.phone) = Default::default();
        let r = r.saying(
            Part::Before(Section::Overview),
            "公开办公地址、联系电话等目录，网站地址：http://www.example.cn。",
        );
        check_finds("S107", &r, "没有写：地址、电话、邮编");
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
