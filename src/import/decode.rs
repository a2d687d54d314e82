//! Bytes of a text or a page as characters.

/// Text in UTF-8, UTF-16 or GB18030; `None` if it is no text.
pub fn text(bytes: &[u8]) -> Option<String> {
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

/// The same of what may be a page, which may name its charset itself.
pub fn page(bytes: &[u8]) -> Option<String> {
    if std::str::from_utf8(bytes).is_ok() || encoding_rs::Encoding::for_bom(bytes).is_some() {
        return text(bytes);
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_lowercase();
    let named = head.split("charset").nth(1).map(|t| {
        let t = t.trim_start_matches([' ', '=', '"', '\'']);
        t.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect::<String>()
    });
    let encoding = named.and_then(|n| encoding_rs::Encoding::for_label(n.as_bytes()));
    match encoding {
        Some(e) if e != encoding_rs::UTF_8 => {
            let e = if e == encoding_rs::GBK { encoding_rs::GB18030 } else { e };
            Some(e.decode(bytes).0.into_owned())
        }
        _ => text(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gbk_utf16_and_bom_are_read_and_binary_is_not() {
        let words = "某市科技局2020年政府信息公开工作年度报告，统计期限自2020年1月1日起。";
        let (gbk, _, _) = encoding_rs::GB18030.encode(words);
        assert_eq!(text(&gbk).as_deref(), Some(words));
        assert_eq!(text(format!("\u{feff}{words}").as_bytes()).as_deref(), Some(words));
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(words.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(text(&utf16).as_deref(), Some(words));
        assert_eq!(text(&[0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 0xff]), None);
    }

    #[test]
    fn a_page_s_own_charset_counts() {
        let (gbk, _, _) = encoding_rs::GBK.encode("<html><meta charset=gb2312><p>示范局</p>");
        assert!(page(&gbk).expect("text").contains("示范局"));
    }
}
