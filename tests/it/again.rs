//! Judging again after a change: only those checks run that looked at what changed, and what they find is what
//! a full run finds, whatever is changed.

use crate::clean::{Dice, any_with_last};
use gongkai::checks::judged::Judged;
use gongkai::checks::{self, CHECKS, Finding, explain};
use gongkai::form;
use gongkai::form::table::CellKey;
use gongkai::report::edit::Edit;
use gongkai::report::strict::Strict;
use gongkai::report::text::{FieldValue, Para, Run};
use gongkai::report::{BlankPolicy, ChartKind, Date, Datum, Layout, Note, NoteKind, Part, Place, Report};
use gongkai::report::{Section, Shared, Thresholds, UnitReport};
use std::collections::BTreeSet;

/// How many kinds of edits there are.
const KINDS: usize = 22;

/// Numbers the kinds; one that is new has to be numbered here, and made below.
fn kind(edit: &Edit) -> usize {
    match edit {
        Edit::Cell(..) => 0,
        Edit::Text(..) | Edit::Reword(..) => 1,
        Edit::Heading(..) => 2,
        Edit::HeadingSet(_) => 3,
        Edit::Year(_) => 4,
        Edit::Edition(_) => 5,
        Edit::Office(_) => 6,
        Edit::Letters(_) => 7,
        Edit::Deadline(_) => 8,
        Edit::Signature(_) => 9,
        Edit::BlankPolicy(_) => 10,
        Edit::Layout(_) => 11,
        Edit::Thresholds(_) => 12,
        Edit::SwitchedOff(_) => 13,
        Edit::Explain(_) => 14,
        Edit::Unexplain(_) => 15,
        Edit::DismissNote(_) => 16,
        Edit::DismissAllNotes => 17,
        Edit::Predecessor(_) => 18,
        Edit::Units(_) => 19,
        Edit::Strict(..) => 20,
        Edit::Replace(_) => KINDS - 1,
    }
}

fn any<T: Clone>(dice: &mut Dice, of: &[T]) -> T {
    of[dice.roll(of.len())].clone()
}

const WORDS: [&str; 8] = [
    "",
    "无",
    "截止2024年12月31号，收到6个申请。",
    "2023年，全县公开信息XX条。",
    "2024年，我局将进一步改进。",
    "统计期限自2023年1月1日起至2023年12月31日止，引用国办发[2016]80号。",
    "请拨打13912345678,联系我们。",
    "全年收到政府信息公开申请13件，结转下年度1件。",
];

/// Words, now and then with a live value behind them.
fn paras(dice: &mut Dice, r: &Report) -> Vec<Para> {
    let plain = Run::Text(any(dice, &WORDS).into());
    let key = any(dice, &r.form().cells());
    let live = [
        FieldValue::Sum(vec![key.clone()]),
        FieldValue::Change(vec![key]),
        FieldValue::Datum(any(dice, &[Datum::Office, Datum::Year, Datum::Deadline])),
    ];
    let field = Run::Field { value: any(dice, &live), style: Default::default() };
    vec![Para::Text(if dice.roll(3) == 0 { vec![plain, field] } else { vec![plain] })]
}

