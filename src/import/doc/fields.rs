//! The fields of an old Word document: marks of what each asks for, what it shows, and its end ([MS-DOC] 2.8.25).

/// Fields that are open, and whether what each shows has begun.
#[derive(Default)]
pub(super) struct OpenFields(Vec<bool>);

impl OpenFields {
    /// Whether a character belongs to a field and is not shown.
    pub fn take(&mut self, c: char) -> bool {
        match c {
            '\u{13}' => self.0.push(false),
            '\u{14}' => self.0.last_mut().into_iter().for_each(|f| *f = true),
            '\u{15}' => drop(self.0.pop()),
            _ => return self.0.contains(&false),
        }
        true
    }

    /// What a field asks for ends with its paragraph: whether one was never finished, which hides nothing more.
    pub fn breaks_off(&mut self, c: char) -> bool {
        let open = matches!(c, '\r' | '\u{7}') && self.0.contains(&false);
        if open {
            self.0.retain(|f| *f);
        }
        open
    }
}
