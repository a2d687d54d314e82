//! A monkey at the keyboard: any text in any cell and field, any command, any size, zoom and look, on reports of
//! every kind. Nothing of the window may go wrong, nothing is drawn beside the window or nowhere, and undoing
//! everything gives the beginning again. `GONGKAI_MONKEYS` asks for more runs, `GONGKAI_SEED` for others.

use super::*;
use crate::made::dice::Dice;
use crate::made::disk::{Touch, Watched};
use crate::made::shapes;
use gongkai::app::command::{COMMANDS, Id};
use gongkai::print::{PrintError, ProgramEnd, Programs, Silent};
use gongkai::report::document::Document;
use gongkai::report::text::Para;
use gongkai::report::{Report, Section};
use std::ffi::OsString;
use std::io::ErrorKind;
use std::sync::{Mutex, Once, PoisonError};

/// Runs in a run of the tests.
const RUNS: u64 = 1000;
/// Runs side by side.
const THREADS: u64 = 4;
/// Steps of a run.
const STEPS: u64 = 8;
/// Runs in one window.
const TOGETHER: u64 = 10;

/// A disk that is written to in one folder only.
pub fn fenced(dir: &tempfile::TempDir) -> Arc<dyn Disk> {
    let folder = dir.path().to_path_buf();
    Arc::new(Watched(move |touch, path: &Path| match touch {
        Touch::Change if !path.starts_with(&folder) => Err(ErrorKind::PermissionDenied.into()),
        _ => Ok(()),
    }))
}

/// A system without programs.
pub struct Bare;

impl Programs for Bare {
    fn run(&self, _: &str, _: &[OsString], _: &dyn Fn() -> bool) -> Result<ProgramEnd, Silent> {
        Err(Silent::Missing)
    }
    fn open(&self, path: &Path) -> Result<(), PrintError> {
        Err(PrintError::NoViewer(path.into()))
    }
}

/// Characters of many scripts, with those that are not seen.
fn any_char(dice: &mut Dice) -> char {
    let ranges = [
        (0x20, 0x7E),
        (0x30, 0x39),
        (0x4E00, 0x9FA5),
        (0x3400, 0x4DB5),
        (0x20000, 0x2A6D6),
        (0x3000, 0x303F),
        (0xFF00, 0xFF5E),
        (0x0300, 0x036F),
        (0x0590, 0x06FF),
        (0x0E00, 0x0E5B),
        (0x0F00, 0x0FBC),
        (0x1800, 0x18AA),
        (0x1F300, 0x1F64F),
        (0x00, 0x1F),
        (0x7F, 0x9F),
        (0x200B, 0x200F),
        (0x2028, 0x202E),
        (0xE000, 0xE010),
        (0xFFFD, 0x10000),
    ];
    let (from, to) = ranges[dice.roll(ranges.len() as u64) as usize];
    char::from_u32(from + dice.roll(u64::from(to - from + 1)) as u32).unwrap_or('\u{FFFD}')
}

/// Any text, mostly short, once in a while of a hundred thousand characters.
fn any_text(dice: &mut Dice) -> String {
    let length = match dice.roll(40) {
        0 => 100_000,
        1..=3 => 400 + dice.roll(4000),
        4..=12 => 15 + dice.roll(80),
        _ => 1 + dice.roll(14),
    };
    match dice.roll(5) {
        0 => "9".repeat(length.min(400) as usize),
        1 => format!("{}.{}", "8".repeat(1 + length.min(30) as usize), "7".repeat(4)),
        2 => {
            "全年共收到政府信息公开申请49件，同比增长16.7%，".chars().cycle().take(length as usize).collect()
        }
        3 => (0..length.min(200)).map(|_| format!("{}\t{}\r\n", dice.roll(10_000), dice.roll(99))).collect(),
        _ => (0..length).map(|_| any_char(dice)).collect(),
    }
}

