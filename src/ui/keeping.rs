//! Questions about a document's file: work left by a crash, somebody else who has it open, what others wrote to
//! it, versions kept. All of them show what differs, by cell and paragraph.

use super::action::{Action, FileAnswer};
use super::modal::{Modal, cell_ui, focus};
use crate::app::command::Id;
use crate::app::differences::{self, Difference};
use crate::app::left_over::Against;
use crate::app::session::Session;
use crate::app::ticks::Ticks;
use crate::app::two_editors::Question;
use crate::report::Shared;
use crate::store::versions::Version;
use egui::{Grid, RichText, ScrollArea, Ui};

/// How a question is put.
pub fn question(q: &Question) -> Modal {
    match q {
        Question::Locked(_) => Modal::Locked,
        Question::Changed(c) => Modal::Changed(c.ticks()),
    }
}

/// What differs, a line each.
fn differences_ui(ui: &mut Ui, heads: [&str; 2], found: &[Difference]) {
    let place = |ui: &mut Ui, d: &Difference| cell_ui(ui, 220.0, RichText::new(&d.place));
    rows_ui(ui, heads, found.iter().map(|d| (d, ())), |ui, d, ()| place(ui, d));
}

/// What differs, each with its box.
fn ticks_ui(ui: &mut Ui, heads: [&str; 2], ticks: &mut Ticks) {
    rows_ui(ui, heads, ticks.rows(), |ui, d, on| {
        ui.vertical(|ui| {
            ui.set_width(220.0);
            ui.checkbox(on, &d.place);
        });
    });
}

fn rows_ui<'a, T>(
    ui: &mut Ui,
    heads: [&str; 2],
    rows: impl ExactSizeIterator<Item = (&'a Difference, T)>,
    place_ui: impl Fn(&mut Ui, &Difference, T),
) {
    // More than anybody reads; the rest is counted.
    const MOST: usize = 300;
    let more = rows.len().saturating_sub(MOST);
    ScrollArea::vertical().max_height(260.0).auto_shrink([false, true]).show(ui, |ui| {
        Grid::new("differences").num_columns(3).striped(true).show(ui, |ui| {
            ui.label(RichText::new("在哪里").strong());
            heads.iter().for_each(|h| {
                ui.label(RichText::new(*h).strong());
            });
            ui.end_row();
            for (d, on) in rows.take(MOST) {
                place_ui(ui, d, on);
                cell_ui(ui, 165.0, RichText::new(&d.mine));
                cell_ui(ui, 165.0, RichText::new(&d.theirs));
                ui.end_row();
            }
        });
        if more > 0 {
            ui.label(RichText::new(format!("另有{more}处")).weak());
        }
    });
}

/// 全选 and 全不选 over a list.
fn all_or_none_ui(ui: &mut Ui, ticks: &mut Ticks) {
    for (name, on) in [("全选", true), ("全不选", false)] {
        if ui.button(name).clicked() {
            ticks.set_all(on);
        }
    }
}

/// Work left by a session that was not closed.
pub fn recover_ui(ui: &mut Ui, first: bool, session: &Session, actions: &mut Vec<Action>) -> bool {
    ui.heading("上次有没来得及保存的内容");
    ui.label("程序上次没有正常关闭，留下了恢复副本。恢复后原来的文件不会改动，直到您点“保存”。");
    if !session.offers_left_over() {
        return false;
    }
    let mut keep = true;
    ScrollArea::vertical().max_height(440.0).show(ui, |ui| {
        for (i, f) in session.left_over.iter().enumerate() {
            ui.separator();
            let title = if f.title.is_empty() { "没有标题的报告" } else { &f.title };
            ui.label(RichText::new(title).strong());
            let place =
                f.document.as_ref().map_or("还没有存成文件".to_string(), |p| p.display().to_string());
            ui.label(RichText::new(format!("{}　{place}", f.when)).small().weak());
            ui.push_id(i, |ui| against_ui(ui, session.against(f)));
            ui.horizontal(|ui| {
                // It is asked again if nothing comes of it.
                if focus(first && i == 0, ui.button("恢复")).clicked() {
                    actions.push(Action::Restore(f.clone()));
                }
                if ui.button("不要了").clicked() {
                    actions.push(Action::Discard(f.clone()));
                }
            });
        }
    });
    ui.separator();
    if ui.button("以后再说").clicked() {
        actions.push(Action::AboutFile(FileAnswer::NotNow));
        keep = false;
    }
    keep
}

