//! Changes of the report that are more than an edit some panel made: pasting into a table, repairs, confirming.

use super::action::{Action, TextSpot};
use super::dialog::paste::PasteAnyway;
use super::grid::rows_of;
use super::window::Window;
use crate::app::change_told::TAKEN_BACK;
use crate::app::command::Id;
use crate::app::{fix_preview, paste};
use crate::checks::{Finding, explain as explaining};
use crate::form::table::CellKey;
use crate::report::edit::Edit;
use crate::report::emphasis::Emphasis;
use crate::report::emphasised;
use crate::report::last_years_text::old_figures;
use crate::report::passage::Quote;
use crate::report::{Part, Report, last_years_text};

pub fn paste_cells(w: &mut Window, table: &str, at: (usize, usize), text: &str) {
    let Some(report) = w.session.report().cloned() else { return };
    let Some(table) = report.form().table(table) else { return };
    let p = paste::plan(&report, table, &rows_of(table), at, text);
    if p.question.is_some() {
        w.view.ask(PasteAnyway { paste: Box::new(p) });
    } else {
        put(w, p);
    }
}

/// Carries a paste out.
pub fn put(w: &mut Window, p: paste::Paste) {
    let count = p.edits.len();
    w.session.apply("粘贴", None, p.edits);
    let back = if count > 1 { format!("{TAKEN_BACK}。") } else { String::new() };
    w.session.tell(p.summary + &back);
    if let Some(k) = &p.first {
        w.go_to_cell(k);
        w.select_to(p.last.as_ref(), count);
    }
}

/// Empties the cell that was written in last in the shown part.
pub fn clear_cell(w: &mut Window) {
    let Some(report) = w.session.report().cloned() else { return };
    let table = report.form().table_of_chapter(w.view.section);
    let grid = table.and_then(|t| w.view.desk.grids.get_mut(&t.key));
    let Some((grid, key)) = grid.and_then(|g| g.cursor.clone().map(|k| (g, k))) else {
        return w.session.tell("这一部分没有选中的格子，可以按“撤销”。");
    };
    grid.commit();
    w.session.apply("清除", None, [Edit::enter(report.form(), &key, "")]);
}

pub fn explain(w: &mut Window, f: &Finding, text: &str) {
    let edit = w.session.report().map(|r| explaining::explain(r, f, text));
    w.session.apply("说明", None, edit);
}

/// Makes the words that are selected in the shown part `bold` or underlined, or no more; they stay selected.
pub fn emphasise(w: &mut Window, bold: bool) {
    let (by, name) = if bold { (Emphasis::BOLD, "加粗") } else { (Emphasis::UNDERLINE, "加下划线") };
    let Some(report) = w.session.report().cloned() else { return };
    let texts = &mut w.view.desk.texts;
    let chosen = texts.chosen.clone();
    match chosen.filter(|(part, places)| part.chapter() == w.view.section && !places.is_empty()) {
        None => w.session.tell(format!("先选中要{name}的字，再{name}。")),
        Some((Part::Title, _)) => w.session.tell("标题照公文用小标宋，不另外加粗、加下划线。"),
        Some((part, places)) => {
            (texts.choose_again, texts.focus) = (true, Some(part));
            let off = emphasised::is_on(&report, part, &places, by);
            let name = if off { format!("取消{name}") } else { name.to_string() };
            w.session.apply(&name, None, [emphasised::toggle(&report, part, &places, by)]);
        }
    }
}

/// The sentence of last year's that the caret is in still holds. Where the caret is in none, the next one is gone to:
/// what nobody sees is not confirmed.
pub fn still_holds(w: &mut Window) {
    let known = w.session.derived();
    let Some(report) = w.session.report().cloned() else { return };
    let here = w.view.work_spot();
    let i = w.view.stale.at(&known.stale, &report, &here);
    match known.stale.get(i).filter(|s| !w.view.stale.is_in(s, &report, &here)) {
        None => confirm_stale(w, i),
        Some(_) => {
            w.show_stale(i);
            w.session.tell("光标不在去年的文字里，先选中了这一处；看过属实，再按一次就不再标记。");
        }
    }
}

