//! The words that say what a picture shows: below it in most documents, above it in others.

use crate::chinese::numerals::counts;
use crate::import::raw::{Line, Piece};

/// Where they stand in a document: the first tells.
#[derive(Default)]
pub(super) struct Captions {
    place: Option<CaptionPlace>,
    /// The line of the last one that is no picture's yet.
    loose: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CaptionPlace {
    Above,
    Below,
}

impl Captions {
    /// Puts the lines and the pictures of a paragraph behind those `out` has.
    pub fn put(&mut self, lines: Vec<Line>, mut shown: Vec<Line>, is_caption: bool, out: &mut Vec<Line>) {
        if !is_caption {
            if let Some(first) = shown.first_mut().filter(|_| lines.is_empty()) {
                self.take_above(first, out);
            }
            out.extend(lines);
            out.extend(shown);
            return;
        }
        let beside = !shown.is_empty();
        out.extend(shown);
        let is_below = matches!(out.last(), Some(Line { piece: Piece::Picture(_), .. }));
        if is_below && !beside {
            self.place.get_or_insert(CaptionPlace::Below);
        }
        let of = out.last_mut().filter(|_| beside || self.place == Some(CaptionPlace::Below));
        if let Some(caption) = of.and_then(Line::uncaptioned) {
            caption.extend(lines.iter().filter_map(Line::text));
            return;
        }
        self.loose = lines.last().map(|l| l.number).filter(|_| lines.len() == 1 && !beside);
        out.extend(lines);
    }

    /// The picture takes the words right above it, where captions stand there.
    fn take_above(&mut self, picture: &mut Line, out: &mut Vec<Line>) {
        let Some(last) = out.last().filter(|l| Some(l.number) == self.loose) else { return };
        let Some(words) = last.text().map(str::to_string) else { return };
        if *self.place.get_or_insert(CaptionPlace::Above) == CaptionPlace::Above
            && let Some(caption) = picture.uncaptioned()
        {
            *caption = words;
            out.pop();
        }
    }
}

/// 图1　公开渠道占比: what stands beside a picture and is no sentence.
pub(super) fn is_caption(text: &str) -> bool {
    const LONGEST: usize = 40;
    let counted = |t: &str| t.starts_with(|c: char| counts(c) || c.is_ascii_digit() || c == '：');
    let named = text.strip_prefix('图').map(str::trim_start).is_some_and(counted);
    named && text.chars().count() <= LONGEST && !text.ends_with(['。', '；', '，'])
}
