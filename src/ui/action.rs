//! What panels ask for during a frame, carried out after it.

use super::answers;
use super::compare::Shown;
use super::dialogs::Asked;
use super::grid::rows_of;
use super::insert::Choosing;
use super::keeping;
use super::modal::Modal;
use super::preview;
use super::printing;
use super::{App, Waiting, clipboard};
use crate::app::command::Id;
use crate::app::effect;
use crate::app::field::Manner;
use crate::app::find::Target;
use crate::app::papers::Paper;
use crate::app::paste;
use crate::app::reading::{Purpose, Reading};
use crate::checks::{Finding, Level, explain};
use crate::form::table::CellKey;
use crate::page::structure::Source;
use crate::print::Choices;
use crate::report::Part;
use crate::report::edit::{self, Edit, Spot};
use crate::report::stale::{self, Stale};
use crate::store::recovery::Found;
use crate::store::settings::{Enter, FontChoice, Look};
use egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    GoCell(CellKey),
    GoPart(Part),
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
    /// In the next frame.
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
        app.view.modal = Some(Modal::Unsaved(Box::new(a)));
        return;
    }
    carry_out(app, ctx, a);
}

fn carry_out(app: &mut App, ctx: &Context, a: Action) {
    match a {
        Action::Command(id) => command(app, ctx, id),
        Action::Edit { name, group, edits } => app.session.apply(&name, group.as_deref(), &edits),
        Action::PasteCells { table, at, text } => paste_cells(app, &table, at, &text),
        Action::PasteAnyway(p) => put(app, *p),
        Action::EndGroup => app.session.end_group(),
        Action::Show(i) => show(app, i),
        Action::Explain(f, text) => {
            let edit = app.session.report().map(|r| explain::explain(r, &f, &text));
            app.session.apply("说明", None, edit.as_slice());
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
        Action::GoCell(k) => app.go_to_cell(&k),
        Action::GoPart(p) => app.go_to_part(p),
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
                app.session.apply("确认旧文字", None, &[e]);
                show_stale(app, i);
            }
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
            app.session.settings.zoom = percent.clamp(80, 200);
            ctx.set_zoom_factor(app.session.settings.zoom as f32 / 100.0);
            app.session.keep_settings();
        }
        Action::WordLimit(n) => {
            app.session.settings.word_limit = n;
            app.session.keep_settings();
        }
        Action::Later(a) => {
            app.later.push(*a);
            ctx.request_repaint();
        }
        Action::CloseMessage => app.session.message = None,
        Action::Tell(words) => app.session.tell(words),
    }
}

/// A new document is shown from its beginning.
pub fn fresh(app: &mut App) {
    let kept = (app.view.new_year, std::mem::take(&mut app.view.new_office));
    app.view = super::View {
        panel: app.view.panel,
        looking: app.view.looking.afresh(),
        preview: app.view.preview.as_ref().map(preview::Shown::for_another),
        printed: std::mem::take(&mut app.view.printed),
        new_year: kept.0,
        new_office: kept.1,
        ..Default::default()
    };
}

/// The preview, opened where it isn't yet.
fn show_preview<'a>(app: &'a mut App, ctx: &Context) -> &'a mut preview::Shown {
    let wide = super::is_wide(ctx);
    if !wide {
        app.view.panel = Some(true);
    }
    app.view.preview.get_or_insert_with(|| preview::Shown::new(wide))
}

fn ask(app: &mut App, asked: Asked) {
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
        app.view.modal = Some(Modal::Overwrite { asked, path });
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
fn show_stale(app: &mut App, i: usize) {
    let list = app.session.derived();
    let list = &list.stale;
    let i = i.min(list.len().saturating_sub(1));
    if let Some(s) = list.get(i) {
        app.view.stale = i;
        app.go_to_part(s.part);
        app.view.editors.select = Some(s.clone());
    }
}

fn show(app: &mut App, i: usize) {
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
        (None, None) => app.view.section = f.section.unwrap_or(0),
    }
}

