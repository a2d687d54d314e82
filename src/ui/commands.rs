//! What each command does, from wherever it was given.

use super::action::{Action, Asked, Deed};
use super::dialog::about::About;
use super::dialog::all_commands::AllCommands;
use super::dialog::checklist::Checklist;
use super::dialog::confirm_all::ConfirmAll;
use super::dialog::explain::Explain;
use super::dialog::find::Find;
use super::dialog::finish::Finish;
use super::dialog::guide::{Guide, News};
use super::dialog::insert::Insert;
use super::dialog::many::Many;
use super::dialog::new_report::NewReport;
use super::dialog::printing::PrintingDialog;
use super::dialog::publish::Publish;
use super::dialog::replace::Replace;
use super::dialog::settings::SettingsDialog;
use super::window::Window;
use super::{asking, clipboard_commands, collected, editing, settling};
use crate::app::command::Id;
use crate::app::field::Manner;
use crate::app::papers::Paper;
use crate::app::reading::Purpose;
use crate::checks::{Level, explain};
use crate::report::edit;
use crate::store::settings::{Enter, FontChoice, Look};
use egui::{Context, ViewportCommand};

/// Carries a command out; what follows from it. Where errors would go out, or characters be lost in print, it asks
/// first, and once where there is something that nobody looked at.
pub fn command(w: &mut Window, ctx: &Context, id: Id) -> Option<Action> {
    if id.goes_out() {
        let known = w.session.derived();
        let unseen = known.unseen();
        let lost = w.session.open().is_some_and(|o| !o.faults().is_empty());
        if known.open(Level::Error) > 0 || lost || unseen.is_some() && unseen != w.view.let_out {
            w.view.let_go();
            w.view.ask(Checklist { before: Some(id) });
            return None;
        }
    }
    go_out(w, ctx, id)
}

/// The same with whatever errors there are.
pub fn go_out(w: &mut Window, ctx: &Context, id: Id) -> Option<Action> {
    begin(w, id);
    match id {
        Id::New => new_report(w),
        Id::OpenNext => asking::ask(w, Asked::OpenLast),
        Id::Open => asking::ask(w, Asked::Open),
        Id::OpenPasted => return Some(Action::ReadClipboard),
        Id::Cut | Id::Copy | Id::Paste | Id::SelectAll => clipboard_commands::hand(w, ctx, id),
        Id::Offer => clipboard_commands::offer(w, ctx),
        Id::CopyPage => clipboard_commands::copy_page(w),
        Id::CopyTable => clipboard_commands::copy_table(w),
        Id::CopyLabelled => clipboard_commands::copy_labelled(w, ctx),
        Id::Save => asking::save(w),
        Id::SaveAs => asking::ask_where(w, None),
        Id::Versions => w.session.begin_versions(),
        Id::Export(extension) => asking::ask(w, Asked::Export(extension)),
        Id::ExportMany | Id::AuditMany => many(w, id),
        Id::Publish => publish(w),
        Id::Finish => w.view.ask(Finish::default()),
        Id::Print => print(w),
        Id::Close => return Some(Action::CloseReport),
        Id::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
        Id::Undo => w.undo(),
        Id::Redo => w.redo(),
        Id::NextStale | Id::PreviousStale | Id::ConfirmStale => last_years_sentence(w, id),
        Id::NextFigure | Id::PreviousFigure | Id::KeepFigure => last_years_figure(w, id),
        Id::ConfirmAll => w.view.ask(ConfirmAll),
        Id::FocusFindings => w.focus_findings(),
        Id::MoveYears => asking::years(w),
        Id::ApplyRepair => editing::apply_repair(w),
        Id::ExplainFinding => explain_finding(w),
        Id::ChooseLast => asking::ask(w, Asked::Other(Purpose::Last)),
        Id::CompareLast => w.compare_last(None),
        Id::CompareWith => asking::ask(w, Asked::Other(Purpose::Compare)),
        Id::AuditOther => asking::ask(w, Asked::Other(Purpose::Audit)),
        Id::Checklist => w.view.ask(Checklist { before: None }),
        Id::ExportFindings => asking::ask(w, Asked::Paper(Paper::Findings)),
        Id::ExportCommented => asking::ask(w, Asked::Paper(Paper::Commented)),
        Id::ExportExplanations => asking::ask(w, Asked::Paper(Paper::Explanations)),
        Id::ReportSettings => w.view.ask(SettingsDialog::default()),
        Id::NextPart | Id::PreviousPart => return turn(w, id == Id::NextPart),
        Id::FillZero => editing::over_table(w, "其余填零", "各项都填了", edit::fill_with_zero),
        Id::Compute => editing::over_table(w, "运算", "总计都已经按分项算好", edit::give_back_totals),
        Id::NextFinding | Id::PreviousFinding => w.step(id == Id::NextFinding),
        Id::ZoomIn => settling::zoom(w, ctx, w.session.settings().zoom.saturating_add(10)),
        Id::ZoomOut => settling::zoom(w, ctx, w.session.settings().zoom.saturating_sub(10)),
        Id::ZoomReset => settling::zoom(w, ctx, 100),
        Id::EnterDown => settling::enter_goes(w, Enter::Down),
        Id::EnterRight => settling::enter_goes(w, Enter::Right),
        Id::StopAtTotals => settling::stop_at_totals(w),
        Id::LastYear => settling::last_year(w),
        Id::Panel => w.view.toggle_findings(ctx),
        Id::Preview => w.toggle_preview(ctx),
        Id::NextSheet | Id::PreviousSheet => w.view.show_preview(ctx).turn(id == Id::NextSheet),
        Id::Arrange => w.view.show_preview(ctx).arranging ^= true,
        Id::Light => settling::look(w, ctx, Look::Light),
        Id::Dark => settling::look(w, ctx, Look::Dark),
        Id::Contrast => settling::look(w, ctx, Look::Contrast),
        Id::BundledFonts => w.session.begin_choosing_fonts(FontChoice::Bundled),
        Id::SystemFonts => w.session.begin_choosing_fonts(FontChoice::System),
        Id::InsertValue => insert_value(w),
        Id::InsertPicture => insert_picture(w),
        Id::Replace => w.view.ask(Replace::default()),
        Id::Bold | Id::Underline => editing::emphasise(w, id == Id::Bold),
        Id::Find | Id::GoTo => return look_for(w),
        _ => return help(w, id),
    }
    None
}

