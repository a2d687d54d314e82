//! Lines that go on in the next are one paragraph.

use super::lines::{self, PrintedLine};

/// A line indented so far begins a paragraph, in parts of its size.
const INDENT: f32 = 0.8;

/// A line that ends so much short of the margin is a paragraph's last.
const SHORT: f32 = 2.2;

/// Lines farther apart than so many times what is usual are no paragraph.
const APART: f32 = 1.6;

/// The first line of a paragraph begins so many of its characters behind the margin, at least and at most.
const FIRST: [f32; 2] = [1.5, 2.6];

/// From where to where lines run, how far apart they are, and how large their characters usually are.
#[derive(Clone, Copy)]
pub struct Margins {
    left: f32,
    right: f32,
    pitch: f32,
    size: f32,
}

impl Margins {
    /// Those of lines. Something may stand beside the text; what begins in the right half says nothing of its end.
    pub fn of<'a>(lines: impl Iterator<Item = &'a PrintedLine> + Clone) -> Margins {
        let size = lines.clone().map(|l| l.size).fold(0.0, f32::max).max(1.0);
        let agreed = |mut at: Vec<f32>| {
            at.sort_by(f32::total_cmp);
            let pair = at.windows(2).find(|w| (w[1] - w[0]).abs() < size).map(|w| w[0]);
            pair.or(at.first().copied()).unwrap_or(0.0)
        };
        let left = agreed(lines.clone().map(|l| l.x0).collect());
        let end = |from: f32| lines.clone().filter(|l| l.x0 < from).map(|l| l.x1).fold(left, f32::max);
        let right = end((left + end(f32::INFINITY)) / 2.0);
        let pairs = lines.clone().zip(lines.clone().skip(1));
        let mut apart: Vec<f32> = pairs.map(|(a, b)| b.y - a.y).filter(|d| *d > 0.0).collect();
        apart.sort_by(f32::total_cmp);
        let pitch = apart.get(apart.len() / 2).copied().unwrap_or(2.0 * size);
        let mut sizes: Vec<f32> = lines.clone().map(|l| l.size).collect();
        sizes.sort_by(f32::total_cmp);
        let usual = sizes.get(sizes.len() / 2).copied().unwrap_or(size);
        let margins = Margins { left, right, pitch, size: usual };
        // Of paragraphs of one line each all lines are first ones, but for one that may tell the margin.
        margins.behind(lines.clone().map(|l| l.x0).fold(left, f32::min), lines)
    }

    /// The same where `edge` is their left margin, if what was taken for it is where first lines begin: none of these
    /// goes on there amid a sentence.
    pub fn behind<'a>(self, edge: f32, lines: impl Iterator<Item = &'a PrintedLine> + Clone) -> Margins {
        let [least, most] = FIRST.map(|n| n * self.size);
        let begins_there = |l: &PrintedLine| (l.x0 - self.left).abs() < INDENT * l.size;
        let goes_on = |(above, l): (&PrintedLine, &PrintedLine)| {
            !ends_sentence(&above.text) && begins_there(l) && self.joins(above, l)
        };
        let is_first = (least..=most).contains(&(self.left - edge));
        let moves = is_first && !lines.clone().zip(lines.skip(1)).any(goes_on);
        if moves { Margins { left: edge, ..self } } else { self }
    }

    pub fn size(self) -> f32 {
        self.size
    }
    pub fn left(self) -> f32 {
        self.left
    }

    /// Whether a line runs to the right margin.
    pub fn are_filled_by(self, line: &PrintedLine) -> bool {
        self.right - line.x1 < line.size
    }

    /// Whether `line` goes on what `above` said.
    fn joins(self, above: &PrintedLine, line: &PrintedLine) -> bool {
        let alike = (above.size - line.size).abs() < 0.2 * line.size.max(above.size);
        let flush = line.x0 - self.left < INDENT * line.size;
        // Above is also the last line of the page before.
        let near = line.y - above.y < APART * self.pitch;
        let ended = ends_sentence(&above.text);
        let anew = (ended || lines::is_heading(&above.text)) && lines::begins_anew(&line.text);
        alike && flush && near && !anew && self.is_full(above, line)
    }

    /// Whether a line ends where there was no room for the begin of the next.
    fn is_full(self, above: &PrintedLine, line: &PrintedLine) -> bool {
        self.right - above.x1 < (SHORT * above.size).max(line.head + 0.5 * line.size)
    }
}

fn ends_sentence(words: &str) -> bool {
    words.ends_with(['。', '；', '：', '！', '？', '.', ';', ':'])
}

impl Margins {
    /// These, where two lines of a page end at the right one; else nobody knows how far its lines may run but from the
    /// whole document.
    pub fn or<'a>(self, whole: Margins, lines: impl Iterator<Item = &'a PrintedLine>) -> Margins {
        let full = lines.filter(|l| self.right - l.x1 < 0.5 * l.size).count();
        if full > 1 { self } else { Margins { right: self.right.max(whole.right), ..self } }
    }

    /// The same for a line that stands between other margins than the one above it.
    pub fn with(self, next: Margins, above: &PrintedLine, line: &PrintedLine) -> bool {
        self.is_full(above, line) && Margins { right: above.x1, ..next }.joins(above, line)
    }
}

/// The paragraphs that the lines of a frame are.
pub fn paragraphs(lines: &[PrintedLine]) -> Vec<String> {
    let margins = Margins::of(lines.iter());
    let mut out: Vec<String> = Vec::new();
    let mut above: Option<&PrintedLine> = None;
    for l in lines {
        match out.last_mut().filter(|_| above.is_some_and(|a| margins.joins(a, l))) {
            Some(p) => go_on(p, &l.text),
            None => out.push(l.text.clone()),
        }
        above = Some(l);
    }
    out
}

/// Words of the next line behind those of a paragraph.
pub fn go_on(paragraph: &mut String, line: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let last = paragraph.rsplit(|c: char| c.is_whitespace() || lines::is_wide(c)).next().unwrap_or("");
    let address = last.contains("//") || last.contains('@') || last.contains("www.");
    if latin(paragraph.chars().last()) && latin(line.chars().next()) && !address {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}
