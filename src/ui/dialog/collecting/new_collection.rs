//! 新建汇总: the year, and the government whose report it becomes.

use crate::report::strict::whole_wanted;
use crate::ui::action::{Action, CollectAction};
use crate::ui::dialog::widgets::{focus, is_entered};
use crate::ui::dialog::{Cx, Dialog, Stay};
use crate::ui::heading::heading;
use crate::ui::lines::InLines;
use crate::ui::strict::{whole_ui, wrong_ui};
use egui::{Button, Grid, RichText, TextEdit, Ui};

/// As it is typed.
#[derive(Debug)]
pub struct NewCollection {
    year: String,
    office: String,
}

impl NewCollection {
    pub fn new(year: &str, office: &str) -> NewCollection {
        NewCollection { year: year.into(), office: office.into() }
    }
}

impl Dialog for NewCollection {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "新建汇总");
        ui.words("把许多单位的报告加成一份：先填年度和本级机关，再收各单位的报告。");
        let (first, last) = crate::form::years().into_inner();
        let years = u32::from(first)..=u32::from(last);
        let (mut entered, mut year) = (false, None);
        Grid::new("new collection").num_columns(2).show(ui, |ui| {
            ui.words("年度");
            let (typed, number) = whole_ui(ui, "年度", "", &mut self.year, &years);
            year = number.and_then(|n| u16::try_from(n).ok());
            ui.end_row();
            ui.words("本级机关");
            let hint = "如：示范县人民政府";
            let field = TextEdit::singleline(&mut self.office).desired_width(360.0).hint_text(hint);
            let office = focus(cx.first, ui.add(field).accessible_name("本级机关（新建汇总）"));
            ui.end_row();
            entered = is_entered(&typed) || is_entered(&office);
        });
        match year.map(crate::form::for_year) {
            Some(form) => drop(ui.words(RichText::new(format!("汇总表用{}", form.label)).weak())),
            None => wrong_ui(ui, &format!("年度{}", whole_wanted(&years))),
        }
        ui.add_space(8.0);
        let mut keep = true;
        ui.horizontal(|ui| {
            let ready = year.filter(|_| !self.office.trim().is_empty());
            let clicked = ui.add_enabled(ready.is_some(), Button::new("建立")).clicked();
            if let Some(year) = ready.filter(|_| clicked || entered) {
                actions.push(Action::Collect(CollectAction::New(year, self.office.clone())));
                keep = false;
            }
            keep &= !ui.button("取消").clicked();
        });
        Stay::when(keep)
    }
    fn is_of_report(&self) -> bool {
        false
    }
}
