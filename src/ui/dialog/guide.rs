//! What the program says of itself, by its parts: the guide, and what a new version brought.

use super::widgets::{focus, list_ui};
use super::{Cx, Dialog, Stay};
use crate::app::guide::{self, HelpPart, HelpPicture, HelpText};
use crate::app::papers::Paper;
use crate::app::thumb;
use crate::form::bounds::between;
use crate::ui::action::{Action, Asked};
use crate::ui::entry::entry_ui;
use crate::ui::heading::{heading, subheading};
use crate::ui::lines::{InLines, Tip, wrapped};
use crate::ui::scrolled::scrolled;
use crate::ui::thumbs::{SmallPicture, Thumbs};
use egui::{Align, Id, ScrollArea, Sense, TextEdit, Ui, vec2};

/// A part by its place, with the lines of it that are shown.
type FoundPart<'a> = (usize, Vec<&'a str>);

/// Room for the names of the parts.
const NAMES: f32 = 130.0;
/// In a window so narrow the text has the room to itself.
const NARROW: f32 = 560.0;

/// Shows 使用说明: its parts at the left, what is looked for above.
#[derive(Debug, Default)]
pub struct Guide {
    query: String,
    /// The part to go to in the next frame.
    to: Option<usize>,
    thumbs: Thumbs,
}

impl Guide {
    /// At the part with that heading.
    pub fn at(heading: &str) -> Guide {
        Guide { to: guide::guide().place(heading), ..Guide::default() }
    }
}

impl Dialog for Guide {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let text = guide::guide();
        heading(ui, text.title);
        let field = TextEdit::singleline(&mut self.query)
            .hint_text("在说明里查找；几个词用空格隔开")
            .desired_width(f32::INFINITY);
        focus(cx.first, ui.add(field)).accessible_name("在说明里查找");
        let found = text.holding(&self.query);
        let height = between(ui.ctx().content_rect().height() - 230.0, 120.0, 460.0);
        ui.horizontal_top(|ui| {
            if ui.available_width() > NARROW {
                ui.vertical(|ui| self.names_ui(ui, text, &found, height));
                ui.add_space(8.0);
            }
            ui.vertical(|ui| self.parts_ui(ui, text, &found, height));
        });
        ui.add_space(4.0);
        let mut stay = true;
        ui.horizontal(|ui| {
            stay = !ui.button("关闭").clicked();
            if ui.button("存成 PDF…").tip("全部说明，可以打印出来放在手边").clicked() {
                actions.push(Action::Ask(Asked::Paper(Paper::Guide)));
                stay = false;
            }
            if ui.button("打开样例试一试").clicked() {
                actions.push(Action::Sample);
                stay = false;
            }
        });
        Stay::when(stay)
    }
    fn is_of_report(&self) -> bool {
        false
    }
    fn width(&self, _: &Ui) -> f32 {
        820.0
    }
}

impl Guide {
    /// The parts by their names, each to jump to.
    fn names_ui(&mut self, ui: &mut Ui, text: &HelpText, found: &[FoundPart<'_>], height: f32) {
        scrolled(ScrollArea::vertical().id_salt("names").max_height(height), ui, |ui| {
            ui.set_max_width(NAMES);
            for (place, _) in found {
                let Some(HelpPart { heading, .. }) = text.parts.get(*place) else { continue };
                let name = format!("转到：{heading}");
                if entry_ui(ui, false, heading, "", true).accessible_name(name).clicked() {
                    self.to = Some(*place);
                }
            }
        });
    }
    fn parts_ui(&mut self, ui: &mut Ui, text: &HelpText, found: &[FoundPart<'_>], height: f32) {
        let to = self.to.take();
        let area = ScrollArea::vertical().id_salt("parts").max_height(height).auto_shrink([false, true]);
        scrolled(area, ui, |ui| {
            if found.is_empty() {
                ui.words("说明里没有这样的话，换一个词试试。");
            }
            for (place, lines) in found {
                let Some(part) = text.parts.get(*place) else { continue };
                ui.add_space(6.0);
                let head = subheading(ui, part.heading);
                if to == Some(*place) {
                    head.scroll_to_me(Some(Align::Min));
                }
                // Where lines are looked for, they stand by themselves.
                if lines.len() == part.lines.len() {
                    part.pictures.iter().for_each(|p| picture_ui(ui, p, &mut self.thumbs));
                }
                for line in lines {
                    ui.add(wrapped(ui, *line));
                }
            }
        });
    }
}

/// A picture in its own size, or as large as there is room.
fn picture_ui(ui: &mut Ui, p: &HelpPicture, thumbs: &mut Thumbs) {
    /// They are taken so many times as fine as they are shown.
    const FINE: f32 = 2.0;
    let Some(shape) = p.picture.shape() else { return };
    let (width, height) = (shape.width as f32 / FINE, shape.height as f32 / FINE);
    let by = (ui.available_width() / width.max(1.0)).min(1.0);
    let (rect, _) = ui.allocate_exact_size(vec2(width * by, height * by), Sense::hover());
    let (key, clip, id) = (thumb::key(&p.picture), ui.clip_rect(), Id::unique(("help", p.caption)));
    thumbs.show(ui, &SmallPicture { picture: &p.picture, key, rect, clip, id, caption: p.caption });
    ui.add(wrapped(ui, p.caption));
}

/// What the clerk hasn't seen of the news; all of it where it is asked for.
#[derive(Debug)]
pub struct News {
    pub versions: usize,
}

impl Dialog for News {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, _: &mut Vec<Action>) -> Stay {
        let news = guide::news();
        heading(ui, news.title);
        list_ui(ui, 360.0, |ui| {
            for p in news.parts.iter().take(self.versions) {
                subheading(ui, format!("{} 版", p.heading));
                for line in &p.lines {
                    ui.add(wrapped(ui, line));
                }
                ui.add_space(6.0);
            }
        });
        Stay::when(!focus(cx.first, ui.button("知道了")).clicked())
    }
    fn is_of_report(&self) -> bool {
        false
    }
}
