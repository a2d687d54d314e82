//! What is the same for all questions: where they stand, how they scroll, who has the focus, how they go.

use super::changed::Changed;
use super::locked::Locked;
use super::recover::Recover;
use super::review::Review;
use super::stack::Stack;
use super::{Cx, Dialog, Stay, WavedBy};
use crate::app::open_report::OpenReport;
use crate::app::shared_file::Question;
use crate::ui::action::Action;
use crate::ui::fallen::{Fallen, FallenOutcome, FallenPlace};
use crate::ui::scrolled::scrolled;
use egui::{Context, Frame, Id, Key, Modal, Popup, ScrollArea, Vec2, vec2};

/// Room that a question leaves around it in a small window, its own margins with it.
const AROUND: f32 = 48.0;
/// A question is never narrower or lower than this.
const LEAST: f32 = 160.0;

/// Shows the question, if there is one.
pub fn dialog_ui(
    ctx: &Context,
    cx: Cx<'_>,
    stack: &mut Stack,
    fallen: &mut Fallen,
    actions: &mut Vec<Action>,
) {
    if stack.open.as_ref().is_some_and(|d| d.steps_aside(&cx)) {
        return;
    }
    let Some(mut dialog) = stack.next().or_else(|| waiting_in(&cx)) else {
        stack.place = None;
        return;
    };
    // The question has the focus as soon as it is asked.
    let begins = stack.place.is_none();
    // So it has where a click on words, or lines that came and went above its answers, took it away: Enter is the answer.
    let lost = ctx.memory(|m| m.focused().is_none()) && !ctx.input(|i| i.key_pressed(Key::Escape));
    let first = std::mem::take(&mut stack.keys_back) || begins;
    let cx = Cx { first, keys: first || lost, ..cx };
    stack.opened = stack.opened.saturating_add(usize::from(begins));
    // Escape closes an open list before the question that it stands in.
    let lists = Popup::is_any_open(ctx);
    let mut stay = Stay::On;
    let mut asked_for = Vec::new();
    let frame = Frame::popup(&ctx.global_style()).inner_margin(16);
    let shown = Modal::new(Id::unique("modal")).frame(frame).show(ctx, |ui| {
        let window = ctx.content_rect().size() - Vec2::splat(AROUND);
        ui.set_max_width(dialog.width(ui).min(window.x).max(LEAST));
        ui.spacing_mut().button_padding = vec2(14.0, 5.0);
        // That a list goes on is seen before the pointer is there.
        ui.spacing_mut().scroll.dormant_handle_opacity = 0.4;
        // In a small window what has no room is scrolled to.
        let height = window.y.max(LEAST);
        let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        scrolled(area, ui, |ui| {
            let shown = fallen.show(ui, FallenPlace::Dialog(stack.opened), actions, |ui, _| {
                // Its own ids: where a caret stood in the last question says nothing here.
                ui.push_id(stack.opened, |ui| stay = dialog.ui(ui, &cx, &mut asked_for));
            });
            if shown == FallenOutcome::Waved {
                stay = Stay::Done;
                asked_for.extend(dialog.left());
            }
        });
    });
    stack.place = Some(shown.response.rect);
    let at_once = dialog.is_at_once();
    let put_off = |a| if at_once { a } else { Action::Later(Box::new(a)) };
    actions.extend(asked_for.into_iter().map(put_off));
    let by = dialog.waved_by();
    let escaped = by == WavedBy::Escape && !lists && ctx.input(|i| i.key_pressed(Key::Escape));
    let beside = shown.should_close();
    let waved = escaped || beside && by == WavedBy::Anything;
    // A click beside it takes nothing away.
    stack.keys_back = beside && !waved;
    match stay {
        Stay::On if !waved => {
            stack.open = Some(dialog);
            return;
        }
        // The next one has the keys as soon as it is asked.
        Stay::Next(next) => (stack.open, stack.place) = (Some(next), None),
        Stay::On | Stay::Done => {}
    }
    // What it came before is asked again at once, and lets no key through.
    stack.open = stack.next();
    actions.extend(dialog.closed(escaped));
}

/// What has to be asked, as long as it is not answered.
fn waiting_in(cx: &Cx<'_>) -> Option<Box<dyn Dialog>> {
    if cx.review.is_some() {
        return Some(Box::new(Review::default()));
    }
    match cx.open.and_then(OpenReport::question) {
        Some(Question::Locked(_)) => return Some(Box::new(Locked)),
        Some(Question::Changed(c)) => return Some(Box::new(Changed { ticks: c.ticks() })),
        None => {}
    }
    cx.left_over.is_offered().then(|| Box::new(Recover::default()) as Box<dyn Dialog>)
}
