//! What the editors of words remember from frame to frame.

use super::looks::PastedLooks;
use super::marks::MarkedText;
use super::sheet::Sheet;
use crate::report::Part;
use crate::report::emphasised::InPara;
use crate::report::passage::Quote;
use crate::report::repetition::{self, Repetition};
use crate::ui::action::TextSpot;
use crate::ui::context::ListPlace;
use crate::ui::strict;
use crate::ui::thumbs::Thumbs;
use std::collections::BTreeMap;

/// What the editors remember from frame to frame.
#[derive(Default)]
pub struct Editors {
    /// What is being typed into a field that takes only some values.
    pub typing: strict::Typing,
    /// The limit of words as it is typed.
    pub limit: Option<String>,
    /// A sentence to be selected in the next frame.
    pub select: Option<Quote>,
    /// Whose selection is to be in view, in so many frames.
    pub in_view: Option<(Part, u8)>,
    /// Who gets the focus in the next frame.
    pub focus: Option<Part>,
    /// The paragraph that was last typed in.
    pub caret: Option<(Part, usize)>,
    /// Where the cursor was last: bytes of a paragraph.
    pub last: Option<TextSpot>,
    /// The words that are selected, or were last: bytes of paragraphs.
    pub chosen: Option<(Part, Vec<InPara>)>,
    /// They are to be selected again: a menu took the selection away.
    pub choose_again: bool,
    /// Whether sentences of last year's report are marked.
    pub repeated: bool,
    pub pages: BTreeMap<Part, MarkedText>,
    /// What was typed last, by the field itself.
    pub typed: Option<(Part, String)>,
    /// What a part said before others than its field changed it.
    pub rewritten: BTreeMap<Part, String>,
    pub thumbs: Thumbs,
    /// What stands out of the words pasted last, not known yet.
    pub looks: Option<PastedLooks>,
    /// What repeats last year's report, of which revision.
    repetition: Option<(u64, Option<Repetition>)>,
    /// What the menu is about: a byte of the text of a part.
    pub menu_at: Option<(Part, usize)>,
    pub menu: ListPlace,
    /// The part whose menu is asked for by key.
    pub menu_wanted: Option<Part>,
}

impl Editors {
    /// Whether this part's editor is to take the focus now.
    pub fn take_focus(&mut self, part: Part) -> bool {
        self.focus.take_if(|p| *p == part).is_some()
    }
    /// Where the caret is, or will be once it is led there.
    pub fn at(&self) -> Option<Quote> {
        let quote =
            |TextSpot { part, paragraph, range }| Quote { part, paragraph, range, words: String::new() };
        self.select.clone().or_else(|| self.last.clone().map(quote))
    }
    /// Takes the text of a part with its marks, made anew if something changed.
    pub fn page(&mut self, sheet: &Sheet<'_>, part: Part) -> MarkedText {
        match self.pages.remove(&part) {
            Some(p) if p.is_of(sheet, self.repeated) => p,
            old => {
                let repeated = self.repeated.then(|| self.repetition(sheet).cloned().unwrap_or_default());
                let new = MarkedText::new(sheet, part, repeated.as_ref());
                let typed = self.typed.take_if(|(p, _)| *p == part).is_some_and(|(_, t)| t == new.text);
                if let Some(old) = old.filter(|old| !typed && old.text != new.text) {
                    self.rewritten.insert(part, old.text);
                }
                new
            }
        }
    }
    /// What repeats last year's report, worked out once a revision.
    pub fn repetition(&mut self, sheet: &Sheet<'_>) -> Option<&Repetition> {
        if self.repetition.as_ref().is_none_or(|(r, _)| *r != sheet.revision) {
            self.repetition = Some((sheet.revision, repetition::of(sheet.report)));
        }
        self.repetition.as_ref().and_then(|(_, r)| r.as_ref())
    }
}
