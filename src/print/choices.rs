//! What a clerk chooses about a printout, and how `lp` is told.

use crate::chinese::width::nfkc;
use std::ffi::{OsStr, OsString};
use std::ops::RangeInclusive;

/// Which sides of a sheet are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sides {
    /// As the printer is set up.
    #[default]
    Unsaid,
    One,
    /// Turned like a book.
    LongEdge,
    /// Turned like a pad.
    ShortEdge,
}

impl Sides {
    pub const ALL: [Sides; 4] = [Sides::Unsaid, Sides::One, Sides::LongEdge, Sides::ShortEdge];

    /// The words a clerk reads.
    pub fn words(self) -> &'static str {
        match self {
            Sides::Unsaid => "按打印机的设置",
            Sides::One => "单面",
            Sides::LongEdge => "双面，沿长边翻（像书）",
            Sides::ShortEdge => "双面，沿短边翻（像挂历）",
        }
    }
    fn option(self) -> Option<&'static str> {
        match self {
            Sides::Unsaid => None,
            Sides::One => Some("sides=one-sided"),
            Sides::LongEdge => Some("sides=two-sided-long-edge"),
            Sides::ShortEdge => Some("sides=two-sided-short-edge"),
        }
    }
}

/// How something is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// What the printer's queue calls it; the file's name where it is empty.
    pub title: String,
    /// The system's default where it is `None`.
    pub printer: Option<String>,
    /// 0 counts as 1.
    pub copies: u32,
    /// From 1; empty is all of them.
    pub pages: Vec<RangeInclusive<usize>>,
    pub sides: Sides,
}

impl Choices {
    /// The arguments of `lp`.
    pub fn arguments(&self, file: &OsStr) -> Vec<OsString> {
        let mut out: Vec<OsString> = Vec::new();
        let mut add = |name: &str, value: &str| out.extend([name.into(), value.into()]);
        if let Some(p) = &self.printer {
            add("-d", p);
        }
        if self.copies > 1 {
            add("-n", &self.copies.to_string());
            // Whole reports one after the other.
            add("-o", "collate=true");
        }
        if !self.title.is_empty() {
            add("-t", &self.title);
        }
        add("-o", "media=A4");
        if let Some(o) = self.sides.option() {
            add("-o", o);
        }
        if !self.pages.is_empty() {
            let word = |r: &RangeInclusive<usize>| match (r.start(), r.end()) {
                (a, b) if a == b => a.to_string(),
                (a, b) => format!("{a}-{b}"),
            };
            let words: Vec<String> = self.pages.iter().map(word).collect();
            add("-P", &words.join(","));
        }
        out.extend(["--".into(), file.to_owned()]);
        out
    }
}

/// What is wrong with the pages as they are written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PagesError {
    #[error("请写要打印的页码，如 1-3,5")]
    NoneWritten,
    #[error("看不懂“{0}”，请写成 1-3,5 的样子")]
    Unreadable(String),
    #[error("“{0}”前面的页码比后面的大，请换过来")]
    Backwards(String),
    #[error("一共只有{last}页，没有第{wanted}页")]
    NotThere { last: usize, wanted: usize },
}

/// Pages as a clerk writes them: `1-3,5`, also full-width and with 、 ，至 到.
pub fn pages(text: &str, last: Option<usize>) -> Result<Vec<RangeInclusive<usize>>, PagesError> {
    let text: String = nfkc(text).chars().filter(|c| !c.is_whitespace() && !"第页".contains(*c)).collect();
    let pieces: Vec<&str> = text.split([',', '、', '，', ';']).filter(|p| !p.is_empty()).collect();
    if pieces.is_empty() {
        return Err(PagesError::NoneWritten);
    }
    let mut out = Vec::new();
    for piece in pieces {
        let ends: Vec<Option<usize>> = piece
            .split(['-', '—', '–', '~', '～', '至', '到'])
            .filter(|e| !e.is_empty())
            .map(|e| e.parse().ok().filter(|n| *n > 0))
            .collect();
        let (from, to) = match ends[..] {
            [Some(one)] => (one, one),
            [Some(a), Some(b)] if a <= b => (a, b),
            [Some(_), Some(_)] => return Err(PagesError::Backwards(piece.into())),
            _ => return Err(PagesError::Unreadable(piece.into())),
        };
        if let Some(last) = last.filter(|l| to > *l) {
            return Err(PagesError::NotThere { last, wanted: to });
        }
        out.push(from..=to);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_become_arguments() {
        let told = |c: Choices| {
            let words: Vec<_> = c.arguments(OsStr::new("-a.pdf")).into_iter().collect();
            words.iter().map(|w| w.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(told(Choices::default()), "-o media=A4 -- -a.pdf");
        let all = Choices {
            title: "示范局年报".into(),
            printer: Some("三楼 大厅".into()),
            copies: 3,
            pages: vec![1..=3, 5..=5],
            sides: Sides::LongEdge,
        };
        assert_eq!(
            told(all),
            "-d 三楼 大厅 -n 3 -o collate=true -t 示范局年报 -o media=A4 -o sides=two-sided-long-edge -P 1-3,5 -- -a.pdf"
        );
        for (sides, word) in Sides::ALL.iter().zip(["", "one-sided", "long-edge", "short-edge"]) {
            assert!(told(Choices { sides: *sides, ..Choices::default() }).contains(word));
        }
    }

    #[test]
    fn pages_are_read_as_clerks_write_them() {
        for text in ["1-3,5", "１—３，５", "1至3、5", " 第1-3页 ; 第5页 "] {
            assert_eq!(pages(text, Some(6)), Ok(vec![1..=3, 5..=5]), "{text}");
        }
        for (text, word) in [
            ("", "请写"),
            ("abc", "看不懂"),
            ("0", "看不懂"),
            ("1-2-3", "看不懂"),
            ("3-1", "换过来"),
            ("7", "一共只有6页"),
            ("99999999999999999999999", "看不懂"),
        ] {
            let said = pages(text, Some(6));
            assert!(said.as_ref().is_err_and(|e| e.to_string().contains(word)), "{text} {said:?}");
        }
        assert_eq!(pages("7", None), Ok(vec![7..=7]));
    }
}
