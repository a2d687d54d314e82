//! The guide.

use super::widgets::{focus, scrolled};
use super::{Cx, Dialog, Stay};
use crate::ui::action::Action;
use crate::ui::heading::{heading, subheading};
use egui::{ScrollArea, Ui};

const GUIDE: &str = include_str!("../../../assets/help/guide.md");

/// Shows 使用说明.
#[derive(Debug)]
pub struct Guide;

impl Dialog for Guide {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, _: &mut Vec<Action>) -> Stay {
        scrolled(ScrollArea::vertical().max_height(460.0), ui, |ui| {
            for line in GUIDE.lines() {
                if let Some(t) = line.strip_prefix("# ") {
                    heading(ui, t);
                } else if let Some(t) = line.strip_prefix("## ") {
                    ui.add_space(6.0);
                    subheading(ui, t);
                } else if !line.is_empty() {
                    ui.label(line.replacen("- ", "· ", 1));
                }
            }
        });
        Stay::when(!focus(cx.first, ui.button("关闭")).clicked())
    }
    fn is_of_report(&self) -> bool {
        false
    }
}
