//! Above all of it: what is shown, what can be done, and how many units stand how.

use super::page::CollectPage;
use crate::app::command::{self, Id};
use crate::app::open_collection::OpenCollection;
use crate::ui::action::Action;
use crate::ui::lines::{InLines, Tip, one_line};
use crate::ui::theme;
use egui::{Align, Layout, RichText, Ui};

/// Pages at the left, commands at the right, the head count below.
pub fn head_ui(ui: &mut Ui, open: &OpenCollection, page: &mut CollectPage, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        for p in CollectPage::ALL {
            let words = match p {
                CollectPage::Units | CollectPage::Report => "各单位".to_string(),
                CollectPage::Sums => "汇总表".into(),
                CollectPage::Gaps => "差额表".into(),
                CollectPage::Found => format!("要处理的（{}）", open.known().overview.findings.len()),
            };
            ui.selectable_value(page, p, RichText::new(words).strong());
        }
        ui.separator();
        for id in [Id::TakeIn, Id::Roster, Id::SendBack, Id::CollectedReport] {
            let Some(c) = command::of(id) else { continue };
            if ui.button(c.text).tip(c.tip).clicked() {
                actions.push(Action::Command(id));
            }
        }
        let strays = &open.known().overview.standing.strays;
        let strays = strays.iter().filter(|s| s.wants_unit(open.shown())).count();
        if strays > 0 {
            let words = format!("▲ {strays}份认不出单位…");
            let words = RichText::new(words).color(theme::color(crate::checks::Level::Warning));
            if ui.button(words).tip("逐份认定是哪个单位的；没有认定的不计入汇总").clicked()
            {
                actions.push(Action::Command(Id::PlaceStrays));
            }
        }
    });
    count_ui(ui, open);
}

/// 示范县人民政府2025年　应报60 · 已汇总57 · 缺3　户数核对：上年58 + 新增3 − 撤并1 = 60
fn count_ui(ui: &mut Ui, open: &OpenCollection) {
    let (collection, count) = (open.shown(), &open.known().head_count);
    ui.horizontal(|ui| {
        ui.words(RichText::new(format!("{}{}年", collection.office, collection.year)).strong());
        ui.words(count.words());
        if open.is_working() {
            let words = RichText::new("正在重算…").color(theme::color(crate::checks::Level::Warning));
            ui.words(words).tip("看到的是改这一步以前的数，算好了就换成新的");
        }
        let Some(sum) = count.since_last() else { return };
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let words = format!("户数核对：{sum}");
            let tip = format!("{words}\n上年户数加新增、减撤并，应等于今年的户数");
            ui.add(one_line(RichText::new(words).color(theme::get().faint)).under_pointer(tip));
        });
    });
}
