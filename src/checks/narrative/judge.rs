//! Judging what a sentence says against what the table says; shared by the checks that do.

use super::Placed;
use super::meaning::ClaimMeaning;
use super::number::Stated;
use super::read::{Claimed, Phrasing};
use super::table::CellSum;
use crate::checks::text::Passage;
use crate::checks::{Check, Context, Finding, Fix};
use crate::chinese::numerals::written;
use crate::chinese::units::{is_step, money as money_unit};
use crate::form::table::Kind;
use crate::report::edit::Edit;
use crate::report::text::{FieldStyle, FieldValue, Run};
use crate::report::value::Unit;
use rust_decimal::Decimal;

/// A number that agrees with no cell it could mean.
pub struct Wrong<'a> {
    pub placed: &'a Placed,
    pub meaning: &'a ClaimMeaning,
    pub stated: Stated,
    pub said: Phrasing,
}

impl Wrong<'_> {
    /// Whether something is said of nothing, or nothing of something.
    pub fn nothing(&self) -> bool {
        let none = self.stated.high.is_zero() || self.placed.right.iter().all(Decimal::is_zero);
        none && self.said != Phrasing::Rest
    }
}

/// The numbers of a report's sentences that are wrong.
pub fn wrong<'a>(cx: &'a Context<'_>) -> Vec<Wrong<'a>> {
    let judged = |placed: &'a Placed| {
        let Claimed::Number { meaning, stated, said } = &placed.told.claim.what else { return None };
        let fits = placed.right.is_empty() || placed.right.iter().any(|n| stated.holds(*n));
        (!fits).then_some(Wrong { placed, meaning, stated: *stated, said: *said })
    };
    cx.claims().iter().filter_map(judged).collect()
}

/// The finding of a wrong number.
pub fn finding(cx: &Context<'_>, check: &Check, w: &Wrong<'_>) -> Finding {
    let (sum, right) = (&w.placed.told.sums[0], &w.placed.right);
    let money = is_money(cx, sum);
    let show = |n: Decimal| if money { yuan(n) } else { n.normalize().to_string() };
    let mut values: Vec<String> = right.iter().map(|n| show(*n)).collect();
    values.dedup();
    let off = right.iter().map(|n| w.stated.distance(*n)).min().unwrap_or_default();
    let (name, values) = (&w.meaning.name, values.join(" 或 "));
    let message = match w.said {
        Phrasing::Nothing | Phrasing::Rest => format!("文中“{name}”写的是没有，表中为 {values}"),
        Phrasing::Number if w.stated.is_exact() => {
            format!("文中“{name}”写的是 {}，表中为 {values}，差 {}", show(w.stated.low), show(off))
        }
        // As it is written: what it may stand for are many numbers.
        Phrasing::Number => {
            let written = w.placed.written(cx).unwrap_or_else(|| show(w.stated.low));
            format!("文中“{name}”写的是 {written}，表中为 {values}")
        }
    };
    let cells = Finding::new(check, message).cells(cx.form, Vec::new(), sum.keys(cx.form));
    let finding = place(cx, cells, w.placed);
    if w.said != Phrasing::Number || !w.placed.is_plain(cx) {
        return finding;
    }
    let text = number_text(cx, w, right[0], money);
    let fix = text.and_then(|t| w.placed.put(cx, Run::Text(t.clone())).map(|e| (t, e)));
    let fix = fix.map(|(t, edit)| Fix { title: format!("改为表中的 {t}"), edits: vec![edit] });
    finding.fix(fix).live(live(cx, w, sum, money))
}

/// 把句中数字换成表中数字: a live value in place of the digits.
fn live(cx: &Context<'_>, w: &Wrong<'_>, sum: &CellSum, money: bool) -> Option<Fix> {
    if money || !sum.minus.is_empty() || !w.stated.is_exact() {
        return None;
    }
    let style = if w.stated.chinese { FieldStyle::Chinese } else { FieldStyle::Arabic };
    let run = Run::Field { value: FieldValue::Sum(sum.keys(cx.form)), style };
    Some(Fix { title: "换成随表变动的数".into(), edits: vec![w.placed.put(cx, run)?] })
}

impl Placed {
    /// The paragraph that it is told in.
    fn passage<'a>(&self, cx: &'a Context<'_>) -> Option<&'a Passage<'a>> {
        cx.passage(self.part, self.paragraph)
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
    /// The edit that puts a run in place of the digits.
    fn put(&self, cx: &Context<'_>, run: Run) -> Option<Edit> {
        let put = self.passage(cx)?.put(self.range(&self.told.claim.digits), run);
        Some(Edit::Reword(self.part, vec![put]))
    }
    /// Whether the digits are typed text, not a live value.
    fn is_plain(&self, cx: &Context<'_>) -> bool {
        let digits = self.range(&self.told.claim.digits);
        !digits.is_empty() && self.passage(cx).is_some_and(|p| !p.is_live(&digits))
    }
}

/// The table's number as the sentence writes its own.
fn number_text(cx: &Context<'_>, w: &Wrong<'_>, value: Decimal, money: bool) -> Option<String> {
    if money {
        // 1.2万余元: no number stands in its place alone.
        let (_, unit) = money_unit(w.placed.behind_digits(cx)?)?;
        return value.checked_div(unit.into()).map(|n| n.normalize().to_string());
    }
    let whole: u64 = value.normalize().to_string().parse().ok()?;
    Some(if w.stated.chinese { written(whole) } else { whole.to_string() })
}

fn is_money(cx: &Context<'_>, sum: &CellSum) -> bool {
    sum.keys(cx.form).iter().any(|k| matches!(cx.form.kind(k), Kind::WanYuan | Kind::Money))
}

/// An amount in 元 for people.
fn yuan(n: Decimal) -> String {
    let unit = if n >= Unit::万元.yuan() { Unit::万元 } else { Unit::元 };
    let worth = n.checked_div(unit.yuan()).unwrap_or(n);
    format!("{}{}", worth.normalize(), unit.word())
}

/// A finding at the words of a claim.
pub fn place(cx: &Context<'_>, finding: Finding, placed: &Placed) -> Finding {
    match placed.passage(cx) {
        Some(passage) => finding.words(passage, placed.words()),
        None => finding.part(placed.part, None),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use crate::checks::tests::{Case, zeros};
    use crate::report::Section;
    use crate::report::text::Para;

    /// A report of 2025 with these cells, all else 0, and a sentence in section one.
    pub(crate) fn says(sentence: &str, cells: &[(&str, &str)]) -> Case {
        let mut case = cells.iter().fold(zeros(2025), |c, (k, v)| c.with(k, v));
        case.report.sections[0].before = vec![Para::plain(sentence)];
        case
    }

    /// The first fix applied: the words then, and nothing is found any more.
    #[track_caller]
    pub(crate) fn check_words(code: &str, case: &Case, words: &str) {
        let fix = case.findings(code).into_iter().find_map(|f| f.fix).expect("a fix");
        let mut after = case.clone();
        fix.edits.into_iter().for_each(|e| e.apply(&mut after.report));
        assert_eq!(after.report.words(crate::report::Part::Before(Section::Overview)), words);
        assert!(after.findings(code).is_empty());
    }
}