fn against_ui(ui: &mut Ui, against: Option<&Against>) {
    match against {
        None => {
            ui.label(RichText::new("正在和原来的文件比较…").weak());
        }
        Some(Against::Nothing(words)) => {
            ui.label(RichText::new(words).weak());
        }
        Some(Against::Differences(d)) if d.is_empty() => {
            ui.label(RichText::new("和原来的文件一样，没有丢失什么").weak());
        }
        Some(Against::Differences(d)) => {
            let head = format!("和原来的文件有{}处不同", d.len());
            egui::CollapsingHeader::new(head).default_open(d.len() <= 8).show(ui, |ui| {
                differences_ui(ui, ["文件里的", "恢复以后"], d);
            });
        }
    }
}

/// Somebody else has the file open.
pub fn locked_ui(ui: &mut Ui, first: bool, session: &Session, actions: &mut Vec<Action>) -> bool {
    let Some(Question::Locked(h)) = &session.question else { return false };
    ui.heading("有人正在编辑这份报告");
    ui.label(format!(
        "{}从{}起开着它。",
        h.words(),
        if h.since.is_empty() { "不知什么时候" } else { &h.since }
    ));
    ui.label(
        "两个人同时改同一个文件，后保存的会盖掉先保存的。您可以只看，或者另做一份，改好以后再合到一起。",
    );
    ui.add_space(8.0);
    let mut answer = None;
    ui.horizontal(|ui| {
        if focus(first, ui.button("只看不改")).clicked() {
            answer = Some(FileAnswer::Read);
        }
        if ui.button("另做一份来改").clicked() {
            answer = Some(FileAnswer::Apart);
        }
        let tip = "确实知道对方已经不在编辑了（比如那台电脑已经关机），再点这里";
        if ui.button("对方已不在编辑，由我来改").on_hover_text(tip).clicked() {
            answer = Some(FileAnswer::TakeLock);
        }
    });
    let keep = answer.is_none();
    actions.extend(answer.map(Action::AboutFile));
    keep
}

/// Others wrote to the file.
pub fn changed_ui(
    ui: &mut Ui,
    first: bool,
    session: &Session,
    ticks: &mut Ticks,
    actions: &mut Vec<Action>,
) -> bool {
    let Some(Question::Changed(c)) = &session.question else { return false };
    // They wrote again: a box ticked before is ticked only where it still stands for the same.
    if !ticks.is_of(&c.differences) {
        ticks.renew(&c.differences, |i| c.only_theirs[i]);
    }
    ui.heading("文件被别人改过了");
    let mut answer = None;
    match &c.theirs {
        Ok(_) => {
            ui.label("您打开以后，有别的人或程序写了这个文件。请勾选要采用的修改；没有勾选的，用您这里的。");
            ui.label(
                RichText::new("只有对方改过的已经勾上。保存以后，对方的版本也留在“以前的版本”里。")
                    .small()
                    .weak(),
            );
            ui.separator();
            ticks_ui(ui, ["您这里的", "文件里的"], ticks);
            ui.separator();
            ui.horizontal(|ui| {
                if focus(first, ui.button("采用勾选的")).clicked() {
                    answer = Some(FileAnswer::Settle(ticks.clone()));
                }
                if ui.button("都用我的").clicked() {
                    answer = Some(FileAnswer::Settle(ticks.none()));
                }
                if ui.button("另做一份").on_hover_text("文件归对方，您的内容另存成一份").clicked()
                {
                    answer = Some(FileAnswer::Apart);
                }
                ui.separator();
                all_or_none_ui(ui, ticks);
            });
        }
        Err(words) => {
            ui.label("您打开以后，有别的人或程序写了这个文件，现在读不出来；您这里的内容都在。");
            ui.label(RichText::new(words).small().weak());
            ui.horizontal(|ui| {
                if focus(first, ui.button("都用我的")).clicked() {
                    answer = Some(FileAnswer::Settle(ticks.none()));
                }
                if ui.button("另做一份").clicked() {
                    answer = Some(FileAnswer::Apart);
                }
            });
        }
    }
    let keep = answer.is_none();
    actions.extend(answer.map(Action::AboutFile));
    keep
}

