//! The line below an editor: how much is written, how much of it repeats last year's report, and tools.

use super::marks::{self, Mark, MarkedText};
use super::sheet::Sheet;
use super::state::Editors;
use super::underlines;
use crate::app::command::Id;
use crate::app::find::Target;
use crate::app::{draft_sentences, text_input};
use crate::checks::Level;
use crate::report::Part;
use crate::report::edit::Edit;
use crate::report::passage::Quote;
use crate::report::strict::whole_wanted;
use crate::store::settings::WORD_LIMITS;
use crate::ui::action::Action;
use crate::ui::lines::{InLines, Tip};
use crate::ui::strict::{whole_ui, wrong_ui};
use crate::ui::theme;
use egui::containers::menu::MenuButton;
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Button, Label, Layout, RichText, TextStyle, Ui, vec2};

/// What can be asked for.
fn tools_ui(ui: &mut Ui, small: bool, actions: &mut Vec<Action>) {
    for (id, text, tip) in [
        (Id::InsertValue, "插入表中的数…", "表里的数改了，句子里的跟着改"),
        (Id::InsertPicture, "插入图片…", "PNG 或 JPG，放在光标所在的段落后面"),
        (Id::Replace, "查找和替换…", "在全部文字里"),
    ] {
        let button = if small { Button::new(text).small() } else { Button::new(text) };
        if ui.add(button).tip(tip).clicked() {
            actions.push(Action::Command(id));
        }
    }
}

/// Shows it.
pub fn bar_ui(
    ui: &mut Ui,
    sheet: &Sheet<'_>,
    part: Part,
    page: &MarkedText,
    editors: &mut Editors,
    actions: &mut Vec<Action>,
) {
    ui.horizontal_wrapped(|ui| {
        ui.set_row_height(theme::LINE);
        let no_limit = count_ui(ui, sheet, page, editors, actions);
        let begins = !sheet.report.speaks(part);
        if theme::is_low(ui.ctx()) {
            // They fold, and the words have the room.
            folded_ui(ui, sheet, part, begins, actions);
            repetition_ui(ui, sheet, part, editors);
        } else {
            repetition_ui(ui, sheet, part, editors);
            tools_ui(ui, true, actions);
        }
        if begins || !theme::is_low(ui.ctx()) {
            draft_ui(ui, sheet, part, actions);
        }
        // Behind everything else, which stays where it is.
        if no_limit {
            wrong_ui(ui, &format!("{}；写好以前不限", whole_wanted(&WORD_LIMITS)));
        }
    });
    // In a row of its own, there from the first: it comes and goes and moves nothing.
    if !theme::is_low(ui.ctx()) {
        ui.horizontal(|ui| {
            ui.set_min_height(ui.text_style_height(&TextStyle::Small));
            legend_ui(ui, page);
        });
    }
}

/// What can be asked for, under one button.
fn folded_ui(ui: &mut Ui, sheet: &Sheet<'_>, part: Part, begins: bool, actions: &mut Vec<Action>) {
    let menu = MenuButton::from_button(Button::new("…").small());
    let (response, _) = menu.ui(ui, |ui| {
        tools_ui(ui, false, actions);
        if !begins {
            draft_ui(ui, sheet, part, actions);
        }
    });
    response.accessible_name("更多").tip("插入表中的数、图片，查找和替换，放进起草文字");
}

/// What the grounds and lines in the words mean, each in its own looks; only those that are there.
fn legend_ui(ui: &mut Ui, page: &MarkedText) {
    let font = TextStyle::Small.resolve(ui.style());
    let mut job = LayoutJob::default();
    for (mark, words) in [
        (Mark::Old, "去年的文字"),
        (Mark::Figure, "去年的数和年份"),
        (Mark::Live, "随表变动"),
        (Mark::Same, "与去年相同"),
        (Mark::Found(0, Level::Error), Level::Error.word()),
        (Mark::Found(0, Level::Warning), Level::Warning.word()),
        (Mark::Found(0, Level::Hint), Level::Hint.word()),
    ] {
        let like = |m: &Mark| match (m, &mark) {
            (Mark::Found(_, a), Mark::Found(_, b)) => a == b,
            _ => *m == mark,
        };
        if page.marks.iter().any(|(_, m)| like(m)) {
            let plain = TextFormat::simple(font.clone(), theme::get().faint);
            let underline = underlines::stroke(&mark).unwrap_or_default();
            let format = TextFormat { underline, ..marks::format(&plain, std::iter::once(&mark)) };
            job.append(words, if job.is_empty() { 0.0 } else { 12.0 }, format);
        }
    }
    if !job.is_empty() {
        ui.add(Label::new(job).extend()).tip("文字里的底色和线是什么意思");
    }
}

