//! Characters that no eye sees but that change what it sees: 改变文字方向 makes 61 look like 16, and control
//! characters are nobody's words. They are taken out wherever words come in: from files, by pasting, by typing.

use super::text::{Para, RunKind};
use super::value::{Cell, Value};
use super::{Anchor, Note, NoteKind, Place, Report};

/// Said once where some were taken out.
pub const TAKEN_OUT: &str = "去掉了看不见的控制字符或者改变文字方向的字符（它们会让看到的和写着的不一样）";

/// Stands for one in a cell: a number that looked otherwise is none until somebody has looked at it.
const ASKED: &str = "?";

fn is_unseen(c: char) -> bool {
    let turns =
        matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
    turns || (c.is_control() && c != '\n' && c != '\t')
}

/// Whether a text has any.
pub fn has(text: &str) -> bool {
    text.contains(is_unseen)
}

/// The text with none of them.
pub fn without(text: &str) -> String {
    text.replace(is_unseen, "")
}

impl Report {
    /// Takes them out everywhere; whether there were any. What last year's report says stays its own matter.
    pub fn make_seen(&mut self) -> bool {
        let mut any = false;
        let mut clean = |t: &mut String| {
            if has(t) {
                *t = without(t);
                any = true;
            }
        };
        let o = &mut self.office;
        [&mut o.name, &mut o.address, &mut o.phone, &mut o.postcode, &mut o.fax_or_mail, &mut o.published_at]
            .into_iter()
            .chain([&mut self.signature.office])
            .chain(&mut self.letters)
            .chain(self.typed.values_mut())
            .chain(self.sections.iter_mut().map(|s| &mut s.heading))
            .chain(self.units.iter_mut().map(|u| &mut u.name))
            .for_each(&mut clean);
        let sections = self.sections.iter_mut().flat_map(|s| s.before.iter_mut().chain(&mut s.after));
        for p in self.title.iter_mut().chain(&mut self.preamble).chain(sections) {
            match p {
                Para::Picture { caption, .. } => clean(caption),
                Para::Text(runs) => runs.iter_mut().for_each(|r| {
                    if let RunKind::Text(t) | RunKind::Old(t) = &mut r.kind {
                        clean(t);
                    }
                }),
            }
        }
        for e in &mut self.explanations {
            clean(&mut e.text);
            if let Anchor::Quote { words, .. } = &mut e.anchor {
                clean(words);
            }
        }
        for c in &mut self.comments {
            clean(&mut c.by);
            clean(&mut c.text);
            if let Anchor::Quote { words, .. } = &mut c.about {
                clean(words);
            }
        }
        for n in &mut self.notes {
            clean(&mut n.source);
            clean(&mut n.text);
        }
        let cells = self.cells.values_mut().chain(self.units.iter_mut().flat_map(|u| u.cells.values_mut()));
        for c in cells {
            if let Cell::Typed(Value::Raw(t)) = c
                && has(t)
            {
                *t = t.replace(is_unseen, ASKED);
                any = true;
            }
        }
        any
    }

    /// The same with a note for the clerk; for what was read.
    pub fn seen(mut self) -> Report {
        if self.make_seen() {
            self.notes.push(Note::new(NoteKind::Dropped, Place::Whole, TAKEN_OUT.into()));
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::table::CellKey;

    #[test]
    fn words_that_look_otherwise_are_made_what_they_look_like_and_numbers_are_asked() {
        let mut r = Report::new(2025, "示范局");
        r.preamble = vec![Para::plain("收到申请\u{202e}61\u{202c}件，\u{7}答复\t1件")];
        r.signature.office = "示范\u{2067}局".into();
        let key = CellKey::parse("requests.received/natural");
        r.cells.insert(key.clone(), Cell::Typed(Value::Raw("\u{202e}12".into())));
        let seen = r.seen();
        assert_eq!(seen.words(super::super::Part::Preamble), "收到申请61件，答复\t1件");
        assert_eq!(seen.signature.office, "示范局");
        assert_eq!(seen.cell(&key), Cell::Typed(Value::Raw("?12".into())));
        assert_eq!(seen.notes.iter().filter(|n| n.text == TAKEN_OUT).count(), 1);
        assert_eq!(seen.clone().seen(), seen, "once");
    }
}
