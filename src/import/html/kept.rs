//! A page's source without what nobody reads of it: comments, scripts, styles, and attributes but for spans and
//! hiding. Whatever a page carries along (pictures as text, a million attributes), building its tree costs no
//! more than its words and tags.

use super::classes::{Classes, TagLook};
use super::media::bare;
use super::page::INLINE;
use crate::import::marks::Script;

/// Elements whose content is no markup, and is never shown.
const RAW: [&str; 9] =
    ["script", "style", "title", "textarea", "noscript", "iframe", "xmp", "noembed", "noframes"];

/// The page with only what is read of it.
pub fn kept(text: &str) -> String {
    let classes = Classes::of(sheets(text));
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let second = rest[1..].chars().next();
        rest = match second {
            Some('!') if rest.starts_with("<!--") => behind_comment(&rest[4..]),
            Some('!' | '?') => {
                let next = after(rest, ">");
                let whole = &rest[..rest.len() - next.len()];
                // It decides whether a table ends a paragraph.
                if whole.get(2..9).is_some_and(|w| w.eq_ignore_ascii_case("doctype")) {
                    out.push_str(whole);
                }
                next
            }
            Some('/') if rest[2..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let (tag, next) = Tag::take(&rest[2..], &classes);
                out.extend(["</", tag.name, ">"]);
                next
            }
            Some('/') => after(rest, ">"),
            Some(c) if c.is_ascii_alphabetic() => {
                let (tag, next) = Tag::take(&rest[1..], &classes);
                match RAW.iter().find(|r| tag.name.eq_ignore_ascii_case(r)) {
                    // What is typed into a field of several lines is read as that of one line is.
                    Some(&name) if name == "textarea" => {
                        let rest = behind(next, name);
                        let typed = next[..next.len() - rest.len()].split("</").next().unwrap_or_default();
                        Tag { name: "input", value: Some(typed), ..Tag::default() }.write(&mut out);
                        rest
                    }
                    Some(name) => behind(next, name),
                    None => {
                        tag.write(&mut out);
                        next
                    }
                }
            }
            _ => {
                out.push('<');
                &rest[1..]
            }
        };
    }
    out.push_str(rest);
    out
}

/// The style sheets that hold where the page is shown, each with the media that it is for.
fn sheets(text: &str) -> Vec<(&str, &str)> {
    let (none, mut out, mut rest) = (Classes::default(), Vec::new(), text);
    while let Some((_, next)) = rest.split_once('<') {
        rest = match next.strip_prefix("!--") {
            Some(comment) => behind_comment(comment),
            None if next.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let (tag, inner) = Tag::take(next, &none);
                match RAW.iter().find(|r| tag.name.eq_ignore_ascii_case(r)) {
                    Some(name) => {
                        let behind = behind(inner, name);
                        let sheet =
                            inner[..inner.len() - behind.len()].rsplit_once("</").map_or("", |(s, _)| s);
                        out.extend(Some((tag.media, sheet)).filter(|_| *name == "style"));
                        behind
                    }
                    None => inner,
                }
            }
            None => next,
        };
    }
    out
}

/// What follows `end`; nothing where it never comes.
fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}

/// What follows a comment; `<!-->` is one that ends at once.
fn behind_comment(text: &str) -> &str {
    if let Some(rest) = text.strip_prefix('>').or_else(|| text.strip_prefix("->")) {
        return rest;
    }
    let mut rest = text;
    while let Some(at) = rest.find("--") {
        let next = &rest[at + 2..];
        if let Some(behind) = next.strip_prefix('>').or_else(|| next.strip_prefix("!>")) {
            return behind;
        }
        rest = &rest[at + 1..];
    }
    ""
}

/// What follows the end tag of an element without markup.
fn behind<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some((_, next)) = rest.split_once("</") {
        if next.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
            return after(next, ">");
        }
        rest = next;
    }
    ""
}

/// What is kept of a tag.
#[derive(Default)]
struct Tag<'a> {
    name: &'a str,
    cols: Option<usize>,
    rows: Option<usize>,
    /// By its own style, and by its classes.
    own: TagLook,
    by_class: TagLook,
    hidden: bool,
    /// The colours that it has by attributes of its own.
    color: Option<&'a str>,
    ground: Option<&'a str>,
    media: &'a str,
    closed: bool,
    /// Whether its style says that it is bold, or is not.
    bold: Option<bool>,
    underlined: bool,
    /// What is typed into a field, or stands on a button.
    value: Option<&'a str>,
    is_button: bool,
}

impl<'a> Tag<'a> {
    /// The tag whose name `text` begins with, and what follows it.
    fn take(text: &'a str, classes: &Classes) -> (Tag<'a>, &'a str) {
        let blank = |c: char| c.is_ascii_whitespace();
        let (name, mut rest) = cut(text, |c| blank(c) || c == '/' || c == '>');
        let mut tag = Tag { name, ..Tag::default() };
        loop {
            let next = rest.trim_start_matches(|c: char| blank(c) || c == '/');
            tag.closed = rest[..rest.len() - next.len()].ends_with('/');
            if let Some(r) = next.strip_prefix('>') {
                return (tag, r);
            }
            let Some(first) = next.chars().next() else { return (tag, "") };
            // An equals sign may begin a name.
            let (_, r) = cut(&next[first.len_utf8()..], |c| blank(c) || "/>=".contains(c));
            let name = &next[..next.len() - r.len()];
            let (value, r) = match r.trim_start_matches(blank).strip_prefix('=') {
                Some(r) => value(r.trim_start_matches(blank)),
                None => ("", r),
            };
            tag.keep(name, value, classes);
            rest = r;
        }
    }

