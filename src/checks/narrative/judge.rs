//! Judging what a sentence says against what the table says; shared by the checks that do.

use super::claims::Placed;
use super::lex::{STOPS, TokenKind, tokens};
use super::meant::{meant, rows};
use super::no_cases;
use super::number::Stated;
use super::outcome::{ended_otherwise, others_instead, with_what_leans};
use super::read::Phrasing;
use super::said_none::number_instead;
use super::table::CellSum;
use super::words::words;
use super::written::{WrittenNumber, number_text, yuan};
use super::wrong::Wrong;
use crate::checks::text::Passage;
use crate::checks::{Check, Context, Finding, Fix};
use crate::chinese::units::is_step;
use crate::form::table::CellKey;
use crate::report::edit::Edit;
use crate::report::text::{FieldStyle, FieldValue, Run};
use rust_decimal::Decimal;
use std::ops::Range;

/// The finding of a wrong number.
pub fn finding(cx: &Context<'_>, check: &Check, w: &Wrong<'_>) -> Finding {
    let meant = meant(cx, w.placed, w.meaning);
    let [(sum, right), ..] = meant.as_slice() else {
        return place(cx, Finding::new(check, format!("文中“{}”与表不符", w.meaning.name)), w.placed);
    };
    let money = cx.tables().is_money(sum);
    let show = |n: Decimal| if money { yuan(n) } else { n.normalize().to_string() };
    let values: Vec<String> = meant.iter().map(|(_, n)| show(*n)).collect();
    let off = meant.iter().map(|(_, n)| w.stated.distance(*n)).min().unwrap_or_default();
    let (name, values) = (&w.meaning.name, values.join(" 或 "));
    let message = match w.said {
        Phrasing::Nothing | Phrasing::Rest => format!("文中“{name}”写的是没有，表中为 {values}"),
        Phrasing::Shown => format!("公开的“{name}”有 {}，多于表中的 {values}", show(w.stated.low)),
        Phrasing::Something => format!("文中说有“{name}”，表中为 {values}"),
        Phrasing::Number if w.stated.is_exact() => {
            format!("文中“{name}”写的是 {}，表中为 {values}，差 {}", show(w.stated.low), show(off))
        }
        // As it is written: what it may stand for are many numbers.
        Phrasing::Number => {
            let written = w.placed.written(cx).unwrap_or_else(|| show(w.stated.low));
            format!("文中“{name}”写的是 {written}，表中为 {values}")
        }
    };
    let keys = sum.keys(cx.form);
    let cell = match keys.as_slice() {
        [key] => format!("（“{}”）", cx.form.cell_name(key).trim_end_matches("，总计")),
        _ => String::new(),
    };
    let unsure = if balanced(cx, &keys) { "" } else { "；表未平，先改表" };
    let cells = Finding::new(check, format!("{message}{}", if unsure.is_empty() { &cell } else { unsure }))
        .cells(cx.form, Vec::new(), keys);
    let finding = place(cx, cells, w.placed);
    let none = right.is_zero().then(|| no_cases::instead(cx, w.placed, w.meaning)).flatten();
    if let Some(fix) = none.filter(|_| unsure.is_empty()) {
        return finding.fix(Some(fix));
    }
    let ended = ended_otherwise(cx, w.placed, w.meaning, w.stated);
    if let Some(fix) = ended.filter(|_| unsure.is_empty()) {
        return finding.fix(Some(fix));
    }
    let counted = w.said == Phrasing::Nothing && meant.len() == 1 && !money && unsure.is_empty();
    if let Some((fix, alone)) = number_instead(cx, w.placed, *right).filter(|_| counted) {
        return if alone { finding.fix(Some(fix)) } else { finding.either(vec![fix]) };
    }
    // What a table says that does not add up is not to be written into the text.
    if w.said != Phrasing::Number || !w.placed.is_plain(cx) || !unsure.is_empty() {
        return finding;
    }
    let written = |n: Decimal, whose: &str| {
        let text = w.placed.put_as(cx, w.stated, n, money)?;
        let edits = vec![w.placed.put(cx, Run::text(&text))?];
        Some(Fix { title: format!("改为表中的 {text}{whose}"), edits })
    };
    if meant.len() > 1 {
        let whose = if w.meaning.who.is_empty() { "" } else { w.meaning.name.as_str() };
        let row =
            |s: &CellSum| if whose.is_empty() { rows(cx, s) } else { format!("{}，{whose}", rows(cx, s)) };
        let each = meant.iter().filter_map(|(s, n)| written(*n, &format!("（{}）", row(s))));
        return finding.either(each.collect());
    }
    let fix = written(*right, "");
    let instead = || others_instead(cx, w.placed, w.meaning).or_else(|| dropped(cx, w));
    match right.is_zero().then(instead).flatten() {
        Some(drop) => finding.fix(Some(drop)).live(fix),
        // What leans on it would be said of nothing: 行政诉讼0件，经法院调解. The clerk says what becomes of it.
        None if right.is_zero() && leaned_on(cx, w.placed) => finding.either(fix.into_iter().collect()),
        None => finding.fix(fix).live(live(cx, w, sum, money)),
    }
}

