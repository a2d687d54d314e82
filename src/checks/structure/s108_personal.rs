//! S108: personal data: numbers of identity cards and mobile telephones, names of people who applied.

use crate::checks::{Check, Context, Finding, Level};
use crate::chinese::signs::{in_address, is_han};
use crate::form;
use crate::report::memo::Memo;
use std::ops::Range;

pub static CHECK: Check = Check {
    code: "S108",
    title: "有个人信息",
    level: Level::Warning,
    why: "涉及个人隐私、公开会损害第三方合法权益的信息不得公开（条例第十五条）；身份证号、手机号、申请人姓名属于个人信息。",
    how: "删去，或者隐去姓名和号码。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

/// What in a paragraph may be somebody's.
struct Personal {
    numbers: Vec<(Range<usize>, String)>,
    name: Option<Range<usize>>,
}

thread_local! {
    static SEEN: Memo<(), String, Personal> = Memo::default();
}

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let own: String = cx.office().phone.chars().filter(char::is_ascii_digit).collect();
    for p in cx.text() {
        let personal = || Personal { numbers: long_numbers(&p.words), name: person(&p.words) };
        let seen = SEEN.with(|m| m.get((), &*p.words, personal));
        for (range, digits) in &seen.numbers {
            let what = match digits.as_str() {
                d if is_identity(d) => "身份证号码",
                d if is_mobile(d) && !own.contains(d) => "手机号码",
                _ => continue,
            };
            out.push(Finding::new(&CHECK, format!("文字里有像{what}的数字")).words(p, range.clone()));
        }
        if let Some(range) = seen.name.clone() {
            let name = &p.words[range.clone()];
            out.push(Finding::new(&CHECK, format!("文字里有当事人的姓名“{name}”")).words(p, range));
        }
    }
}

/// Runs of eleven or eighteen digits that stand alone.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn long_numbers(words: &str) -> Vec<(Range<usize>, String)> {
    let mut out = Vec::new();
    let mut rest = 0;
    while let Some(from) = words[rest..].find(|c: char| c.is_ascii_digit()).map(|i| rest + i) {
        let run = &words[from..];
        let end = from + run.find(|c: char| !c.is_ascii_digit()).unwrap_or(run.len());
        let end = if end - from == 17 && words[end..].starts_with(['X', 'x']) { end + 1 } else { end };
        rest = end;
        let within = words[..from].ends_with(in_address)
            || words[end..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
        if matches!(end - from, 11 | 18) && !within {
            out.push((from..end, words[from..end].to_uppercase()));
        }
    }
    out
}

/// 18 signs whose last one proves the others (GB 11643).
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn is_identity(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let b = digits.as_bytes();
    if b.len() != 18 {
        return false;
    }
    let digit = |d: u8| u32::from(d.saturating_sub(b'0'));
    let sum: u32 = b.iter().zip(WEIGHTS).map(|(d, w)| digit(*d) * w).sum();
    let month = digit(b[10]) * 10 + digit(b[11]);
    b"10X98765432"[(sum % 11) as usize] == b[17] && (1..=12).contains(&month)
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && !digits[1..].starts_with(['0', '1', '2'])
}

/// A name behind 申请人 and the like, with a long number or a mark of identity near it.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn person(words: &str) -> Option<Range<usize>> {
    let w = form::words::words();
    w.persons.iter().flat_map(|word| words.match_indices(word.as_str())).find_map(|(at, word)| {
        let from = at + word.len();
        let behind = words[from..].trim_start_matches(['：', ':']);
        let from = words.len() - behind.len();
        let name: String = behind.chars().take_while(|c| is_han(*c)).take(5).collect();
        name.chars().next().filter(|c| w.surnames.contains(*c))?;
        let (name, rest) = (name.as_str(), &behind[name.len()..]);
        let length = name.chars().count();
        let given = (2..=4).contains(&length) && !w.not_names.iter().any(|n| name.starts_with(n.as_str()));
        let near: String = rest.chars().take(24).collect();
        let figures = near.chars().filter(char::is_ascii_digit).count() >= 7;
        let told = figures || near.contains("身份证") || near.contains("电话") || near.contains("住址");
        (given && told && !name.contains('某')).then_some(from..from + name.len())
    })
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, Case, check_finds, check_silent, zeros};
    use crate::report::{Part, Section};

    pub fn bad() -> Bad {
        (section("可拨打13912345678咨询。"), "文字里有像手机号码的数字")
    }

    fn section(words: &str) -> Case {
        zeros(2025).saying(Part::Before(Section::Overview), words)
    }

    #[test]
    fn numbers_and_names_of_people_are_found() {
        check_finds("S108", &section("证号11010519491231002X。"), "身份证号码");
        check_finds("S108", &section("请拨打13912345678。"), "手机号码");
        check_finds("S108", &section("申请人：张小明（电话1234567）要求公开。"), "姓名“张小明”");
    }

    #[test]
    fn other_numbers_and_words_are_not() {
        for words in [
            "信息处理费11398889012元。",
            "统一社会信用代码11010519491231002A。",
            "电话0000-12345678901，索引号123456789012345678。",
            "申请人向我局提出申请3件，编号1234567。",
            "申请人张某（电话略）。",
            "申请人何时申请（电话1234567）不限。",
            "网址www.example.cn/art/13912345678.html。",
        ] {
            check_silent("S108", &section(words));
        }
        let mut r = section("联系电话：13912345678。");
        r.report.office.phone = "13912345678".into();
        check_silent("S108", &r);
    }
}
