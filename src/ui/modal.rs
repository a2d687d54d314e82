//! Questions that stand in front of everything: unsaved work, recovery, a new report, a path, the guide.

use super::action::{Action, Asked};
use super::fallen::{Fallen, Place};
use super::path_box::{self, PathBox};
use super::strict::{self, whole_ui, wrong_ui};
use super::view::View;
use super::{answers, insert, keeping, many, printing, review, settings, waiting};
use crate::app::command;
use crate::app::find;
use crate::app::paste::Paste;
use crate::app::session::Session;
use crate::app::ticks::Ticks;
use crate::checks::Finding;
use crate::form::YEARS;
use crate::report::strict::whole_wanted;
use egui::{Context, Grid, Id, Key, Response, RichText, ScrollArea, TextEdit, Ui};
use std::path::{Path, PathBuf};

/// What is being asked.
#[derive(Clone, Debug)]
pub enum Modal {
    New,
    /// There is unsaved work in the way of this.
    Unsaved(Box<Action>),
    Recover,
    /// Somebody else has the file open.
    Locked,
    /// Others wrote to the file; what is to be taken over.
    Changed(Ticks),
    Versions(keeping::Browse),
    /// What was read, before it is taken over.
    Review,
    /// In place of a file dialog that the system doesn't have.
    Path(PathBox),
    /// The file stands already.
    Overwrite {
        asked: Asked,
        path: PathBuf,
    },
    /// Looking for something; the hit chosen.
    Find {
        query: String,
        at: usize,
    },
    /// A value for a sentence.
    Insert(insert::Choosing),
    Replace(insert::Replacing),
    /// A paste that doesn't fit.
    Paste(Box<Paste>),
    /// The sentence that explains a finding.
    Explain {
        finding: Box<Finding>,
        text: String,
    },
    Settings(strict::Open),
    /// Somebody else's report.
    Other,
    /// What to do with files dropped here, and which of them is meant.
    Dropped(Vec<PathBuf>, usize),
    /// Whether all of last year's words are used as they are.
    ConfirmAll,
    /// There are errors in what this command would make.
    Errors(command::Id),
    /// Which reports are exported where.
    Many(Box<many::Form>),
    /// What became of them.
    Batch,
    /// How the report is printed.
    Print(Box<printing::Form>),
    Guide,
    About,
}

/// Room that a question leaves around it in a small window, its own margins with it.
const AROUND: f32 = 48.0;
/// A question is never narrower or lower than this.
const LEAST: f32 = 160.0;

const GUIDE: &str = include_str!("../../assets/help/guide.md");

