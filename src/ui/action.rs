//! What panels ask for during a frame, carried out after it.

use super::answers;
use super::commands::{command, compare_last, compare_other};
use super::dialogs::Asked;
use super::fallen::Place;
use super::grid::rows_of;
use super::keeping;
use super::modal::Modal;
use super::preview;
use super::{App, Waiting, clipboard};
use crate::app::command::Id;
use crate::app::find::Target;
use crate::app::paste;
use crate::app::reading::{Purpose, Reading};
use crate::checks::{Finding, explain};
use crate::form::table::CellKey;
use crate::page::structure::Source;
use crate::print::Choices;
use crate::report::edit::{Edit, Spot};
use crate::report::stale::{self, Stale};
use crate::report::{Chapter, Part};
use crate::store::recovery::Found;
use egui::Context;
use std::path::{Path, PathBuf};

/// One thing to do.
#[derive(Clone, Debug)]
pub enum Action {
    Command(Id),
    Edit {
        name: String,
        group: Option<String>,
        edits: Vec<Edit>,
    },
    EndGroup,
    /// Pastes text into a table at a row and column of its cells.
    PasteCells {
        table: String,
        at: (usize, usize),
        text: String,
    },
    /// Carries a paste out that was asked about.
    PasteAnyway(Box<paste::Paste>),
    /// Selects a finding and goes to it.
    Show(usize),
    /// Asks for the sentence that answers a finding.
    AskExplanation(Box<Finding>),
    /// Answers a finding in a sentence.
    Explain(Box<Finding>, String),
    /// Last year's report beside this one, where a finding is if one is given.
    CompareLast(Option<Box<Finding>>),
    CompareOther,
    CloseCompare,
    /// Reads a report only to look at it.
    Look(PathBuf, Purpose),
    CloseOther,
    /// Exports or prints although there are errors.
    GoOut(Id),
    /// Empties the cell with the cursor.
    ClearCell,
    GoCell(CellKey),
    GoPart(Part),
    /// Goes to a part of the outline, and to the worst that is wrong there.
    GoSection(Chapter),
    NewReport(u16, String),
    Sample,
    /// Reads what stands on the clipboard.
    Paste,
    OpenPath(PathBuf),
    OpenNext(PathBuf),
    /// Goes to a sentence of last year's, by its place in the list.
    ShowStale(usize),
    /// Goes to what was found.
    Go(Target),
    /// Takes over what was read, with its notes; or doesn't.
    Accept,
    Decline,
    /// Calls the work off that is waited for.
    CallOff,
    /// Goes to what a place on a page came from.
    GoSource(Source),
    /// Files or folders chosen for many reports.
    Chosen(Asked, Vec<PathBuf>),
    Ask(Asked),
    ExportMany(Vec<PathBuf>, PathBuf),
    CloseBatch,
    Print(Choices),
    ConfirmStale(usize),
    ConfirmAll,
    OpenExternally(PathBuf),
    Answered(Asked, PathBuf),
    /// The window's own file dialog in place of the system's.
    OwnDialog,
    /// Waits no longer for a file dialog.
    NoDialog,
    Restore(Found),
    Discard(Found),
    /// An answer about the document's file.
    Keeping(keeping::Answer),
    /// Saves, then goes on with what the clerk wanted.
    SaveThen(Box<Action>),
    /// Goes on without saving.
    Anyway(Box<Action>),
    Quit,
    Zoom(u32),
    WordLimit(usize),
    /// In the next pass.
    Later(Box<Action>),
    CloseMessage,
    Tell(String),
}

/// Whether an action would lose unsaved work.
fn leaves(a: &Action) -> bool {
    matches!(
        a,
        Action::NewReport(..)
            | Action::Sample
            | Action::Paste
            | Action::Accept
            | Action::OpenPath(_)
            | Action::OpenNext(_)
            | Action::Restore(_)
            | Action::Quit
    )
}

/// Carries one action out.
pub fn perform(app: &mut App, ctx: &Context, a: Action) {
    let answered = matches!(a, Action::Accept) && app.session.may_be_lost();
    if leaves(&a) && app.session.is_changed() && !answered {
        app.view.ask(Modal::Unsaved(Box::new(a)));
        return;
    }
    carry_out(app, ctx, a);
}

