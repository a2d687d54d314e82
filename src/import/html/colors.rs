//! Words in the colour of the paper that they stand on: nobody sees them.

use crate::import::white::{self, is_hex_white};
use scraper::ElementRef;

/// Whether a colour is that of paper, or none; nothing where it is that of what stands around.
pub fn is_white(color: &str) -> Option<bool> {
    let clear = color.starts_with("rgba(") && (color.ends_with(",0)") || color.ends_with(",0.0)"));
    match color {
        "" | "inherit" | "initial" | "unset" | "currentcolor" | "windowtext" => None,
        "white" | "snow" | "ivory" | "transparent" | "none" => Some(true),
        // Its blanks are gone.
        "rgb(255255255)" | "rgb(100%,100%,100%)" => Some(true),
        hsl if hsl.starts_with("hsl(") => Some(hsl.ends_with("100%)")),
        hex if hex.starts_with('#') => hex.strip_prefix('#').and_then(is_hex_white).or(Some(false)),
        _ => Some(clear || parts(color).is_some_and(white::is_white)),
    }
}

/// Whether what lies behind words is paper; nothing where that is what lies behind all around.
pub fn is_paper(ground: &str) -> Option<bool> {
    let clear =
        matches!(ground, "transparent" | "none") || ground.starts_with("rgba(") && ground.ends_with(",0)");
    is_white(ground).filter(|_| !clear)
}

/// Of rgb(255,255,255).
fn parts(color: &str) -> Option<[u8; 3]> {
    let inside = color.strip_prefix("rgba(").or(color.strip_prefix("rgb("))?.strip_suffix(')')?;
    let mut parts = inside.split(',').map(|p| p.parse::<u8>().ok());
    Some([parts.next()??, parts.next()??, parts.next()??])
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
        let filled = has("filled") || around.filled && !has("paper");
        Colors { white: has("white") || around.white && !has("ink"), filled }
    }
}
