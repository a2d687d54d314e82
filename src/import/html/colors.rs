//! Words in the colour of the paper that they stand on: nobody sees them.

use scraper::ElementRef;

/// Whether a colour is that of paper, or none; nothing where it is that of what stands around.
pub fn is_white(color: &str) -> Option<bool> {
    let clear = color.starts_with("rgba(") && (color.ends_with(",0)") || color.ends_with(",0.0)"));
    match color {
        "" | "inherit" | "initial" | "unset" | "currentcolor" | "windowtext" => None,
        "#fff" | "#ffffff" | "white" | "transparent" | "none" => Some(true),
        "rgb(255,255,255)" | "rgba(255,255,255,1)" => Some(true),
        _ => Some(clear),
    }
}

/// Whether words are as white as paper, and whether something else lies behind them.
#[derive(Clone, Copy, Default)]
pub struct Colors {
    pub white: bool,
    pub filled: bool,
}

impl Colors {
    /// Those of what stands in an element.
    pub fn of(e: ElementRef<'_>, around: Colors) -> Colors {
        let has = |name: &str| e.value().attr(name).is_some();
        Colors { white: has("white") || around.white && !has("ink"), filled: has("filled") || around.filled }
    }
}
