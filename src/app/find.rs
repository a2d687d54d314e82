//! Finding things by their words or by the initials of their pinyin: cells by their labels and values,
//! sentences, commands.

use super::command::{COMMANDS, Id};
use crate::form::table::CellKey;
use crate::report::Report;
use crate::report::passage::Quote;
use crate::report::reckoned::KnownValues;
use pinyin::ToPinyinMulti;
use std::collections::BTreeSet;

/// Most hits shown.
const MOST: usize = 40;

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub words: String,
    pub target: Target,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    Cell(CellKey),
    /// Words of a paragraph, as a sentence to be selected.
    Words(Quote),
    Command(Id),
}

/// Whether words hold each part of a query; the parts are apart by blanks.
pub fn holds_all(words: &str, query: &str) -> bool {
    let words = words.to_lowercase();
    query.to_lowercase().split_whitespace().all(|p| holds(&words, p))
}

/// Whether words hold a part of a query: as they stand, or by pinyin, whole or its initials, in any reading of each
/// character (重复 is cf, zf and chongfu).
pub fn holds(words: &str, part: &str) -> bool {
    words.contains(part) || (part.chars().all(|c| c.is_ascii_lowercase()) && is_spelled_in(words, part))
}

fn is_spelled_in(words: &str, part: &str) -> bool {
    let readings = |c: char| -> Option<Vec<String>> {
        match c.to_pinyin_multi() {
            Some(all) => Some(all.into_iter().map(|p| p.plain().to_string()).collect()),
            None if c.is_ascii_alphanumeric() => Some(vec![c.to_ascii_lowercase().to_string()]),
            None => None,
        }
    };
    let spelled: Vec<Vec<String>> = words.chars().filter_map(readings).collect();
    (0..spelled.len()).any(|from| spells(&spelled[from..], part))
}

/// Whether a part is what characters are spelled by from the first on, each whole or by its initial.
fn spells(characters: &[Vec<String>], part: &str) -> bool {
    let Some((first, rest)) = characters.split_first().filter(|_| !part.is_empty()) else {
        return part.is_empty();
    };
    first.iter().any(|reading| {
        let whole = part.strip_prefix(reading.as_str());
        let initial = reading.get(..1).and_then(|i| part.strip_prefix(i));
        reading.starts_with(part) || whole.into_iter().chain(initial).any(|p| spells(rest, p))
    })
}

/// Everything that holds all parts of the query, which are apart by blanks: cells, words, commands.
pub fn search(report: Option<&Report>, query: &str) -> Vec<Hit> {
    let query = query.trim().to_lowercase();
    let parts: Vec<&str> = query.split_whitespace().collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    if let Some(r) = report {
        cells(r, &parts, &mut out);
        values(r, &query, &mut out);
        words(r, &query, &mut out);
    }
    for c in COMMANDS.iter() {
        if parts.iter().all(|p| holds(c.text, p)) {
            let key = c.shortcut.map(|k| format!("　{k}")).unwrap_or_default();
            out.push(Hit { words: format!("命令：{}{key}", c.text), target: Target::Command(c.id) });
        }
    }
    out.truncate(MOST);
    out
}

/// Cells by their labels; a row named alone gives its first cell.
fn cells(r: &Report, parts: &[&str], out: &mut Vec<Hit>) {
    let form = r.form();
    let mut rows = BTreeSet::new();
    for key in form.cells() {
        let Some((_, row, column)) = form.locate(&key) else { continue };
        let (row, column) = (row.labels().join(" › "), column.labels().join(" "));
        let (in_row, in_column): (Vec<&&str>, Vec<&&str>) = parts.iter().partition(|p| holds(&row, p));
        if in_row.is_empty() && !row.is_empty() || !in_column.iter().all(|p| holds(&column, p)) {
            continue;
        }
        if in_column.is_empty() && !rows.insert(key.row().to_string()) {
            continue;
        }
        out.push(Hit { words: form.cell_path(&key), target: Target::Cell(key) });
    }
}

/// Cells that hold exactly this number.
fn values(r: &Report, query: &str, out: &mut Vec<Hit>) {
    if !query.starts_with(|c: char| c.is_ascii_digit() || "+-/".contains(c)) {
        return;
    }
    for key in r.form().cells() {
        if r.canonical(&key).as_deref() == Some(query) && out.len() < MOST {
            out.push(Hit {
                words: format!("{}＝{query}", r.form().cell_path(&key)),
                target: Target::Cell(key),
            });
        }
    }
}

/// Places in the text.
fn words(r: &Report, query: &str, out: &mut Vec<Hit>) {
    let known = KnownValues::of(r);
    for part in r.worded() {
        for (paragraph, p) in r.paras(part).iter().enumerate() {
            let text = p.told(&known);
            for (at, found) in text.match_indices(query) {
                let before: String =
                    text[..at].chars().rev().take(10).collect::<Vec<_>>().into_iter().rev().collect();
                let behind: String = text[at + found.len()..].chars().take(16).collect();
                let sentence = Quote { part, paragraph, range: at..at + found.len(), words: found.into() };
                out.push(Hit {
                    words: format!("…{before}{found}{behind}…"),
                    target: Target::Words(sentence),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::Para;
    use crate::report::{Part, Section};

    #[test]
    fn cells_are_found_by_initials_values_and_columns() {
        let mut r = Report::new(2025, "示范局");
        crate::report::edit::Edit::enter(r.form(), &CellKey::parse("requests.received/natural"), "37")
            .apply(&mut r);
        r.sections[4].before = vec![Para::plain("一是37项解读不多。")];
        let first = |q: &str| search(Some(&r), q).first().map(|h| h.target.clone());
        let cell = |k: &str| Some(Target::Cell(CellKey::parse(k)));
        assert_eq!(first("cfsq"), cell("requests.done.not_processed.repeated/natural"));
        assert_eq!(first("重复申请 商业"), cell("requests.done.not_processed.repeated/org.business"));
        assert_eq!(first("cfsq syqy"), cell("requests.done.not_processed.repeated/org.business"));
        assert_eq!(first("37"), cell("requests.received/natural"));
        assert!(
            matches!(first("解读不多"), Some(Target::Words(s)) if s.part == Part::Before(Section::Problems))
        );
        assert!(search(Some(&r), "dcpdf").iter().any(|h| h.target == Target::Command(Id::Export("pdf"))));
        assert!(search(Some(&r), "daochupdf").iter().any(|h| h.target == Target::Command(Id::Export("pdf"))));
        assert_eq!(first("chongfushenq"), cell("requests.done.not_processed.repeated/natural"));
        assert!(!holds("重复申请", "chongfusq2") && !holds("重复申请", "cfx"));
        assert!(search(Some(&r), " ").is_empty());
    }
}
