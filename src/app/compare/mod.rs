//! Two reports side by side: facts, cells, headings and sentences, each with what differs. Any two will do: this
//! year's and last year's, a draft and what was published, a report before and after a repair.

mod adopting;
mod doubted;
mod later;
mod words;

pub use adopting::{adopt, adopt_all, is_taken};
pub use doubted::{LeftRead, noted};
pub use later::{Later, mark_later};

use super::diff::{self, Stretch};
use super::merge::OtherThing;
use crate::form::table::CellKey;
use crate::report::facts::OFFICE;
use crate::report::strict::Strict;
use crate::report::{Chapter, Datum, Part, Report, Section};
use rust_decimal::Decimal;
use words::words;

/// In place of a number that nobody gave.
const UNFILLED: &str = "未填";

/// Where in a report a row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    Fact,
    Cell(CellKey),
    Words(Part),
}

/// One thing in both reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub section: Chapter,
    pub at: At,
    /// What it is called; sentences have no name.
    pub name: String,
    /// What it is about, for a reader who sees it alone.
    pub title: String,
    pub left: String,
    pub right: String,
    /// Whether the two sides differ. Sentences that name each its own year do not (2024年收到… beside 2025年收到…);
    /// one that still names last year does.
    pub differs: bool,
    /// Word for word the same, with last year's year in it.
    pub old_year: bool,
    /// The same words, of which other ones are bold or underlined.
    pub other_looks: bool,
    pub later: Later,
    pub left_read: LeftRead,
    /// Both sides of a row that differs, stretch by stretch.
    pub stretches: Vec<Stretch>,
    /// What the right one can take over from the left one here.
    what: Option<OtherThing>,
}

impl Row {
    /// By how much the number of a cell changed, with its sign.
    pub fn by(&self) -> Option<String> {
        let At::Cell(_) = self.at else { return None };
        let number = |t: &str| t.parse::<Decimal>().ok();
        let by = number(&self.right)?.checked_sub(number(&self.left)?)?.normalize();
        Some(if by.is_sign_positive() { format!("+{by}") } else { by.to_string() })
    }
}

/// Both reports in their order: every sentence, and of facts and cells those that differ.
pub fn compare(left: &Report, right: &Report) -> Vec<Row> {
    let mut out = Vec::new();
    facts(left, right, &mut out);
    for part in [Part::Title, Part::Preamble] {
        words(left, right, part, &mut out);
    }
    for section in right.form().order() {
        let heading = |r: &Report| r.section(section).heading.clone();
        let (at, before) = (Chapter::Section(section), Part::Before(section));
        if heading(left) != heading(right) {
            push(&mut out, at, At::Words(before), "标题", heading(left), heading(right));
        }
        words(left, right, before, &mut out);
        cells(left, right, section, &mut out);
        words(left, right, Part::After(section), &mut out);
    }
    let date = |r: &Report| Strict::Signed.text(r);
    let (a, b) = (&left.signature, &right.signature);
    push(
        &mut out,
        Chapter::Signature,
        At::Words(Part::Signature),
        "落款单位",
        a.office.clone(),
        b.office.clone(),
    );
    push(&mut out, Chapter::Signature, At::Words(Part::Signature), "成文日期", date(left), date(right));
    out
}

/// A named row, if it differs.
fn push(out: &mut Vec<Row>, section: Chapter, at: At, name: &str, left: String, right: String) {
    if left != right {
        let stretches = diff::stretches(&left, &right);
        out.push(Row {
            section,
            at,
            name: name.into(),
            title: name.into(),
            left,
            right,
            differs: true,
            old_year: false,
            other_looks: false,
            later: Later::No,
            left_read: LeftRead::Surely,
            stretches,
            what: None,
        });
    }
}

fn facts(left: &Report, right: &Report, out: &mut Vec<Row>) {
    let mut push = |name: &str, fact: &dyn Fn(&Report) -> String| {
        push(out, Chapter::Front, At::Fact, name, fact(left), fact(right));
    };
    push(Datum::Year.name(), &|r| r.datum(Datum::Year));
    push("格式", &|r| r.form().label.clone());
    for fact in &OFFICE {
        push(fact.name, &|r| r.datum(fact.datum));
    }
    push("引用的文号", &|r| r.letters.join("、"));
    // Another year is due on another day.
    if left.year == right.year {
        push(Datum::Deadline.name(), &|r| Strict::Due.text(r));
    }
}

