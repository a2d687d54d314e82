//! 新建: the year and the office of an empty report.

use super::widgets::{focus, is_entered};
use super::{Cx, Dialog, Stay};
use crate::report::Datum;
use crate::report::strict::whole_wanted;
use crate::ui::action::Action;
use crate::ui::heading::heading;
use crate::ui::lines::InLines;
use crate::ui::strict::{whole_ui, wrong_ui};
use egui::{Grid, RichText, TextEdit, Ui};

/// As it is typed.
#[derive(Debug)]
pub struct NewReport {
    pub year: String,
    pub office: String,
}

impl Dialog for NewReport {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "新建空白报告");
        let (first_year, last_year) = crate::form::years().into_inner();
        let years = u32::from(first_year)..=u32::from(last_year);
        let (mut entered, mut changed, mut year) = (false, false, None);
        Grid::new("new").num_columns(2).show(ui, |ui| {
            ui.words("年度");
            let (typed, number) = whole_ui(ui, "年度", "", &mut self.year, &years);
            year = number.and_then(|n| u16::try_from(n).ok());
            ui.end_row();
            ui.words(Datum::Office.name());
            let field =
                TextEdit::singleline(&mut self.office).desired_width(360.0).hint_text("如：示范县水利局");
            let office = focus(cx.first, ui.add(field).accessible_name("机关全称（新建）"));
            ui.end_row();
            entered = is_entered(&typed) || is_entered(&office);
            changed = typed.changed() || office.changed();
        });
        if changed {
            actions.push(Action::KeepForNew(self.year.clone(), self.office.clone()));
        }
        match year.map(crate::form::for_year) {
            Some(form) => {
                let words = format!("使用{}（{}年度起的报告用它）", form.label, form.first_year);
                ui.words(RichText::new(words).weak());
            }
            None => wrong_ui(ui, &format!("年度{}", whole_wanted(&years))),
        }
        ui.add_space(8.0);
        let mut keep = true;
        ui.horizontal(|ui| {
            let ready = year.filter(|_| !self.office.trim().is_empty());
            let clicked = ui.add_enabled(ready.is_some(), egui::Button::new("建立")).clicked();
            if let Some(year) = ready.filter(|_| clicked || entered) {
                actions.push(Action::NewReport(year, self.office.clone()));
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