/// Puts in sentences to start from; where something is written already, behind it or in its place.
fn draft_ui(ui: &mut Ui, sheet: &Sheet<'_>, part: Part, actions: &mut Vec<Action>) {
    const NAME: &str = "放进起草文字";
    if !draft_sentences::has(part) {
        return;
    }
    let tip = "一段示意的文字，数字随表变动；要写的地方标着 ××";
    let behind = if !sheet.report.speaks(part) {
        ui.small_button(NAME).tip(tip).clicked().then_some(false)
    } else {
        let button = MenuButton::from_button(Button::new(format!("{NAME}…")).small());
        let (response, chosen) = button.ui(ui, |ui| {
            let behind = ui.button("放在现有文字后面").clicked();
            let instead = ui.button("换掉现有文字").tip("可以撤销").clicked();
            (behind || instead).then_some(behind)
        });
        response.tip(tip);
        chosen.and_then(|c| c.inner)
    };
    let Some(behind) = behind else { return };
    let mut paras = if behind { sheet.report.paras(part).to_vec() } else { Vec::new() };
    let first = paras.len();
    paras.extend(draft_sentences::of(sheet.report, part));
    let words = paras.get(first).map_or(String::new(), |p| p.resolved(sheet.report));
    let edits = vec![Edit::Text(part, paras)];
    actions.push(Action::Edit { name: NAME.into(), group: None, edits });
    // It comes into view, its first sentence selected.
    let quote = Quote { part, paragraph: first, range: 0..words.len(), words };
    actions.push(Action::Go(Target::Words(quote)));
}

/// How many characters, and the limit where there is one; whether what is typed there is none.
fn count_ui(
    ui: &mut Ui,
    sheet: &Sheet<'_>,
    page: &MarkedText,
    editors: &mut Editors,
    actions: &mut Vec<Action>,
) -> bool {
    let (count, limit) = (text_input::count(&page.text), sheet.word_limit);
    let over = limit > 0 && count > limit;
    let color = if over { theme::color(Level::Warning) } else { theme::get().faint };
    let text = if over {
        format!("{count} 字，多 {} 字", count.saturating_sub(limit))
    } else {
        format!("{count} 字")
    };
    let room = vec2(wide(ui, "10000 字"), theme::LINE);
    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(room);
        ui.words(RichText::new(text).small().color(color));
    });
    let set = if limit > 0 { limit.to_string() } else { String::new() };
    let mut typed = editors.limit.take().unwrap_or(set);
    let (field, number) = whole_ui(ui, "字数限制", "字数上限", &mut typed, &WORD_LIMITS);
    let number = if typed.trim().is_empty() { Some(0) } else { number };
    // 10000 on the way to 100000 was never meant.
    if field.changed() {
        actions.push(Action::WordLimit(number.unwrap_or(0) as usize));
    }
    // What is no limit stays as it was typed, and so does what is still being typed.
    editors.limit = (number.is_none() || field.has_focus()).then_some(typed);
    field.tip("一部分最多写多少字，由单位自己定；空着是不限");
    number.is_none()
}

/// 与去年相同 3/8 句, with a switch that marks them.
fn repetition_ui(ui: &mut Ui, sheet: &Sheet<'_>, part: Part, editors: &mut Editors) {
    let Some(found) = editors.repetition(sheet) else { return };
    let (total, own) = (found.total(), part.chapter().section().map(|s| found.of(s)));
    let Some(own) = own.filter(|s| s.all > 0) else { return };
    let text = format!("与去年相同 {}%（全文 {}%）", own.percent(), total.percent());
    let over = total.percent() > sheet.report.thresholds.repetition;
    let color = if over { theme::color(Level::Warning) } else { theme::get().faint };
    let tip = format!("这一部分 {} 句里有 {} 句和去年一样；点一下把它们标成灰色", own.all, own.same);
    // As wide as it can get: what stands behind it is clicked while it changes.
    let widest = wide(ui, "与去年相同 100%（全文 100%）") + 2.0 * ui.spacing().button_padding.x;
    let button = Button::selectable(editors.repeated, RichText::new(text).small().color(color));
    if ui.add(button.min_size(vec2(widest, 0.0))).tip(tip).clicked() {
        editors.repeated = !editors.repeated;
    }
}

/// How wide small words are.
fn wide(ui: &Ui, words: &str) -> f32 {
    let font = TextStyle::Small.resolve(ui.style());
    ui.fonts_mut(|f| f.layout_no_wrap(words.into(), font, theme::get().faint).size().x)
}