/// An edit of that kind that means something to the report.
fn edit_of(kind: usize, dice: &mut Dice, r: &Report) -> Edit {
    match kind {
        0 => {
            let text = any(dice, &["", "0", "3", "12", "21", "/", "7（含2）", "500"]);
            Edit::enter(r.form(), &any(dice, &r.form().cells()), text)
        }
        1 => {
            let parts: Vec<Part> = r.worded().collect();
            Edit::Text(any(dice, &parts), paras(dice, r))
        }
        2 => Edit::Heading(any(dice, &Section::ALL), any(dice, &["", "三、总体情况", "一、总体情况"]).into()),
        3 => Edit::HeadingSet(dice.roll(2)),
        4 => Edit::Year(any(dice, &[2023, 2024, 2024, 2024])),
        5 => Edit::Edition(any(dice, &form::all().map(|f| f.edition.clone()).collect::<Vec<_>>())),
        6 => {
            let mut o = r.office.clone();
            o.name = any(dice, &["示范县水利局", "示范县人民政府", "示范市人民政府"]).into();
            o.phone = any(dice, &["", "1234567", "0000-1234567"]).into();
            Edit::Office(o)
        }
        7 => Edit::Letters(vec![any(dice, &["国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号"]).into()]),
        8 => Edit::Deadline(Date::new(2025, 1 + dice.roll(3) as u8, 31)),
        9 => {
            let mut s = r.signature.clone();
            s.date = Date::new(2024 + dice.roll(2) as u16, 1 + dice.roll(3) as u8, 20);
            s.office = any(dice, &["示范县水利局", "示范县水务局", ""]).into();
            Edit::Signature(s)
        }
        10 => Edit::BlankPolicy(any(dice, &[BlankPolicy::Slash, BlankPolicy::Zero, BlankPolicy::Blank])),
        11 => {
            let turned = r.form().tables.iter().map(|t| t.key.clone()).take(dice.roll(2)).collect();
            Edit::Layout(Layout { turned, charts: [(ChartKind::Results, Section::Requests)].into() })
        }
        12 => Edit::Thresholds(Thresholds {
            change_ratio: any(dice, &[1, 3, 20]),
            change_least: any(dice, &[0, 20]),
            repetition: any(dice, &[1, 50, 100]),
        }),
        13 => Edit::SwitchedOff(
            CHECKS.iter().map(|c| c.code.to_string()).filter(|_| dice.roll(9) == 0).collect(),
        ),
        14 => {
            let mut found = checks::run(r, None);
            found.push(Finding::new(CHECKS[dice.roll(CHECKS.len())], "差 1"));
            let text = any(dice, &["情况属实。", "原因如此。"]);
            explain::explain(r, &any(dice, &found), text)
        }
        15 => Edit::Unexplain(dice.roll(3)),
        16 => Edit::DismissNote(dice.roll(3)),
        17 => Edit::DismissAllNotes,
        18 => Edit::Predecessor(any_with_last(dice).predecessor.filter(|_| dice.roll(2) == 0).map(Box::new)),
        19 => Edit::Units(vec![UnitReport {
            name: any(dice, &["云溪镇", "青石镇"]).into(),
            ..Default::default()
        }]),
        20 => {
            let field = any(dice, &[Strict::DAYS.as_slice(), &Strict::LIMITS].concat());
            Edit::Strict(field, any(dice, &["2025.1.20", "2025-2-30", "", "5"]).into())
        }
        _ => Edit::Replace(Box::new(any_with_last(dice))),
    }
}

#[test]
fn an_edit_of_every_kind_is_made() {
    let mut dice = Dice(3);
    let r = any_with_last(&mut dice);
    for n in 0..KINDS {
        assert_eq!(kind(&edit_of(n, &mut dice, &r)), n);
    }
}

#[test]
fn running_only_what_was_touched_finds_what_a_full_run_finds() {
    let mut dice = Dice(20250120);
    let mut now = any_with_last(&mut dice);
    let note = || Note::new(NoteKind::Doubtful, Place::Whole, "一句".into());
    now.notes = vec![note(), note()];
    let mut judged = Judged::of(&Shared::new(now.clone()), None);
    let mut made = BTreeSet::new();
    for step in 0..420 {
        // Cells and words most often, as clerks do; what replaces everything seldom, or little would be left to keep.
        let n = match dice.roll(3) {
            0 => dice.roll(2),
            _ => step % KINDS,
        };
        let edit = edit_of(n, &mut dice, &now);
        made.insert(kind(&edit));
        edit.clone().apply(&mut now);
        judged = judged.again(&Shared::new(now.clone()), None);
        assert_eq!(*judged.findings, checks::run(&now, None), "step {step}: {edit:?}");
    }
    assert_eq!(made.len(), KINDS);
}

/// What no check looks at costs nothing, and what one looks at is not kept for another.
#[test]
fn a_finding_is_kept_while_nothing_changes_that_its_check_looked_at() {
    let mut r = any_with_last(&mut Dice(1));
    Edit::enter(r.form(), &CellKey::parse("requests.received/total"), "9876").apply(&mut r);
    let judged = Judged::of(&Shared::new(r.clone()), None);
    let total = |j: &Judged| j.findings.iter().any(|f| f.message.contains("9876"));
    assert!(total(&judged));
    Edit::BlankPolicy(BlankPolicy::Zero).apply(&mut r);
    let judged = judged.again(&Shared::new(r.clone()), None);
    assert!(total(&judged));
    Edit::enter(r.form(), &CellKey::parse("requests.received/total"), "").apply(&mut r);
    assert!(!total(&judged.again(&Shared::new(r), None)));
}
