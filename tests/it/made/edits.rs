//! Edits of every kind, each meaning something to the report it is made for.

use super::dice::Dice;
use super::offices::any_with_last;
use super::{Kinds, kinds};
use gongkai::checks::{self, CHECKS, Finding, explain};
use gongkai::form;
use gongkai::report::comment::Comment;
use gongkai::report::edit::Edit;
use gongkai::report::emphasis::Emphasis;
use gongkai::report::passage::passages;
use gongkai::report::strict::Strict;
use gongkai::report::text::{FieldValue, Para, Run};
use gongkai::report::{
    Anchor, BlankPolicy, ChartKind, Date, Datum, FaceRole, Issue, Layout, LinePitch, NumberPlace,
    NumberStyle, PageMargins, PageStyle, Part, Report, TitleSize,
};
use gongkai::report::{Section, Thresholds, UnitReport};

/// The kinds of edits, and of which one an edit is.
pub const KINDS: Kinds<Edit, 25> = kinds!(Edit: Cell, Text, PutRight, Reword, Heading, HeadingSet, Year, Edition, Office, Letters,
    Deadline, Signature, BlankPolicy, Layout, Thresholds, SwitchedOff, Explain, Unexplain, Comments, DismissNote,
    DismissAllNotes, Predecessor, Units, Strict, Replace);

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
    let plain = Run::text(dice.pick(&WORDS));
    let key = dice.pick(&r.form().cells());
    let live = [
        FieldValue::Sum(vec![key.clone()]),
        FieldValue::Change(vec![key.clone()]),
        FieldValue::ToldChange(vec![key]),
        FieldValue::Datum(dice.pick(&[Datum::Office, Datum::Year, Datum::Deadline])),
        FieldValue::Units,
    ];
    let field = Run::field(dice.pick(&live), Default::default());
    let runs = if dice.roll(3) == 0 { vec![plain, field] } else { vec![plain] };
    let on = |r: Run| match dice.roll(4) {
        0 => r.with(Emphasis::BOLD),
        1 => r.with(Emphasis::UNDERLINE),
        _ => r,
    };
    vec![Para::Text(runs.into_iter().map(on).collect())]
}

/// Other words somewhere in a paragraph, beside its live values or across them.
fn reword(dice: &mut Dice, r: &Report) -> Edit {
    let all = passages(r);
    let p = &all[dice.below(all.len())];
    let ends: Vec<usize> = p.words.char_indices().map(|(i, _)| i).chain([p.words.len()]).collect();
    let (a, b) = (dice.pick(&ends), dice.pick(&ends));
    p.reword([(a.min(b)..a.max(b), dice.pick(&WORDS).to_string())])
}

/// Makes an edit of one kind.
pub type Maker = fn(&mut Dice, &Report) -> Edit;

