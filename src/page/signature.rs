//! Where the signature stands (GB/T 9704-2012 7.3.5).

use super::fonts::Fonts;
use super::sheet::PageSheet;
use super::titles;

/// A name so wide on one line, or on lines of whole meanings where it is longer than the block is wide.
pub fn name_lines(office: &str, width: f32, sheet: &PageSheet) -> Vec<String> {
    /// What stays blank at the right of the longest line.
    const BLANK: f32 = 2.0;
    match width <= sheet.width {
        true => vec![office.to_string()],
        false => titles::lines(office, sheet.width / sheet.em - BLANK),
    }
}

/// Where the lines of the name and the date begin, in points from the left of the text block. Without a seal the name ends two
/// characters from the edge and the date begins two behind the name's first; a date longer than the name, or shorter by
/// less than one character, ends two characters from the edge and the name moves left. With room for a seal the date ends four characters
/// from the edge and the name is centred above it.
pub fn places(name: &[String], date: &str, seal: bool, sheet: &PageSheet, fonts: &Fonts) -> (f32, f32) {
    let width = |t: &str| sheet.words_width(t, fonts);
    by_widths(name.iter().map(|l| width(l)).fold(0.0, f32::max), width(date), seal, sheet)
}

/// The same by the widths of name and date, in points.
pub fn by_widths(name_width: f32, date_width: f32, seal: bool, sheet: &PageSheet) -> (f32, f32) {
    let PageSheet { width: block, em, .. } = *sheet;
    // A long name must not leave the text block; the date stands by where the name then is.
    let inside = |x: f32, width: f32| x.min(block - width).max(0.0);
    if seal {
        let date_x = block - 4.0 * em - date_width;
        (inside(date_x + (date_width - name_width) / 2.0, name_width), date_x.max(0.0))
    } else if date_width + em <= name_width {
        let name_x = inside(block - 2.0 * em - name_width, name_width);
        (name_x, inside(name_x + 2.0 * em, date_width))
    } else {
        let date_x = block - 2.0 * em - date_width;
        (inside(date_x - 2.0 * em, name_width), date_x.max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::fonts::Style;
    use crate::page::{EM, WIDTH};

    /// Left and right ends of name and date, in characters from the right edge.
    fn ends(office: &str, date: &str, seal: bool) -> [i32; 4] {
        let fonts = Fonts::new(None);
        let (name, day) = places(&[office.to_string()], date, seal, &PageSheet::default(), &fonts);
        let right = |x: f32, t: &str| WIDTH - x - fonts.width(Style::Fang, t) * EM;
        [WIDTH - name, right(name, office), WIDTH - day, right(day, date)].map(|v| (v / EM).round() as i32)
    }

    #[test]
    fn name_and_date_stand_as_the_norm_says() {
        // Ten characters and about seven: the date begins two behind the name.
        assert_eq!(ends("示范市云溪区水务管理局", "2026年1月20日", false), [13, 2, 11, 4]);
        // The date is the longer one: it ends two from the edge, the name begins two before it.
        let [name, _, day, right] = ends("示范局", "2026年1月20日", false);
        assert_eq!((name - day, right), (2, 2));
        // With room for a seal the date ends four from the edge, the name's middle above its middle.
        let [name, name_right, day, right] = ends("示范市云溪区水务局", "2026年1月20日", true);
        assert_eq!(right, 4);
        assert!(((name + name_right) - (day + right)).abs() <= 1, "{name} {name_right} {day} {right}");
    }

    #[test]
    fn the_date_of_a_long_name_keeps_its_place_behind_the_names_first() {
        for many in [25, 26, 27, 28, 40] {
            let (name, date) = places(
                &["局".repeat(many)],
                "2026年1月20日",
                false,
                &PageSheet::default(),
                &Fonts::new(None),
            );
            assert!(((date - name) / EM - 2.0).abs() < 0.01, "{many}: {name} {date}");
        }
    }

    #[test]
    fn a_name_of_two_lines_is_parted_by_meaning_and_the_date_stands_by_its_first() {
        let (sheet, fonts) = (PageSheet::default(), Fonts::new(None));
        let office = "示范维吾尔自治区云溪哈萨克自治州人力资源和社会保障事业发展服务中心";
        let lines = |office: &str| name_lines(office, sheet.words_width(office, &fonts), &sheet);
        let name = lines(office);
        assert_eq!(name, ["示范维吾尔自治区云溪哈萨克自治州", "人力资源和社会保障事业发展服务中心"]);
        let (x, date) = places(&name, "2026年1月20日", false, &sheet, &fonts);
        assert!(((WIDTH - x) / EM - 19.0).abs() < 0.2 && ((date - x) / EM - 2.0).abs() < 0.01, "{x} {date}");
        // One that fits stands on a line as it did.
        let office = "示范维吾尔自治区云溪哈萨克自治州人力资源和社会保障局";
        assert_eq!(lines(office), [office]);
    }

    #[test]
    fn the_longest_name_stays_in_the_text_block() {
        let name = "新疆维吾尔自治区伊犁哈萨克自治州示范县人力资源和社会保障局";
        for seal in [false, true] {
            let (x, _) =
                places(&[name.into()], "2026年1月20日", seal, &PageSheet::default(), &Fonts::new(None));
            assert!(x >= 0.0);
        }
    }
}
