//! Words by their names.

use super::book::{Book, MARKS, NamedCells};
use crate::report::keyed;
use crate::report::{Note, NoteKind, Place, Report};
use std::collections::BTreeSet;

impl Book<'_> {
    /// Words stand one below the other in the order of the slots: what lies between two belongs to the first, so that
    /// rows put in anywhere are read.
    pub fn put_words(
        &self,
        r: &mut Report,
        seen: &mut [BTreeSet<(usize, usize)>],
    ) -> Result<(), &'static str> {
        let slots = keyed::worded(self.form);
        let areas: Vec<NamedCells> = slots.iter().map(|s| self.area(s)).collect::<Result<_, _>>()?;
        let first = areas.first().ok_or(MARKS)?;
        let in_order = areas.windows(2).all(|w| matches!(w, [a, b] if a.at.top < b.at.top));
        if !in_order || areas.iter().any(|a| a.sheet != first.sheet) {
            return Err("文字各部分的次序");
        }
        let sheet = self.sheets.get(first.sheet).ok_or(MARKS)?;
        let stands = seen.get_mut(first.sheet).ok_or(MARKS)?;
        // Title and hints.
        stands.extend(sheet.cells.keys().filter(|at| at.0 < first.at.top));
        for (i, (slot, area)) in slots.iter().zip(&areas).enumerate() {
            let label = slot.label(self.form);
            let beside = area.at.left.checked_sub(1).map(|col| (area.at.top, col));
            if !label.is_empty() && beside.and_then(|at| self.words(first.sheet, at)) != Some(label) {
                return Err("文字各部分的名称");
            }
            stands.extend(beside);
            let end = areas.get(i + 1).map_or(area.at.bottom + 1, |next| next.at.top);
            let rows = sheet.cells.range((area.at.top, 0)..(end, 0));
            let own = rows.filter(|(at, _)| at.1 == area.at.left);
            let (places, words): (Vec<_>, Vec<&String>) = own.map(|(at, t)| (*at, t)).unzip();
            stands.extend(places);
            let lines = words.into_iter().flat_map(|t| t.lines()).map(str::trim).filter(|t| !t.is_empty());
            let lines: Vec<String> = lines.map(str::to_string).collect();
            if !slot.put(r, lines.clone()) {
                let text = format!("{}写的是“{}”，不能用，请改正", slot.label(self.form), lines.concat());
                r.notes.push(Note::new(NoteKind::Doubtful, Place::Whole, text));
            }
        }
        Ok(())
    }
}