/// One for each kind, in their order.
pub const MAKERS: [Maker; KINDS.0.len()] = [
    |dice, r| {
        let text = dice.pick(&["", "0", "3", "12", "21", "/", "7（含2）", "500"]);
        Edit::enter(r.form(), &dice.pick(&r.form().cells()), text)
    },
    |dice, r| {
        let parts: Vec<Part> = r.worded().collect();
        Edit::Text(dice.pick(&parts), paras(dice, r))
    },
    |dice, r| {
        let parts: Vec<Part> = r.worded().collect();
        Edit::PutRight(dice.pick(&parts), paras(dice, r))
    },
    reword,
    |dice, _| {
        Edit::Heading(dice.pick(&Section::ALL), dice.pick(&["", "三、总体情况", "一、总体情况"]).into())
    },
    |dice, _| Edit::HeadingSet(dice.below(2)),
    |dice, _| Edit::Year(dice.pick(&[2023, 2024, 2024, 2024])),
    |dice, _| Edit::Edition(dice.pick(&form::all().map(|f| f.edition.clone()).collect::<Vec<_>>())),
    |dice, r| {
        let mut o = r.office.clone();
        o.name = dice.pick(&["示范县水利局", "示范县人民政府", "示范市人民政府"]).into();
        o.phone = dice.pick(&["", "1234567", "0000-1234567"]).into();
        Edit::Office(o)
    },
    |dice, _| {
        Edit::Letters(vec![dice.pick(&["国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号"]).into()])
    },
    |dice, _| Edit::Deadline(Date::new(2025, 1 + dice.roll(3) as u8, 31)),
    |dice, r| {
        let mut s = r.signature.clone();
        s.date = Date::new(2024 + dice.roll(2) as u16, 1 + dice.roll(3) as u8, 20);
        s.office = dice.pick(&["示范县水利局", "示范县水务局", ""]).into();
        Edit::Signature(s)
    },
    |dice, _| Edit::BlankPolicy(dice.pick(&[BlankPolicy::Slash, BlankPolicy::Zero, BlankPolicy::Blank])),
    |dice, r| {
        let turned = r.form().tables.iter().map(|t| t.key.clone()).take(dice.below(2)).collect();
        let alone = r.form().tables.iter().map(|t| t.key.clone()).skip(dice.below(3)).collect();
        let numbers = NumberPlace::ALL[dice.below(3)];
        let charts = [(ChartKind::Results, Section::Requests)].into();
        let pitch = LinePitch::ALL[dice.below(4)];
        let margins = PageMargins::ALL[dice.below(3)];
        let style = PageStyle {
            name: dice.pick(&["", "本县版式"]).into(),
            pitch,
            margins,
            title: TitleSize::ALL[dice.below(3)],
            numbers: NumberStyle::ALL[dice.below(5)],
            faces: [(FaceRole::ALL[dice.below(4)], "方正仿宋_GBK".to_string())].into(),
            red_head: dice.below(2) == 0,
            imprint: dice.below(2) == 0,
        };
        let issue = Issue {
            mark: dice.pick(&["", "示范县人民政府文件"]).into(),
            number: dice.pick(&["", "示政〔2026〕3号"]).into(),
            copies_to: dice.pick(&["", "县委办公室，县人大办公室"]).into(),
            issuer: String::new(),
            date: dice.pick(&["", "2026年1月21日"]).into(),
        };
        Edit::Layout(Layout { turned, alone, numbers, charts, style, issue })
    },
    |dice, _| {
        Edit::Thresholds(Thresholds {
            change_ratio: dice.pick(&[1, 3, 20]),
            change_least: dice.pick(&[0, 20]),
            repetition: dice.pick(&[1, 50, 100]),
        })
    },
    |dice, _| {
        Edit::SwitchedOff(CHECKS.iter().map(|c| c.code.to_string()).filter(|_| dice.roll(9) == 0).collect())
    },
    |dice, r| {
        let mut found = checks::run(r, None);
        found.push(Finding::new(CHECKS[dice.below(CHECKS.len())], "差 1"));
        let text = dice.pick(&["情况属实。", "原因如此。"]);
        explain::explain(r, &dice.pick(&found), text)
    },
    |dice, _| Edit::Unexplain(dice.below(3)),
    |dice, r| {
        let passages = passages(r);
        let p = &passages[dice.below(passages.len())];
        let about = match dice.roll(2) {
            0 => Anchor::Cells(vec![dice.pick(&r.form().cells())]),
            _ => Anchor::Quote { part: p.part, words: p.words.chars().take(6).collect() },
        };
        let by = dice.pick(&["王处长", ""]).to_string();
        Edit::Comments(vec![Comment {
            by, date: Date::new(2025, 1, 9), text: "再核对一下".into(), about
        }])
    },
    |dice, _| Edit::DismissNote(dice.below(3)),
    |_, _| Edit::DismissAllNotes,
    |dice, _| Edit::Predecessor(any_with_last(dice).predecessor.filter(|_| dice.roll(2) == 0).map(Box::new)),
    |dice, _| {
        Edit::Units(vec![UnitReport {
            name: dice.pick(&["云溪镇", "青石镇"]).into(), ..Default::default()
        }])
    },
    |dice, _| {
        let field = dice.pick(&[Strict::DAYS.as_slice(), &Strict::LIMITS].concat());
        Edit::Strict(field, dice.pick(&["2025.1.20", "2025-2-30", "", "5"]).into())
    },
    |dice, _| Edit::Replace(Box::new(any_with_last(dice))),
];