fn command(app: &mut App, ctx: &Context, id: Id) {
    // What is being typed stands in the report already; the editors only let go of it.
    for g in app.view.grids.values_mut() {
        g.commit();
    }
    if id.goes_out() && !std::mem::take(&mut app.view.knows_errors) {
        let errors = app.session.derived().open(Level::Error);
        if errors > 0 {
            app.view.modal = Some(Modal::Errors(id));
            return;
        }
    }
    match id {
        Id::New => app.view.modal = Some(Modal::New),
        Id::OpenNext => ask(app, Asked::OpenLast),
        Id::Open => ask(app, Asked::Open),
        Id::OpenPasted => perform(app, ctx, Action::Paste),
        Id::CopyPage => copy_page(app),
        Id::Save if app.session.path().is_none() => ask(app, Asked::SaveAs(None)),
        Id::Save => {
            app.session.save();
        }
        Id::Versions => app.view.modal = Some(Modal::Versions(keeping::Browse::new(&app.session))),
        Id::SaveAs => ask(app, Asked::SaveAs(None)),
        Id::ExportPdf => ask(app, Asked::Export("pdf")),
        Id::ExportWord => ask(app, Asked::Export("docx")),
        Id::ExportHtml => ask(app, Asked::Export("html")),
        Id::NextStale => show_stale(app, app.view.stale + 1),
        Id::PreviousStale => show_stale(app, app.view.stale.saturating_sub(1)),
        Id::ConfirmAll => {
            let edits = app.session.report().map(|r| stale::confirm_all(r)).unwrap_or_default();
            let many = app.session.derived().stale.len();
            app.session.apply("旧文字全部确认", None, &edits);
            app.session.tell(format!("{many}处去年的文字都照用了；撤销（Ctrl+Z）可以找回标记。"));
        }
        Id::ExportJson => ask(app, Asked::Export("json")),
        Id::ExportMany => app.view.modal = Some(Modal::Many(Box::default())),
        Id::Print => {
            app.session.ask_printers();
            app.view.modal = Some(Modal::Print(Box::new(printing::Form::new(&app.view.printed))));
        }
        Id::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        Id::Undo => {
            let spot = app.session.undo();
            go(app, spot);
        }
        Id::Redo => {
            let spot = app.session.redo();
            go(app, spot);
        }
        Id::FocusFindings => {
            let found = app.session.findings();
            app.view.panel = Some(true);
            let first = || app.view.looking.order(&found).first().copied();
            app.view.panel_state.focus = app.view.looking.at(&found).or_else(first);
        }
        Id::ApplyRepair => apply_repair(app),
        Id::ExplainFinding => explain_finding(app),
        Id::ChooseLast => ask(app, Asked::Other(Purpose::Last)),
        Id::CompareLast => compare_last(app, None),
        Id::CompareWith => ask(app, Asked::Other(Purpose::Compare)),
        Id::AuditOther => ask(app, Asked::Other(Purpose::Audit)),
        Id::ExportFindings => ask(app, Asked::Paper(Paper::Findings)),
        Id::ExportExplanations => ask(app, Asked::Paper(Paper::Explanations)),
        Id::ReportSettings => app.view.modal = Some(Modal::Settings(Default::default())),
        Id::NextPart => app.go_to_section((app.view.section + 1).min(7)),
        Id::PreviousPart => app.go_to_section(app.view.section.saturating_sub(1)),
        Id::FillZero => over_table(app, "其余填零", edit::fill_with_zero),
        Id::Compute => over_table(app, "运算", edit::give_back_totals),
        Id::NextFinding | Id::PreviousFinding => {
            let found = app.session.findings();
            if let Some(c) = &mut app.view.compare {
                c.step(id == Id::NextFinding);
            } else if let Some(i) = app.view.looking.step(&found, id == Id::NextFinding) {
                show(app, i);
            }
        }
        Id::ZoomIn => perform(app, ctx, Action::Zoom(app.session.settings.zoom + 10)),
        Id::ZoomOut => perform(app, ctx, Action::Zoom(app.session.settings.zoom.saturating_sub(10))),
        Id::ZoomReset => perform(app, ctx, Action::Zoom(100)),
        Id::EnterDirection => {
            let s = &mut app.session.settings;
            s.enter = if s.enter == Enter::Down { Enter::Right } else { Enter::Down };
            let word = if s.enter == Enter::Down { "向下" } else { "向右" };
            app.session.keep_settings();
            app.session.tell(format!("回车后{word}移动。"));
        }
        Id::LastYear => {
            app.session.settings.last_year = !app.session.settings.last_year;
            app.session.keep_settings();
        }
        Id::Panel if !super::is_wide(ctx) && app.view.preview.take().is_some() => app.view.panel = Some(true),
        Id::Panel => {
            let narrow = ctx.content_rect().width() < super::NARROW;
            app.view.panel = Some(!app.view.panel.unwrap_or(!narrow));
        }
        Id::Preview => match app.view.preview.take() {
            Some(_) if !super::is_wide(ctx) => app.view.panel = None,
            Some(_) => {}
            None => {
                show_preview(app, ctx);
            }
        },
        Id::NextSheet | Id::PreviousSheet => show_preview(app, ctx).turn(id == Id::NextSheet),
        Id::Arrange => {
            let shown = show_preview(app, ctx);
            shown.arranging = !shown.arranging;
        }
        Id::Look => {
            let (look, word) = match app.session.settings.look {
                Look::Light => (Look::Dark, "深色"),
                Look::Dark => (Look::Contrast, "黑白高对比"),
                Look::Contrast => (Look::Light, "浅色"),
            };
            app.session.settings.look = look;
            super::theme::dress(ctx, look);
            app.session.keep_settings();
            app.session.tell(format!("外观已换成{word}。"));
        }
        Id::Fonts => {
            let other = match app.session.settings.fonts {
                FontChoice::Bundled => FontChoice::System,
                FontChoice::System => FontChoice::Bundled,
            };
            app.session.begin_choosing_fonts(other);
        }
        Id::CopyLabelled => {
            let table = app.session.report().and_then(|r| r.form().table_of_section(app.view.section));
            let grid = table.and_then(|t| Some((t, app.view.grids.get(&t.key)?)));
            if let (Some((t, g)), Some(r)) = (grid, app.session.report()) {
                ctx.copy_text(g.labelled(r, t));
            }
        }
        Id::InsertValue => insert_value(app),
        Id::InsertPicture => match app.place() {
            Some(spot) => ask(app, Asked::Picture(spot)),
            None => app.session.tell("先点一下要放图片的文字框。".into()),
        },
        Id::Replace => app.view.modal = Some(Modal::Replace(Default::default())),
        Id::Find | Id::GoTo | Id::Palette => {
            app.view.modal = Some(Modal::Find { query: String::new(), at: 0 })
        }
        Id::Guide => app.view.modal = Some(Modal::Guide),
        Id::About => app.view.modal = Some(Modal::About),
    }
}

