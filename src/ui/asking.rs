//! Asking for files: the system's dialog, its answer, and the window's own where there is none.

use super::action::{Action, Asked, CollectAction, StyleAction};
use super::dialog::Given;
use super::dialog::keep_style::KeepStyle;
use super::dialog::path_box::PathBox;
use super::dialog::still_saving::StillSaving;
use super::dialog::years::Years;
use super::file_dialogs::DialogAnswer;
use super::window::{Waiting, Window};
use crate::store::collection;
use egui::Context;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub fn ask(w: &mut Window, asked: Asked) {
    let name = suggested(w, &asked);
    let folder = folder(w, &asked).map(Path::to_path_buf);
    asked.why().into_iter().for_each(|why| w.session.tell(why));
    let pending = w.dialogs.ask(&asked, &name, folder);
    let of = w.session.number();
    w.pending = Some(Waiting { asked, of, pending, since: None, seen: false });
}

/// The folder that a dialog begins in.
fn folder<'a>(w: &'a Window, asked: &'a Asked) -> Option<&'a Path> {
    asked.belongs_in().or_else(|| w.session.folder(asked.is_of_other()))
}

fn suggested(w: &Window, asked: &Asked) -> String {
    if let (Asked::Tables, Some(open)) = (asked, w.session.collection()) {
        return format!("{}.xlsx", open.collection().title());
    }
    if let (Asked::SaveCollection(_), Some(open)) = (asked, w.session.collection()) {
        return format!("{}.{}", open.collection().title(), collection::FORMAT.extension());
    }
    asked.suggested(w.session.report().map(|r| &**r), |paper| w.session.paper_name(paper))
}

/// Asks where what is open goes, and what is to be done once it is saved there.
pub fn ask_where(w: &mut Window, next: Option<Box<Action>>) {
    let is_collection = w.session.collection().is_some();
    ask(w, if is_collection { Asked::SaveCollection(next) } else { Asked::SaveAs(next) });
}

/// Saves; what has no file yet is asked for one.
pub fn save(w: &mut Window) {
    if w.session.path().is_none() {
        ask_where(w, None);
    } else {
        w.session.save();
    }
}

/// Takes the answer of a file dialog.
pub fn poll(w: &mut Window, ctx: &Context) {
    let Some(p) = &mut w.pending else { return };
    let (now, focused) = ctx.input(|i| (i.time, i.focused));
    p.since.get_or_insert(now);
    // A dialog that is there takes the focus.
    p.seen |= !focused;
    match p.pending.poll() {
        DialogAnswer::Waiting => ctx.request_repaint_after(Duration::from_millis(60)),
        DialogAnswer::Nothing if p.seen => w.pending = None,
        DialogAnswer::Cancelled => w.pending = None,
        DialogAnswer::Nothing | DialogAnswer::NoDialog => own_dialog(w),
        DialogAnswer::Paths(paths) => {
            let (asked, same) = (p.asked.clone(), p.of == w.session.number());
            w.pending = None;
            if same || !asked.is_of_open() {
                w.actions.extend(asked.answered(paths));
            } else {
                let what = asked.title();
                w.session
                    .tell(format!("选文件的时候，打开的换成了另一份，没有做“{what}”；要的话请再选一次。"));
            }
        }
    }
}

/// The window's own file dialog in place of the system's.
pub fn own_dialog(w: &mut Window) {
    let Some(p) = w.pending.take() else { return };
    let name = suggested(w, &p.asked);
    let folder = folder(w, &p.asked).map(Path::to_path_buf);
    w.view.ask(PathBox::new(p.asked, name, folder.as_deref(), w.session.desk()));
}

/// Files or folders chosen for many reports.
pub fn chosen(w: &mut Window, asked: &Asked, paths: &[PathBuf]) {
    w.view.dialogs.give(Given::Chosen(asked, paths));
}

/// A file was named; what follows.
pub fn answered(w: &mut Window, asked: Asked, path: PathBuf) -> Option<Action> {
    let named = path.clone();
    let path = asked.complete(path);
    if path != named {
        // The dialog asked about another name, if at all.
        w.session.begin_looking(&path);
        w.looked_for = Some(asked);
        return None;
    }
    go_on(w, asked, path)
}

/// Once the save that is going on is done, `next` follows; it is asked whether to wait where that takes long.
pub fn once_saved(w: &mut Window, next: Option<Action>) {
    if let Some(next) = next
        && (w.session.saving().is_some() || w.session.is_writing())
    {
        w.view.ask(StillSaving::new(next));
    }
}

fn go_on(w: &mut Window, asked: Asked, path: PathBuf) -> Option<Action> {
    match asked {
        Asked::Open => return Some(Action::OpenPath(path)),
        Asked::OpenLast => return Some(Action::BeginFrom(path)),
        Asked::Other(purpose) => return Some(Action::LookAtOther(path, purpose)),
        Asked::Paper(p) => w.session.begin_paper(p, &path),
        Asked::Picture(spot) => w.session.insert_picture(spot.part, spot.paragraph, &path),
        Asked::SaveAs(next) | Asked::SaveCollection(next) => {
            w.session.save_as(&path);
            once_saved(w, next.map(|n| *n));
        }
        Asked::MadeBefore => return Some(Action::Collect(CollectAction::BringUpToDate(path))),
        Asked::RosterFile => w.session.begin_rows(&path),
        Asked::Tables => w.session.begin_tables(&path),
        Asked::Export(_) => w.session.begin_export(&path),
        Asked::Style => w.session.begin_taking_style(&path),
        Asked::SaveStyle(set) => w.session.begin_saving_style(&path, *set),
        Asked::Beside(what) => return Some(Action::Collect(CollectAction::SetBeside(what, path))),
        Asked::ManyFiles
        | Asked::ManyFolder
        | Asked::Target
        | Asked::Submissions
        | Asked::SubmissionsFolder => return asked.answered(vec![path]),
    }
    None
}

/// Which years move on by one; a word where none stands behind.
pub fn years(w: &mut Window) {
    match w.session.report().and_then(|r| Years::of(r)) {
        Some(years) => w.view.ask(years),
        None => w.session.tell("正文里没有要往后推的年份。"),
    }
}

/// Keeps the report's page style, and asks under which name.
pub fn style(w: &mut Window, action: StyleAction) {
    match action {
        StyleAction::Ask => {
            let name = w.session.report().map(|r| r.layout.style.name.clone());
            name.into_iter().for_each(|name| w.view.ask(KeepStyle { name }));
        }
        StyleAction::Keep(set) => w.session.keep_style(*set),
        StyleAction::Forget(name) => w.session.set(move |s| s.forget_style(&name)),
    }
}
