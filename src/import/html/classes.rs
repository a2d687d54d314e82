//! How a page's characters stand: hidden, struck out, raised. By an element's own style, and by what the page's style
//! sheets say of its classes for a desk's screen; rules for print or a telephone say nothing here.

use super::colors::{is_paper, is_white};
use super::media::{bare, on_a_desk, size};
use crate::import::marks::Script;
use std::collections::BTreeMap;

/// What declarations say that tells a number from what is none, where they say anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TagLook {
    /// By `display`, and by `visibility`: one does not undo the other.
    gone: Option<bool>,
    unseen: Option<bool>,
    /// Of no size, unless what stands in it has one of its own.
    sizeless: Option<bool>,
    /// Transparent, cut off, or far off its place.
    away: Option<bool>,
    struck: Option<bool>,
    script: Option<Script>,
    /// As white as paper, or transparent.
    white: Option<bool>,
    /// Something else than paper lies behind it.
    filled: Option<bool>,
}

impl TagLook {
    /// Of declarations without blanks, in small letters; the last word counts.
    pub fn of(bare: &str) -> TagLook {
        let mut look = TagLook::default();
        let (mut position, mut top) = ("", None);
        let (mut away, mut flat, mut cut) = (false, false, false);
        for (name, value) in bare.split(';').filter_map(|d| d.split_once(':')) {
            let value = value.trim_end_matches("!important");
            match name {
                "display" => look.gone = Some(value == "none"),
                "visibility" => look.unseen = Some(matches!(value, "hidden" | "collapse")),
                "mso-hide" => look.unseen = Some(value == "all"),
                "font-size" => look.sizeless = Some(is_of_no_size(value)),
                "text-decoration" | "text-decoration-line" => {
                    look.struck = Some(value.contains("line-through"));
                }
                "position" => position = value,
                "top" => top = size(value),
                "left" | "text-indent" => away |= size(value).is_some_and(|at| at < FAR_LEFT),
                "opacity" => away |= size(value).is_some_and(|o| o < FAINTEST),
                "transform" => away |= value.contains("scale(0)"),
                "clip" => away |= value.starts_with("rect(0") || value.starts_with("rect(1px"),
                "clip-path" => away |= matches!(value, "inset(50%)" | "inset(100%)"),
                "height" | "max-height" => flat |= size(value) == Some(0.0),
                "overflow" => cut = value == "hidden",
                "color" => look.white = is_white(value),
                "background" | "background-color" => look.filled = is_paper(value).map(|paper| !paper),
                "mso-text-raise" => look.script = raised_by(size(value)).or(look.script),
                "vertical-align" => {
                    look.script = Some(match value {
                        "super" => Script::Raised,
                        "sub" => Script::Lowered,
                        by => raised_by(size(by)).unwrap_or_default(),
                    });
                }
                _ => {}
            }
        }
        let moved = raised_by(top.filter(|_| position == "relative").map(|down| -down));
        away |= flat && cut;
        TagLook { script: look.script.or(moved), away: away.then_some(true), ..look }
    }

    /// With what attributes of before style sheets say of its colours: `color` of a font, `bgcolor` of a table.
    pub fn colored(self, font: Option<&str>, ground: Option<&str>) -> TagLook {
        TagLook {
            white: self.white.or(font.and_then(|c| is_white(&bare(c)))),
            filled: self.filled.or(ground.and_then(|c| is_paper(&bare(c))).map(|p| !p)),
            ..self
        }
    }

    /// What is not said here is said there.
    pub fn or(self, other: TagLook) -> TagLook {
        TagLook {
            gone: self.gone.or(other.gone),
            unseen: self.unseen.or(other.unseen),
            sizeless: self.sizeless.or(other.sizeless),
            away: self.away.or(other.away),
            struck: self.struck.or(other.struck),
            script: self.script.or(other.script),
            white: self.white.or(other.white),
            filled: self.filled.or(other.filled),
        }
    }

    pub fn is_hidden(self) -> bool {
        self.gone == Some(true) || self.unseen == Some(true)
    }
    pub fn is_out_of_sight(self) -> bool {
        self.sizeless == Some(true) || self.away == Some(true)
    }
    pub fn is_struck(self) -> bool {
        self.struck == Some(true)
    }
    pub fn white(self) -> Option<bool> {
        self.white
    }
    /// Whether something else than paper lies behind its words; nothing where that is as around it.
    pub fn filled(self) -> Option<bool> {
        self.filled
    }
    pub fn script(self) -> Script {
        self.script.unwrap_or_default()
    }

    /// Without what hides.
    fn shown(self) -> TagLook {
        TagLook { gone: None, unseen: None, sizeless: None, away: None, white: None, ..self }
    }
}

fn raised_by(by: Option<f64>) -> Option<Script> {
    match by? {
        by if by > 0.0 => Some(Script::Raised),
        by if by < 0.0 => Some(Script::Lowered),
        _ => None,
    }
}

