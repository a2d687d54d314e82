//! Finding things by their words or by the initials of their pinyin: cells by their labels and values,
//! sentences, commands.

use super::command::{COMMANDS, Command, Id};
use crate::form::table::CellKey;
use crate::report::Report;
use crate::report::passage::Quote;
use crate::report::reckoned::KnownValues;
use pinyin::ToPinyinMulti;
use std::collections::BTreeSet;

/// Most hits shown of one kind.
const MOST: usize = 40;

/// All of one kind that was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundKind {
    /// What they are, as people say it.
    pub kind: &'static str,
    /// The first of them.
    pub hits: Vec<Hit>,
    /// How many there are, with those that are not shown.
    pub count: usize,
}

impl FoundKind {
    fn of(kind: &'static str, all: impl Iterator<Item = Hit>) -> FoundKind {
        let mut found = FoundKind { kind, ..FoundKind::default() };
        for hit in all {
            found.count = found.count.saturating_add(1);
            if found.hits.len() < MOST {
                found.hits.push(hit);
            }
        }
        found
    }
    /// 正文 · 56 处，列出前 40 处
    pub fn heading(&self) -> String {
        let more = if self.count > self.hits.len() {
            format!("，列出前 {} 处", self.hits.len())
        } else {
            String::new()
        };
        format!("{} · {} 处{more}", self.kind, self.count)
    }
}

/// Something that was found.
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
    words.contains(part) || is_ascii(part) && is_spelled_in(words, part)
}

/// How near words are to a query that they hold: 0 where that is all of them, 1 where they begin so, else 2.
pub fn nearness(words: &str, query: &str) -> u8 {
    let words: String = words.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let query: String = query.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    if query.is_empty() {
        return 0;
    }
    let spelled = readings(&words);
    let begins = words.starts_with(&query) || is_ascii(&query) && spells(&spelled, &query);
    let initials = query.chars().zip(&spelled).all(|(c, own)| own.iter().any(|r| r.starts_with(c)));
    let is_whole = words == query || initials && spelled.len() == query.len();
    match begins {
        true if is_whole => 0,
        true => 1,
        false => 2,
    }
}

fn is_ascii(query: &str) -> bool {
    query.chars().all(|c| c.is_ascii_lowercase())
}

fn is_spelled_in(words: &str, part: &str) -> bool {
    let spelled = readings(words);
    (0..spelled.len()).any(|from| spells(&spelled[from..], part))
}

/// A reading as it is typed: lü is lv, lüe lve or lue.
fn typed(reading: &str) -> Vec<String> {
    let plain = reading.replace('ü', "v");
    let short = reading.strip_suffix("üe").map(|r| format!("{r}ue"));
    std::iter::once(plain).chain(short).collect()
}