/// Asks what to look for; in a collection it is a unit.
fn look_for(w: &mut Window) -> Option<Action> {
    if w.session.collection().is_some() {
        return collected::look_for_unit(w);
    }
    w.view.ask(Find::default());
    None
}

/// A part of the report further, or back; in a collection a page.
fn turn(w: &mut Window, further: bool) -> Option<Action> {
    if w.session.collection().is_some() {
        return collected::turn(w, further);
    }
    w.turn_by(if further { 1 } else { -1 });
    None
}

/// What the program says of itself; what is about collections is done there.
fn help(w: &mut Window, id: Id) -> Option<Action> {
    match id {
        Id::AllCommands => w.view.ask(AllCommands::default()),
        Id::Guide => w.view.ask(Guide::default()),
        Id::FirstUse => w.view.ask(Guide::at("第一次用看这里")),
        Id::News => w.view.ask(News { versions: usize::MAX }),
        Id::About => w.view.ask(About),
        _ => return collected::command(w, id),
    }
    None
}

/// What is typed is taken over, and what nobody looked at is known to the clerk.
fn begin(w: &mut Window, id: Id) {
    if !id.is_written() {
        w.view.let_go();
    }
    if id.goes_out() {
        w.view.let_out = w.session.derived().unseen();
    }
}

fn new_report(w: &mut Window) {
    let (year, office) = (w.view.new_year.clone(), w.view.new_office.clone());
    w.view.ask(NewReport { year, office });
}

fn many(w: &mut Window, id: Id) {
    w.view.ask(Many::new(if id == Id::AuditMany { Deed::Audit } else { Deed::default() }));
}

fn publish(w: &mut Window) {
    let document = w.session.path().map(|p| p.to_path_buf());
    w.view.ask(Publish::new(document));
}

fn print(w: &mut Window) {
    w.session.ask_printers();
    w.view.ask(PrintingDialog::new(&w.view.printed));
}

/// Confirms the sentence of last year's that the caret is in, or goes to another.
fn last_years_sentence(w: &mut Window, id: Id) {
    if id == Id::ConfirmStale {
        return editing::still_holds(w);
    }
    w.step_stale(id == Id::NextStale);
}

/// The same of a number.
fn last_years_figure(w: &mut Window, id: Id) {
    if id == Id::KeepFigure {
        return editing::keep_figure(w);
    }
    w.step_figure(id == Id::NextFigure);
}

/// Asks for the sentence that explains the finding looked at.
fn explain_finding(w: &mut Window) {
    let found = w.session.findings();
    match w.view.findings.looking.at(&found).and_then(|i| found.get(i)) {
        Some(f) if explain::may_be(f) => w.view.ask(Explain::new(f)),
        Some(_) => w.session.tell("这一条要改正，不能用说明代替。"),
        None => w.session.tell("请先按 F8 转到一条提醒，再写说明。"),
    }
}

/// Asks which value goes where the cursor is.
fn insert_value(w: &mut Window) {
    match w.place() {
        Some(spot) => {
            w.view.ask(Insert { spot, query: String::new(), at: 0, manner: Manner::Number });
        }
        None => w.session.tell("先点一下要放数字的地方。"),
    }
}

fn insert_picture(w: &mut Window) {
    match w.place() {
        Some(spot) => asking::ask(w, Asked::Picture(spot)),
        None => w.session.tell("先点一下要放图片的文字框。"),
    }
}
