//! Carrying out what was asked for, after the frame: what each action means, in a line.

use super::action::{Action, CollectAction, Deed, FileAnswer};
use super::dialog::alike::Alike;
use super::dialog::explain::Explain;
use super::dialog::still_saving::StillSaving;
use super::dialog::unsaved::Unsaved;
use super::window::Window;
use super::{arriving, asking, clipboard, collected, commands, editing, settling};
use crate::app::find::Target;
use crate::app::reading::Reading;
use crate::app::session::Session;
use crate::report::StyleSet;
use egui::{Context, ViewportCommand};
use std::path::PathBuf;

/// Whether an action would lose unsaved work.
fn leaves(a: &Action) -> bool {
    matches!(
        a,
        Action::NewReport(..)
            | Action::Sample
            | Action::ReadClipboard
            | Action::Accept
            | Action::OpenPath(_)
            | Action::BeginFrom(_)
            | Action::Restore(_)
            | Action::CloseReport
            | Action::Quit
            | Action::Collect(
                CollectAction::New(..)
                    | CollectAction::Report
                    | CollectAction::BringUpToDate(_)
                    | CollectAction::OpenUpdate(_)
            )
    )
}

/// Carries an action out, and what follows from it; what would lose unsaved work is asked about first.
pub fn perform(w: &mut Window, ctx: &Context, a: Action) {
    let mut next = Some(a);
    while let Some(a) = next {
        let follows = matches!(a, Action::Accept | Action::Collect(CollectAction::OpenUpdate(_)));
        let answered = follows && w.session.may_be_lost();
        if leaves(&a) && !answered && w.session.saving().is_some() {
            return w.view.ask(StillSaving::new(a));
        }
        if leaves(&a) && w.session.is_changed() && !answered {
            return w.view.ask(Unsaved::new(a));
        }
        next = carry_out(w, ctx, a);
    }
}

/// One action; what follows from it.
fn carry_out(w: &mut Window, ctx: &Context, a: Action) -> Option<Action> {
    match a {
        Action::Command(id) => return commands::command(w, ctx, id),
        Action::Collect(a) => return collected::carry_out(w, a),
        Action::GoOut(id) => return commands::go_out(w, ctx, id),
        Action::Edit { name, group, edits } => w.session.apply(&name, group.as_deref(), edits),
        Action::PasteCells { table, at, text } => editing::paste_cells(w, &table, at, &text),
        Action::PasteAnyway(p) => editing::put(w, *p),
        Action::EndGroup => w.session.end_group(),
        Action::Show(i) => w.show(i),
        Action::AskAlike(plan) => w.view.ask(Alike::of(plan)),
        Action::AskYears => asking::years(w),
        Action::AskExplanation(f) => w.view.ask(Explain::new(&f)),
        Action::Explain(f, text) => editing::explain(w, &f, &text),
        Action::CompareLast(f) => w.compare_last(f.as_deref()),
        Action::CompareOther => w.compare_other(),
        Action::CloseCompare => w.view.compare = None,
        Action::LookAtOther(p, purpose) => arriving::read(w, Reading::Other(p, purpose)),
        Action::CloseOther => drop(w.session.take_other()),
        Action::CloseReport => return close_report(w),
        Action::ClearCell => editing::clear_cell(w),
        Action::GoPart(p) => w.go_to_part(p),
        Action::ShowNotes => w.view.show_notes(),
        Action::GoSection(n) => w.turn_to(n),
        Action::NewReport(year, office) => new_report(w, year, &office),
        Action::KeepForNew(year, office) => (w.view.new_year, w.view.new_office) = (year, office),
        Action::Sample => sample(w),
        Action::ReadClipboard => w.session.begin_reading_copied(clipboard::read),
        Action::OpenPath(p) => arriving::read(w, Reading::File(p)),
        Action::ChooseSheet(asked, sheet) => w.session.choose_sheet(*asked, sheet),
        Action::BeginFrom(p) => arriving::read(w, Reading::Last(p)),
        Action::Accept => accept(w),
        Action::Decline => w.session.decline(),
        Action::PutRead { row, cell, key } => w.session.put_read(row, cell, &key),
        Action::TakeBack(key) => w.session.take_back(&key),
        Action::CallOff => w.session.call_off(),
        Action::GoSource(s) => w.go_to_source(s),
        Action::Chosen(asked, paths) => asking::chosen(w, &asked, &paths),
        Action::Ask(asked) => asking::ask(w, asked),
        Action::DoMany { deed, files, folder, style } => many(w, deed, files, folder, style),
        Action::MakeAll(what) => settling::make_all(w, what),
        Action::PrintWith(choices) => settling::print(w, choices),
        Action::GoCell(k) | Action::Go(Target::Cell(k)) => w.go_to_cell(&k),
        Action::Go(Target::Command(id)) => return commands::command(w, ctx, id),
        Action::Go(Target::Words(s)) => w.go_to_words(s),
        Action::ShowStale(i) => w.show_stale(i),
        Action::ConfirmStale(i) => editing::confirm_stale(w, i),
        Action::ConfirmMany { dated_too } => editing::confirm_many(w, dated_too),
        Action::OpenExternally(p) => w.session.open_externally(&p),
        Action::OwnDialog => asking::own_dialog(w),
        Action::NoDialog => w.pending = None,
        Action::Answered(asked, path) => return asking::answered(w, asked, path),
        Action::Restore(f) => arriving::read(w, Reading::LeftOver(f)),
        Action::LookAtVersion(v) => w.session.begin_version(v),
        Action::AboutFile(a) => about_file(&mut w.session, a),
        Action::Discard(f) => w.session.discard(&f),
        Action::SaveThen(next) if w.session.path().is_none() => asking::ask_where(w, Some(next)),
        Action::SaveThen(next) => save_then(w, *next),
        Action::Anyway(next) => return anyway(w, ctx, *next),
        Action::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
        Action::Zoom(percent) => settling::zoom(w, ctx, percent),
        Action::WordLimit(n) => settling::limit_words(w, n),
        Action::Later(a) => w.later.push(*a),
        Action::NoRoomForPages => settling::give_up_pages(w, ctx),
        Action::Style(a) => asking::style(w, a),
        Action::CloseMessage => drop(w.session.take_message()),
        Action::Tell(words) => w.session.tell(words),
    }
    None
}