/// Shows the question, if there is one.
pub fn modal_ui(
    ctx: &Context,
    session: &Session,
    view: &mut View,
    fallen: &mut Fallen,
    actions: &mut Vec<Action>,
) {
    waiting::waiting_ui(ctx, session, actions);
    if matches!(view.modal, Some(Modal::Many(_))) && session.is_writing() {
        // It is asked again only if nothing comes of it.
        return;
    }
    let Some(mut modal) = view.next_question().or_else(|| waiting_in(session)) else {
        view.asking = None;
        return;
    };
    let mut keep = true;
    let mut asked_for = Vec::new();
    // The question has the keys as soon as it is asked.
    let first = view.asking.is_none();
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(16);
    let shown = egui::Modal::new(Id::unique("modal")).frame(frame).show(ctx, |ui| {
        let room = if matches!(modal, Modal::Review) { review::width(ui) } else { 620.0 };
        let window = ctx.content_rect().size() - egui::Vec2::splat(AROUND);
        ui.set_max_width(room.min(window.x).max(LEAST));
        ui.spacing_mut().button_padding = egui::vec2(14.0, 5.0);
        // In a small window what has no room is scrolled to.
        ScrollArea::both().max_height(window.y.max(LEAST)).show(ui, |ui| {
            let whole = fallen.show(ui, Place::Dialog, actions, |ui, actions| {
                match &mut modal {
                    Modal::New => keep = new_ui(ui, first, view, &mut asked_for),
                    Modal::Unsaved(next) => keep = unsaved_ui(ui, first, next, &mut asked_for),
                    Modal::Recover => keep = keeping::recover_ui(ui, first, session, &mut asked_for),
                    Modal::Locked => keep = keeping::locked_ui(ui, first, session, &mut asked_for),
                    Modal::Changed(ticks) => {
                        keep = keeping::changed_ui(ui, first, session, ticks, &mut asked_for);
                    }
                    Modal::Versions(b) => keep = keeping::versions_ui(ui, first, session, b, &mut asked_for),
                    Modal::Review => keep = review::review_ui(ui, first, session, &mut asked_for),
                    Modal::Path(b) => {
                        if let Some(next) = path_box::path_ui(ui, first, session, b, &mut asked_for) {
                            keep = false;
                            view.modal = next;
                        }
                    }
                    Modal::Overwrite { asked, path } => {
                        keep = overwrite_ui(ui, first, asked, path, &mut asked_for)
                    }
                    Modal::Paste(p) => keep = paste_ui(ui, first, p, &mut asked_for),
                    Modal::Many(form) => keep = many::many_ui(ui, first, session, form, &mut asked_for),
                    Modal::Batch => {
                        keep = session
                            .batch
                            .as_ref()
                            .is_some_and(|b| waiting::batch_ui(ui, first, b, &mut asked_for));
                    }
                    Modal::Print(form) => keep = printing::printing_ui(ui, first, form, &mut asked_for),
                    Modal::Find { query, at } => {
                        keep = find_ui(ui, first, session, query, at, &mut asked_for)
                    }
                    Modal::Insert(c) => keep = insert::insert_ui(ui, first, session, c, &mut asked_for),
                    // Not put off: the hits are counted again at once.
                    Modal::Replace(r) => keep = insert::replace_ui(ui, first, session, r, actions),
                    Modal::Explain { finding, text } => {
                        keep = answers::explain_ui(ui, first, finding, text, &mut asked_for)
                    }
                    Modal::Settings(typing) => {
                        // Not put off: what is typed next builds on it.
                        keep = settings::settings_ui(ui, first, session, typing, actions)
                    }
                    Modal::Other => keep = answers::other_ui(ui, first, session, &mut asked_for),
                    Modal::Dropped(files, at) => {
                        keep = answers::dropped_ui(ui, first, session, files, at, &mut asked_for);
                    }
                    Modal::ConfirmAll => keep = answers::confirm_all_ui(ui, first, session, &mut asked_for),
                    Modal::Errors(id) => keep = answers::errors_ui(ui, first, session, *id, &mut asked_for),
                    Modal::Guide => keep = guide_ui(ui, first),
                    Modal::About => keep = about_ui(ui, first),
                }
            });
            if !whole {
                keep = !focus(first, ui.button("关闭")).clicked();
            }
        });
    });
    if view.asking.replace(shown.response.rect) != Some(shown.response.rect) {
        // It stands in the middle only when its size is known.
        ctx.request_repaint();
    }
    // What the question covered can take the keys again only when it is gone.
    actions.extend(asked_for.into_iter().map(|a| Action::Later(Box::new(a))));
    // Esc is 取消, where taking the question back loses nothing.
    let escaped = ctx.input(|i| i.key_pressed(Key::Escape)) && matches!(modal, Modal::Unsaved(_));
    let waved = escaped || shown.should_close() && !holds_on(&modal);
    if keep && !waved {
        view.modal = Some(modal);
        return;
    }
    // What it came before is asked again at once, and lets no key through.
    view.modal = view.next_question();
    if matches!(modal, Modal::Batch) {
        actions.push(Action::CloseBatch);
    } else if escaped && matches!(&modal, Modal::Unsaved(next) if matches!(**next, Action::Accept)) {
        actions.push(Action::Decline);
    }
}

