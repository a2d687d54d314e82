//! What the pages of a collection call things, and the colours of states.

use crate::checks::Level;
use crate::collect::unit_row::UnitState;
use crate::ui::theme;
use egui::{TextStyle, Ui};
use rust_decimal::Decimal;

/// +3, −2, 0.
pub fn signed(n: Decimal) -> String {
    match n.is_sign_negative() {
        true if !n.is_zero() => format!("−{}", n.abs()),
        _ if n.is_zero() => "0".into(),
        _ => format!("+{n}"),
    }
}

/// As wide as the longest number, `least` at least: one that is cut reads as another.
pub fn numbers_width(ui: &Ui, least: f32, numbers: impl Iterator<Item = String>) -> f32 {
    let longest = numbers.map(|n| n.chars().count()).max().unwrap_or_default();
    // A digit is about so much of a line's height.
    let digit = ui.text_style_height(&TextStyle::Body) * 0.5;
    (longest as f32 * digit + 12.0).max(least)
}

/// As wide as the longest words, `least` at least.
pub fn words_width(ui: &Ui, least: f32, all: impl Iterator<Item = String>) -> f32 {
    let halves = |w: String| w.chars().map(|c| if c.is_ascii() { 1_usize } else { 2 }).sum::<usize>();
    let longest = all.map(halves).max().unwrap_or_default();
    // Half a character is about so much of a line's height.
    let half = ui.text_style_height(&TextStyle::Body) * 0.38;
    (longest as f32 * half + 12.0).max(least)
}

/// Of the word of a state.
pub fn state_color(state: UnitState) -> egui::Color32 {
    use UnitState as S;
    match state {
        S::Absent | S::Unreadable | S::WrongYear | S::Wrong => theme::color(Level::Error),
        S::OtherEdition | S::Duplicate | S::Unchecked | S::Returned | S::Warned => {
            theme::color(Level::Warning)
        }
        S::Passed => theme::get().ink,
        S::Exempt | S::Abolished => theme::get().faint,
    }
}

/// What a state means, and what becomes of the numbers.
pub fn tip(state: UnitState) -> &'static str {
    match state {
        UnitState::Absent => "应报，还没有收到",
        UnitState::Unreadable => "收到了，但读不出来；没有计入",
        UnitState::WrongYear => "收到的是别的年度的；没有计入",
        UnitState::OtherEdition => "用的是旧格式的表；核对以后才计入",
        UnitState::Duplicate => "收到几份，数不一样；说好用哪一份才计入",
        UnitState::Unchecked => "有拿不准的地方，要人看过才计入",
        UnitState::Returned => "退回了，还没有重新报；计入的是退回前的数",
        UnitState::Wrong => "审核有错误；照报来的数计入",
        UnitState::Warned => "审核有提醒；已计入",
        UnitState::Passed => "没有错误和提醒；已计入",
        UnitState::Exempt => "户册里写的是免报",
        UnitState::Abolished => "户册里写的是撤并",
    }
}
