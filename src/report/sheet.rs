//! Cells to and from a spreadsheet, which carries out what begins like a formula.

use super::value::Value;
use crate::form::table::Kind;

impl Value {
    /// Canonical text for a spreadsheet: words that it would carry out as a formula stand behind an apostrophe,
    /// and none of them breaks out of its cell.
    pub fn for_sheet(&self, kind: Kind) -> String {
        let Value::Raw(t) = self else { return self.canonical(kind) };
        let line = t.replace(['\t', '\r', '\n'], " ");
        if is_formula(&line) { format!("'{line}") } else { line }
    }
}

/// Whether a spreadsheet would carry these words out.
pub fn is_formula(text: &str) -> bool {
    let rest = text.trim_start().strip_prefix(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    rest.is_some_and(|r| {
        !r.starts_with(|c: char| c.is_ascii_digit()) || r.contains(|c: char| !"0123456789.,".contains(c))
    })
}

/// Words out of a spreadsheet, without the mark that they are words.
pub fn from_sheet(text: &str) -> &str {
    text.strip_prefix('\'').filter(|t| is_formula(t)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_spreadsheet_would_carry_out_are_marked_as_words() {
        for (text, sheet) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+cmd|' /C calc'!A0", "'-2+cmd|' /C calc'!A0"),
            ("+无", "'+无"),
            ("12件\t=1", "12件 =1"),
        ] {
            let v = Value::Raw(text.into());
            assert_eq!(v.for_sheet(Kind::Count), sheet);
            assert_eq!(from_sheet(sheet), text.replace('\t', " "));
        }
        assert_eq!(Value::Signed(-2).for_sheet(Kind::Signed), "-2");
        assert!(!is_formula("-1") && !is_formula("+1,234.5") && from_sheet("'甲") == "'甲");
    }
}
