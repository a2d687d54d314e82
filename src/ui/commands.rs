//! Carrying out a command, from wherever it was given.

use super::App;
use super::action::{Action, ask, go, perform, show, show_preview, show_stale};
use super::answers;
use super::clipboard;
use super::compare::Shown;
use super::context;
use super::dialogs::Asked;
use super::insert::Choosing;
use super::keeping;
use super::modal::Modal;
use super::printing;
use crate::app::command::Id;
use crate::app::effect;
use crate::app::field::Manner;
use crate::app::papers::Paper;
use crate::app::reading::Purpose;
use crate::checks::{Finding, Level};
use crate::form::table::CellKey;
use crate::report::edit::{self, Edit};
use crate::store::settings::{Enter, FontChoice, Look};
use egui::Context;
use std::sync::Arc;

/// Carries a command out.
pub fn command(app: &mut App, ctx: &Context, id: Id) {
    // What is being typed stands in the report already; the editors only let go of it.
    for g in app.view.grids.values_mut().filter(|_| !id.is_written()) {
        g.commit();
    }
    if id.goes_out() && !std::mem::take(&mut app.view.knows_errors) {
        let errors = app.session.derived().open(Level::Error);
        if errors > 0 {
            app.view.ask(Modal::Errors(id));
            return;
        }
    }
    match id {
        Id::New => app.view.ask(Modal::New),
        Id::OpenNext => ask(app, Asked::OpenLast),
        Id::Open => ask(app, Asked::Open),
        Id::OpenPasted => perform(app, ctx, Action::Paste),
        Id::Cut | Id::Copy | Id::Paste | Id::SelectAll => clipboard::hand(app, ctx, id),
        Id::Offer => context::ask(app, ctx),
        Id::CopyPage => copy_page(app),
        Id::Save if app.session.path().is_none() => ask(app, Asked::SaveAs(None)),
        Id::Save => {
            app.session.save();
        }
        Id::Versions => app.view.ask(Modal::Versions(keeping::Browse::new(&app.session))),
        Id::SaveAs => ask(app, Asked::SaveAs(None)),
        Id::ExportPdf => ask(app, Asked::Export("pdf")),
        Id::ExportWord => ask(app, Asked::Export("docx")),
        Id::ExportHtml => ask(app, Asked::Export("html")),
        Id::NextStale => show_stale(app, app.view.stale + 1),
        Id::PreviousStale => show_stale(app, app.view.stale.saturating_sub(1)),
        Id::ConfirmStale => perform(app, ctx, Action::ConfirmStale(app.view.stale)),
        Id::ConfirmAll => app.view.ask(Modal::ConfirmAll),
        Id::ExportJson => ask(app, Asked::Export("json")),
        Id::ExportMany => app.view.ask(Modal::Many(Box::default())),
        Id::Print => {
            app.session.ask_printers();
            app.view.ask(Modal::Print(Box::new(printing::Form::new(&app.view.printed))));
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
        Id::ReportSettings => app.view.ask(Modal::Settings(Default::default())),
        Id::NextPart => app.turn_by(1),
        Id::PreviousPart => app.turn_by(-1),
        Id::FillZero => over_table(app, "其余填零", "各项都填了", edit::fill_with_zero),
        Id::Compute => over_table(app, "运算", "总计都已经按分项算好", edit::give_back_totals),
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
        Id::Panel if !super::view::is_wide(ctx) && app.view.preview.take().is_some() => {
            app.view.panel = Some(true)
        }
        Id::Panel => {
            let narrow = super::view::is_narrow(ctx);
            app.view.panel = Some(!app.view.panel.unwrap_or(!narrow));
        }
        Id::Preview => match app.view.preview.take() {
            Some(_) if !super::view::is_wide(ctx) => app.view.panel = None,
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
            let table = app.session.report().and_then(|r| r.form().table_of_chapter(app.view.section));
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
        Id::Replace => app.view.ask(Modal::Replace(Default::default())),
        Id::Find | Id::GoTo | Id::Palette => app.view.ask(Modal::Find { query: String::new(), at: 0 }),
        Id::Guide => app.view.ask(Modal::Guide),
        Id::About => app.view.ask(Modal::About),
    }
}

/// The first repair of the finding looked at.
fn apply_repair(app: &mut App) {
    let found = app.session.findings();
    let Some(judged) = &app.session.known().judged else { return };
    let looked_at = app.view.looking.at(&found).map(|i| &found[i]);
    let offers = looked_at.map(|f| effect::offers(judged, f)).unwrap_or_default();
    match offers.into_iter().next() {
        Some(o) => app.session.apply(&o.fix.title, None, o.fix.edits),
        None => app.session.tell("请先按 F8 转到一条有改法的，再应用。".into()),
    }
}

/// Asks for the sentence that explains the finding looked at.
fn explain_finding(app: &mut App) {
    let found = app.session.findings();
    match app.view.looking.at(&found).map(|i| &found[i]) {
        Some(f) if f.level != Level::Error => app.view.ask(answers::question(f)),
        Some(_) => app.session.tell("这一条是错误，要改正，不能用说明代替。".into()),
        None => app.session.tell("请先按 F8 转到一条提醒，再写说明。".into()),
    }
}

/// Asks which value goes where the cursor is.
fn insert_value(app: &mut App) {
    match app.place() {
        Some(spot) => {
            let choosing = Choosing { spot, query: String::new(), at: 0, manner: Manner::Number };
            app.view.ask(Modal::Insert(choosing));
        }
        None => app.session.tell("先点一下要放数字的地方。".into()),
    }
}

/// Last year's report beside the open one.
pub fn compare_last(app: &mut App, about: Option<&Finding>) {
    let last = app.session.report().and_then(|r| r.predecessor.as_ref()).map(|p| p.snapshot.clone());
    let Some(last) = last else { return };
    let mut shown = Shown::new(Arc::from(last), "去年的报告".into(), &app.session, app.view.section);
    if let Some(f) = about {
        shown.look_for(f);
    }
    app.view.compare = Some(shown);
}

/// What was looked at beside the open one.
pub fn compare_other(app: &mut App) {
    if let Some(o) = app.session.other.take() {
        let name = o.name();
        app.view.compare = Some(Shown::new(o.report, name, &app.session, app.view.section));
    }
}

fn copy_page(app: &mut App) {
    let Some((html, text)) = app.session.fragment() else { return };
    match app.clipboard.write(html, text) {
        Ok(()) => app.session.tell("已复制，可以粘贴到网站后台或 Word 里。".into()),
        Err(e) => app.session.tell_bad(e),
    }
}

/// An edit over the table being shown; where it changes nothing, `nothing` says why.
fn over_table(
    app: &mut App,
    name: &str,
    nothing: &str,
    edits: fn(&crate::report::Report, &[CellKey]) -> Vec<Edit>,
) {
    let Some(r) = app.session.report().cloned() else { return };
    let Some(table) = r.form().table_of_chapter(app.view.section) else {
        let form = r.form();
        let with_table = form.order().filter(|s| form.table_of_section(*s).is_some());
        let numerals: Vec<&str> = with_table.map(|s| form.numeral(s)).collect();
        app.session.tell(format!("这一部分没有表格，请先转到第{}部分。", numerals.join("、")));
        return;
    };
    let edits = edits(&r, &table.cells());
    if edits.is_empty() {
        app.session.tell(format!("“{}”表没有要改的：{nothing}。", table.title));
    }
    app.session.apply(name, None, edits);
}
