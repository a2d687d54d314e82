//! The report's parts at the left, each with the state it is in.

use super::action::Action;
use super::{spoken, theme};
use crate::app::derived::PartState;
use crate::app::open_report::OpenReport;
use crate::checks::Level;
use crate::form::Chapter;
use crate::ui::lines::{InLines, Tip};
use egui::{Align2, Button, FontId, RichText, Ui, accesskit, vec2};

/// The outline; of little room only the numerals.
pub fn outline_ui(ui: &mut Ui, open: &OpenReport, section: Chapter, short: bool, actions: &mut Vec<Action>) {
    ui.add_space(6.0);
    let (report, derived) = (open.report(), open.known());
    spoken::list(ui, accesskit::Role::List, "目录", derived.parts.len());
    for (at, (chapter, state)) in derived.parts.iter().copied().enumerate() {
        let name = report.form().chapter_name(chapter);
        let (sign, words) = state.sign();
        let color = match state {
            PartState::Error => theme::color(Level::Error),
            PartState::Warning => theme::color(Level::Warning),
            PartState::Done => theme::get().accent,
            _ => theme::get().faint,
        };
        // The signs are of different widths; the names stand in one line all the same.
        let ink = if section == chapter { theme::get().ink } else { color };
        let shown =
            if short { name.chars().next().map(String::from).unwrap_or_default() } else { name.clone() };
        let text = RichText::new(format!("\u{3000} {shown}")).color(ink);
        let button = Button::selectable(section == chapter, text).min_size(vec2(ui.available_width(), 28.0));
        let (count, old) = (
            derived.open_in(chapter),
            derived.stale.iter().filter(|s| s.quote.part.chapter() == chapter).count(),
        );
        let mut words = words.to_string();
        if count > 0 {
            words += &format!("，{count}条要看");
        }
        if old > 0 {
            words += &format!("，{old}处去年的文字");
        }
        let heading = chapter.section().map_or(&name, |s| &report.section(s).heading);
        let tip = format!("{heading}：{words}");
        let response = ui.add(button).accessible_name(name).tip(tip);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(words));
        spoken::one_of(&response, at);
        let at = response.rect.left_center() + vec2(14.0, 0.0);
        ui.painter().text(at, Align2::CENTER_CENTER, sign, FontId::proportional(13.0), color);
        let mut at = response.rect.right_center() - vec2(6.0, 0.0);
        if count > 0 && !short {
            let font = FontId::proportional(12.0);
            at.x = ui.painter().text(at, Align2::RIGHT_CENTER, count, font, color).left() - 6.0;
        }
        if old > 0 && !short {
            let font = FontId::proportional(11.0);
            let galley = ui.painter().layout_no_wrap(old.to_string(), font, theme::get().ink);
            let rect = Align2::RIGHT_CENTER.anchor_size(at, galley.size());
            ui.painter().rect_filled(rect.expand2(vec2(3.0, 1.0)), 3.0, theme::get().aged);
            ui.painter().galley(rect.min, galley, theme::get().ink);
        }
        if response.clicked() {
            actions.extend([Action::EndGroup, Action::GoSection(chapter)]);
        }
    }
    let notes = report.notes.len();
    if notes > 0 && !short {
        ui.add_space(10.0);
        ui.separator();
        let words = RichText::new(format!("导入说明 {notes} 条")).color(theme::color(Level::Warning));
        if ui.link(words).tip("到右边的导入说明").clicked() {
            actions.push(Action::ShowNotes);
        }
        ui.words(RichText::new("列在右边，看过一条点一条“知道了”").small().weak());
    }
    if !short {
        legend_ui(ui);
    }
}

/// What the signs mean.
fn legend_ui(ui: &mut Ui) {
    ui.add_space(12.0);
    let faint = theme::get().faint;
    let line = |ui: &mut Ui, words: String| ui.words(RichText::new(words).small().color(faint));
    for state in PartState::ALL {
        let (sign, words) = state.sign();
        let words = words.split('，').next().unwrap_or_default();
        line(ui, format!("{sign}\u{3000}{words}"));
    }
    line(ui, "右边的数：几条要看".into());
    ui.horizontal(|ui| {
        let old = RichText::new("黄底").small().background_color(theme::get().aged).color(theme::get().ink);
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.words(old);
        line(ui, "：几处去年的文字".into());
    });
}