    fn keep(&mut self, name: &str, value: &'a str, classes: &Classes) {
        let number = || value.trim().parse().ok();
        if name.eq_ignore_ascii_case("colspan") {
            self.cols = self.cols.or_else(number);
        } else if name.eq_ignore_ascii_case("rowspan") {
            self.rows = self.rows.or_else(number);
        } else if name.eq_ignore_ascii_case("hidden") {
            self.hidden = true;
        } else if name.eq_ignore_ascii_case("value") {
            self.value = self.value.or(Some(value));
        } else if name.eq_ignore_ascii_case("type") {
            self.is_button = !["text", "number", "tel", ""].iter().any(|t| value.eq_ignore_ascii_case(t));
        } else if name.eq_ignore_ascii_case("class") {
            self.by_class = classes.said(value);
        } else if name.eq_ignore_ascii_case("bgcolor") {
            self.ground = Some(value);
        } else if name.eq_ignore_ascii_case("color") {
            self.color = Some(value);
        } else if name.eq_ignore_ascii_case("media") {
            self.media = value;
        } else if name.eq_ignore_ascii_case("style") {
            let bare = bare(value);
            self.own = TagLook::of(&bare);
            let weight = bare.split(';').rev().find_map(|r| r.strip_prefix("font-weight:"));
            self.bold = weight.map_or(self.bold, |w| {
                Some(
                    w.starts_with("bold")
                        || w.get(..3).and_then(|n| n.parse().ok()).is_some_and(|n: u16| n >= 600),
                )
            });
            self.underlined |=
                bare.split(';').any(|r| r.starts_with("text-decoration") && r.contains("underline"));
        }
    }

    fn is_inline(&self) -> bool {
        INLINE.iter().any(|n| self.name.eq_ignore_ascii_case(n))
    }

    fn write(&self, out: &mut String) {
        out.extend(["<", self.name]);
        for (name, span) in [("colspan", self.cols), ("rowspan", self.rows)] {
            if let Some(n) = span {
                out.extend([" ", name, "=", &n.to_string()]);
            }
        }
        let look = self.own.or(self.by_class).colored(self.color, self.ground);
        // What only a class hides, or what is out of sight otherwise, may be shown by a rule that is not understood: it is told of. And
        // of a larger element it is not believed: a page's tabs are hidden so. A table's caption may be for speaking readers.
        let may_be_hidden = self.is_inline() || self.name.eq_ignore_ascii_case("caption");
        let doubted = may_be_hidden && (look.is_hidden() || look.is_out_of_sight());
        out.push_str(match () {
            () if self.hidden || self.own.is_hidden() => " hidden",
            () if doubted => " unseen",
            () => "",
        });
        out.push_str(if look.is_struck() { " s" } else { "" });
        out.push_str(match look.script() {
            Script::Raised if self.is_inline() => " up",
            Script::Lowered if self.is_inline() => " down",
            _ => "",
        });
        out.push_str(look.white().map_or("", |w| if w { " white" } else { " ink" }));
        out.push_str(look.filled().map_or("", |f| if f { " filled" } else { " paper" }));
        out.push_str(self.bold.map_or("", |b| if b { " bold" } else { " light" }));
        out.push_str(if self.underlined { " under" } else { "" });
        if let Some(v) = self.value.filter(|_| self.name.eq_ignore_ascii_case("input") && !self.is_button) {
            out.extend([" value=\"", &v.replace('"', "&quot;"), "\""]);
        }
        out.push_str(if self.closed { " />" } else { ">" });
    }
}

fn cut(text: &str, end: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(end).unwrap_or(text.len()))
}

/// An attribute's value, and what follows it.
fn value(text: &str) -> (&str, &str) {
    match text.chars().next() {
        Some(q @ ('"' | '\'')) => text[1..].split_once(q).unwrap_or((&text[1..], "")),
        _ => cut(text, |c| c.is_ascii_whitespace() || c == '>'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, wanted: &str) {
        assert_eq!(kept(page), wanted);
    }

    #[test]
    fn words_tags_spans_and_hiding_stay() {
        check("甲<B CLASS='x'>乙</B >&amp; 1 < 2 <3", "甲<B>乙</B>&amp; 1 < 2 <3");
        check("<td align=left colSpan = \"3\" rowspan=2 colspan=9>", "<td colspan=3 rowspan=2>");
        check("<td rowspan=a>", "<td>");
        check(
            "<p style='color:red; display : NONE'><p style=\"display:block\" hidden>",
            "<p hidden ink><p hidden>",
        );
        check("<br/><o:p title='a>b' / ></o:p>", "<br /><o:p></o:p>");
        check("<!DOCTYPE html><?xml a?><![if !x]>甲<![endif]>", "<!DOCTYPE html>甲");
    }

    #[test]
    fn what_is_never_shown_goes() {
        check("甲<!-- <p> -->乙<script>if (a<b) '</p>'</SCRIPT >丙", "甲乙丙");
        check("<img src=\"data:image/png;base64,AAAA\">甲", "<img>甲");
        check("甲<!-- 乙", "甲");
        check(
            "甲<!-->乙<!--->丙<!-- --!>丁<!-- -- ---><!--[if !mso]><!-->戊<!--<![endif]-->己",
            "甲乙丙丁戊己",
        );
        check("甲<style>乙", "甲");
        check("甲<p a='乙", "甲<p>");
        check("甲<", "甲<");
        check("甲</", "甲");
    }
}
