//! Where the characters of a line stand: squeezed, spread over the width, or as they come.

use super::Glyph;
use super::filling::{LineItem, spread, squeeze};
use super::joining;
use super::setting::{LEFT_BLANK, SetLine, Setting};
use crate::form::bounds::{between, part};

/// Places the items of a line; a justified one reaches the width exactly, if the gaps stay decent.
pub fn place(items: &[LineItem], s: &Setting<'_>, indent: f32, justify: bool) -> SetLine {
    let end = items.iter().rposition(|i| i.ch != ' ').map_or(0, |i| i.saturating_add(1));
    let items = part(items, ..end);
    let width = s.width - indent;
    let natural: f32 = items.iter().map(|i| i.advance).sum();
    let trail = items.last().map_or(0.0, |i| i.right_blank);
    let room = width - (natural - trail);
    let mut gaps = vec![0.0; items.len()];
    if room < 0.0 {
        gaps = squeezed(items, room);
    }
    let closer = closer(items, &gaps, width - natural);
    if room >= 0.0 && s.justify && justify && items.len() > 1 {
        // A line that only lacks the last mark's blank half is full already.
        if let Some(spread) = spread(items, room, s.size) {
            gaps = spread;
        }
    }
    let mut x = indent;
    let mut glyphs = Vec::with_capacity(items.len());
    for (it, gap) in items.iter().zip(gaps.iter().copied()) {
        // An opening mark cut at its left moves left, so that its ink stays where it was.
        let shift = if LEFT_BLANK.contains(it.ch) { it.advance - full(it, s) } else { 0.0 };
        let squeeze = if gap < 0.0 && it.left_blank > 0.0 { gap } else { 0.0 };
        glyphs.push(Glyph {
            ch: it.ch,
            face: it.face,
            gid: it.gid,
            x: x + shift + squeeze + it.shift.0,
            rise: it.shift.1,
            advance: it.advance,
            emphasis: it.emphasis,
        });
        x += it.advance + gap;
    }
    joining::turn(&mut glyphs, items, &gaps);
    SetLine { glyphs, width: x, closer }
}

/// The uncut width of an opening mark.
fn full(it: &LineItem, s: &Setting<'_>) -> f32 {
    if it.left_blank > 0.0 && it.advance < s.size * 0.75 { it.advance + it.left_blank } else { it.advance }
}

/// What stands behind the characters of a line that lacks `room`: the marks share what is missing, and all characters
/// what is then missing still.
fn squeezed(items: &[LineItem], room: f32) -> Vec<f32> {
    let inner = items.split_last().map_or(items, |(_, inner)| inner);
    let total = squeeze(items);
    let by_marks = room.max(-total);
    let by_all = (room - by_marks) / inner.len().max(1) as f32;
    let share = |i: &LineItem| if total > 0.0 { (i.left_blank + i.right_blank) / 2.0 / total } else { 0.0 };
    inner.iter().map(|i| by_marks * share(i) + by_all).chain([0.0]).take(items.len()).collect()
}

/// A line leaves so much free, in points: programs round widths each in its way.
const SPARE: f32 = 0.6;

/// Where characters stand closer, told of the one before by its byte in the text: an opening mark moves towards it, and the last mark lacks
/// as much of its blank half as the line lacks room. What the first of a line can't give, the next mark does.
fn closer(items: &[LineItem], gaps: &[f32], room: f32) -> Vec<(usize, f32)> {
    let mut out: Vec<f32> = items.iter().map(|i| i.closer).collect();
    let mut owed = 0.0;
    for (i, (it, gap)) in items.iter().zip(gaps).enumerate() {
        let before = if it.left_blank > 0.0 { i.checked_sub(1) } else { Some(i) };
        match before.and_then(|i| out.get_mut(i)) {
            Some(here) => {
                *here += gap;
                if it.left_blank + it.right_blank > 0.0 {
                    *here += std::mem::take(&mut owed);
                }
            }
            None => owed += gap,
        }
    }
    let lacking = room - gaps.iter().sum::<f32>();
    if let (Some(last), Some(item)) = (out.last_mut(), items.last()) {
        *last += between(lacking - SPARE, -item.right_blank - SPARE, 0.0);
    }
    items.iter().map(|i| i.byte).zip(out).filter(|(_, c)| *c < 0.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::fonts::{Fonts, Gaps, Style};
    use crate::page::lines;

    /// Each line of a text as another program sets it: every character as wide as its type says, but for what it is
    /// told to stand closer.
    fn told(text: &str, width: f32) -> Vec<(String, f32)> {
        const APART: f32 = -0.25;
        let fonts = Fonts::new(None);
        let setting = Setting { apart: APART, justify: true, ..Setting::plain(Style::Kai, 16.0, width) };
        let of = |l: SetLine| {
            let words: String = l.glyphs.iter().map(|g| g.ch).collect();
            let each = |c| fonts.width(Style::Kai, c) * 16.0 + APART;
            let whole: f32 = words.split_inclusive(|_| true).map(each).sum();
            (words, whole + l.closer.iter().map(|(_, by)| by).sum::<f32>())
        };
        lines::set(text, &setting, &fonts, &mut Gaps::default()).into_iter().map(of).collect()
    }

    #[test]
    fn a_line_told_to_another_program_is_no_wider_than_its_column() {
        let text =
            "《条例》（国办发〔2021〕30号），“双随机、一公开”监管、“互联网+政务服务”；公开、解读、回应。"
                .repeat(3);
        for extra in 0..60 {
            let width = 300.0 + extra as f32 * 2.6;
            for (words, told) in told(&text, width) {
                assert!(told <= width - SPARE + 0.02, "{told} in {width}: {words}");
            }
        }
    }

    #[test]
    fn neighbouring_marks_are_told_and_gaps_of_justification_are_not() {
        let lines = |text: &str, width: f32| {
            let setting = Setting { justify: true, ..Setting::plain(Style::Kai, 16.0, width) };
            lines::set(text, &setting, &Fonts::new(None), &mut Gaps::default())
        };
        let one = &lines("公开《条例》（试行）“是”", 448.0)[0];
        assert_eq!(one.closer, [("公开《条例".len(), -8.0), ("公开《条例》（试行".len(), -8.0)]);
        assert!(lines("公开条例公开条例公开条例", 85.0).iter().all(|l| l.closer.is_empty()));
    }
}
