//! Numerals: 一千零二十四 written and read, 12 and 十二 as dates have them, 一 to 九 as headings count.

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// The value of a digit as years are written: 5, ５, 五, 〇 or ○. 零 is said, but written in no year.
pub fn digit(c: char) -> Option<u16> {
    let from = |zero: char| (u32::from(c) - u32::from(zero)) as u16;
    match c {
        '0'..='9' => Some(from('0')),
        '０'..='９' => Some(from('０')),
        '〇' | '○' => Some(0),
        c => one_to_nine(c),
    }
}

/// 0 to 9, of either width.
pub fn is_arabic(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// 一 to 九.
pub fn one_to_nine(c: char) -> Option<u16> {
    "一二三四五六七八九".chars().position(|d| d == c).map(|i| i as u16 + 1)
}

/// Whether a number in Chinese numerals is written with it: 二〇二四, 一千零五.
pub fn is_numeral(c: char) -> bool {
    !is_arabic(c) && digit(c).is_some() || "零十百千万亿".contains(c)
}

/// Whether it multiplies the number before it: 2.4万, 三千. It begins no number.
pub fn is_multiplier(c: char) -> bool {
    "百千万亿".contains(c)
}

/// Whether headings count with it: 一 to 十.
pub fn counts(c: char) -> bool {
    c == '十' || one_to_nine(c).is_some()
}

/// Section `n` in its heading: 一 to 九, 〇 of none.
pub fn heading(n: usize) -> &'static str {
    match n {
        0 => "〇",
        n => DIGITS.get(n).copied().unwrap_or(""),
    }
}

/// A number in Chinese numerals: 1024 → 一千零二十四.
pub fn written(n: u64) -> String {
    if n == 0 {
        return DIGITS[0].into();
    }
    let mut out = String::new();
    let mut gap = false;
    for (unit, word) in [(1_000_000_000_000, "万亿"), (100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let group = if unit == 1_000_000_000_000 { n / unit } else { n / unit % 10_000 };
        if group == 0 {
            gap = !out.is_empty();
            continue;
        }
        thousands(group, &mut gap, &mut out);
        gap = false;
        out.push_str(word);
    }
    out
}

/// Up to 9999 and beyond; `gap`: a 零 is due before the next digit.
fn thousands(group: u64, gap: &mut bool, out: &mut String) {
    let mut rest = group;
    for (unit, word) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let d = rest / unit;
        rest %= unit;
        if d == 0 {
            *gap = *gap || !out.is_empty();
            continue;
        }
        if std::mem::take(gap) {
            out.push_str(DIGITS[0]);
        }
        // 十七, not 一十七, at the head.
        if !(out.is_empty() && d == 1 && unit == 10) {
            out.push_str(DIGITS[d as usize % 10]);
        }
        out.push_str(word);
    }
}

/// A number of at most four signs as dates and headings have it: 12, １２, 十二, 二十, 二〇二六.
pub fn short(text: &str) -> Option<u16> {
    let digit = |c: char| digit(c).or((c == '零').then_some(0));
    let one = |t: &str, none: u16| match t.chars().next() {
        None => Some(none),
        Some(c) => digit(c).filter(|_| t.chars().nth(1).is_none()),
    };
    if text.is_empty() || text.chars().count() > 4 {
        return None;
    }
    match text.split_once('十') {
        Some((tens, ones)) => Some(one(tens, 1)? * 10 + one(ones, 0)?),
        None => text.chars().try_fold(0, |n, c| Some(n * 10 + digit(c)?)),
    }
}

/// 壹 as 一: how amounts are written out.
fn plain(c: char) -> char {
    let place = "壹贰叁肆伍陆柒捌玖拾佰仟".chars().position(|d| d == c);
    place.and_then(|i| "一二三四五六七八九十百千".chars().nth(i)).unwrap_or(c)
}

/// The number that prose begins with, and how many characters it takes: 二十三件, 一百零五, 两千, 三万. 一二 is none, nor
/// is 二〇; nor 一百五, which is 150 to who says it.
pub fn spoken(text: impl Iterator<Item = char>) -> Option<(u64, usize)> {
    const LONGEST: usize = 12;
    let (mut whole, mut group, mut last) = (0u64, 0u64, None::<u64>);
    let mut length = 0;
    // The sign before, and whether the last digit stands right behind 百, 千 or 万.
    let (mut before, mut cut_short) = (' ', false);
    for c in text.map(plain) {
        if length > LONGEST {
            return None;
        }
        let behind = std::mem::replace(&mut before, c);
        if let Some(d) = one_to_nine(c).or(matches!(c, '零' | '〇').then_some(0)) {
            cut_short = d > 0 && matches!(behind, '百' | '千' | '万');
            if last.is_some_and(|d| d != 0) {
                return None;
            }
            last = Some(d.into());
        } else if c == '两' {
            last = Some(2);
        } else if let Some(power) = "十百千".chars().position(|u| u == c) {
            cut_short = false;
            group += last.take().filter(|d| *d != 0).unwrap_or(1) * 10u64.pow(power as u32 + 1);
        } else if c == '万' && length > 0 {
            cut_short = false;
            whole += (group + last.take().unwrap_or(0)) * 10_000;
            group = 0;
        } else {
            break;
        }
        length += 1;
    }
    ((1..=LONGEST).contains(&length) && !cut_short).then(|| (whole + group + last.unwrap_or(0), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_written_as_people_say_them_and_read_back() {
        for (n, s) in [
            (0, "零"),
            (10, "十"),
            (17, "十七"),
            (20, "二十"),
            (101, "一百零一"),
            (110, "一百一十"),
            (1024, "一千零二十四"),
            (10_000, "一万"),
            (100_005, "十万零五"),
            (3_511, "三千五百一十一"),
            (1_0001_0010, "一亿零一万零一十"),
        ] {
            assert_eq!(written(n), s, "{n}");
            if n < 1_0000_0000 {
                assert_eq!(spoken(s.chars()), Some((n, s.chars().count())), "{s}");
            }
        }
    }

    #[test]
    fn prose_says_numbers_in_its_own_ways() {
        for (text, read) in [
            ("两件", Some((2, 1))),
            ("二十三件", Some((23, 3))),
            ("两千三百件", Some((2300, 4))),
            ("一百零五", Some((105, 4))),
            ("三万件", Some((30_000, 2))),
            ("一百五十", Some((150, 4))),
            ("一二件", None),
            ("二〇件", None),
            ("一〇五", None),
            ("一百五", None),
            ("三千六件", None),
            ("万件", None),
            ("件", None),
        ] {
            assert_eq!(spoken(text.chars()), read, "{text}");
        }
    }

    #[test]
    fn dates_and_headings_count_in_either_digits() {
        for (text, n) in [
            ("12", Some(12)),
            ("１２", Some(12)),
            ("一", Some(1)),
            ("十", Some(10)),
            ("十二", Some(12)),
            ("二十", Some(20)),
            ("三十一", Some(31)),
            ("二〇二六", Some(2026)),
            ("二○二六", Some(2026)),
            ("二零二六", Some(2026)),
            ("", None),
            ("百", None),
            ("二一十", None),
            ("12345", None),
        ] {
            assert_eq!(short(text), n, "{text}");
        }
        assert!("09０９".chars().all(is_arabic) && !"一〇①".chars().any(is_arabic));
        let headings: Vec<&str> = (0..=6).map(heading).collect();
        assert_eq!(headings, ["〇", "一", "二", "三", "四", "五", "六"]);
        assert!("一九十".chars().all(counts) && !"〇零1百".chars().any(counts));
    }
}
