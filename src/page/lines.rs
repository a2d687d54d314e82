//! Chinese lines by GB/T 15834: which marks may not begin or end a line, which give way, what is never
//! split. Greedy and in one pass; leftover space is shared between the characters.

use super::breaks::{breakable, is_apostrophe};
use super::filling::{LineItem, fill, fits_closer, is_alone};
use super::fonts::{Fonts, Gaps, Picked};
use super::placing::place;
use super::setting::{LEFT_BLANK, RIGHT_BLANK};
pub use super::setting::{SetLine, Setting};
use super::{joining, shaping};
use crate::chinese::signs::is_joined;
use crate::form::bounds::part_mut;

/// Sets a paragraph. Every character comes out exactly once and in order, but for spaces at a line's end.
pub fn set(text: &str, s: &Setting<'_>, fonts: &Fonts, gaps: &mut Gaps) -> Vec<SetLine> {
    let items = items(text, s, fonts, gaps);
    let mut lines = Vec::new();
    let mut rest = items.as_slice();
    while !rest.is_empty() {
        let indent = if lines.is_empty() { s.indent } else { 0.0 };
        let (mut line, mut behind) =
            rest.split_at_checked(fill(rest, s.width - indent)).unwrap_or((rest, &[]));
        if is_alone(behind) && fits_closer(rest, s.size, s.width - indent) {
            (line, behind) = (rest, &[]);
        }
        lines.push(place(line, s, indent, !behind.is_empty()));
        rest = behind;
    }
    lines
}