/// What the session has to ask, as long as it is not answered.
fn waiting_in(session: &Session) -> Option<Modal> {
    let asks = |asks: bool, m: Modal| asks.then_some(m);
    asks(session.review.is_some(), Modal::Review)
        .or_else(|| session.question.as_ref().map(keeping::question))
        .or_else(|| asks(session.offers_left_over(), Modal::Recover))
        .or_else(|| asks(session.batch.is_some(), Modal::Batch))
}

impl Modal {
    /// Whether it is about the open report, and is gone with it.
    pub fn is_of_report(&self) -> bool {
        match self {
            Modal::New | Modal::Recover | Modal::Review | Modal::Other | Modal::Dropped(..) => false,
            Modal::Many(_) | Modal::Batch | Modal::Guide | Modal::About | Modal::Find { .. } => false,
            Modal::Path(b) => !b.is_reading(),
            Modal::Overwrite { asked, .. } => !asked.is_reading(),
            _ => true,
        }
    }
}

/// Whether a question is not waved away by a click beside it: work would be lost.
fn holds_on(modal: &Modal) -> bool {
    match modal {
        Modal::Unsaved(_) | Modal::Recover | Modal::Review | Modal::Locked | Modal::Changed(_) => true,
        Modal::Explain { text, .. } => !text.trim().is_empty(),
        _ => false,
    }
}

/// Gives a question's first widget the keys.
pub(super) fn focus(first: bool, response: Response) -> Response {
    if first {
        response.request_focus();
    }
    response
}

/// Whether Enter was pressed in this field; on a button it means the button.
pub(super) fn is_entered(field: &Response) -> bool {
    field.lost_focus() && field.ctx.input(|i| i.key_pressed(Key::Enter))
}

fn new_ui(ui: &mut Ui, first: bool, view: &mut View, actions: &mut Vec<Action>) -> bool {
    ui.heading("新建空白报告");
    let years = u32::from(*YEARS.start())..=u32::from(*YEARS.end());
    let (mut entered, mut year) = (false, None);
    Grid::new("new").num_columns(2).show(ui, |ui| {
        ui.label("年度");
        let (typed, number) = whole_ui(ui, "年度", "", &mut view.new_year, &years);
        year = number.and_then(|n| u16::try_from(n).ok());
        ui.end_row();
        ui.label("机关全称");
        let field =
            TextEdit::singleline(&mut view.new_office).desired_width(360.0).hint_text("如：示范县水利局");
        let office = focus(first, ui.add(field).accessible_name("机关全称（新建）"));
        ui.end_row();
        entered = is_entered(&typed) || is_entered(&office);
    });
    match year.map(crate::form::for_year) {
        Some(form) => {
            let words = format!("使用{}（{}年度起的报告用它）", form.label, form.first_year);
            ui.label(RichText::new(words).weak());
        }
        None => wrong_ui(ui, &format!("年度{}", whole_wanted(&years))),
    }
    ui.add_space(8.0);
    let mut keep = true;
    ui.horizontal(|ui| {
        let ready = year.filter(|_| !view.new_office.trim().is_empty());
        let clicked = ui.add_enabled(ready.is_some(), egui::Button::new("建立")).clicked();
        if let Some(year) = ready.filter(|_| clicked || entered) {
            actions.push(Action::NewReport(year, view.new_office.clone()));
            keep = false;
        }
        keep &= !ui.button("取消").clicked();
    });
    keep
}

fn unsaved_ui(ui: &mut Ui, first: bool, next: &Action, actions: &mut Vec<Action>) -> bool {
    ui.heading("有没有保存的修改");
    ui.label("要先保存吗？不保存的话，这些修改就没有了。");
    let mut keep = true;
    ui.horizontal(|ui| {
        if focus(first, ui.button("保存")).clicked() {
            actions.push(Action::SaveThen(Box::new(next.clone())));
            keep = false;
        }
        if ui.button("不保存").clicked() {
            actions.push(Action::Anyway(Box::new(next.clone())));
            keep = false;
        }
        if ui.button("取消").clicked() {
            // What was read meanwhile is let go.
            actions.extend(matches!(next, Action::Accept).then_some(Action::Decline));
            keep = false;
        }
    });
    keep
}

