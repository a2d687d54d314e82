//! Plain and pasted text: lines, with the cells of a table one a line, or apart by tabs or `|`. A line of
//! nothing but spaces that is indented like a cell is an empty cell; a line of nothing at all ends a row.

use super::raw::{Line, Piece, Raw};

/// Text of a file in UTF-8, UTF-16 or GB18030; `None` if it is no text.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let (encoding, bytes) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((e, skip)) => (e, &bytes[skip..]),
        None if std::str::from_utf8(bytes).is_ok() => (encoding_rs::UTF_8, bytes),
        None if bytes.contains(&0) => return None,
        None => {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            let guess = detector.guess(None, chardetng::Utf8Detection::Allow);
            // Chinese offices write GBK and GB18030; what the detector calls otherwise is not theirs.
            (if guess == encoding_rs::GBK { encoding_rs::GB18030 } else { guess }, bytes)
        }
    };
    let (text, _, damaged) = encoding.decode(bytes);
    let control = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    let odd = text.chars().filter(|c| *c == '\u{fffd}').count() + control;
    if odd * 50 > text.chars().count() || (damaged && odd * 200 > text.chars().count()) {
        return None;
    }
    Some(text.into_owned())
}

/// The lines of a text.
pub fn read(text: &str) -> Raw {
    let mut raw = Raw::default();
    for (i, line) in text.lines().enumerate() {
        let number = i + 1;
        let mut push = |piece| raw.lines.push(Line { number, piece });
        let inner = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if line.is_empty() {
            push(Piece::Break);
        } else if inner.is_empty() {
            push(Piece::Blank);
        } else if inner.contains(['\t', '|']) {
            let cells: Vec<&str> = inner.trim_end_matches('|').split(['\t', '|']).map(str::trim).collect();
            for c in cells {
                push(if c.is_empty() { Piece::Blank } else { Piece::Text(c.into()) });
            }
            push(Piece::Break);
        } else {
            push(Piece::Text(inner.into()));
        }
    }
    raw
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gbk_utf16_and_bom_are_read_and_binary_is_not() {
        let words = "某市科技局2020年政府信息公开工作年度报告，统计期限自2020年1月1日起。";
        let (gbk, _, _) = encoding_rs::GB18030.encode(words);
        assert_eq!(decode(&gbk).as_deref(), Some(words));
        assert_eq!(decode(format!("\u{feff}{words}").as_bytes()).as_deref(), Some(words));
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(words.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&utf16).as_deref(), Some(words));
        assert_eq!(decode(&[0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 0xff]), None);
    }

    #[test]
    fn an_indented_empty_line_is_an_empty_cell() {
        let raw = read("\t规章\n\t\n\t0\n\n甲\t1\t\t2");
        let pieces: Vec<Piece> = raw.lines.into_iter().map(|l| l.piece).collect();
        let t = |s: &str| Piece::Text(s.into());
        assert_eq!(
            pieces,
            [
                t("规章"),
                Piece::Blank,
                t("0"),
                Piece::Break,
                t("甲"),
                t("1"),
                Piece::Blank,
                t("2"),
                Piece::Break
            ]
        );
    }
}
