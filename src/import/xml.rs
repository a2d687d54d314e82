//! XML as a small tree, for formats made of it. Entities of a document's own are not expanded; depth is bounded,
//! elements and their attributes are pieces of the document's budget.

use super::budget::Budget;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Deeper nesting is no office document.
const DEEPEST: usize = 220;

/// An element; names without their prefixes.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub nodes: Vec<XmlNode>,
}

#[derive(Debug)]
pub enum XmlNode {
    Element(Element),
    Text(String),
}

impl Element {
    /// Elements right below.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|n| if let XmlNode::Element(e) = n { Some(e) } else { None })
    }
    /// The first element of that name right below.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|e| e.name == name)
    }
    /// An attribute by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
    /// The `val` of the child of that name: how Word writes most properties.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }
    /// Whether a property that is on or off is on: `<w:b/>`, not `<w:b w:val="0"/>`.
    pub fn is_on(&self, name: &str) -> bool {
        self.child(name).is_some_and(|e| !matches!(e.attribute("val"), Some("0" | "false" | "off" | "none")))
    }
    /// All elements of that name at or below it.
    pub fn all_of(&self, name: &str) -> Vec<&Element> {
        if self.name == name { vec![self] } else { self.elements().flat_map(|e| e.all_of(name)).collect() }
    }
    /// The text of all elements of that name in it.
    pub fn words_of(&self, name: &str) -> String {
        self.all_of(name).into_iter().map(Element::text).collect()
    }
    /// Its text, all put together.
    pub fn text(&self) -> String {
        self.nodes.iter().map(|n| if let XmlNode::Text(t) = n { t.as_str() } else { "" }).collect()
    }
}

/// The root element with those `attributes` that somebody reads; `None` where the text is no whole XML document.
pub fn parse(text: &str, attributes: &[&str], budget: &Budget<'_>) -> Option<Element> {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().ok()? {
            Event::Start(s) => {
                if open.len() > DEEPEST {
                    return None;
                }
                open.push(element(&s, attributes, budget)?);
            }
            Event::Empty(s) => {
                let e = element(&s, attributes, budget)?;
                open.last_mut()?.nodes.push(XmlNode::Element(e));
            }
            Event::End(_) => {
                let e = open.pop()?;
                open.last_mut()?.nodes.push(XmlNode::Element(e));
            }
            Event::Text(t) => add(&mut open, &t.xml10_content()),
            Event::CData(t) => add(&mut open, &t.xml10_content()),
            Event::GeneralRef(r) => {
                let c = match r.resolve_char_ref() {
                    Ok(Some(c)) => c.to_string(),
                    _ => match &*r.xml10_content() {
                        "amp" => "&".into(),
                        "lt" => "<".into(),
                        "gt" => ">".into(),
                        "quot" => "\"".into(),
                        "apos" => "'".into(),
                        _ => String::new(),
                    },
                };
                add(&mut open, &c);
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if open.len() != 1 {
        return None;
    }
    open.pop()?.nodes.into_iter().find_map(|n| if let XmlNode::Element(e) = n { Some(e) } else { None })
}

fn add(open: &mut [Element], text: &str) {
    let Some(e) = open.last_mut() else { return };
    match e.nodes.last_mut() {
        Some(XmlNode::Text(t)) => t.push_str(text),
        _ => e.nodes.push(XmlNode::Text(text.into())),
    }
}

fn element(s: &BytesStart<'_>, wanted: &[&str], budget: &Budget<'_>) -> Option<Element> {
    if !budget.take(1) {
        return None;
    }
    let local = |n: &str| n.rsplit(':').next().unwrap_or(n).to_string();
    let attributes = s
        .attributes()
        .with_checks(false)
        .flatten()
        .map(|a| (local(a.key.0), a))
        .filter(|(name, _)| wanted.contains(&name.as_str()))
        .take_while(|_| budget.take(1))
        .map(|(name, a)| {
            let value = a.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            (name, value.map(|v| v.into_owned()).unwrap_or_default())
        })
        .collect();
    Some(Element { name: local(s.name().0), attributes, nodes: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Element> {
        parse(text, &["x", "val"], &Budget::default())
    }

    #[test]
    fn entities_are_read_and_own_ones_are_not_expanded() {
        let e = read("<!DOCTYPE a [<!ENTITY b 'bbbb'>]><a x='1&amp;2'>甲&lt;&#x4E59;&b;<w:c w:val='0'/></a>");
        let e = e.expect("whole");
        assert_eq!((e.text().as_str(), e.attribute("x")), ("甲<乙", Some("1&2")));
        assert!(!e.is_on("c"));
    }

    #[test]
    fn cut_off_and_bottomless_documents_are_refused() {
        assert!(read("<a><b>").is_none());
        assert!(read(&"<a>".repeat(100_000)).is_none());
    }
}
