//! One finding. Closed it says what is wrong; the one looked at also shows what its repairs would change before
//! they are applied, why it matters, and how it can be answered.

use super::change::change;
use super::notes::audit;
use super::state::Panel;
use crate::app::alike;
use crate::app::fix_preview::{self, Offer};
use crate::checks::dates::d103_other_year;
use crate::checks::judged::Judged;
use crate::checks::{Answer, Finding, Fix, Level, explain};
use crate::report::Report;
use crate::ui::action::Action;
use crate::ui::lines::{Tip, one_line, wrapped};
use crate::ui::spoken::one_of;
use crate::ui::theme;
use egui::style::ScrollAnimation;
use egui::{EventFilter, Frame, Key, Label, Modifiers, Response, RichText, Sense, Stroke, Ui};
use egui::{TextStyle, UiBuilder, WidgetInfo, accesskit};

/// Frames after which what is looked at has its place.
pub const SETTLED: u8 = 2;

fn card_id(i: usize) -> egui::Id {
    egui::Id::unique(("finding", i))
}

/// Which finding a card is about.
pub struct Card<'a> {
    pub report: &'a Report,
    pub judged: Option<&'a Judged>,
    pub findings: &'a [Finding],
    pub i: usize,
    /// Its place in the list.
    pub at: usize,
    /// The ones listed above and below it.
    pub neighbours: (Option<usize>, Option<usize>),
}

/// One card.
pub fn card_ui(ui: &mut Ui, card: &Card<'_>, panel: &mut Panel, actions: &mut Vec<Action>) {
    let Card { findings, i, .. } = *card;
    let Some(f) = findings.get(i) else { return };
    let chosen = panel.looking.at(findings) == Some(i);
    let builder = UiBuilder::new().scope_id(card_id(i)).sense(Sense::click());
    let response = ui
        .scope_builder(builder, |ui| {
            let focused = ui.response().has_focus();
            let line = if chosen || focused { theme::get().accent } else { theme::get().hairline };
            let fill = if chosen { theme::get().computed } else { theme::get().paper };
            Frame::new().inner_margin(6).fill(fill).stroke(Stroke::new(1.0, line)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                what_ui(ui, f);
                if chosen {
                    open_ui(ui, card, f, panel, actions);
                }
            });
        })
        .response;
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::ListBoxOption, true, explain::spoken(f)));
    one_of(&response, card.at);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(chosen));
    if panel.focus.take_if(|x| *x == i).is_some() {
        response.request_focus();
    }
    let frames = panel.scrolled.filter(|(of, _)| *of == i).map_or(0, |(_, frames)| frames);
    // When it is looked at, and once more when all has its place.
    if chosen && (frames == 0 || frames == SETTLED) {
        // Of what has no room its beginning.
        let tall = response.rect.height() > ui.clip_rect().height();
        response.scroll_to_me_animation(tall.then_some(egui::Align::Min), ScrollAnimation::none());
    }
    keys(ui, &response, card, panel);
    if response.clicked() {
        actions.push(Action::Show(i));
    }
}

/// Up and down go through the list; Enter goes to the place.
fn keys(
    ui: &Ui,
    response: &Response,
    Card { findings, neighbours: (above, below), .. }: &Card<'_>,
    panel: &mut Panel,
) {
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let next = if pressed(Key::ArrowDown) {
        *below
    } else if pressed(Key::ArrowUp) {
        *above
    } else {
        None
    };
    if let Some(n) = next {
        panel.looking.choose(findings, n);
        panel.focus = Some(n);
    }
}

fn words_ui(ui: &mut Ui, text: impl Into<egui::WidgetText>) {
    ui.add(wrapped(ui, text).selectable(false));
}

/// Sign, title and what is wrong.
fn what_ui(ui: &mut Ui, f: &Finding) {
    let answered = !f.is_open();
    let faint = theme::get().faint;
    ui.horizontal(|ui| {
        let color = if answered { faint } else { theme::color(f.level) };
        ui.add(Label::new(RichText::new(theme::sign(f.level)).color(color)).selectable(false));
        let title = RichText::new(explain::title(f)).strong();
        let title = if answered { title.color(faint) } else { title };
        ui.add(one_line(title).unselectable());
    });
    let message = RichText::new(line_each(f));
    words_ui(ui, if answered { message.color(faint) } else { message });
    match &f.answer {
        Answer::Open => {}
        Answer::Holds(text) => {
            words_ui(ui, RichText::new(format!("{}：{text}", explain::answer_word(f))).color(faint))
        }
        Answer::Lapsed(text) => {
            let words = format!("数有变化，请重新说明；原来的说明：{text}");
            words_ui(ui, RichText::new(words).small().color(faint));
        }
    }
}

/// What is wrong; where it is in several places, a line each.
fn line_each(f: &Finding) -> String {
    match f.message.split_once('：').filter(|_| !f.more.is_empty()) {
        Some((what, places)) => format!("{what}：\n{}", places.replace('；', "\n")),
        None => f.message.clone(),
    }
}

