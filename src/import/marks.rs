//! How characters stand that are none of a number's own: raised and lowered ones are written as such, so that 15 with a
//! note's mark is 15¹ and not 151.

/// Where characters stand against their line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Script {
    #[default]
    Plain,
    Raised,
    Lowered,
}

impl Script {
    /// The words with their digits and brackets as they stand.
    pub fn written(self, words: &str) -> String {
        words.chars().map(|c| self.of(c)).collect()
    }

    /// A digit or a bracket as it stands; another character as it is.
    pub fn of(self, c: char) -> char {
        let signs = match self {
            Script::Plain => return c,
            Script::Raised => "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾",
            Script::Lowered => "₀₁₂₃₄₅₆₇₈₉₍₎",
        };
        let place = |row: &str| row.chars().position(|r| r == c);
        let number = place("0123456789()").or_else(|| place("０１２３４５６７８９（）"));
        number.and_then(|i| signs.chars().nth(i)).unwrap_or(c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raised_digit_is_written_raised_whatever_its_width() {
        assert_eq!(Script::Raised.written("1１(（注"), "¹¹⁽⁽注");
        assert_eq!(Script::Lowered.written("９)）"), "₉₎₎");
    }
}