/// Whether every sum and balance holds in the table of these cells.
pub(super) fn balanced(cx: &Context<'_>, keys: &[CellKey]) -> bool {
    let table = keys.first().and_then(|k| cx.form.ledger().table(k));
    let numbers = cx.numbers();
    let here = |sum: usize| {
        let first = numbers.ledger.sums[sum].left.first().map(|p| &numbers.ledger.keys[*p]);
        first.and_then(|k| cx.form.ledger().table(k)) == table
    };
    !(0..numbers.ledger.sums.len()).any(|s| numbers.is_broken(s) && here(s))
}

/// 删去这一句: of what there is nothing of, nothing need be said; not where it is the whole sentence.
fn dropped(cx: &Context<'_>, w: &Wrong<'_>) -> Option<Fix> {
    let passage = w.placed.passage(cx)?;
    let mut clause = w.placed.clause(&passage.words)?;
    // What stands before its own words is said of the others too: 因政府信息公开引起….
    let lead = clause.start..clause.start.max(w.placed.words().start);
    clause.end = with_what_leans(cx, w.placed, clause.end)?;
    let rest = passage.words.get(clause.end..w.placed.sentence.end)?;
    let alone = rest.is_empty() || rest.starts_with(['；', ';', '。']);
    if !alone || !passage.words.get(lead.clone())?.starts_with(['因', '由']) {
        clause.start = lead.end;
    }
    // The later one parts more.
    const PARTING: &str = "、,，;；";
    let (before, behind) = (&passage.words[..clause.start], &passage.words[clause.end..]);
    let led = before.chars().next_back().filter(|c| PARTING.contains(*c));
    let own = behind.chars().next().filter(|c| PARTING.contains(*c));
    let from = |c: char| clause.start.saturating_sub(c.len_utf8());
    // With its own stop; with that before it where that parts less, or where it is the last one.
    let range = match (own, led) {
        (Some(own), Some(led)) if PARTING.find(led) < PARTING.find(own) => from(led)..clause.end,
        (Some(own), _) => clause.start..clause.end.saturating_add(own.len_utf8()),
        (None, Some(led)) => from(led)..clause.end,
        (None, None) => return None,
    };
    let words = passage.words.get(clause)?;
    let edits = vec![passage.reword([(range, String::new())])];
    Some(Fix { title: format!("表中为 0，删去“{words}”"), edits })
}

/// Whether something else is said of what the number counts: 占7.7%.
fn leaned_on(cx: &Context<'_>, placed: &Placed) -> bool {
    let clause = placed.passage(cx).and_then(|p| placed.clause(&p.words));
    clause.is_some_and(|c| with_what_leans(cx, placed, c.end).is_none())
}

/// 把句中数字换成表中数字: a live value in place of the digits.
fn live(cx: &Context<'_>, w: &Wrong<'_>, sum: &CellSum, money: bool) -> Option<Fix> {
    if money || !sum.minus.is_empty() || !w.stated.is_exact() {
        return None;
    }
    let style = if w.stated.chinese { FieldStyle::Chinese } else { FieldStyle::Arabic };
    let run = Run::field(FieldValue::Sum(sum.keys(cx.form)), style);
    Some(Fix { title: "换成随表变动的数".into(), edits: vec![w.placed.put(cx, run)?] })
}