/// What can be done about the finding looked at.
fn open_ui(ui: &mut Ui, card: &Card<'_>, f: &Finding, panel: &mut Panel, actions: &mut Vec<Action>) {
    let Card { report, i, .. } = *card;
    let offers =
        panel.offers.as_ref().filter(|(_, at, _)| *at == i).map_or(Default::default(), |o| o.2.as_slice());
    // In sight without scrolling: it saves the most. But what fills other tables too comes after what fills this one.
    let first = !f.quiet;
    if first {
        together_ui(ui, card, f, actions);
    }
    for offer in offers {
        offer_ui(ui, offer, actions);
    }
    if !first {
        together_ui(ui, card, f, actions);
    }
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        if ui.small_button("转到").tip("回车").clicked() {
            actions.push(Action::Show(i));
        }
        answer_ui(ui, report, f, actions);
        if f.of_last_year && report.predecessor.is_some() {
            let tip = "和去年的报告并排看";
            if ui.small_button("对比去年").tip(tip).clicked() {
                actions.push(Action::CompareLast(Some(Box::new(f.clone()))));
            }
        }
        ui.toggle_value(&mut panel.why, RichText::new("依据和办法").small());
    });
    if panel.why {
        why_ui(ui, card, f, actions);
    }
}

/// What puts more right than this one finding; what that is, is worked out when it is asked for.
fn together_ui(ui: &mut Ui, card: &Card<'_>, f: &Finding, actions: &mut Vec<Action>) {
    // Of words that follow the tables it stands above the list.
    if let Some(count) = fix_preview::together(card.findings, f).filter(|_| !fix_preview::follows_table(f))
        && ui.small_button(format!("同类的都改（{count} 处）…")).tip("先列出每一处怎么改").clicked()
    {
        let plan = card.judged.and_then(|now| alike::alike(now, f));
        actions.extend(plan.map(|all| Action::AskAlike(Box::new(all))));
    }
    if f.code == d103_other_year::CHECK.code
        && ui.small_button("年份往后推一年…").tip("逐处列出，去掉不该推的").clicked()
    {
        actions.push(Action::AskYears);
    }
}

/// 说明 for what may be explained.
fn answer_ui(ui: &mut Ui, report: &Report, f: &Finding, actions: &mut Vec<Action>) {
    if !explain::may_be(f) {
        return;
    }
    let word = explain::answer_word(f);
    let button = if f.is_open() { format!("{word}…") } else { format!("改{word}…") };
    let tip = format!("写一句{word}，就不再算作没看过");
    if ui.small_button(button).tip(tip).clicked() {
        actions.push(Action::AskExplanation(Box::new(f.clone())));
    }
    if !f.is_open()
        && ui.small_button(format!("撤回{word}")).clicked()
        && let Some(edit) = explain::unexplain(report, f)
    {
        actions.push(Action::Edit { name: format!("撤回{word}"), group: None, edits: vec![edit] });
    }
}

fn why_ui(ui: &mut Ui, card: &Card<'_>, f: &Finding, actions: &mut Vec<Action>) {
    let Some(check) = f.check() else { return };
    for (name, text) in [("依据", check.why), ("办法", check.how), ("编号", check.code)] {
        words_ui(ui, RichText::new(format!("{name}：{text}")).small());
    }
    if f.level == Level::Error || check.level == Level::Error {
        return;
    }
    let same = card.findings.iter().filter(|x| x.code == f.code).count();
    let button = if same > 1 {
        format!("不再审核这一项（{same}条）")
    } else {
        "不再审核这一项".to_string()
    };
    let tip = format!("这份报告里不再查“{}”，{same}条不再列出；上面可以恢复", check.title);
    if ui.small_button(button).tip(tip).clicked() {
        actions.push(audit(card.report, check, false));
        let words = format!("不再审核“{}”，{same}条不再列出；右上方可以恢复，也可以撤销。", check.title);
        actions.push(Action::Tell(words));
    }
}

/// A repair with everything that it changes.
fn offer_ui(ui: &mut Ui, Offer { fix, reason, effect }: &Offer, actions: &mut Vec<Action>) {
    const SHOWN: usize = 4;
    let frame = Frame::new().inner_margin(5).fill(theme::get().paper);
    frame.stroke(Stroke::new(1.0, theme::get().hairline)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        words_ui(ui, &fix.title);
        // In a low window what is pressed is in sight with what is wrong.
        let low = theme::is_low(ui.ctx());
        if low {
            apply_ui(ui, fix, actions);
        }
        if !reason.is_empty() {
            words_ui(ui, RichText::new(*reason).small().color(theme::get().faint));
        }
        for row in effect.changes.iter().take(SHOWN) {
            let job = change(ui, row, &TextStyle::Small);
            words_ui(ui, job);
        }
        if effect.changes.len() > SHOWN {
            words_ui(ui, RichText::new(format!("……{}", effect.extent())).small());
        }
        let color = if effect.new.is_empty() { theme::get().faint } else { theme::color(Level::Warning) };
        words_ui(ui, RichText::new(effect.words(1)).small().color(color));
        if !low {
            apply_ui(ui, fix, actions);
        }
    });
}

fn apply_ui(ui: &mut Ui, fix: &Fix, actions: &mut Vec<Action>) {
    let button = ui.small_button("应用").tip("改了可以撤销");
    if button.accessible_name(format!("应用：{}", fix.title)).clicked() {
        let (name, edits) = (fix.title.clone(), fix.edits.clone());
        actions.push(Action::Edit { name, group: None, edits });
    }
}