pub fn confirm_stale(w: &mut Window, i: usize) {
    let Some(report) = w.session.report().cloned() else { return };
    let Some(stale) = last_years_text::list(&report).into_iter().nth(i) else { return };
    let edit = last_years_text::confirm(&report, &stale);
    w.session.apply("确认去年的文字", None, edit);
    if w.session.derived().stale.is_empty() {
        // Nothing is left to be typed over: the caret stands behind the last one.
        let end = stale.quote.range.end;
        w.go_to_words(Quote { range: end..end, words: String::new(), ..stale.quote });
        w.session.tell("去年的文字都看过了。");
        return;
    }
    w.show_stale(i);
}

/// The number of last year's that the caret is at holds this year too; on to the next one.
pub fn keep_figure(w: &mut Window) {
    let Some(report) = w.session.report().cloned() else { return };
    let at = w.view.desk.texts.last.clone();
    let here = |q: &Quote, at: &TextSpot| {
        (q.part, q.paragraph) == (at.part, at.paragraph)
            && q.range.start <= at.range.start
            && at.range.end <= q.range.end
    };
    let all = old_figures(&report);
    if let Some(q) = at.and_then(|at| all.iter().find(|q| here(q, &at))) {
        let same = last_years_text::same_figures(&report, &all, q);
        w.session.apply("去年的数照旧", None, last_years_text::confirm_figures(&report, &all, &same));
        if same.len() > 1 {
            w.session.tell(format!("说同一件事的{}处“{}”都照旧；{TAKEN_BACK}。", same.len(), q.words));
        }
    }
    w.step_figure(true);
}

/// Uses all of last year's sentences as they are, or only those that name no year and no number.
pub fn confirm_many(w: &mut Window, dated_too: bool) {
    let Some(report) = w.session.report().cloned() else { return };
    let all = last_years_text::list(&report);
    let chosen: Vec<_> = all.into_iter().filter(|s| dated_too || !s.dated).map(|s| s.quote).collect();
    let (edits, which) = match dated_too {
        true => (last_years_text::confirm_all(&report), ""),
        false => (last_years_text::confirm_each(&report, &chosen), "没有数字的"),
    };
    w.session.apply(&format!("{which}去年的文字照用"), None, edits);
    w.session.tell(format!("{which}{}处去年的文字都照用了；{TAKEN_BACK}标记。", chosen.len()));
    w.show_stale(0);
}

/// The first repair of the finding looked at.
pub fn apply_repair(w: &mut Window) {
    let found = w.session.findings();
    let Some(judged) = &w.session.known().judged else { return };
    let looked_at = w.view.findings.looking.at(&found).and_then(|i| found.get(i));
    let offers = looked_at.map(|f| fix_preview::offers(judged, f)).unwrap_or_default();
    match offers.into_iter().next() {
        Some(o) => {
            w.session.apply(&o.fix.title, None, o.fix.edits);
            // As the button 应用并看下一条 does: what is found then is known a moment later.
            w.later.push(Action::Command(Id::NextFinding));
        }
        None => w.session.tell("请先按 F8 转到一条有改法的，再应用。"),
    }
}

/// An edit over the table being shown; where it changes nothing, `nothing` says why.
pub fn over_table(w: &mut Window, name: &str, nothing: &str, edits: fn(&Report, &[CellKey]) -> Vec<Edit>) {
    let Some(r) = w.session.report().cloned() else { return };
    let Some(table) = r.form().table_of_chapter(w.view.section) else {
        let form = r.form();
        let with_table = form.order().filter(|s| form.table_of_section(*s).is_some());
        let numerals: Vec<&str> = with_table.map(|s| form.numeral(s)).collect();
        w.session.tell(format!("这一部分没有表格，请先转到第{}部分。", numerals.join("、")));
        return;
    };
    let edits = edits(&r, &table.cells());
    if edits.is_empty() {
        w.session.tell(format!("“{}”表没有要改的：{nothing}。", table.title));
    }
    w.session.apply(name, None, edits);
}
