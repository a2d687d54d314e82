//! The clipboard of the system: pages with their tables, which egui doesn't carry.

use crate::app::reading::Reading;

/// Holds what was copied: on Linux it is gone when its owner lets go.
#[derive(Default)]
pub struct Clipboard(Option<arboard::Clipboard>);

/// Page and plain text of what was copied elsewhere.
pub fn read() -> Reading {
    let Ok(mut board) = arboard::Clipboard::new() else { return Reading::Pasted { html: None, text: None } };
    let html = board.get().html().ok().filter(|h| !h.trim().is_empty());
    Reading::Pasted { html, text: board.get_text().ok() }
}

/// The page that was copied elsewhere, where it was one.
pub fn page() -> Option<String> {
    arboard::Clipboard::new().ok()?.get().html().ok().filter(|h| !h.trim().is_empty())
}

/// Nothing was copied.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("剪贴板现在不能用，没有复制；请改用“导出网页”")]
pub struct ClipboardError;

impl Clipboard {
    /// Offers a page, and plain text to those who take no pages.
    pub fn write(&mut self, html: String, text: String) -> Result<(), ClipboardError> {
        let failed = |_| ClipboardError;
        if self.0.is_none() {
            self.0 = Some(arboard::Clipboard::new().map_err(failed)?);
        }
        match &mut self.0 {
            Some(board) => board.set_html(html, Some(text)).map_err(failed),
            None => Ok(()),
        }
    }
}