/// Words that far to the left of their place are out of sight.
const FAR_LEFT: f64 = -500.0;
/// What is fainter is not seen.
const FAINTEST: f64 = 0.1;

/// Nobody reads letters of two dots.
fn is_of_no_size(value: &str) -> bool {
    let least = if value.ends_with("px") || value.ends_with("pt") { 2.0 } else { 0.0 };
    size(value).is_some_and(|s| s <= least)
}

/// Rules in rules in rules: sheets have two of these, and what is deeper was made to take time.
const DEEP: usize = 4;

/// What a page's style sheets say of each class.
#[derive(Default)]
pub struct Classes(BTreeMap<String, TagLook>);

impl Classes {
    /// Of sheets, each with the media that it is for.
    pub fn of<'s>(sheets: impl IntoIterator<Item = (&'s str, &'s str)>) -> Classes {
        let mut out = Classes::default();
        for (media, sheet) in sheets {
            if media.trim().is_empty() || on_a_desk(&format!("media {media}")) {
                out.sheet(&without_comments(sheet), DEEP);
            }
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
            let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
            let Some((of, class)) =
                s.rsplit_once('.').filter(|(_, c)| !c.is_empty() && c.chars().all(is_name))
            else {
                // `.b p` and `.b:hover` are about something else than b.
                continue;
            };
            // `.a .b` and `.a.b` hide b only somewhere.
            let look = if of.chars().all(is_name) { look } else { look.shown() };
            let all = self.0.entry(class.to_string()).or_default();
            *all = look.or(*all);
        }
    }

    /// What is said of these classes together.
    pub fn said(&self, classes: &str) -> TagLook {
        if self.0.is_empty() {
            return TagLook::default();
        }
        let all = classes.split_ascii_whitespace().filter_map(|c| self.0.get(c));
        all.fold(TagLook::default(), |a, b| b.or(a))
    }
}

fn without_comments(sheet: &str) -> String {
    let sheet = sheet.replace("<!--", "").replace("-->", "");
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

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(words: &str) -> Classes {
        Classes::of([("", words)])
    }

    #[test]
    fn a_class_says_what_its_own_rules_say_and_no_rule_for_print() {
        let c = sheet(
            "/* a{} */ td.out, .x .out { text-decoration: line-through }\n\
             @media print { .gone { display:none } } .out:hover{display:none} .up{vertical-align:super}",
        );
        assert!(c.said("other out").is_struck() && !c.said("out").is_hidden() && !c.said("gone").is_hidden());
        assert_eq!(c.said("up").script(), Script::Raised);
        let print = Classes::of([
            ("print", ".n{display:none}"),
            ("screen and (max-width:600px)", ".n{display:none}"),
        ]);
        assert!(!print.said("n").is_hidden());
    }

    #[test]
    fn what_stands_before_a_rule_is_none_of_its_own() {
        for before in
            ["@charset \"utf-8\";", "@import url(a.css);\n", "/* by a@b.cn { */", "a{} @font-face{src:x}"]
        {
            assert!(
                sheet(&format!("{before} .out{{text-decoration:line-through}}")).said("out").is_struck(),
                "{before}"
            );
        }
        assert!(sheet("<!-- @media screen{.n{display:none}} -->").said("n").is_hidden());
    }

    #[test]
    fn the_last_word_counts_and_a_rule_for_two_classes_hides_neither() {
        for (said, hidden) in [
            (".n{display:none}", true),
            (".n{display:none} .n{display:inline}", false),
            (".n{display:none} @media(min-width:768px){.n{display:inline}}", false),
            (".tab.n{display:none}", false),
            (".no-js .n{display:none}", false),
            ("span.n{display:none}", true),
        ] {
            assert_eq!(sheet(said).said("n").is_hidden(), hidden, "{said}");
        }
    }

    #[test]
    fn a_hidden_word_is_hidden_whatever_its_size() {
        for (said, hidden) in [
            ("display:none;font-size:0.8em", true),
            ("display:none;visibility:visible", true),
            ("font-size:0", true),
            ("font-size:0px!important", true),
            ("font-size:0.8em", false),
            ("font-size:.5em", false),
        ] {
            let look = TagLook::of(said);
            assert_eq!(look.is_hidden() || look.is_out_of_sight(), hidden, "{said}");
        }
        for (said, script) in [
            ("vertical-align:sub", Script::Lowered),
            ("vertical-align:0.4em", Script::Raised),
            ("vertical-align:-30%", Script::Lowered),
            ("vertical-align:middle", Script::Plain),
            ("position:relative;top:-3.0pt;mso-text-raise:3.0pt", Script::Raised),
            ("position:relative;top:-0.5em", Script::Raised),
            ("top:-0.5em", Script::Plain),
        ] {
            assert_eq!(TagLook::of(said).script(), script, "{said}");
        }
    }
}