fn new_report(w: &mut Window, year: u16, office: &str) {
    w.session.new_report(year, office.trim());
    w.view.begin_afresh();
}

fn many(w: &mut Window, deed: Deed, files: Vec<PathBuf>, folder: Option<PathBuf>, style: Option<StyleSet>) {
    match (deed, folder) {
        (Deed::Audit, folder) => w.session.begin_auditing(files, folder),
        (Deed::Export(format), Some(folder)) => w.session.begin_many(files, &folder, format, style),
        (Deed::Export(_), None) => {}
    }
}

fn save_then(w: &mut Window, next: Action) {
    w.session.save();
    asking::once_saved(w, Some(next));
}

fn close_report(w: &mut Window) -> Option<Action> {
    let behind = w.session.close_report();
    w.view.begin_afresh();
    behind.map(Action::OpenPath)
}

fn sample(w: &mut Window) {
    w.session.open_sample();
    w.view.begin_afresh();
}

fn accept(w: &mut Window) {
    w.session.accept();
    arriving::opened(w);
}

fn about_file(session: &mut Session, answer: FileAnswer) {
    match answer {
        FileAnswer::Settle(ticks) => session.settle_change(&ticks),
        FileAnswer::Apart => session.copy_apart(),
        FileAnswer::Read => session.read_only(),
        FileAnswer::ShowOther => session.call_other_window(),
        FileAnswer::TakeLock => session.take_lock(),
        FileAnswer::NotNow => session.leave_left_over(),
        FileAnswer::Restore(theirs, ticks) => session.restore_version(&theirs, &ticks),
    }
}

/// Goes on without saving, and doesn't ask again.
fn anyway(w: &mut Window, ctx: &Context, next: Action) -> Option<Action> {
    if matches!(next, Action::Quit) {
        w.session.close();
    } else {
        w.session.let_be_lost();
    }
    carry_out(w, ctx, next)
}
