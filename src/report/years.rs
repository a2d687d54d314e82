//! Years as they are written: 2025年, ２０２５年, 二〇二五年, 二○二五年.

/// Digits in which a year is written.
pub const DIGITS: [&str; 4] =
    ["0123456789", "０１２３４５６７８９", "〇一二三四五六七八九", "○一二三四五六七八九"];

/// A year written in the same digits as `like`.
pub fn spelled(year: u16, like: &str) -> String {
    let own = DIGITS.iter().find(|d| like.chars().all(|c| d.contains(c))).unwrap_or(&DIGITS[0]);
    spell(year, own)
}

/// The year `from` followed by 年 as `to`, in whatever digits it is written.
pub fn year_moved(text: &str, from: u16, to: u16) -> String {
    let mut out = text.to_string();
    // Most sentences name no year.
    if text.contains('年') && from != to {
        for d in DIGITS {
            let was = format!("{}年", spell(from, d));
            if out.contains(&was) {
                out = out.replace(&was, &format!("{}年", spell(to, d)));
            }
        }
    }
    out
}

fn spell(year: u16, digits: &str) -> String {
    let digits: Vec<char> = digits.chars().collect();
    year.to_string().chars().filter_map(|c| digits.get(c.to_digit(10)? as usize)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_moves_in_whatever_zero_it_is_written() {
        for (was, now) in [
            ("2024年", "2025年"),
            ("２０２４年", "２０２５年"),
            ("二〇二四年", "二〇二五年"),
            ("二○二四年", "二○二五年"),
            ("2023年", "2023年"),
        ] {
            assert_eq!(year_moved(was, 2024, 2025), now);
        }
        assert_eq!(spelled(2026, "二〇二五"), "二〇二六");
        assert_eq!(spelled(2026, "二○二五"), "二○二六");
        assert_eq!(spelled(2026, "２０２５"), "２０２６");
    }
}
