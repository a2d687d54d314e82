//! 落款: who signs, on which day, with room for the seal.

use super::action::Action;
use super::heading::subheading;
use super::line::{LineField, line_ui};
use super::strict::{strict_ui, wanted_ui};
use super::text::Editors;
use super::theme;
use crate::report::edit::Edit;
use crate::report::strict::Strict;
use crate::report::{Date, Part, Report, Signature};
use crate::ui::lines::InLines;
use egui::{Grid, Ui};

/// The signature; what fills a field at once stands beside it.
pub fn signature_ui(
    ui: &mut Ui,
    report: &Report,
    today: Option<Date>,
    texts: &mut Editors,
    actions: &mut Vec<Action>,
) {
    let s = &report.signature;
    subheading(ui, "落款");
    Grid::new("signature").num_columns(2).min_row_height(theme::LINE).show(ui, |ui| {
        ui.words("单位名称");
        signer_ui(ui, report, actions);
        ui.end_row();
        ui.words("成文日期");
        date_ui(ui, report, today, texts, actions);
        ui.end_row();
        ui.words("印章");
        let mut seal = s.seal;
        if ui.checkbox(&mut seal, "给印章留位置（日期居右空四字，署名居中其上）").changed()
        {
            actions.push(signed("改印章位置", Signature { seal, ..s.clone() }));
        }
        ui.end_row();
    });
}

/// A step that changes the signature.
fn signed(name: &str, signature: Signature) -> Action {
    Action::Edit { name: name.into(), group: None, edits: vec![Edit::Signature(signature)] }
}

/// Who signs; what fills the field at once stands beside it, so that nothing moves when it is filled.
fn signer_ui(ui: &mut Ui, report: &Report, actions: &mut Vec<Action>) {
    let s = &report.signature;
    theme::line_ui(ui, |ui| {
        let field = LineField { name: "落款单位", value: &s.office, width: 420.0, hint: "" };
        line_ui(ui, &field, actions, |t| Edit::Signature(Signature { office: t, ..s.clone() }));
        let name = &report.office.name;
        if s.office.trim().is_empty()
            && !name.is_empty()
            && ui.button(format!("用机关全称“{name}”")).clicked()
        {
            actions.push(signed("填落款单位", Signature { office: name.clone(), ..s.clone() }));
        }
    });
}

fn date_ui(
    ui: &mut Ui,
    report: &Report,
    today: Option<Date>,
    texts: &mut Editors,
    actions: &mut Vec<Action>,
) {
    let (s, wrong) = (&report.signature, Strict::Signed.is_wrong(report));
    let hint = format!("如：{}年1月20日", report.year.saturating_add(1));
    theme::line_ui(ui, |ui| {
        let field = strict_ui(ui, report, Strict::Signed, &hint, &mut texts.typing, actions);
        if texts.take_focus(Part::Signature) {
            field.request_focus();
        }
        wanted_ui(ui, report, Strict::Signed);
        if let Some(t) = today.filter(|t| s.date.is_none() && t.year > report.year && !wrong)
            && ui.button(format!("用今天的日期 {t}")).clicked()
        {
            actions.push(signed("填成文日期", Signature { date: Some(t), ..s.clone() }));
        }
    });
}
