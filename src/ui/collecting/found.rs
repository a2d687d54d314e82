//! What is to be seen to about the collection, the worst first, each in a sentence; a row leads to where it is.

use super::page::Going;
use super::walked::{Step, Walked};
use crate::app::command::Id as CommandId;
use crate::app::open_collection::OpenCollection;
use crate::app::ruled::RuledOn;
use crate::checks::Level;
use crate::collect::judging::CollectFinding;
use crate::collect::returned;
use crate::collect::ruling::Ruling;
use crate::ui::action::{Action, CollectAction};
use crate::ui::below::below_ui;
use crate::ui::lines::{InLines, one_line};
use crate::ui::passing::{Passing, passing_ui};
use crate::ui::scrolled::hold_rows;
use crate::ui::theme;
use egui::{Id, Key, Label, Panel, RichText, ScrollArea, Sense, TextStyle, Ui, WidgetInfo, accesskit};
use egui_extras::{Column, TableBuilder};

const ROW: f32 = 24.0;

/// Which one is chosen.
#[derive(Debug, Default)]
pub struct FoundPage {
    chosen: usize,
    walked: Walked,
}

impl FoundPage {
    /// The list has the keys again.
    pub fn resume(&mut self) {
        self.walked.resume();
    }
}

/// The list; where a click or Enter leads. `covered` by a question it takes no keys.
pub fn found_ui(
    ui: &mut Ui,
    open: &OpenCollection,
    found: &mut FoundPage,
    (covered, passing): (bool, Passing<'_>),
    actions: &mut Vec<Action>,
) -> Option<Going> {
    let all = &open.known().overview.findings;
    if all.is_empty() {
        ui.add_space(8.0);
        passing_ui(ui, passing, actions);
        ui.words("没有要处理的了。");
        return None;
    }
    found.chosen = found.chosen.min(all.len().saturating_sub(1));
    let id = Id::unique("what is to be seen to");
    let said = all.get(found.chosen).map_or(String::new(), |f| format!("要处理的：{}", f.message));
    let mut going = None;
    match found.walked.step(ui, (id, said), (Some(found.chosen), all.len()), covered) {
        Some(Step::To(row)) => found.chosen = row,
        Some(Step::Key(Key::Enter)) => going = all.get(found.chosen).and_then(leads),
        _ => {}
    }
    if let Some(f) = all.get(found.chosen) {
        going = chosen_ui(ui, open, f, actions).or(going.take());
    }
    passing_ui(ui, passing, actions);
    let scrolls = found.walked.take_scroll(ui);
    let mut table = TableBuilder::new(ui)
        .id_salt("what was found")
        .striped(true)
        .sense(Sense::CLICK)
        .auto_shrink([false, false])
        // The toolkit would have it 200 points high, over what stands below.
        .min_scrolled_height(0.0)
        .column(Column::exact(64.0))
        .column(Column::remainder().clip(true));
    if scrolls {
        table = table.scroll_to_row(found.chosen, None);
    }
    table.body(|mut body| {
        hold_rows(&mut body, ROW, all.len());
        body.rows(ROW, all.len(), |mut row| {
            let at = row.index();
            let Some(f) = all.get(at) else { return };
            row.set_selected(at == found.chosen);
            row.col(|ui| {
                let words = RichText::new(format!("{} {}", theme::sign(f.level), f.level.word()));
                ui.add(Label::new(words.color(theme::color(f.level))).selectable(false));
            });
            row.col(|ui| drop(ui.add(one_line(&f.message).unselectable())));
            let response = row.response();
            response.widget_info(|| WidgetInfo::labeled(accesskit::Role::ListBoxOption, true, &f.message));
            if response.clicked() {
                found.chosen = at;
                response.ctx.memory_mut(|m| m.request_focus(id));
            }
            if response.double_clicked() {
                going = leads(f);
            }
        });
    });
    going
}

/// Where it is: at a unit, else at a sum.
fn leads(f: &CollectFinding) -> Option<Going> {
    f.unit.map(Going::Unit).or_else(|| f.cells.first().map(|c| Going::Cell(c.clone())))
}

/// The chosen one in full, and where it leads. In a low window the list keeps its half, and the buttons are seen
/// whole: the words are scrolled.
fn chosen_ui(
    ui: &mut Ui,
    open: &OpenCollection,
    f: &CollectFinding,
    actions: &mut Vec<Action>,
) -> Option<Going> {
    let most = ui.available_height() * 0.5;
    let panel = Panel::bottom("what was found").resizable(false);
    below_ui(ui, panel, |ui| {
        let id = ui.unique_id().with("buttons");
        let buttons = ui.data(|d| d.get_temp::<f32>(id)).unwrap_or(most);
        let room = (most - buttons).max(2.0 * ui.text_style_height(&TextStyle::Body));
        let area = ScrollArea::vertical().id_salt(&f.message).max_height(room).auto_shrink([false, true]);
        area.show(ui, |ui| {
            ui.add_space(4.0);
            let words = format!("{} {}。", theme::sign(f.level), f.message.trim_end_matches('。'));
            ui.words(RichText::new(words).color(theme::color(f.level)));
            ui.words(RichText::new(format!("办法：{}", f.how())).color(theme::get().faint));
        });
        let top = ui.cursor().top();
        let going = one_ui(ui, open, f, actions);
        let high = ui.min_rect().bottom() - top;
        if (high - buttons).abs() > 0.5 {
            ui.data_mut(|d| d.insert_temp(id, high));
            ui.ctx().request_discard("the words have another room");
        }
        going
    })
}

/// Where it leads, and what can be done.
fn one_ui(
    ui: &mut Ui,
    open: &OpenCollection,
    f: &CollectFinding,
    actions: &mut Vec<Action>,
) -> Option<Going> {
    let mut going = None;
    ui.horizontal_wrapped(|ui| {
        if let Some(u) = f.unit
            && let Some(own) = open.shown().units.get(u)
            && ui.button(format!("到{}", own.name)).clicked()
        {
            going = Some(Going::Unit(u));
        }
        if let Some(cell) = f.cells.first() {
            let words = format!("看“{}”的来源", open.shown().form().cell_name(cell));
            if ui.button(words).clicked() {
                going = Some(Going::Cell(cell.clone()));
            }
        }
        let stray = f
            .submission
            .filter(|s| open.known().overview.standing.strays.iter().any(|stray| stray.submission == *s));
        if stray.is_some() && ui.button("认定是哪个单位的…").clicked() {
            actions.push(Action::Command(CommandId::PlaceStrays));
        }
        remedies_ui(ui, open, f, actions);
        send_back_ui(ui, open, f, actions);
        if let Some(s) = f.submission.and_then(|s| open.shown().submissions.get(s))
            && ui.button("看这份文件").clicked()
        {
            actions.push(Action::Collect(CollectAction::LookAt(open.file_of(s).into())));
        }
    });
    let rest = open.known().overview.findings.iter().filter(|f| f.level == Level::Error).count();
    ui.words(
        RichText::new(format!("共{}项，其中错误{rest}项。", open.known().overview.findings.len())).small(),
    );
    going
}

/// What puts it right; a ruling asks for its reason.
pub fn remedies_ui(ui: &mut Ui, open: &OpenCollection, f: &CollectFinding, actions: &mut Vec<Action>) {
    for remedy in &f.remedies {
        let known = open.known();
        let word = remedy.words(&known.of);
        if remedy.wants_reason() {
            if ui.button(format!("{word}…")).clicked() {
                let words = format!("{}：{word}。", f.message.trim_end_matches('。'));
                actions.push(Action::Collect(CollectAction::AskWhy(RuledOn::Remedy(remedy.clone()), words)));
            }
        } else if ui.button(word).clicked() {
            let edit = remedy.clone().edit(Ruling::default(), &known.of, &known.overview.standing);
            actions.push(Action::Collect(CollectAction::Edit(vec![edit])));
        }
    }
}

/// What a unit handed in can be sent back to it, whatever is wrong with it.
fn send_back_ui(ui: &mut Ui, open: &OpenCollection, f: &CollectFinding, actions: &mut Vec<Action>) {
    let asked = f.unit.and_then(|u| returned::to_ask(open.shown(), &open.known().overview.standing, u));
    if let Some(asked) = asked
        && ui.button("退回这一份…").clicked()
    {
        actions.push(Action::Collect(CollectAction::AskSendBack(vec![asked.unit])));
    }
}
