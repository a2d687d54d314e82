//! What the program says of itself: the guide by its parts, and what each version brought.

use crate::page::blocks::{Doc, DocBlock};
use crate::report::picture::Picture;
use std::sync::LazyLock;

/// The pictures by their names in the guide. `tests/e2e/guide` takes them of the window itself.
const PICTURES: [(&str, &[u8]); 5] = [
    ("start.png", include_bytes!("../../assets/help/start.png")),
    ("grid.png", include_bytes!("../../assets/help/grid.png")),
    ("text.png", include_bytes!("../../assets/help/text.png")),
    ("findings.png", include_bytes!("../../assets/help/findings.png")),
    ("pages.png", include_bytes!("../../assets/help/pages.png")),
];

/// A text under headings.
#[derive(Debug)]
pub struct HelpText {
    pub title: &'static str,
    pub parts: Vec<HelpPart>,
}

/// What stands under one of its headings.
#[derive(Debug)]
pub struct HelpPart {
    pub heading: &'static str,
    /// What it looks like; shown before the lines.
    pub pictures: Vec<HelpPicture>,
    /// A paragraph each; those of a list begin with · or their number.
    pub lines: Vec<String>,
}

/// A picture of the window.
#[derive(Debug)]
pub struct HelpPicture {
    pub caption: &'static str,
    pub picture: Picture,
}

impl HelpPicture {
    /// Of a line `![caption](name)`; `None` for any other.
    fn of(line: &'static str) -> Option<HelpPicture> {
        let (caption, name) = line.strip_prefix("![")?.strip_suffix(')')?.split_once("](")?;
        let (_, png) = PICTURES.iter().find(|(n, _)| *n == name)?;
        Some(HelpPicture { caption, picture: Picture::of(png) })
    }
}

/// 使用说明.
pub fn guide() -> &'static HelpText {
    static GUIDE: LazyLock<HelpText> =
        LazyLock::new(|| HelpText::of(include_str!("../../assets/help/guide.md")));
    &GUIDE
}

/// 新版本有什么: a part a version, the last one first.
pub fn news() -> &'static HelpText {
    static NEWS: LazyLock<HelpText> =
        LazyLock::new(|| HelpText::of(include_str!("../../assets/help/news.md")));
    &NEWS
}

/// How many of the news, the last ones, a clerk hasn't seen who used version `seen` last; one of before there was
/// such a thing is empty.
pub fn unseen(seen: &str) -> usize {
    news().parts.iter().take_while(|p| numbers(p.heading) > numbers(seen)).count()
}

fn numbers(version: &str) -> Vec<u32> {
    version.split('.').filter_map(|n| n.parse().ok()).collect()
}

impl HelpText {
    fn of(text: &'static str) -> HelpText {
        let mut out = HelpText { title: "", parts: Vec::new() };
        for line in text.lines().map(str::trim_end).filter(|l| !l.is_empty()) {
            if let Some(title) = line.strip_prefix("# ") {
                out.title = title;
            } else if let Some(heading) = line.strip_prefix("## ") {
                out.parts.push(HelpPart { heading, pictures: Vec::new(), lines: Vec::new() });
            } else if let Some(part) = out.parts.last_mut() {
                match HelpPicture::of(line) {
                    Some(picture) => part.pictures.push(picture),
                    None => part.lines.push(line.replacen("- ", "· ", 1)),
                }
            }
        }
        out
    }
    /// The place of the part with that heading.
    pub fn place(&self, heading: &str) -> Option<usize> {
        self.parts.iter().position(|p| p.heading == heading)
    }
    /// The parts with the lines that hold all of the words, of all parts where there are none.
    pub fn holding(&self, words: &str) -> Vec<(usize, Vec<&str>)> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let holds = |text: &str| {
            let text = text.to_lowercase();
            words.iter().all(|w| text.contains(w))
        };
        let found = self.parts.iter().enumerate().map(|(at, p)| {
            let whole = holds(p.heading);
            (at, p.lines.iter().map(String::as_str).filter(|l| whole || holds(l)).collect::<Vec<_>>())
        });
        found.filter(|(_, lines)| !lines.is_empty()).collect()
    }
    /// To be printed.
    pub fn doc(&self) -> Doc {
        let title = format!("公开年报{}", self.title);
        let mut blocks = vec![DocBlock::Title(title.clone())];
        for p in &self.parts {
            blocks.push(DocBlock::heading(1, p.heading));
            blocks.extend(
                p.pictures
                    .iter()
                    .map(|h| DocBlock::Picture { picture: h.picture.clone(), caption: h.caption.into() }),
            );
            blocks.extend(p.lines.iter().map(|l| DocBlock::para(l.trim_start_matches("· "))));
        }
        Doc { title, blocks, ..Doc::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::PROGRAM;

    #[test]
    fn the_news_begin_with_this_version_and_go_back() {
        let all: Vec<_> = news().parts.iter().map(|p| numbers(p.heading)).collect();
        assert_eq!(news().parts.first().map(|p| p.heading), Some(PROGRAM));
        assert!(all.is_sorted_by(|a, b| a > b), "{all:?}");
        assert_eq!((unseen(PROGRAM), unseen(""), unseen("99.0")), (0, all.len(), 0));
    }

    #[test]
    fn the_guide_is_found_in_by_words_and_printed_whole() {
        let guide = guide();
        let first = guide.place("第一次用看这里").expect("there");
        assert_eq!((first, guide.parts[first].lines.len()), (0, 5));
        assert_eq!(guide.holding("").len(), guide.parts.len());
        let found = guide.holding("f8 下一处");
        assert!(found.iter().all(|(_, lines)| lines.iter().all(|l| l.contains("F8"))) && !found.is_empty());
        assert_eq!(
            guide.holding("审核项目")[0].1.len(),
            guide.parts[guide.place("审核项目").expect("there")].lines.len()
        );
        assert!(guide.holding("没有这样的话").is_empty());
        let lines: usize = guide.parts.iter().map(|p| p.pictures.len() + p.lines.len() + 1).sum();
        assert_eq!(guide.doc().blocks.len(), lines + 1);
    }

    #[test]
    fn every_picture_of_the_guide_is_there_whole_and_light() {
        let shown: Vec<_> = guide().parts.iter().flat_map(|p| &p.pictures).collect();
        assert_eq!(shown.len(), PICTURES.len());
        assert!(
            guide().parts.iter().flat_map(|p| &p.lines).all(|l| !l.contains("![")),
            "a picture that is none"
        );
        assert!(shown.iter().all(|h| h.picture.sound().is_some() && !h.caption.is_empty()));
        let weight: usize = shown.iter().map(|h| h.picture.bytes().len()).sum();
        assert!(weight <= 400 << 10, "{weight}");
    }
}
