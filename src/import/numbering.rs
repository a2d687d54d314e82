//! The numbers that Word writes in front of paragraphs by itself (一、（一）1.): they stand in no text, only
//! in the list definitions.

use super::xml::Element;
use crate::chinese::numerals;
use std::collections::{BTreeMap, BTreeSet};

/// Most levels a list has.
const LEVELS: usize = 9;
/// Longest pattern of a number: each paragraph has it.
const PATTERN: usize = 40;

#[derive(Clone, Default)]
struct ListLevel {
    start: i64,
    format: String,
    text: String,
    space: bool,
}

/// The lists of a document, counting as its paragraphs pass.
#[derive(Default)]
pub struct Numbering {
    /// Levels of each abstract list.
    lists: BTreeMap<String, Vec<ListLevel>>,
    /// Abstract list of each list, and where it starts anew.
    instances: BTreeMap<String, (String, BTreeMap<usize, i64>)>,
    /// List and level that a paragraph style brings.
    styles: BTreeMap<String, (String, usize)>,
    counters: BTreeMap<String, [Option<i64>; LEVELS]>,
    /// Lists whose new start was taken.
    begun: BTreeSet<String>,
}

impl Numbering {
    /// From styles.xml and numbering.xml.
    pub fn new(styles: Option<&Element>, numbers: Option<&Element>) -> Numbering {
        let mut n = Numbering::default();
        for e in numbers.into_iter().flat_map(Element::elements) {
            match e.name.as_str() {
                "abstractNum" => {
                    let id = e.attribute("abstractNumId").unwrap_or_default().to_string();
                    n.lists.insert(id, levels(e));
                }
                "num" => {
                    let id = e.attribute("numId").unwrap_or_default().to_string();
                    let list = e.value("abstractNumId").unwrap_or_default().to_string();
                    let starts = e
                        .elements()
                        .filter(|o| o.name == "lvlOverride")
                        .filter_map(|o| {
                            Some((level(o.attribute("ilvl")), o.value("startOverride")?.parse().ok()?))
                        })
                        .collect();
                    n.instances.insert(id, (list, starts));
                }
                _ => {}
            }
        }
        n.read_styles(styles);
        n
    }

    fn read_styles(&mut self, styles: Option<&Element>) {
        let all: BTreeMap<&str, &Element> = styles
            .into_iter()
            .flat_map(Element::elements)
            .filter(|e| e.name == "style")
            .filter_map(|e| Some((e.attribute("styleId")?, e)))
            .collect();
        for (id, style) in &all {
            let mut at = Some(*style);
            for _ in 0..20 {
                let Some(s) = at else { break };
                if let Some(p) = s.child("pPr").and_then(|p| p.child("numPr")) {
                    let list = p.value("numId").unwrap_or("0").to_string();
                    self.styles.insert((*id).to_string(), (list, level(p.value("ilvl"))));
                    break;
                }
                at = s.value("basedOn").and_then(|b| all.get(b).copied());
            }
        }
    }

    /// The number in front of this paragraph; each call counts on.
    pub fn of(&mut self, p: &Element) -> Option<String> {
        let properties = p.child("pPr")?;
        let own = properties.child("numPr");
        let style = properties.value("pStyle").and_then(|s| self.styles.get(s)).cloned();
        let list = own.and_then(|o| o.value("numId")).map(str::to_string).or(style.clone().map(|s| s.0))?;
        let at = match own.and_then(|o| o.value("ilvl")) {
            Some(l) => level(Some(l)),
            None => style.map_or(0, |s| s.1),
        };
        let (id, starts) = self.instances.get(&list)?.clone();
        let levels = self.lists.get(&id)?;
        let counters = self.counters.entry(id).or_default();
        if self.begun.insert(list) {
            for (l, start) in starts {
                counters[l] = Some(start.saturating_sub(1));
            }
        }
        let start = |l: usize| levels.get(l).map_or(1, |v| v.start);
        counters[at] = Some(counters[at].map_or(start(at), |c| c.saturating_add(1)));
        counters[at + 1..].fill(None);
        let this = levels.get(at)?;
        let mut out = String::new();
        let mut chars = this.text.chars();
        while let Some(c) = chars.next() {
            match c {
                '%' => {
                    let l =
                        chars.next().and_then(|d| d.to_digit(10)).map_or(0, |d| d.saturating_sub(1) as usize);
                    let format = levels.get(l).map_or("decimal", |v| v.format.as_str());
                    let l = l.min(LEVELS - 1);
                    out.push_str(&written(counters[l].unwrap_or_else(|| start(l)), format));
                }
                c => out.push(c),
            }
        }
        if this.format == "bullet" {
            return None;
        }
        if this.space && out.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            out.push(' ');
        }
        Some(out)
    }
}