/// What each character is read as, in any of its readings; signs left out.
fn readings(words: &str) -> Vec<Vec<String>> {
    let of = |c: char| -> Option<Vec<String>> {
        match c.to_pinyin_multi() {
            Some(all) => Some(all.into_iter().flat_map(|p| typed(p.plain())).collect()),
            None if c.is_ascii_alphanumeric() => Some(vec![c.to_ascii_lowercase().to_string()]),
            None => None,
        }
    };
    words.chars().filter_map(of).collect()
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

/// Everything that holds all parts of the query, which are apart by blanks: cells, words, commands; kinds of which there
/// is nothing are left out.
pub fn search(report: Option<&Report>, query: &str) -> Vec<FoundKind> {
    let plain = query.trim();
    let query = plain.to_lowercase();
    let parts: Vec<&str> = query.split_whitespace().collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    if let Some(r) = report {
        let cells = cells(r, &parts).into_iter().chain(values(r, &query));
        out.push(FoundKind::of("表", cells));
        out.push(FoundKind::of("正文", words(r, plain).into_iter()));
    }
    let named = COMMANDS.iter().filter(|c| parts.iter().all(|p| holds(c.text, p)));
    out.push(FoundKind::of("命令", named.map(command)));
    out.retain(|f| f.count > 0);
    out
}

fn command(c: &Command) -> Hit {
    let key = c.shortcut.map(|k| format!("　{k}")).unwrap_or_default();
    Hit { words: format!("{}{key}", c.text), target: Target::Command(c.id) }
}

/// Cells by their labels; a row named alone gives its first cell.
fn cells(r: &Report, parts: &[&str]) -> Vec<Hit> {
    let form = r.form();
    let (mut rows, mut out) = (BTreeSet::new(), Vec::new());
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
    out
}

/// Cells that hold exactly this number.
fn values(r: &Report, query: &str) -> Vec<Hit> {
    if !query.starts_with(|c: char| c.is_ascii_digit() || "+-/".contains(c)) {
        return Vec::new();
    }
    let form = r.form();
    let holding = form.cells().into_iter().filter(|key| r.canonical(key).as_deref() == Some(query));
    let hit = |key| Hit { words: format!("{}＝{query}", form.cell_path(&key)), target: Target::Cell(key) };
    holding.map(hit).collect()
}

/// Places in the text.
fn words(r: &Report, query: &str) -> Vec<Hit> {
    let mut out = Vec::new();
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
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::Para;
    use crate::report::{Part, Section};

    #[test]
    fn names_with_u_umlaut_are_found_as_they_are_typed() {
        for (words, typed) in [
            ("绿水镇", "lvshui"),
            ("吕家镇", "lvjia"),
            ("女儿河镇", "nverhe"),
            ("略阳镇", "lueyang"),
            ("略阳镇", "lveyang"),
            ("法律服务机构", "falv"),
            ("绿水镇", "lsz"),
        ] {
            assert!(holds_all(words, typed), "{words} {typed}");
        }
        assert_eq!(
            (nearness("户册…", "hc"), nearness("户册…", "huc"), nearness("回车向下", "xia")),
            (0, 1, 2)
        );
    }

    #[test]
    fn cells_are_found_by_initials_values_and_columns() {
        let mut r = Report::new(2025, "示范局");
        crate::report::edit::Edit::enter(r.form(), &CellKey::parse("requests.received/natural"), "37")
            .apply(&mut r);
        r.sections[4].before = vec![Para::plain("一是37项解读不多。")];
        let all = |q: &str| search(Some(&r), q).into_iter().flat_map(|f| f.hits).collect::<Vec<_>>();
        let first = |q: &str| all(q).first().map(|h| h.target.clone());
        let cell = |k: &str| Some(Target::Cell(CellKey::parse(k)));
        assert_eq!(first("cfsq"), cell("requests.done.not_processed.repeated/natural"));
        assert_eq!(first("重复申请 商业"), cell("requests.done.not_processed.repeated/org.business"));
        assert_eq!(first("cfsq syqy"), cell("requests.done.not_processed.repeated/org.business"));
        assert_eq!(first("37"), cell("requests.received/natural"));
        assert!(
            matches!(first("解读不多"), Some(Target::Words(s)) if s.part == Part::Before(Section::Problems))
        );
        assert!(all("dcpdf").iter().any(|h| h.target == Target::Command(Id::Export("pdf"))));
        assert!(all("daochupdf").iter().any(|h| h.target == Target::Command(Id::Export("pdf"))));
        assert_eq!(first("chongfushenq"), cell("requests.done.not_processed.repeated/natural"));
        assert!(!holds("重复申请", "chongfusq2") && !holds("重复申请", "cfx"));
        assert!(search(Some(&r), " ").is_empty());
    }

    #[test]
    fn every_place_is_counted_and_only_the_first_are_listed() {
        let mut r = Report::new(2025, "示范局");
        r.sections[0].before = (0..56).map(|_| Para::plain("公开PDF文件。")).collect();
        let found = search(Some(&r), "PDF文件");
        let heading: Vec<String> = found.iter().map(FoundKind::heading).collect();
        assert_eq!(heading, ["正文 · 56 处，列出前 40 处"]);
        assert_eq!(
            search(Some(&r), "cfsq").iter().map(FoundKind::heading).collect::<Vec<_>>(),
            ["表 · 1 处"]
        );
    }
}