impl Placed {
    /// Bytes of the clause that its number stands in, in the paragraph's words.
    pub(super) fn clause(&self, words: &str) -> Option<Range<usize>> {
        let digits = self.range(&self.told.claim.digits);
        let before = words.get(self.sentence.start..digits.start).filter(|_| !digits.is_empty())?;
        let lead = before
            .rfind(STOPS)
            .map_or(0, |i| before[i..].chars().next().map_or(i, |c| i.saturating_add(c.len_utf8())));
        let behind = words.get(digits.end..self.sentence.end)?;
        let to = behind.find(STOPS).unwrap_or(behind.len());
        Some(self.sentence.start.saturating_add(lead)..digits.end.saturating_add(to))
    }
    /// The paragraph that it is told in.
    pub(super) fn passage<'a>(&self, cx: &'a Context<'_>) -> Option<&'a Passage<'a>> {
        cx.passage(self.part, self.paragraph)
    }
    /// Another number as this one is written.
    pub(super) fn put_as(
        &self,
        cx: &Context<'_>,
        stated: Stated,
        value: Decimal,
        money: bool,
    ) -> Option<String> {
        let digits = self.passage(cx)?.words.get(self.range(&self.told.claim.digits))?;
        number_text(&WrittenNumber { stated, digits, behind: self.behind_digits(cx)? }, value, money)
    }
    /// The words of the paragraph behind the digits.
    fn behind_digits<'a>(&self, cx: &'a Context<'_>) -> Option<&'a str> {
        self.passage(cx)?.words.get(self.range(&self.told.claim.digits).end..)
    }
    /// The number with its unit, as it stands there: 1.2万余件.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    fn written(&self, cx: &Context<'_>) -> Option<String> {
        let digits = self.range(&self.told.claim.digits);
        let behind = self.behind_digits(cx)?;
        let unit = behind.len() - behind.trim_start_matches(|c| "余多".contains(c) || is_step(c)).len();
        self.passage(cx)?.words.get(digits.start..digits.end + unit).map(str::to_string)
    }
    /// The number for people: as it is written where it may stand for many.
    pub(super) fn as_said(&self, cx: &Context<'_>, stated: Stated) -> String {
        let written = self.written(cx).filter(|_| !stated.is_exact());
        written.unwrap_or_else(|| stated.low.normalize().to_string())
    }
    /// The unit that stands behind the digits.
    pub(super) fn unit<'a>(&self, cx: &'a Context<'_>) -> &'a str {
        let from = self.range(&self.told.claim.digits).start;
        let words = self.passage(cx).and_then(|p| p.words.get(from..)).unwrap_or("");
        let number = tokens(words.split(STOPS).next().unwrap_or("")).into_iter().next();
        let unit = number.filter(|t| matches!(t.kind, TokenKind::Number { .. }));
        unit.and_then(|t| words.get(t.digits..t.to)).unwrap_or("")
    }
    /// The edit that puts a run in place of the digits.
    pub(super) fn put(&self, cx: &Context<'_>, run: Run) -> Option<Edit> {
        let put = self.passage(cx)?.put(self.range(&self.told.claim.digits), run);
        Some(Edit::Reword(self.part, vec![put]))
    }
    /// Whether the digits are typed text, not a live value, and say how many there are: in 「近10件」 no other number could
    /// stand in their place.
    pub(super) fn is_plain(&self, cx: &Context<'_>) -> bool {
        let digits = self.range(&self.told.claim.digits);
        let bound = |p: &Passage<'_>| {
            let before = p.words.get(..digits.start).unwrap_or("");
            words().reading.bounds.iter().any(|b| before.ends_with(b.as_str()))
        };
        !digits.is_empty() && self.passage(cx).is_some_and(|p| !p.is_live(&digits) && !bound(p))
    }
}

/// A finding at the words of a claim.
pub fn place(cx: &Context<'_>, finding: Finding, placed: &Placed) -> Finding {
    match placed.passage(cx) {
        Some(passage) => {
            let own = placed.clause(&passage.words);
            finding.words(passage, own.unwrap_or_else(|| placed.words()))
        }
        None => finding.part(placed.part, None),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use crate::checks::tests::{Case, zeros};
    use crate::form::Role;
    use crate::form::table::CellKey;
    use crate::report::Section;
    use crate::report::text::Para;

    /// A report of 2025 with these cells, all else 0, and a sentence in section one.
    pub(crate) fn says(sentence: &str, cells: &[(&str, &str)]) -> Case {
        let mut case = balanced(cells.iter().fold(zeros(2025), |c, (k, v)| c.with(k, v)));
        case.report.sections[0].before = vec![Para::plain(sentence)];
        case
    }

    /// With what was not answered carried over, and what was answered received.
    fn balanced(mut case: Case) -> Case {
        let form = case.report.form();
        let row = |role: Role| form.role(role).first().map_or("", String::as_str);
        let (received, left_over) = (row(Role::Received), row(Role::CarriedOut));
        for who in form.columns_of(received).iter().filter(|w| *w != "total") {
            let number = |row: &str| {
                let value = case.report.value(&CellKey::new(row, who));
                value.and_then(|v| v.whole()).unwrap_or_default()
            };
            let left = number(received) + number(row(Role::CarriedIn)) - number(row(Role::ResultTotal));
            let (row, n) = match left {
                0.. => (left_over, left),
                _ => (received, number(received) - left),
            };
            case = case.with(&format!("{row}/{who}"), &n.to_string());
        }
        case
    }

    /// The likeliest fix applied: the words then, and nothing is found any more.
    #[track_caller]
    pub(crate) fn check_words(code: &str, case: &Case, words: &str) {
        let fix = case.findings(code).iter().find_map(|f| f.fixes().next().cloned()).expect("a fix");
        let mut after = case.clone();
        fix.edits.into_iter().for_each(|e| e.apply(&mut after.report));
        assert_eq!(after.report.words(crate::report::Part::Before(Section::Overview)), words);
        assert!(after.findings(code).is_empty());
    }
}