fn items(text: &str, s: &Setting<'_>, fonts: &Fonts, gaps: &mut Gaps) -> Vec<LineItem> {
    let shown = || text.char_indices().filter(|(_, c)| !c.is_control());
    let chars: Vec<char> = shown().map(|(_, c)| c).collect();
    let mut stretches = s.emphasis.iter().peekable();
    let mut standing_out = |at: usize| {
        while stretches.next_if(|(r, _)| r.end <= at).is_some() {}
        stretches.peek().filter(|(r, _)| r.start <= at).map(|(_, e)| *e).unwrap_or_default()
    };
    let style_of = |i: usize| s.opening.filter(|(_, n)| i < *n).map_or(s.style, |(style, _)| style);
    let mut out: Vec<LineItem> = shown()
        .enumerate()
        .map(|(i, (byte, ch))| {
            let style = style_of(i);
            // The mark within an English word is a narrow one; its type has it full.
            let (drawn, closer) = match is_apostrophe(&chars, i) {
                true => ('\'', (fonts.width(style, "'") - fonts.width(style, "’")) * s.size),
                false => (ch, 0.0),
            };
            let picked = match is_joined(ch) {
                // As its word says.
                true => Picked { face: 0, gid: 0, advance: 1.0 },
                false => fonts.pick(style, drawn, gaps),
            };
            let Picked { face, gid, advance: em } = picked;
            let half = em * s.size / 2.0;
            let blank = |set: &str| if set.contains(ch) && em > 0.9 { half } else { 0.0 };
            let (left_blank, right_blank) = (blank(LEFT_BLANK), blank(RIGHT_BLANK));
            let (shift, to_left, emphasis) = ((0.0, 0.0), false, standing_out(byte));
            LineItem {
                ch,
                byte,
                face,
                gid,
                shift,
                to_left,
                advance: em * s.size + s.apart,
                left_blank,
                right_blank,
                closer,
                may_break: true,
                emphasis,
            }
        })
        .collect();
    for word in shaping::words(&chars) {
        joining::join(part_mut(&mut out, word.clone()), (style_of(word.start), s.size), fonts, gaps);
    }
    // Of two adjoining marks the blank between them goes.
    for i in 1..out.len() {
        let Some([a, b]) = out.get_mut(i.saturating_sub(1)..=i) else { continue };
        if a.right_blank > 0.0 && (b.right_blank > 0.0 || b.left_blank > 0.0) {
            a.advance -= a.right_blank;
            a.closer -= a.right_blank;
            a.right_blank = 0.0;
        } else if a.left_blank > 0.0 && b.left_blank > 0.0 {
            b.advance -= b.left_blank;
            a.closer -= b.left_blank;
        }
    }
    for (i, item) in out.iter_mut().enumerate() {
        item.may_break = breakable(&chars, i);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::breaks::{CLOSERS, OPENERS};
    use super::super::fonts::Style;
    use super::*;

    fn setting(width: f32) -> Setting<'static> {
        Setting { indent: 32.0, justify: true, ..Setting::plain(Style::Kai, 16.0, width) }
    }

    fn texts() -> Vec<String> {
        let words = [
            "公开",
            "（一）",
            "《条例》",
            "“三安全一稳定”",
            "，",
            "。",
            "2020年",
            "〔2021〕30号",
            "……",
            "——",
            "100%",
            "http://www.example.gov.cn/a/b?c=1&d=2",
            "；",
            "、",
            "无",
            "（国办发",
            "）",
            "1,234.5678万元",
        ];
        let mut seed = 7u32;
        (0..300)
            .map(|n| {
                (0..=n % 60)
                    .map(|_| {
                        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        words.iter().cycle().nth((seed >> 16) as usize & 0xff).copied().unwrap_or_default()
                    })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn every_character_comes_out_once_and_in_order_within_the_width() {
        let fonts = Fonts::new(None);
        for text in texts() {
            let lines = set(&text, &setting(448.0), &fonts, &mut Gaps::default());
            let out: String = lines.iter().flat_map(|l| l.glyphs.iter().map(|g| g.ch)).collect();
            assert_eq!(out, text);
            for l in &lines {
                let last = l.glyphs.last().expect("a glyph");
                let blank = if RIGHT_BLANK.contains(last.ch) { 8.1 } else { 0.1 };
                assert!(last.x + last.advance <= 448.0 + blank, "{}", last.x + last.advance);
            }
        }
    }

    #[test]
    fn no_line_begins_or_ends_with_a_mark_that_may_not() {
        let fonts = Fonts::new(None);
        for text in texts() {
            // Runs of marks that no rule could save are left out of judgement.
            if text.contains("，，") || text.contains("（国办发（") {
                continue;
            }
            let lines = set(&text, &setting(448.0), &fonts, &mut Gaps::default());
            for pair in lines.windows(2) {
                let (end, start) =
                    (pair[0].glyphs.last().map(|g| g.ch), pair[1].glyphs.first().map(|g| g.ch));
                assert!(!OPENERS.contains(end.expect("a glyph")), "{text}");
                assert!(!CLOSERS.contains(start.expect("a glyph")), "{text}: {start:?}");
            }
        }
    }

    #[test]
    fn no_character_stands_alone_on_a_line_where_the_one_before_can_take_it() {
        let fonts = Fonts::new(None);
        let set = |text: &str| set(text, &setting(28.0 * 16.0), &fonts, &mut Gaps::default());
        let heading = "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况";
        assert_eq!(heading.chars().count(), 27);
        let lines = set(heading);
        assert_eq!(lines.len(), 1);
        assert!(lines[0].width <= 28.0 * 16.0 + 0.1, "{}", lines[0].width);
        // Two more are a line of their own.
        assert_eq!(set(&format!("{heading}说明")).len(), 2);
    }

    #[test]
    fn years_and_numbers_are_not_split() {
        let fonts = Fonts::new(None);
        for pad in 0..40 {
            let text = format!("{}2020年收到（国办公开办函〔2021〕30号）100%件", "公".repeat(pad));
            for l in set(&text, &setting(448.0), &fonts, &mut Gaps::default()) {
                let line: String = l.glyphs.iter().map(|g| g.ch).collect();
                assert!(!line.starts_with(['年', '号', '%', '0']), "{line}");
            }
        }
    }

    #[test]
    fn a_year_in_chinese_numerals_and_an_english_genitive_are_not_split() {
        let fonts = Fonts::new(None);
        for pad in 0..40 {
            let text = format!("{}到二〇三五年建成，People’s Daily作了报道", "公".repeat(pad));
            let lines = set(&text, &setting(448.0), &fonts, &mut Gaps::default());
            let lines: Vec<String> = lines.iter().map(|l| l.glyphs.iter().map(|g| g.ch).collect()).collect();
            for pair in lines.windows(2) {
                assert!(!pair[0].ends_with(['二', '〇', '三', '五', '’']), "{lines:?}");
                assert!(!pair[1].starts_with(['年', 's', '’']), "{lines:?}");
            }
        }
        let lines = set("People’s", &setting(448.0), &fonts, &mut Gaps::default());
        let mark = lines[0].glyphs.iter().find(|g| g.ch == '’').expect("the mark");
        assert!(mark.advance < 8.0, "{}", mark.advance);
        // Its type has it full: another program is told so.
        let full = fonts.width(Style::Kai, "’") * 16.0;
        assert_eq!(lines[0].closer, [("People".len(), mark.advance - full)]);
    }
}
