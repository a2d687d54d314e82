//! The office's facts in the preamble: read out of its words, and tied to them as live values, so that whoever
//! changes the telephone on the cover changes the sentence.

use super::facts::{OFFICE, OfficeFact};
use super::run::merge;
use super::text::{FieldStyle, FieldValue, Para, Run, RunKind};
use super::{Office, Report};
use crate::form::words::words;

/// Takes address, telephone, postcode, fax or mail and the place of publication out of the preamble.
pub fn read(preamble: &str, office: &mut Office) {
    let fact = |names: &[String]| {
        names.iter().find_map(|n| {
            let rest = preamble.split(n.as_str()).nth(1)?.trim_start();
            let rest = rest.strip_prefix(['：', ':'])?.trim_start();
            // The brackets of an area code are the number's own: （0000）1234567.
            let bracket = Some(rest).filter(|r| r.starts_with(['（', '('])).and_then(|r| r.find(['）', ')']));
            let ends = ['，', '；', '。', '）', ')', ';', '、', ',', '\n'];
            let is_end = |(at, c): &(usize, char)| ends.contains(c) && Some(*at) != bracket;
            let end = rest.char_indices().find(is_end).map_or(rest.len(), |(at, _)| at);
            let words = rest[..end].trim();
            (!words.is_empty()).then(|| words.to_string())
        })
    };
    let contact = &words().contact;
    office.address = fact(&contact.address).unwrap_or_default();
    office.phone = fact(&contact.phone).unwrap_or_default();
    office.postcode = fact(&contact.postcode).unwrap_or_default();
    office.fax_or_mail = fact(&contact.fax_or_mail).unwrap_or_default();
    office.published_at = published_at(preamble).unwrap_or_default();
}

fn published_at(preamble: &str) -> Option<String> {
    let published = &words().published;
    let rest = preamble.split(published.what.as_str()).nth(1)?;
    let end = published.done.iter().filter_map(|w| rest.find(w.as_str())).min()?;
    let sentence = &rest[..end];
    let (_, place) = published.at.iter().find_map(|s| sentence.split_once(s.as_str()))?;
    let place = place.trim_end_matches(['上', '中']).trim();
    (!place.is_empty() && place.chars().count() <= 120).then(|| place.to_string())
}

/// The paragraphs with the office's facts as live values where their words stand.
pub fn tied(paras: Vec<Para>, office: &Office) -> Vec<Para> {
    let mut facts: Vec<&OfficeFact> = OFFICE.iter().filter(|f| telling((f.get)(office))).collect();
    // A longer one may hold a shorter one: 示范县清渠路9号 and 示范县.
    facts.sort_by_key(|f| std::cmp::Reverse((f.get)(office).len()));
    let tie = |para: Para| match para {
        Para::Text(runs) => {
            let all =
                facts.iter().fold(runs, |runs, f| runs.into_iter().flat_map(|r| of(r, f, office)).collect());
            Para::Text(merge(all))
        }
        para => para,
    };
    paras.into_iter().map(tie).collect()
}

/// Shorter words stand for other things too.
fn telling(fact: &str) -> bool {
    const SHORTEST: usize = 4;
    fact.chars().count() >= SHORTEST
}

/// A run with one fact as a live value wherever it stands by itself.
fn of(run: Run, fact: &OfficeFact, office: &Office) -> Vec<Run> {
    let RunKind::Text(words) = &run.kind else { return vec![run] };
    let wanted = (fact.get)(office);
    let mut out = Vec::new();
    let (mut done, mut from) = (0, 0);
    while let Some(at) = words.get(from..).and_then(|w| w.find(wanted)).map(|at| from.saturating_add(at)) {
        from = at.saturating_add(wanted.len());
        let (before, behind) =
            (words.get(done..at).unwrap_or_default(), words.get(from..).unwrap_or_default());
        if glued(words.get(..at).unwrap_or_default(), wanted, behind) {
            continue;
        }
        if !before.is_empty() {
            out.push(run.piece(before));
        }
        let live = Run::field(FieldValue::Datum(fact.datum), FieldStyle::Arabic);
        out.push(live.with(run.emphasis));
        done = from;
    }
    match words.get(done..) {
        Some(rest) if !rest.is_empty() && done > 0 => out.push(run.piece(rest)),
        _ if out.is_empty() => out.push(run),
        _ => {}
    }
    out
}

/// Whether it is part of a longer number or Latin word: 000100 in 10001000.
fn glued(before: &str, fact: &str, behind: &str) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    latin(before.chars().next_back()) && latin(fact.chars().next())
        || latin(fact.chars().next_back()) && latin(behind.chars().next())
}

impl Report {
    /// Takes facts of the office. Where title and signature said its name they say the new one: it is one thing.
    pub(super) fn take_office(&mut self, office: Office) {
        let was = std::mem::replace(&mut self.office, office).name;
        let now = self.office.name.clone();
        if was == now {
            return;
        }
        if self.signature.office == was {
            self.signature.office = now.clone();
        }
        // The name was taken out to be typed anew.
        let opening = format!("{}年", self.year);
        if was.is_empty() && !self.title_line().starts_with(&opening) {
            return;
        }
        let words = |run: &mut Run| match &mut run.kind {
            RunKind::Text(t) | RunKind::Old(t) if t.contains(&was) => {
                *t = t.replacen(&was, &now, 1);
                true
            }
            _ => false,
        };
        let runs = self.title.iter_mut().filter_map(|p| match p {
            Para::Text(runs) => Some(runs),
            Para::Picture { .. } => None,
        });
        // The first of them.
        let _ = runs.flatten().any(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Part, Report};

    #[test]
    fn the_contact_is_taken_apart() {
        let mut o = Office::default();
        read(
            "本报告的电子版可以从示范市政府门户网站（http://a.gov.cn/）下载。（地址：某路1号2楼，电话：0797-8000000，邮编：341000，邮箱：a@b.cn）。",
            &mut o,
        );
        assert_eq!(o.address, "某路1号2楼");
        assert_eq!(o.phone, "0797-8000000");
        assert_eq!(o.postcode, "341000");
        assert_eq!(o.fax_or_mail, "a@b.cn");
        assert_eq!(o.published_at, "示范市政府门户网站（http://a.gov.cn/）");
    }

    #[test]
    fn an_area_code_in_brackets_is_the_number_s_own() {
        let mut o = Office::default();
        for (words, phone) in [
            ("联系电话：（0000）7654321；邮编：000101", "（0000）7654321"),
            ("（地址：新街1号，电话：(0000)7654321）。", "(0000)7654321"),
            ("（电话：7654321）", "7654321"),
        ] {
            read(words, &mut o);
            assert_eq!(o.phone, phone);
        }
    }

    #[test]
    fn who_changes_a_fact_changes_the_preamble() {
        let mut r = Report::new(2025, "示范县水利局");
        let words = "请与示范县水利局办公室联系（地址：示范县清渠路9号；电话：0000-8309705，传真0000-83097056；邮编：000100）。";
        read(words, &mut r.office);
        r.preamble = tied(vec![Para::plain(words)], &r.office);
        assert_eq!(r.words(Part::Preamble), words);
        (r.office.name, r.office.address) = ("示范县水务局".into(), "示范县新路1号".into());
        (r.office.phone, r.office.postcode) = ("0000-1".into(), "000200".into());
        assert_eq!(
            r.words(Part::Preamble),
            "请与示范县水务局办公室联系（地址：示范县新路1号；电话：0000-1，传真0000-83097056；邮编：000200）。"
        );
    }
}