fn any_report(dice: &mut Dice) -> Report {
    let mut r = match dice.roll(4) {
        0 => shapes::report(2021 + dice.roll(5) as u16, dice.roll(1000), dice.roll(60)),
        1 => shapes::report(2019 + dice.roll(2) as u16, dice.roll(1000), dice.roll(60)),
        2 => return crate::held::hostile(dice).unwrap_or_else(gongkai::app::sample::report),
        _ => gongkai::app::sample::report(),
    };
    if dice.roll(2) == 0 {
        let mut last = shapes::report(r.year - 1, dice.roll(1000), 10);
        let keys = last.form().cells();
        for _ in 0..dice.roll(6) {
            let key = &keys[dice.roll(keys.len() as u64) as usize];
            Edit::enter(last.form(), key, &any_text(dice)).apply(&mut last);
        }
        r = gongkai::report::next_year::begin(&last, "", "");
    }
    let keys = r.form().cells();
    for _ in 0..dice.roll(4) {
        let key = &keys[dice.roll(keys.len() as u64) as usize];
        Edit::enter(r.form(), key, &any_text(dice)).apply(&mut r);
    }
    if dice.roll(3) == 0 {
        Edit::Text(Part::Before(Section::Overview), vec![Para::plain(any_text(dice))]).apply(&mut r);
    }
    r
}

/// Commands that a monkey may not give: they would leave the window.
fn is_kept_away(id: Id) -> bool {
    matches!(id, Id::Quit | Id::Close | Id::New | Id::Open | Id::OpenNext | Id::OpenPasted)
}

fn any_point(dice: &mut Dice, size: egui::Vec2) -> egui::Pos2 {
    egui::pos2(dice.roll(size.x as u64) as f32, dice.roll(size.y as u64) as f32)
}

/// One thing that a monkey does.
fn step(d: &mut Desk, dice: &mut Dice, size: egui::Vec2) {
    let none = Modifiers::NONE;
    let keys = [
        Key::Enter,
        Key::Tab,
        Key::Escape,
        Key::ArrowDown,
        Key::ArrowRight,
        Key::F2,
        Key::Delete,
        Key::PageDown,
        Key::Menu,
    ];
    match dice.roll(12) {
        0..=2 => {
            let commands: Vec<_> = COMMANDS.iter().filter(|c| !is_kept_away(c.id)).collect();
            let id = commands[dice.roll(commands.len() as u64) as usize].id;
            d.h.state_mut().command(id);
        }
        3..=4 => {
            let at = any_point(dice, size);
            let button = match dice.roll(5) {
                0 => egui::PointerButton::Secondary,
                _ => egui::PointerButton::Primary,
            };
            let click = |pressed| Event::PointerButton { pos: at, button, pressed, modifiers: none };
            d.h.input_mut().events.extend([Event::PointerMoved(at), click(true), click(false)]);
        }
        5 => d.h.input_mut().events.push(Event::Paste(any_text(dice))),
        6 => d.h.input_mut().events.push(Event::Text(any_text(dice).replace(['\r', '\n', '\t'], ""))),
        7 => {
            let Some(report) = d.session().report().cloned() else { return };
            let cells = report.form().cells();
            let key = &cells[dice.roll(cells.len() as u64) as usize];
            let edit = Edit::enter(report.form(), key, &any_text(dice));
            d.session().apply("录入", None, [edit]);
        }
        8 => {
            let parts: Vec<Part> = d.session().report().map_or(Vec::new(), |r| r.worded().collect());
            let part = parts[dice.roll(parts.len() as u64) as usize];
            let text = any_text(dice);
            d.session().apply("修改", None, [Edit::Text(part, vec![Para::plain(&text)])]);
        }
        9 => {
            let key = if dice.roll(2) == 0 { Key::PageDown } else { Key::PageUp };
            d.h.key_press_modifiers(Modifiers::COMMAND, key);
        }
        _ => d.h.key_press(keys[dice.roll(keys.len() as u64) as usize]),
    }
}