/// Words in a column of that width.
pub(super) fn cell_ui(ui: &mut Ui, width: f32, text: RichText) {
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.add(egui::Label::new(text).wrap());
    });
}

fn overwrite_ui(ui: &mut Ui, first: bool, asked: &Asked, path: &Path, actions: &mut Vec<Action>) -> bool {
    ui.heading("文件已经存在");
    ui.label(format!("要用新的内容替换它吗？原来的留在旁边，名字后面加 .bak。\n{}", path.display()));
    let mut keep = true;
    ui.horizontal(|ui| {
        if ui.button("替换").clicked() {
            actions.push(Action::Answered(asked.clone(), path.to_path_buf()));
            keep = false;
        }
        keep &= !focus(first, ui.button("取消")).clicked();
    });
    keep
}

fn paste_ui(ui: &mut Ui, first: bool, p: &Paste, actions: &mut Vec<Action>) -> bool {
    ui.heading("放不下");
    ui.label(p.question.as_deref().unwrap_or_default());
    let mut keep = true;
    ui.horizontal(|ui| {
        if ui.button("粘贴放得下的").clicked() {
            actions.push(Action::PasteAnyway(Box::new(p.clone())));
            keep = false;
        }
        keep &= !focus(first, ui.button("取消")).clicked();
    });
    keep
}

fn find_ui(
    ui: &mut Ui,
    first: bool,
    session: &Session,
    query: &mut String,
    at: &mut usize,
    actions: &mut Vec<Action>,
) -> bool {
    ui.heading("查找、转到");
    let (up, down) = ui.input_mut(|i| {
        (
            i.consume_key(egui::Modifiers::NONE, Key::ArrowUp),
            i.consume_key(egui::Modifiers::NONE, Key::ArrowDown),
        )
    });
    let field = TextEdit::singleline(query)
        .desired_width(560.0)
        .hint_text("行名、数字、正文里的字，或拼音首字母；几个词用空格隔开");
    let field = focus(first, ui.add(field).accessible_name("要找的字"));
    if field.changed() {
        *at = 0;
    }
    let hits = find::search(session.report().map(|r| &**r), query);
    *at = (*at + usize::from(down)).saturating_sub(usize::from(up)).min(hits.len().saturating_sub(1));
    let entered = is_entered(&field);
    let mut chosen = hits.get(*at).filter(|_| entered).map(|h| h.target.clone());
    ScrollArea::vertical().max_height(300.0).auto_shrink([false, true]).show(ui, |ui| {
        for (i, h) in hits.iter().enumerate() {
            let line = ui.selectable_label(i == *at, &h.words);
            if i == *at && (up || down) {
                line.scroll_to_me(None);
            }
            if line.clicked() {
                chosen = Some(h.target.clone());
            }
        }
    });
    if hits.is_empty() && !query.trim().is_empty() {
        ui.label(RichText::new("没有找到").weak());
    }
    if entered && chosen.is_none() {
        field.request_focus();
    }
    match chosen {
        Some(t) => {
            actions.push(Action::Go(t));
            false
        }
        None => true,
    }
}

fn guide_ui(ui: &mut Ui, first: bool) -> bool {
    ScrollArea::vertical().max_height(460.0).show(ui, |ui| {
        for line in GUIDE.lines() {
            if let Some(t) = line.strip_prefix("# ") {
                ui.heading(t);
            } else if let Some(t) = line.strip_prefix("## ") {
                ui.add_space(6.0);
                ui.label(RichText::new(t).strong());
            } else if !line.is_empty() {
                ui.label(line.replacen("- ", "· ", 1));
            }
        }
    });
    !focus(first, ui.button("关闭")).clicked()
}

fn about_ui(ui: &mut Ui, first: bool) -> bool {
    ui.heading("公开年报");
    ui.label(format!("版本 {}", env!("CARGO_PKG_VERSION")));
    ui.label("许可：MIT 或 Apache-2.0；字体各有许可，见 assets/fonts。");
    ui.label("本程序不联网，所有内容只存在您的电脑上。");
    !focus(first, ui.button("关闭")).clicked()
}
