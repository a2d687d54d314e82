//! How a page's characters stand: hidden, struck out, raised. By an element's own style, and by what the page's style
//! sheet says of its classes; rules for print or other media say nothing here.

use std::collections::BTreeMap;

/// What declarations say that tells a number from what is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TagLook {
    pub hidden: bool,
    pub struck: bool,
    pub raised: bool,
}

impl TagLook {
    /// Of declarations without blanks, in small letters.
    pub fn of(bare: &str) -> TagLook {
        const HIDING: [&str; 5] =
            ["display:none", "visibility:hidden", "visibility:collapse", "font-size:0", "mso-hide:all"];
        let has = |begin: &str| bare.split(';').any(|r| r.starts_with(begin));
        TagLook {
            hidden: HIDING.iter().any(|h| has(h)) && !has("font-size:0."),
            struck: bare.contains("line-through"),
            raised: has("vertical-align:super"),
        }
    }

    pub fn and(self, other: TagLook) -> TagLook {
        TagLook {
            hidden: self.hidden || other.hidden,
            struck: self.struck || other.struck,
            raised: self.raised || other.raised,
        }
    }
}

/// What a page's style sheets say of each class.
#[derive(Default)]
pub struct Classes(BTreeMap<String, TagLook>);

impl Classes {
    pub fn of(page: &str) -> Classes {
        let mut out = Classes::default();
        let mut rest = page;
        while let Some((_, next)) = rest.split_once('<') {
            rest = next;
            if !rest.get(..5).is_some_and(|n| n.eq_ignore_ascii_case("style")) {
                continue;
            }
            let Some((_, sheet)) = rest.split_once('>') else { break };
            let end = sheet.find("</").unwrap_or(sheet.len());
            out.sheet(&sheet[..end]);
            rest = &sheet[end..];
        }
        out
    }

    fn sheet(&mut self, sheet: &str) {
        let (mut selectors, mut depth, mut from) = ("", 0usize, 0);
        for (at, c) in sheet.char_indices() {
            match c {
                '{' => {
                    if depth == 0 {
                        selectors = &sheet[from..at];
                    }
                    depth += 1;
                    from = at + 1;
                }
                '}' => {
                    // What stands in another rule is for print, or for a narrow screen.
                    if depth == 1 && !selectors.contains('@') {
                        self.rule(selectors, &sheet[from..at]);
                    }
                    depth = depth.saturating_sub(1);
                    from = at + 1;
                }
                _ => {}
            }
        }
    }

    fn rule(&mut self, selectors: &str, declarations: &str) {
        let look = TagLook::of(&bare(declarations));
        if look == TagLook::default() {
            return;
        }
        let selectors = selectors.rsplit("*/").next().unwrap_or_default();
        for s in selectors.split(',').map(str::trim) {
            let class = s.rsplit_once('.').map(|(_, class)| class);
            let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
            // `.a .b` and `td.b` are about b; `.b p` and `.b:hover` are about something else.
            if let Some(class) = class.filter(|c| !c.is_empty() && c.chars().all(is_name)) {
                let all = self.0.entry(class.to_string()).or_default();
                *all = all.and(look);
            }
        }
    }

    /// What is said of these classes together.
    pub fn said(&self, classes: &str) -> TagLook {
        if self.0.is_empty() {
            return TagLook::default();
        }
        let all = classes.split_ascii_whitespace().filter_map(|c| self.0.get(c));
        all.fold(TagLook::default(), |a, b| a.and(*b))
    }
}

/// Declarations without blanks, in small letters.
pub fn bare(declarations: &str) -> String {
    declarations.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_says_what_its_own_rules_say_and_no_rule_for_print() {
        let page = "<STYLE type=x>/* a{} */ td.out, .x .out { text-decoration: line-through }\n\
                    @media print { .gone { display:none } } .out:hover{display:none} .up{vertical-align:super}</style>";
        let c = Classes::of(page);
        let struck = TagLook { struck: true, ..TagLook::default() };
        let raised = TagLook { raised: true, ..TagLook::default() };
        assert_eq!([c.said("other out"), c.said("gone"), c.said("up")], [struck, TagLook::default(), raised]);
    }
}