fn carry_out(app: &mut App, ctx: &Context, a: Action) {
    match a {
        Action::Command(id) => command(app, ctx, id),
        Action::Edit { name, group, edits } => app.session.apply(&name, group.as_deref(), edits),
        Action::PasteCells { table, at, text } => paste_cells(app, &table, at, &text),
        Action::PasteAnyway(p) => put(app, *p),
        Action::EndGroup => app.session.end_group(),
        Action::Show(i) => show(app, i),
        Action::AskExplanation(f) => app.view.ask(answers::question(&f)),
        Action::Explain(f, text) => {
            let edit = app.session.report().map(|r| explain::explain(r, &f, &text));
            app.session.apply("说明", None, edit);
        }
        Action::CompareLast(f) => compare_last(app, f.as_deref()),
        Action::CompareOther => compare_other(app),
        Action::CloseCompare => app.view.compare = None,
        Action::Look(p, purpose) => app.read(Reading::Other(p, purpose)),
        Action::CloseOther => app.session.other = None,
        Action::GoOut(id) => {
            app.view.knows_errors = true;
            command(app, ctx, id);
        }
        Action::ClearCell => clear_cell(app),
        Action::GoCell(k) => app.go_to_cell(&k),
        Action::GoPart(p) => app.go_to_part(p),
        Action::GoSection(n) => app.turn_to(n),
        Action::NewReport(year, office) => {
            app.session.new_report(year, office.trim());
            fresh(app);
        }
        Action::Sample => {
            app.session.open_sample();
            fresh(app);
        }
        Action::Paste => {
            let (html, text) = clipboard::read();
            app.read(Reading::Pasted { html, text });
        }
        Action::OpenPath(p) => app.read(Reading::File(p)),
        Action::OpenNext(p) => app.read(Reading::Last(p)),
        Action::Accept => {
            app.session.accept();
            fresh(app);
        }
        Action::Decline => app.session.decline(),
        Action::CallOff => app.session.call_off(),
        Action::GoSource(s) => app.go_to_source(s),
        Action::Chosen(asked, paths) => {
            if let Some(Modal::Many(form)) = &mut app.view.modal {
                form.take(&asked, &paths);
            }
        }
        Action::Ask(asked) => ask(app, asked),
        Action::ExportMany(files, folder) => app.session.begin_many(files, &folder),
        Action::CloseBatch => app.session.batch = None,
        Action::Print(choices) => {
            app.view.printed = choices.clone();
            app.session.begin_printing(choices);
        }
        Action::Go(Target::Cell(k)) => app.go_to_cell(&k),
        Action::Go(Target::Command(id)) => command(app, ctx, id),
        Action::Go(Target::Words(s)) => {
            app.go_to_part(s.part);
            app.view.editors.select = Some(s);
        }
        Action::ShowStale(i) => show_stale(app, i),
        Action::ConfirmStale(i) => {
            let edit = app.session.report().and_then(|r| stale::confirm(r, stale::list(r).get(i)?));
            if let Some(e) = edit {
                app.session.apply("确认去年的文字", None, [e]);
                show_stale(app, i);
            }
        }
        Action::ConfirmAll => {
            let edits = app.session.report().map(|r| stale::confirm_all(r)).unwrap_or_default();
            let many = app.session.derived().stale.len();
            app.session.apply("去年的文字全部照用", None, edits);
            app.session.tell(format!("{many}处去年的文字都照用了；撤销（Ctrl+Z）可以找回标记。"));
        }
        Action::OpenExternally(p) => {
            if let Err(e) = app.session.programs.open(&p) {
                app.session.tell_bad(e);
            }
        }
        Action::OwnDialog => app.own_dialog(),
        Action::NoDialog => app.pending = None,
        Action::Answered(asked, path) => answered(app, ctx, asked, path),
        Action::Restore(f) => {
            if app.session.restore(&f) {
                fresh(app);
                if let Some(n) = app.session.fell_at() {
                    app.fallen.close(Place::Section(n));
                }
            }
        }
        Action::Keeping(a) => keeping::answered(&mut app.session, a),
        Action::Discard(f) => app.session.discard(&f),
        Action::SaveThen(next) => {
            if app.session.path().is_none() {
                ask(app, Asked::SaveAs(Some(next)));
            } else if app.session.save() {
                perform(app, ctx, *next);
            }
        }
        Action::Anyway(next) => {
            if matches!(*next, Action::Quit) {
                app.session.close();
            } else {
                app.session.let_be_lost();
            }
            carry_out(app, ctx, *next);
        }
        Action::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        Action::Zoom(percent) => {
            app.session.settings.zoom = crate::form::bounds::between(percent, 80, 200);
            ctx.set_zoom_factor(app.session.settings.zoom as f32 / 100.0);
            app.session.keep_settings();
        }
        Action::WordLimit(n) => {
            app.session.settings.word_limit = n;
            app.session.keep_settings();
        }
        Action::Later(a) => {
            app.later.push(*a);
        }
        Action::CloseMessage => app.session.message = None,
        Action::Tell(words) => app.session.tell(words),
    }
}

/// A new document is shown from its beginning.
pub fn fresh(app: &mut App) {
    let kept = (std::mem::take(&mut app.view.new_year), std::mem::take(&mut app.view.new_office));
    // What is asked waits for its answer, unless it was about the report that is gone.
    let mut asked: Vec<Modal> = app.view.beneath.drain(..).chain(app.view.modal.take()).collect();
    asked.retain(|m| !m.is_of_report());
    app.view = super::View {
        panel: app.view.panel,
        looking: app.view.looking.afresh(),
        preview: app.view.preview.as_ref().map(preview::Shown::for_another),
        printed: std::mem::take(&mut app.view.printed),
        new_year: kept.0,
        new_office: kept.1,
        modal: asked.pop(),
        beneath: asked,
        ..Default::default()
    };
}