/// Where the program itself went wrong on any thread, also where nobody waits for it any more.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Notes every panic from now on, apart from what a test says of itself.
fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if info.location().is_some_and(|l| !l.file().replace('\\', "/").starts_with("tests/")) {
                let thread = std::thread::current().name().unwrap_or("?").to_string();
                PANICS.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{thread}: {info}"));
            }
            before(info);
        }));
    });
}

/// Nothing went wrong, and all that is there stands in the window.
fn look(d: &mut Desk, when: &str) {
    assert_eq!(d.h.state().faults(), 0, "{when}");
    let panics = PANICS.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert!(panics.is_empty(), "{when}: {panics:?}");
    let window = d.h.ctx.content_rect();
    let wrong = d.h.ctx.viewport(|v| room::out_of_place(&v.prev_pass.widgets, window));
    assert_eq!(wrong, None, "{when}");
    for s in &d.h.output().shapes {
        let nowhere = match &s.shape {
            // The toolkit says of a text without a letter that it is nowhere.
            egui::Shape::Text(t) => t.pos.any_nan() || t.galley.size().any_nan(),
            other => other.visual_bounding_rect().any_nan(),
        };
        let nowhere = nowhere || s.clip_rect.any_nan();
        let shape = || format!("{:?}", s.shape).chars().take(300).collect::<String>();
        assert!(!nowhere, "{when}: {:?} {}", s.clip_rect, shape());
    }
}

fn run(d: &mut Desk, seed: u64) {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) + 7);
    let start = any_report(&mut dice);
    let zoom = [80, 100, 100, 130, 200][dice.roll(5) as usize];
    let size = match dice.roll(4) {
        0 => egui::vec2(1366.0, 720.0),
        1 => egui::vec2(320.0 + dice.roll(700) as f32, 240.0 + dice.roll(500) as f32),
        _ => egui::vec2(320.0 + dice.roll(3520) as f32, 240.0 + dice.roll(1920) as f32),
    };
    let looks = [Id::Light, Id::Dark, Id::Contrast];
    d.h.state_mut().show(start.clone());
    d.h.state_mut().command(looks[dice.roll(3) as usize]);
    d.h.ctx.set_zoom_factor(zoom as f32 / 100.0);
    d.h.set_size(size / (zoom as f32 / 100.0));
    d.h.run_steps(3);
    let mut document: Option<Document> = None;
    for n in 0..STEPS {
        step(d, &mut dice, size);
        d.h.run_steps(2);
        let when = format!("seed {seed}, step {n}, {size} at {zoom} %");
        look(d, &when);
        document = d.session().document().cloned();
    }
    let Some(mut document) = document else { return };
    while document.undo().is_some() {}
    assert!(**document.report() == start, "seed {seed}: undoing everything gives the beginning again");
}

fn runs(seeds: std::ops::Range<u64>) {
    let mut desk: Option<Desk> = None;
    for seed in seeds {
        if seed % TOGETHER == 0 || desk.is_none() {
            let dir = tempfile::tempdir().expect("a folder");
            let disk = fenced(&dir);
            let mut d = Desk::at(dir, &[], None, disk);
            d.session().set_programs(Arc::new(Bare));
            d.h.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
            desk = Some(d);
        }
        if let Some(d) = &mut desk {
            run(d, seed);
        }
    }
}

#[test]
fn a_monkey_at_the_keyboard_breaks_nothing() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let (from, many) = (number("GONGKAI_SEED").unwrap_or(0), number("GONGKAI_MONKEYS").unwrap_or(RUNS));
    let each = many.div_ceil(THREADS);
    watch();
    std::thread::scope(|s| {
        let share = |n: u64| from + n * each..from + (n + 1) * each;
        let all: Vec<_> = (0..THREADS).map(|n| s.spawn(move || runs(share(n)))).collect();
        for r in all {
            if let Err(e) = r.join() {
                std::panic::resume_unwind(e);
            }
        }
    });
}