/// Looking through the versions kept.
#[derive(Clone, Debug)]
pub struct Browse {
    versions: Vec<Version>,
    at: Option<usize>,
    /// The one looked at; a sentence where it can't be read.
    shown: Option<Result<Shared, String>>,
    /// What differs, and of which revision of the open report.
    ticks: Ticks,
    revision: u64,
}

impl Browse {
    /// The versions of the open document.
    pub fn new(session: &Session) -> Browse {
        let versions = session.versions();
        Browse { versions, at: None, shown: None, ticks: Ticks::default(), revision: 0 }
    }
    fn look_at(&mut self, session: &Session, i: usize) {
        let Some(v) = self.versions.get(i) else { return };
        self.ticks = Ticks::default();
        self.revision = 0;
        (self.at, self.shown) = (Some(i), Some(session.read_version(v)));
    }
    /// Follows the open report, should it change meanwhile.
    fn keep_up(&mut self, session: &Session) {
        let (Some(Ok(theirs)), Some(doc)) = (&self.shown, session.document()) else { return };
        if std::mem::replace(&mut self.revision, doc.revision()) != doc.revision() {
            self.ticks.renew(&differences::between(doc.report(), theirs), |_| true);
        }
    }
}

/// The versions kept: comparing one with the report as it stands, and taking things over from it.
pub fn versions_ui(
    ui: &mut Ui,
    first: bool,
    session: &Session,
    b: &mut Browse,
    actions: &mut Vec<Action>,
) -> bool {
    ui.heading("以前的版本");
    if b.versions.is_empty() {
        ui.label("这份报告还没有用本程序保存过，没有以前的版本。");
        return !focus(first, ui.button("关闭")).clicked();
    }
    ui.label("最近十次保存的版本。点一个，看它和现在的有什么不同。");
    ui.horizontal_wrapped(|ui| {
        for i in 0..b.versions.len() {
            let line = ui.selectable_label(b.at == Some(i), &b.versions[i].when);
            if focus(first && i == 0, line).clicked() {
                b.look_at(session, i);
            }
        }
    });
    ui.separator();
    let mut keep = true;
    let mut theirs = None;
    b.keep_up(session);
    match &b.shown {
        None => {}
        Some(Err(words)) => {
            ui.label(words);
        }
        Some(Ok(_)) if b.ticks.is_empty() => {
            ui.label("和现在的一样。");
        }
        Some(Ok(r)) => {
            ticks_ui(ui, ["现在的", "那时的"], &mut b.ticks);
            theirs = Some(r);
        }
    }
    ui.separator();
    ui.horizontal(|ui| {
        if let Some(theirs) = theirs {
            let ready = b.ticks.chosen().next().is_some() && session.holder().is_none();
            if ui.add_enabled(ready, egui::Button::new("恢复勾选的")).clicked() {
                actions.push(Action::AboutFile(FileAnswer::Restore(theirs.clone(), b.ticks.clone())));
                keep = false;
            }
        }
        if ui.button("另存为…").on_hover_text("先把现在的存成另一份").clicked() {
            actions.push(Action::Command(Id::SaveAs));
            keep = false;
        }
        keep &= !ui.button("关闭").clicked();
        if theirs.is_some() {
            ui.separator();
            all_or_none_ui(ui, &mut b.ticks);
        }
    });
    keep
}
