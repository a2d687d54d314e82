//! A source file read as tokens: what it names, its functions, its attributes. Comments and what stands in quotes are
//! no tokens, and what is for tests alone is left out.

use std::ops::Range;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub line: usize,
}

/// A function: its name, how many parameters it takes, and its lines.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    pub name: String,
    pub parameters: usize,
    pub lines: Range<usize>,
}

/// What a `use` brings in.
#[derive(Debug, PartialEq, Eq)]
pub struct Use {
    pub path: Vec<String>,
    /// What it is called here; `*` where all of it comes.
    pub name: String,
    /// Whether others can have it from here.
    pub is_public: bool,
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where what begins at `at` ends: a comment, a literal, a word, `::`, `->`, `=>` or a single character.
fn end_of(text: &[char], at: usize) -> usize {
    let rest = &text[at..];
    let starts = |s: &str| s.chars().enumerate().all(|(i, c)| rest.get(i) == Some(&c));
    let find = |s: &str, from: usize| {
        let end = s.chars().count();
        let found =
            (from..rest.len()).find(|i| s.chars().enumerate().all(|(n, c)| rest.get(i + n) == Some(&c)));
        found.map_or(text.len(), |i| at + i + end)
    };
    let quoted = |mut i: usize| {
        while i < rest.len() && rest[i] != '"' {
            i += if rest[i] == '\\' { 2 } else { 1 };
        }
        at + i + 1
    };
    let hashes = rest[1..].iter().take_while(|c| **c == '#').count();
    match rest[0] {
        '/' if starts("//") => rest.iter().position(|c| *c == '\n').map_or(text.len(), |i| at + i),
        '/' if starts("/*") => find("*/", 2),
        '"' => quoted(1),
        'b' if starts("b\"") => quoted(2),
        'r' if rest.get(1 + hashes) == Some(&'"') => find(&format!("\"{}", "#".repeat(hashes)), 2 + hashes),
        // A character, and not a lifetime.
        '\'' if rest.get(1) == Some(&'\\') => find("'", 3),
        '\'' if rest.get(2) == Some(&'\'') => at + 3,
        ':' | '-' | '=' if starts("::") || starts("->") || starts("=>") => at + 2,
        c if is_word(c) => at + rest.iter().take_while(|c| is_word(**c)).count(),
        _ => at + 1,
    }
}

pub fn tokens(text: &str) -> Vec<Token> {
    let text: Vec<char> = text.chars().collect();
    let (mut at, mut line, mut out) = (0, 1, Vec::new());
    while at < text.len() {
        let end = end_of(&text, at).min(text.len());
        let piece: String = text[at..end].iter().collect();
        let is_code =
            !piece.starts_with(char::is_whitespace) && !piece.starts_with("//") && !piece.starts_with("/*");
        let is_literal = piece.ends_with(['"', '\'', '#']) && piece.len() > 1;
        let lines = piece.matches('\n').count();
        if is_code {
            out.push(Token { text: if is_literal { "\"\"".into() } else { piece }, line });
        }
        (at, line) = (end, line + lines);
    }
    out
}

/// The place behind the bracket that closes the one at `open`; behind `open` where it is none.
fn closed(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (i, t) in tokens.iter().enumerate().skip(open) {
        match t.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i + 1;
        }
    }
    tokens.len()
}

/// Where an item's body opens, or the `;` that it ends with instead.
fn body(tokens: &[Token], mut at: usize) -> Option<usize> {
    loop {
        match tokens.get(at)?.text.as_str() {
            "{" | ";" => return Some(at),
            "(" | "[" => at = closed(tokens, at),
            _ => at += 1,
        }
    }
}

fn reads(tokens: &[Token], at: usize, words: &str) -> bool {
    words.split(' ').enumerate().all(|(i, w)| tokens.get(at + i).is_some_and(|t| t.text == w))
}

/// Without the items that are for tests alone.
pub fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let (mut at, mut out) = (0, Vec::new());
    while at < tokens.len() {
        if !reads(tokens, at, "# [ cfg ( test ) ]") {
            out.push(tokens[at].clone());
            at += 1;
            continue;
        }
        at = body(tokens, at).map_or(tokens.len(), |b| closed(tokens, b));
    }
    out
}

/// The `use` items, spread: `use a::{b, c::{d as e, self}}` brings `a::b`, `a::c::d` and `a::c`.
pub fn uses(tokens: &[Token]) -> Vec<Use> {
    let mut out = Vec::new();
    for at in (0..tokens.len()).filter(|i| tokens[*i].text == "use") {
        let before = at.checked_sub(1).map_or("", |i| tokens[i].text.as_str());
        if !["", ";", "{", "}", "]", ")", "pub"].contains(&before) {
            continue;
        }
        let end = (at..tokens.len()).find(|i| tokens[*i].text == ";").unwrap_or(tokens.len());
        spread(&tokens[at + 1..end], &[], matches!(before, "pub" | ")"), &mut out);
    }
    out
}

