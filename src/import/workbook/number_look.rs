//! What the format of a number makes of it: the number that is kept, a day, another number, or nothing.

use crate::form::words::words;

/// How a number is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumberLook {
    #[default]
    AsKept,
    Day,
    /// As another number: 38000 as 3.8, 0.5 as 50%.
    Otherwise,
    Nothing,
}

/// How a format shows numbers, and how it shows 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NumberFormat {
    pub over_zero: NumberLook,
    pub zero: NumberLook,
}

impl NumberFormat {
    /// By a format's number, and its code where it has one of its own.
    pub fn of(id: usize, code: Option<&str>) -> NumberFormat {
        let Some(code) = code else {
            let over_zero = match id {
                // Per cent, and amounts with the sign of money.
                5..=10 | 42 | 44 => NumberLook::Otherwise,
                14..=17 | 22 | 27..=31 | 36 | 50..=58 => NumberLook::Day,
                _ => NumberLook::AsKept,
            };
            return NumberFormat { over_zero, zero: NumberLook::AsKept };
        };
        NumberFormat { over_zero: over_zero(code), zero: zero(code) }
    }

    pub fn look(self, v: f64) -> NumberLook {
        if v == 0.0 { self.zero } else { self.over_zero }
    }
}

fn over_zero(code: &str) -> NumberLook {
    let (plain, literal) = parted(code);
    let lower = plain.to_lowercase();
    // The first section is for numbers over 0: it may show none of their digits.
    let first = lower.split(';').next().unwrap_or_default();
    let digits = shows_digits(first);
    if lower.contains('y') && lower.contains('m')
        || code.contains('年')
        || !digits && first.contains(['m', 'd'])
    {
        return NumberLook::Day;
    }
    if !digits || is_white(code.split(';').next().unwrap_or_default()) {
        return NumberLook::Otherwise;
    }
    // A comma with no digits behind it takes thousands away, and a point may be mere decoration: 0!.0, shows 万.
    let scaled = plain.split(';').any(|part| {
        let last = part.rfind(PLACES).unwrap_or(0);
        part.get(last..).is_some_and(|rest| rest.contains(','))
    });
    // 12 shown as -12, as 12/ or as 1 2.
    let (own, beside) = parted(sections(code).next().unwrap_or_default());
    let amid = own.find(PLACES).zip(own.rfind(PLACES)).and_then(|(from, to)| own.get(from..to));
    let signed = beside.contains(['-', '/', '(', '（'])
        || own.contains(['-', '('])
        || amid.is_some_and(|a| a.contains([SHOWN, ' ']));
    match scaled || signed || plain.contains(['%', '元']) || !says_nothing(&literal) {
        true => NumberLook::Otherwise,
        false => NumberLook::AsKept,
    }
}

/// What stands in the place of 0 in the section for it, or in the only one; where there are conditions, 0 is taken for 0.
fn zero(code: &str) -> NumberLook {
    let section = sections(code).nth(2).or(sections(code).next()).unwrap_or_default();
    let (plain, literal) = parted(section);
    let lower = plain.to_lowercase();
    if code.contains(['=', '<', '>']) || lower.contains(['y', 'm', 'd', 'h', 's']) {
        return NumberLook::AsKept;
    }
    let shown = literal.trim();
    match lower.contains(['0', '@']) || shows_general(&lower) {
        _ if is_white(section) => NumberLook::Nothing,
        true => NumberLook::AsKept,
        false if shown.is_empty() && !plain.contains(['-', '/']) => NumberLook::Nothing,
        false if is_nothing(shown) => NumberLook::AsKept,
        false => NumberLook::Otherwise,
    }
}

/// What stands for digits.
const PLACES: [char; 3] = ['0', '#', '?'];
/// In the place of what is shown as it is.
const SHOWN: char = '\u{1}';

fn shows_digits(section: &str) -> bool {
    section.contains(PLACES) || section.contains('@') || shows_general(section)
}

fn shows_general(section: &str) -> bool {
    section.contains("general") || section.contains("通用")
}

fn is_white(section: &str) -> bool {
    let lower = section.to_lowercase();
    lower.contains("[white]") || lower.contains("[白色]")
}

/// Whether words in the place of a 0 say so: -, 无, 零.
pub fn is_nothing(shown: &str) -> bool {
    shown.is_empty() || words().cells.says_none(shown) || matches!(shown, "零" | "〇")
}

/// Whether what a format shows beside the digits leaves the number what it is: 件 does, and 万元, the form's own unit; 元,
/// ¥, 百件 and 约 do not.
pub fn says_nothing(literal: &str) -> bool {
    let of_none = |c: char| c.is_whitespace() || "+-/()（）".contains(c) || words().counters.contains(&c);
    literal.replace("万元", "").chars().all(of_none)
}

/// The sections of a format: for numbers over 0, under 0, and 0.
fn sections(code: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    code.split(move |c| {
        quoted ^= c == '"';
        c == ';' && !quoted
    })
}

/// What of a format stands for digits, with a mark for what is shown as it is, and the latter.
fn parted(code: &str) -> (String, String) {
    let (mut plain, mut literal) = (String::new(), String::new());
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        let before = literal.len();
        match c {
            '"' => literal.extend(chars.by_ref().take_while(|c| *c != '"')),
            // The sign of money stands before the country's number: [$¥-804].
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                literal.extend(inside.strip_prefix('$').and_then(|s| s.split('-').next()));
            }
            '\\' | '!' => literal.extend(chars.next()),
            '_' | '*' => drop(chars.next()),
            c => plain.push(c),
        }
        if literal.len() > before {
            plain.push(SHOWN);
        }
    }
    (plain, literal)
}