/// The preview, opened where it isn't yet.
pub fn show_preview<'a>(app: &'a mut App, ctx: &Context) -> &'a mut preview::Shown {
    let wide = super::view::is_wide(ctx);
    if !wide {
        app.view.panel = Some(true);
    }
    app.view.preview.get_or_insert_with(|| preview::Shown::new(wide))
}

pub fn ask(app: &mut App, asked: Asked) {
    let name = asked.suggested(&app.session);
    let folder = app.session.path().and_then(Path::parent).map(Path::to_path_buf);
    let pending = app.dialogs.ask(&asked, &name, folder);
    app.pending = Some(Waiting { asked, pending, since: None, seen: false });
}

fn answered(app: &mut App, ctx: &Context, asked: Asked, path: PathBuf) {
    let named = path.clone();
    let path = asked.complete(path);
    if path != named && app.session.exists(&path) {
        // The dialog asked about another name, if at all.
        app.view.ask(Modal::Overwrite { asked, path });
        return;
    }
    match asked {
        Asked::Open => perform(app, ctx, Action::OpenPath(path)),
        Asked::OpenLast => perform(app, ctx, Action::OpenNext(path)),
        Asked::Other(purpose) => perform(app, ctx, Action::Look(path, purpose)),
        Asked::Paper(p) => app.session.begin_paper(p, &path),
        Asked::Picture(spot) => app.session.insert_picture(spot.part, spot.paragraph, &path),
        Asked::SaveAs(next) => {
            if app.session.save_as(&path)
                && let Some(n) = next
            {
                perform(app, ctx, *n);
            }
        }
        Asked::Export(_) => {
            app.session.begin_export(&path);
        }
        Asked::ManyFiles | Asked::ManyFolder | Asked::Target => {}
    }
}

/// Goes to a sentence of last year's; to the last one where there are fewer.
pub fn show_stale(app: &mut App, i: usize) {
    let list = app.session.derived();
    let list = &list.stale;
    let i = i.min(list.len().saturating_sub(1));
    if let Some(s) = list.get(i) {
        app.view.stale = i;
        app.go_to_part(s.part);
        app.view.editors.select = Some(s.clone());
    }
}

pub fn show(app: &mut App, i: usize) {
    let findings = app.session.findings();
    let Some(f) = findings.get(i) else { return };
    app.view.looking.choose(&findings, i);
    if let (Some(part), Some((paragraph, range))) = (f.part, f.stretch.clone()) {
        app.go_to_part(part);
        let words = f.quote.clone().unwrap_or_default();
        app.view.editors.select = Some(Stale { part, paragraph, range, words });
        return;
    }
    match (f.right.first().or(f.left.first()), f.part) {
        (Some(k), _) => app.go_to_cell(k),
        (None, Some(part)) => {
            app.go_to_part(part);
            let place = f.stretch.clone().map(|(paragraph, range)| (paragraph, range, f.quote.clone()));
            app.view.editors.select = place.map(|(paragraph, range, words)| Stale {
                part,
                paragraph,
                range,
                words: words.unwrap_or_default(),
            });
        }
        (None, None) => app.view.section = f.section.unwrap_or_default(),
    }
}

/// Undo and redo show where they changed something.
pub fn go(app: &mut App, spot: Option<Spot>) {
    match spot {
        // The comparison shows it.
        _ if app.view.compare.is_some() => {}
        Some(Spot::Cell(k)) => app.go_to_cell(&k),
        Some(Spot::Part(p)) => app.view.section = p.chapter(),
        Some(Spot::Facts) | None => {}
    }
}

/// Empties the cell that was written in last in the shown part.
fn clear_cell(app: &mut App) {
    let Some(report) = app.session.report().cloned() else { return };
    let table = report.form().table_of_chapter(app.view.section);
    let grid = table.and_then(|t| app.view.grids.get_mut(&t.key));
    let Some((grid, key)) = grid.and_then(|g| g.cursor.clone().map(|k| (g, k))) else {
        return app.session.tell("这一部分没有选中的格子，可以按“撤销”。".into());
    };
    grid.commit();
    app.session.apply("清除", None, [Edit::enter(report.form(), &key, "")]);
}

fn paste_cells(app: &mut App, table: &str, at: (usize, usize), text: &str) {
    let Some(report) = app.session.report().cloned() else { return };
    let Some(table) = report.form().table(table) else { return };
    let p = paste::plan(&report, table, &rows_of(table), at, text);
    if p.question.is_some() {
        app.view.ask(Modal::Paste(Box::new(p)));
    } else {
        put(app, p);
    }
}

fn put(app: &mut App, p: paste::Paste) {
    app.session.apply("粘贴", None, p.edits);
    app.session.tell(p.summary);
    if let Some(k) = p.first {
        app.go_to_cell(&k);
    }
}