fn spread(tree: &[Token], before: &[String], is_public: bool, out: &mut Vec<Use>) {
    let mut path = before.to_vec();
    let mut at = 0;
    while at < tree.len() {
        match tree[at].text.as_str() {
            "::" => {}
            "{" => {
                let inside = &tree[at + 1..closed(tree, at) - 1];
                let (mut depth, mut from) = (0, 0);
                for (i, t) in inside.iter().enumerate() {
                    depth += i32::from(t.text == "{") - i32::from(t.text == "}");
                    if t.text == "," && depth == 0 {
                        spread(&inside[from..i], &path, is_public, out);
                        from = i + 1;
                    }
                }
                return spread(&inside[from..], &path, is_public, out);
            }
            "as" => {
                let name = tree.get(at + 1).map_or(String::new(), |t| t.text.clone());
                return out.push(Use { path, name, is_public });
            }
            "self" if !path.is_empty() => {}
            word => path.push(word.into()),
        }
        at += 1;
    }
    if path.len() > before.len() || tree.iter().any(|t| t.text == "self") {
        let name = path.last().cloned().unwrap_or_default();
        path.pop_if(|last| last == "*");
        out.push(Use { path, name, is_public });
    }
}

/// The paths written out in the code, `use` items left out.
pub fn paths(tokens: &[Token]) -> Vec<Vec<String>> {
    let (mut out, mut at) = (Vec::new(), 0);
    let is_name =
        |i: usize| tokens.get(i).is_some_and(|t| t.text.starts_with(|c: char| c.is_alphabetic() || c == '_'));
    while at < tokens.len() {
        let mut end = at + 1;
        if tokens[at].text == "use" {
            end = (at..tokens.len()).find(|i| tokens[*i].text == ";").unwrap_or(tokens.len());
        } else if is_name(at) {
            let mut path = vec![tokens[at].text.clone()];
            while reads(tokens, end, "::") && is_name(end + 1) {
                path.push(tokens[end + 1].text.clone());
                end += 2;
            }
            if path.len() > 1 {
                out.push(path);
            }
        }
        at = end;
    }
    out
}

pub fn functions(tokens: &[Token]) -> Vec<Function> {
    let mut out = Vec::new();
    for at in (0..tokens.len()).filter(|i| tokens[*i].text == "fn") {
        // `fn(…)` alone is a type.
        let Some(name) = tokens.get(at + 1).filter(|t| t.text.chars().all(is_word)) else { continue };
        let mut open = at + 2;
        let mut angles = 0;
        while open < tokens.len() && (angles > 0 || tokens[open].text != "(") {
            angles += i32::from(tokens[open].text == "<") - i32::from(tokens[open].text == ">");
            open += 1;
        }
        let behind = closed(tokens, open);
        let end = body(tokens, behind).map_or(behind, |b| closed(tokens, b));
        let parameters = parameters(&tokens[open + 1..behind - 1]);
        out.push(Function {
            name: name.text.clone(),
            parameters,
            lines: tokens[at].line..tokens[end - 1].line + 1,
        });
    }
    out
}

fn parameters(tokens: &[Token]) -> usize {
    let (mut depth, mut count, mut is_new) = (0, 0, true);
    for t in tokens {
        match t.text.as_str() {
            "(" | "[" | "{" | "<" => depth += 1,
            ")" | "]" | "}" | ">" => depth -= 1,
            _ => {}
        }
        if t.text == "," && depth == 0 {
            is_new = true;
        } else if is_new {
            (count, is_new) = (count + 1, false);
        }
    }
    count
}

#[test]
fn names_are_read_in_groups_in_code_and_renamed_and_not_in_comments_quotes_and_tests() {
    let text = r##"
        //! crate::no::comment
        use crate::{a::{self, b as c}, d::*};
        pub(crate) use super::e;
        fn f<T: Into<u8>>(x: &'static str, y: [u8; 2]) -> [Box<dyn Iterator<Item = u8>>; 2] {
            let s = "crate::no::string \" use x;"; /* crate::no::too */
            let r = r#"crate::no::raw"#; let q = '"'; let n = '\'';
            println!("{}", crate::g::h(s)); self::i::j::<u8>()
        }
        #[cfg(test)]
        use crate::no::test;
        #[cfg(test)]
        mod tests { use crate::no::more; }
        fn k(&self) {}
    "##;
    let code = without_tests(&tokens(text));
    let seen: Vec<String> =
        uses(&code).iter().map(|u| format!("{} = {}", u.name, u.path.join("::"))).collect();
    assert_eq!(seen, ["a = crate::a", "c = crate::a::b", "* = crate::d", "e = super::e"]);
    assert_eq!(uses(&code).iter().map(|u| u.is_public).collect::<Vec<_>>(), [false, false, false, true]);
    let written: Vec<String> = paths(&code).iter().map(|p| p.join("::")).collect();
    assert_eq!(written, ["crate::g::h", "self::i::j"]);
    let functions = functions(&code);
    let of = |f: &Function| (f.name.clone(), f.parameters, f.lines.len());
    assert_eq!(functions.iter().map(of).collect::<Vec<_>>(), [("f".into(), 2, 5), ("k".into(), 1, 1)]);
}
