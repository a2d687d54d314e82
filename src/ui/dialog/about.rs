//! What this program is.

use super::widgets::focus;
use super::{Cx, Dialog, Stay};
use crate::store::PROGRAM;
use crate::ui::action::Action;
use crate::ui::heading::heading;
use crate::ui::lines::InLines;
use egui::Ui;

/// Shows 关于.
#[derive(Debug)]
pub struct About;

impl Dialog for About {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, _: &mut Vec<Action>) -> Stay {
        heading(ui, "公开年报");
        ui.words(format!("版本 {}", PROGRAM));
        ui.words("许可：MIT 或 Apache-2.0；字体各有许可，见 assets/fonts。");
        ui.words("本程序不联网，所有内容只存在您的电脑上。");
        Stay::when(!focus(cx.keys, ui.button("关闭")).clicked())
    }
    fn is_of_report(&self) -> bool {
        false
    }
}
