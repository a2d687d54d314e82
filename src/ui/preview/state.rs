//! What the preview remembers from frame to frame.

use super::strip::{PagePoint, Zoom};
use super::textures::Textures;
use crate::app::previewing::Wanted;
use crate::page::structure::Source;
use egui::Vec2;

/// Zoom, page and what is unfolded.
#[derive(Default)]
pub struct PreviewState {
    pub zoom: Zoom,
    /// Whether small pages stand at the left.
    pub thumbs: bool,
    /// Whether the choices of 版式 stand above the pages.
    pub arranging: bool,
    /// The page that is looked at, from 0.
    pub current: usize,
    /// A page to be gone to.
    pub go: Option<usize>,
    pub textures: Textures,
    /// The place that was followed, and the revision of the pages it was followed on.
    pub followed: Option<(Source, u64)>,
    /// Per cent at which the page looked at is shown.
    pub percent: f32,
    /// How far the pages were scrolled.
    pub offset: Vec2,
    /// Keeps the point under the mouse where it is.
    pub scroll_to: Option<Vec2>,
    /// The place at the upper edge, which stays there when there is more or less room.
    pub anchor: PagePoint,
    /// The room and the size of the last frame.
    pub laid: Option<(Vec2, Zoom)>,
    /// How far the wheel was rolled towards another page.
    pub rolled: f32,
}

impl PreviewState {
    /// With small pages at the left, or without.
    pub fn new(thumbs: bool) -> PreviewState {
        PreviewState { thumbs, ..PreviewState::default() }
    }
    /// The same choices for another report.
    pub fn for_another(&self) -> PreviewState {
        PreviewState { zoom: self.zoom, thumbs: self.thumbs, ..PreviewState::default() }
    }
    /// The pages that are to be drawn.
    pub fn wanted(&self) -> &[Wanted] {
        self.textures.wanted()
    }
    /// The page that stands so many pages further.
    pub fn turn(&mut self, forward: bool) {
        let from = self.go.unwrap_or(self.current);
        self.go = Some(if forward { from.saturating_add(1) } else { from.saturating_sub(1) });
    }
}