fn level(value: Option<&str>) -> usize {
    value.and_then(|v| v.parse::<usize>().ok()).unwrap_or(0).min(LEVELS - 1)
}

fn levels(list: &Element) -> Vec<ListLevel> {
    let mut out = vec![ListLevel::default(); LEVELS];
    for e in list.elements().filter(|e| e.name == "lvl") {
        out[level(e.attribute("ilvl"))] = ListLevel {
            start: e.value("start").and_then(|v| v.parse().ok()).unwrap_or(1),
            format: e.value("numFmt").unwrap_or("decimal").to_string(),
            text: e.value("lvlText").unwrap_or_default().chars().take(PATTERN).collect(),
            space: e.value("suff") != Some("nothing"),
        };
    }
    out
}

/// A number as the list's format writes it.
fn written(n: i64, format: &str) -> String {
    let letter = |base: u8| match n {
        1..=26 => char::from(base + (n - 1) as u8).to_string(),
        _ => n.to_string(),
    };
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographTraditional"
        // Headings count to 九十九.
        | "chineseLegalSimplified" => match n {
            1..=99 => numerals::written(n as u64),
            _ => n.to_string(),
        },
        "decimalFullWidth" | "decimalFullWidth2" => {
            let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c);
            n.to_string().chars().map(|c| if c.is_ascii_digit() { wide(c) } else { c }).collect()
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => match n {
            1..=20 => char::from_u32(0x2460 + (n - 1) as u32).map(String::from).unwrap_or_default(),
            _ => n.to_string(),
        },
        "lowerLetter" => letter(b'a'),
        "upperLetter" => letter(b'A'),
        "none" | "bullet" => String::new(),
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::budget::Budget;
    use crate::import::docx::ATTRIBUTES;
    use crate::import::xml;

    fn parse(text: &str) -> Option<Element> {
        xml::parse(text, &ATTRIBUTES, &Budget::default())
    }

    #[test]
    fn lists_count_on_restart_and_nest() {
        let numbers = parse(
            r#"<numbering><abstractNum abstractNumId="1">
            <lvl ilvl="0"><start val="1"/><numFmt val="chineseCounting"/><suff val="nothing"/><lvlText val="%1、"/></lvl>
            <lvl ilvl="1"><start val="1"/><numFmt val="chineseCounting"/><lvlText val="（%2）"/></lvl>
            <lvl ilvl="2"><start val="1"/><numFmt val="decimal"/><lvlText val="%1.%3"/></lvl></abstractNum>
            <num numId="5"><abstractNumId val="1"/></num></numbering>"#,
        );
        let styles = parse(
            r#"<styles><style styleId="H1"><pPr><numPr><numId val="5"/></numPr></pPr></style>
            <style styleId="H2"><basedOn val="H1"/></style></styles>"#,
        );
        let mut n = Numbering::new(styles.as_ref(), numbers.as_ref());
        let mut of = |properties: &str| {
            let p = parse(&format!("<p><pPr>{properties}</pPr></p>")).expect("xml");
            n.of(&p).unwrap_or_default()
        };
        let second = r#"<numPr><ilvl val="1"/><numId val="5"/></numPr>"#;
        assert_eq!(of(r#"<pStyle val="H1"/>"#), "一、");
        assert_eq!((of(second), of(second)), ("（一）".to_string(), "（二）".to_string()));
        assert_eq!(of(r#"<pStyle val="H2"/>"#), "二、");
        assert_eq!(of(second), "（一）");
        assert_eq!(of(r#"<numPr><ilvl val="2"/><numId val="5"/></numPr>"#), "二.1 ");
        assert_eq!(of(r#"<numPr><numId val="0"/></numPr>"#), "");
        assert_eq!(written(23, "chineseCounting"), "二十三");
    }
}