/// The cells that both forms' tables in a section have; of those that only one has, how many.
fn cells(left: &Report, right: &Report, section: Section, out: &mut Vec<Row>) {
    let at = Chapter::Section(section);
    let keys = |r: &Report| r.form().table_of_section(section).map(|t| t.cells()).unwrap_or_default();
    let text = |r: &Report, k: &CellKey| r.canonical(k).unwrap_or(UNFILLED.into());
    // What waits to be filled in a year just begun is no difference to be looked at one by one.
    let waits = |k: &CellKey| left.year != right.year && right.value(k).is_none() && left.value(k).is_some();
    let (waiting, both): (Vec<CellKey>, Vec<CellKey>) =
        keys(right).into_iter().filter(|k| left.form().has(k)).partition(waits);
    if !waiting.is_empty() {
        push(out, at, At::Fact, "还没有填的格", format!("{}格有数", waiting.len()), UNFILLED.into());
    }
    for k in both {
        let read = doubted::of_cell(left, right, at, &k);
        let not_read = (read == LeftRead::Not).then(|| doubted::NOT_READ.to_string());
        let (a, b) = (not_read.unwrap_or_else(|| text(left, &k)), text(right, &k));
        let before = out.len();
        push(out, at, At::Cell(k.clone()), &right.form().cell_path(&k), a, b);
        // A total follows its parts.
        let is_own = right.form().total_of(&k).is_none() && read != LeftRead::Not;
        let own = is_own.then(|| OtherThing::Cell(k.clone()));
        out.iter_mut().skip(before).for_each(|r| (r.what, r.left_read) = (own.clone(), read));
    }
    let alone = |r: &Report, other: &Report| {
        let own: Vec<CellKey> = keys(r).into_iter().filter(|k| !other.form().has(k)).collect();
        match own.iter().filter(|k| r.value(k).is_some()).count() {
            _ if own.is_empty() => String::new(),
            0 => format!("{}格，都没有填", own.len()),
            filled => format!("{}格，{filled}格有数", own.len()),
        }
    };
    push(out, at, At::Fact, "对面的格式没有的格", alone(left, right), alone(right, left));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample;
    use crate::report::Datum;
    use crate::report::edit::Edit;
    use crate::report::text::{FieldStyle, FieldValue, Para, Run};

    pub(super) fn differing(a: &Report, b: &Report) -> Vec<(String, String, String)> {
        let rows = compare(a, b).into_iter().filter(|r| r.differs);
        rows.map(|r| (r.title, r.left, r.right)).collect()
    }

    #[test]
    fn a_report_is_like_itself_and_every_change_is_one_row() {
        let a = sample::report();
        assert!(differing(&a, &a).is_empty());
        let mut b = a.clone();
        Edit::enter(a.form(), &CellKey::parse("review.count/reconsideration.pending"), "1").apply(&mut b);
        b.sections[4].before[0] = Para::plain("一是政策解读的形式过于单一，下一步将多用图解和问答；");
        b.signature.date = None;
        let seen = differing(&a, &b);
        assert_eq!(seen.len(), 4, "{seen:#?}");
        assert_eq!((seen[0].1.as_str(), seen[0].2.as_str()), ("0", "1"));
        assert!(seen[1].1.contains("不够丰富") && seen[1].2.contains("过于单一"));
        assert!(seen[2].1.starts_with("二是") && seen[2].2.is_empty());
        assert_eq!(seen[3].0, "成文日期");
    }

    #[test]
    fn amounts_change_by_so_much_as_counts_do() {
        let a = sample::report();
        let by = |key: &str, was: &str, now: &str| {
            let (mut left, mut right) = (a.clone(), a.clone());
            Edit::enter(a.form(), &CellKey::parse(key), was).apply(&mut left);
            Edit::enter(a.form(), &CellKey::parse(key), now).apply(&mut right);
            compare(&left, &right).iter().find_map(Row::by)
        };
        assert_eq!(by("disclosure.fees.fee/amount", "0.56", "1.2").as_deref(), Some("+0.64"));
        assert_eq!(by("review.count/reconsideration.pending", "3", "1").as_deref(), Some("-2"));
    }

    #[test]
    fn what_waits_to_be_filled_in_a_new_year_is_one_line_a_table() {
        let mut last = sample::report();
        last.year = 2024;
        let this = Report::new(2025, &last.office.name);
        let rows = compare(&last, &this);
        let form = this.form();
        let of_cells = |r: &&Row| form.table_of_chapter(r.section).is_some() && !matches!(r.at, At::Words(_));
        assert_eq!(rows.iter().filter(of_cells).count(), 3, "{rows:#?}");
        last.year = 2025;
        assert!(compare(&last, &this).iter().filter(of_cells).count() > 100, "of one year each is listed");
    }

    #[test]
    fn one_difference_after_the_other_is_adopted_until_none_is_left() {
        let mut theirs = sample::report();
        let mut ours = theirs.clone();
        Edit::enter(ours.form(), &CellKey::parse("requests.done.granted/natural"), "9").apply(&mut theirs);
        theirs.sections[4].before[0] =
            Para::plain("一是政策解读的形式过于单一，下一步将多用图解和问答；二是部分栏目更新慢。");
        theirs.sections[5].before = vec![Para::plain("无。")];
        for _ in 0..10 {
            let rows = compare(&theirs, &ours);
            let next =
                (0..rows.len()).filter(|i| rows[*i].differs).find_map(|i| adopt(&rows[i], &theirs, &ours));
            next.into_iter().for_each(|e| e.apply(&mut ours));
        }
        assert!(differing(&theirs, &ours).is_empty(), "{:#?}", differing(&theirs, &ours));
        assert_eq!(theirs, ours);
        theirs.sections[0].before.push(Para::plain("新写的一句。"));
        theirs.preamble.insert(0, Para::plain("开头的一句。"));
        for _ in 0..2 {
            let rows = compare(&theirs, &ours);
            let next =
                (0..rows.len()).filter(|i| rows[*i].differs).find_map(|i| adopt(&rows[i], &theirs, &ours));
            next.expect("an edit").apply(&mut ours);
        }
        assert!(differing(&theirs, &ours).is_empty(), "{:#?}", differing(&theirs, &ours));
        assert_eq!(theirs.preamble, ours.preamble);
    }

    #[test]
    fn what_is_adopted_keeps_its_live_values_and_finds_its_own_place() {
        let live = Run::field(FieldValue::Datum(Datum::Year), FieldStyle::Arabic);
        let mut ours = sample::report();
        ours.sections[5].before =
            vec![Para::plain("甲事已经办结。"), Para::plain("乙。甲事已经办结。丙。"), Para::plain("丁。")];
        let mut theirs = ours.clone();
        let text = |t: &str| Run::text(t);
        theirs.sections[5].before[1] =
            Para::Text(vec![text("乙。"), live.clone(), text("年，甲事已经办结。丙。")]);
        theirs.sections[5].before[2] = Para::plain("戊。");
        let adopt_all = |ours: &mut Report| {
            for _ in 0..9 {
                let rows = compare(&theirs, ours);
                let next = rows.iter().filter(|r| r.differs).find_map(|r| adopt(r, &theirs, ours));
                next.into_iter().for_each(|e| e.apply(ours));
            }
        };
        let (first, mut adopted) = (ours.sections[5].before[0].clone(), ours.clone());
        adopt_all(&mut adopted);
        assert_eq!(adopted.sections[5].before[0], first);
        assert_eq!(adopted.words(Part::Before(Section::Other)), theirs.words(Part::Before(Section::Other)));
        assert!(matches!(&adopted.sections[5].before[1], Para::Text(runs) if runs.contains(&live)));
        // A paragraph stays one when its first sentence goes.
        theirs.sections[5].before = vec![Para::plain("甲事已经办结。"), Para::plain("丙。")];
        ours.sections[5].before = vec![Para::plain("甲事已经办结。"), Para::plain("乙。丙。")];
        let rows = compare(&theirs, &ours);
        let row = rows.iter().find(|r| r.differs).expect("a difference");
        adopt(row, &theirs, &ours).expect("an edit").apply(&mut ours);
        assert_eq!(ours.words(Part::Before(Section::Other)), theirs.words(Part::Before(Section::Other)));
    }

    #[test]
    fn cells_that_only_one_form_has_are_told() {
        let (a, b) = (Report::new(2020, "示范局"), Report::new(2021, "示范局"));
        let seen = differing(&a, &b);
        let alone: Vec<_> = seen.iter().filter(|(name, ..)| name == "对面的格式没有的格").collect();
        let section_two = (&alone[0].1, &alone[0].2);
        assert!(section_two.0.ends_with("格，都没有填") && section_two.1.ends_with("格，都没有填"));
        assert!(alone.len() <= 3, "one line a table: {seen:#?}");
        let mut a = a;
        let key = a.form().cells().into_iter().find(|k| !b.form().has(k)).expect("one");
        Edit::enter(a.form(), &key, "3").apply(&mut a);
        assert!(differing(&a, &b).iter().any(|(_, l, _)| l.ends_with("格，1格有数")));
    }
}