/// The first repair of the finding looked at.
fn apply_repair(app: &mut App) {
    let found = app.session.findings();
    let Some(r) = app.session.report().cloned() else { return };
    let looked_at = app.view.looking.at(&found).map(|i| &found[i]);
    let offers = looked_at.map(|f| effect::offers(&r, &found, f, app.session.today())).unwrap_or_default();
    match offers.into_iter().next() {
        Some(o) => app.session.apply(&o.fix.title.clone(), None, &o.fix.edits),
        None => app.session.tell("请先按 F8 转到一条有改法的，再应用。".into()),
    }
}

/// Asks for the sentence that explains the finding looked at.
fn explain_finding(app: &mut App) {
    let found = app.session.findings();
    match app.view.looking.at(&found).map(|i| &found[i]) {
        Some(f) if f.level != Level::Error => app.view.modal = Some(answers::question(f)),
        Some(_) => app.session.tell("这一条是错误，要改正，不能用说明代替。".into()),
        None => app.session.tell("请先按 F8 转到一条提醒，再写说明。".into()),
    }
}

/// Asks which value goes where the cursor is.
fn insert_value(app: &mut App) {
    match app.place() {
        Some(spot) => {
            let choosing = Choosing { spot, query: String::new(), at: 0, manner: Manner::Number };
            app.view.modal = Some(Modal::Insert(choosing));
        }
        None => app.session.tell("先点一下要放数字的地方。".into()),
    }
}

/// Last year's report beside the open one.
fn compare_last(app: &mut App, about: Option<&Finding>) {
    let last = app.session.report().and_then(|r| r.predecessor.as_ref()).map(|p| p.snapshot.clone());
    let Some(last) = last else { return };
    let mut shown = Shown::new(Arc::from(last), "去年的报告".into(), &app.session, app.view.section);
    if let Some(f) = about {
        shown.look_for(f);
    }
    app.view.compare = Some(shown);
}

/// What was looked at beside the open one.
fn compare_other(app: &mut App) {
    if let Some(o) = app.session.other.take() {
        let name = o.name();
        app.view.compare = Some(Shown::new(o.report, name, &app.session, app.view.section));
    }
}

/// Undo and redo show where they changed something.
fn go(app: &mut App, spot: Option<Spot>) {
    let date = app.session.report().and_then(|r| r.signature.date);
    app.view.editors.date = date.map(|d| d.to_string()).unwrap_or_default();
    match spot {
        // The comparison shows it.
        _ if app.view.compare.is_some() => {}
        Some(Spot::Cell(k)) => app.go_to_cell(&k),
        Some(Spot::Part(p)) => app.view.section = p.section(),
        Some(Spot::Facts) | None => {}
    }
}

fn paste_cells(app: &mut App, table: &str, at: (usize, usize), text: &str) {
    let Some(report) = app.session.report().cloned() else { return };
    let Some(table) = report.form().table(table) else { return };
    let p = paste::plan(&report, table, &rows_of(table), at, text);
    if p.question.is_some() {
        app.view.modal = Some(Modal::Paste(Box::new(p)));
    } else {
        put(app, p);
    }
}

fn put(app: &mut App, p: paste::Paste) {
    app.session.apply("粘贴", None, &p.edits);
    app.session.tell(p.summary);
    if let Some(k) = p.first {
        app.go_to_cell(&k);
    }
}

fn copy_page(app: &mut App) {
    let Some((html, text)) = app.session.fragment() else { return };
    match app.clipboard.write(html, text) {
        Ok(()) => app.session.tell("已复制，可以粘贴到网站后台或 Word 里。".into()),
        Err(e) => app.session.tell_bad(e),
    }
}

/// An edit over the table being shown.
fn over_table(app: &mut App, name: &str, edits: fn(&crate::report::Report, &[CellKey]) -> Vec<Edit>) {
    let Some(r) = app.session.report().cloned() else { return };
    let Some(table) = r.form().table_of_section(app.view.section) else {
        app.session.tell("这一部分没有表格，请先转到第二、三、四部分。".into());
        return;
    };
    let edits = edits(&r, &table.cells());
    if edits.is_empty() {
        app.session.tell(format!("“{}”表没有需要{name}的项。", table.title));
    }
    app.session.apply(name, None, &edits);
}
