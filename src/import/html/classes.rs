//! How a page's characters stand: hidden, struck out, raised. By an element's own style, and by what the page's style
//! sheet says of its classes for a desk's screen; rules for print or a telephone say nothing here.

use crate::import::marks::Script;
use std::collections::BTreeMap;

/// What declarations say that tells a number from what is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TagLook {
    pub hidden: bool,
    /// Of no size, unless what stands in it has one of its own.
    pub sizeless: bool,
    pub struck: bool,
    pub script: Script,
}

impl TagLook {
    /// Of declarations without blanks, in small letters.
    pub fn of(bare: &str) -> TagLook {
        let said = |(name, value): (&str, &str)| {
            let value = value.trim_end_matches("!important");
            TagLook {
                hidden: match name {
                    "display" => value == "none",
                    "visibility" => matches!(value, "hidden" | "collapse"),
                    "mso-hide" => value == "all",
                    _ => false,
                },
                sizeless: name == "font-size" && size(value) == Some(0.0),
                struck: name.starts_with("text-decoration") && value.contains("line-through"),
                script: match (name, value) {
                    ("vertical-align", "super") => Script::Raised,
                    ("vertical-align", "sub") => Script::Lowered,
                    ("vertical-align", other) => match size(other) {
                        Some(by) if by > 0.0 => Script::Raised,
                        Some(by) if by < 0.0 => Script::Lowered,
                        _ => Script::Plain,
                    },
                    _ => Script::Plain,
                },
            }
        };
        bare.split(';').filter_map(|d| d.split_once(':')).map(said).fold(TagLook::default(), TagLook::and)
    }

    pub fn and(self, other: TagLook) -> TagLook {
        TagLook {
            hidden: self.hidden || other.hidden,
            sizeless: self.sizeless || other.sizeless,
            struck: self.struck || other.struck,
            script: if other.script == Script::Plain { self.script } else { other.script },
        }
    }
}

/// So deep rules stand in one another.
const DEEP: usize = 4;

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
            out.sheet(&without_comments(&sheet[..end]), DEEP);
            rest = &sheet[end..];
        }
        out
    }

    fn sheet(&mut self, sheet: &str, deep: usize) {
        let mut rest = sheet;
        while let Some((before, block)) = rest.split_once('{') {
            let (body, behind) = to_its_end(block);
            // A statement such as @charset stands before a rule without belonging to it.
            let prelude = before.rsplit(';').next().unwrap_or_default().trim();
            match prelude.strip_prefix('@') {
                None => self.rule(prelude, body),
                Some(at) if deep > 0 && on_a_desk(at) => self.sheet(body, deep - 1),
                Some(_) => {}
            }
            rest = behind;
        }
    }

    fn rule(&mut self, selectors: &str, declarations: &str) {
        let look = TagLook::of(&bare(declarations));
        if look == TagLook::default() {
            return;
        }
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

/// 0.8em, -3px, 50%: the number.
fn size(value: &str) -> Option<f64> {
    value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%').parse().ok()
}

fn without_comments(sheet: &str) -> String {
    let mut parts = sheet.split("/*");
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |kept, part| kept + part.split_once("*/").map_or("", |(_, behind)| behind))
}

/// A block's words up to the brace that ends it, and what stands behind.
fn to_its_end(block: &str) -> (&str, &str) {
    let mut depth = 0usize;
    for (at, c) in block.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return (&block[..at], &block[at + 1..]),
            '}' => depth -= 1,
            _ => {}
        }
    }
    (block, "")
}

/// Whether rules under `media screen and (min-width: 900px)` and the like hold where a page is read at a desk.
fn on_a_desk(rule: &str) -> bool {
    /// Dots that a desk's screen is wide.
    const WIDE: f64 = 1366.0;
    let rule = bare(rule);
    let Some(queries) = rule.strip_prefix("media") else {
        return rule.starts_with("supports") || rule.starts_with("layer");
    };
    let holds = |query: &str| {
        let (query, not) = query.strip_prefix("not").map_or((query, false), |q| (q, true));
        let medium = query.strip_prefix("only").unwrap_or(query);
        let is_screen = medium.starts_with("screen") || medium.starts_with("all") || medium.starts_with('(');
        let fits = |(name, value): (&str, &str)| match (name, size(value)) {
            ("min-width", Some(least)) => least <= WIDE,
            ("max-width", Some(most)) => WIDE <= most,
            _ => false,
        };
        let all = || {
            let asked = query.split('(').skip(1);
            asked
                .map(|f| f.split(')').next().unwrap_or_default())
                .all(|f| f.split_once(':').is_some_and(fits))
        };
        (is_screen && all()) != not
    };
    queries.split(',').any(holds)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRUCK: TagLook = TagLook { struck: true, ..NONE };
    const HIDDEN: TagLook = TagLook { hidden: true, ..NONE };
    const NONE: TagLook = TagLook { hidden: false, sizeless: false, struck: false, script: Script::Plain };

    #[test]
    fn a_class_says_what_its_own_rules_say_and_no_rule_for_print() {
        let page = "<STYLE type=x>/* a{} */ td.out, .x .out { text-decoration: line-through }\n\
                    @media print { .gone { display:none } } .out:hover{display:none} .up{vertical-align:super}</style>";
        let c = Classes::of(page);
        let raised = TagLook { script: Script::Raised, ..NONE };
        assert_eq!([c.said("other out"), c.said("gone"), c.said("up")], [STRUCK, NONE, raised]);
    }

    #[test]
    fn what_stands_before_a_rule_is_none_of_its_own() {
        for before in
            ["@charset \"utf-8\";", "@import url(a.css);\n", "/* by a@b.cn { */", "a{} @font-face{src:x}"]
        {
            let c = Classes::of(&format!("<style>{before} .out{{text-decoration:line-through}}</style>"));
            assert_eq!(c.said("out"), STRUCK, "{before}");
        }
    }

    #[test]
    fn rules_for_a_desks_screen_hold_and_those_for_others_do_not() {
        for (media, look) in [
            ("screen", HIDDEN),
            ("all", HIDDEN),
            ("only screen and (min-width: 768px)", HIDDEN),
            ("(min-width:768px) and (max-width:1920px)", HIDDEN),
            ("print, screen", HIDDEN),
            ("not print", HIDDEN),
            ("screen and (max-width: 768px)", NONE),
            ("(prefers-color-scheme: dark)", NONE),
            ("print", NONE),
            ("not screen", NONE),
        ] {
            let c = Classes::of(&format!("<style>@media {media} {{ .x {{ display: none }} }}</style>"));
            assert_eq!(c.said("x"), look, "{media}");
        }
    }

    #[test]
    fn a_hidden_word_is_hidden_whatever_its_size() {
        for (said, hidden) in [
            ("display:none;font-size:0.8em", true),
            ("font-size:0", true),
            ("font-size:0px!important", true),
            ("font-size:0.8em", false),
            ("font-size:.5em", false),
        ] {
            let look = TagLook::of(said);
            assert_eq!(look.hidden || look.sizeless, hidden, "{said}");
        }
        for (said, script) in [
            ("vertical-align:sub", Script::Lowered),
            ("vertical-align:0.4em", Script::Raised),
            ("vertical-align:-30%", Script::Lowered),
            ("vertical-align:middle", Script::Plain),
        ] {
            assert_eq!(TagLook::of(said).script, script, "{said}");
        }
    }
}
