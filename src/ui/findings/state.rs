//! What the panel of findings remembers from frame to frame.

use crate::app::finding_list::Looking;
use crate::app::fix_preview::Offer;

/// Which finding is looked at, and how the list stands.
#[derive(Default)]
pub struct Panel {
    /// How findings are listed, and which is looked at.
    pub looking: Looking,
    /// Whether source and remedy of the finding looked at are shown.
    pub why: bool,
    /// What an import had to say is to be scrolled to.
    pub to_notes: bool,
    /// Whether the checks that were switched off are listed.
    pub off: bool,
    /// What its repairs would do: of which revision, of which finding.
    pub offers: Option<(u64, usize, Vec<Offer>)>,
    /// The finding that gets the focus in the next frame.
    pub focus: Option<usize>,
    /// The finding that the list was scrolled to, and frames since.
    pub scrolled: Option<(usize, u8)>,
    /// The window and the width that it was scrolled in.
    pub room: Option<[f32; 3]>,
}

impl Panel {
    /// For another report: listed the same way.
    pub fn for_another(&self) -> Panel {
        Panel { looking: self.looking.afresh(), ..Panel::default() }
    }
}
