//! What the format of a number makes of it: the number that is kept, a day, or another number.

use crate::form::words::words;

/// How a number's format shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumberLook {
    #[default]
    AsKept,
    Day,
    /// As another number: 38000 as 3.8, 0.5 as 50%.
    Otherwise,
}

impl NumberLook {
    /// By a format's number, and its code where it has one of its own.
    pub fn of(id: usize, code: Option<&str>) -> NumberLook {
        let Some(code) = code else {
            return match id {
                // Per cent, and amounts with the sign of money.
                5..=10 | 42 | 44 => NumberLook::Otherwise,
                14..=17 | 22 | 27..=31 | 36 | 50..=58 => NumberLook::Day,
                _ => NumberLook::AsKept,
            };
        };
        let (plain, literal) = parted(code);
        let lower = plain.to_lowercase();
        // The first section is for numbers over 0: it may show none of their digits.
        let first = lower.split(';').next().unwrap_or_default();
        let colored = code.split(';').next().unwrap_or_default().to_lowercase();
        let is_white = colored.contains("[white]") || colored.contains("[白色]");
        let digits =
            first.contains(['0', '#', '?', '@']) || first.contains("general") || first.contains("通用");
        if lower.contains('y') && lower.contains('m')
            || code.contains('年')
            || !digits && first.contains(['m', 'd'])
        {
            return NumberLook::Day;
        }
        if !digits || is_white {
            return NumberLook::Otherwise;
        }
        // A comma with no digits behind it takes thousands away, and a point may be mere decoration: 0!.0, shows 万.
        let scaled = plain.split(';').any(|part| {
            let last = part.rfind(['0', '#', '?']).unwrap_or(0);
            part.get(last..).is_some_and(|rest| rest.contains(','))
        });
        match scaled || plain.contains(['%', '元']) || !says_nothing(&literal) {
            true => NumberLook::Otherwise,
            false => NumberLook::AsKept,
        }
    }
}

/// Whether what a format shows beside the digits leaves the number what it is: 件 does, and 万元, the form's own unit; 元,
/// ¥, 百件 and 约 do not.
pub fn says_nothing(literal: &str) -> bool {
    let of_none = |c: char| c.is_whitespace() || "+-/()（）".contains(c) || words().counters.contains(&c);
    literal.replace("万元", "").chars().all(of_none)
}

/// What of a format stands for digits, and what is shown as it is.
fn parted(code: &str) -> (String, String) {
    let (mut plain, mut literal) = (String::new(), String::new());
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
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
    }
    (plain, literal)
}
