//! 版式 of the open report: taken from files and written to them, and the faces that one can name.

use super::Session;
use crate::app::arrived::Arrived;
use crate::app::foreground::{End, Inquiry, StyleEnd};
use crate::app::job::Job;
use crate::app::message::Message;
use crate::report::StyleSet;
use crate::report::edit::Edit;
use crate::store::style_file;
use std::path::Path;

impl Session {
    /// The faces of this computer by name, once they are known.
    pub fn families(&mut self) -> &[String] {
        if let Inquiry::Unasked = self.families {
            let faces = self.desk.faces();
            let wake = self.desk.wake.clone();
            self.families =
                Inquiry::Asked(Job::start_waking("正在找字体", wake, move |_| faces().at_hand()));
        }
        self.families.known().map(Vec::as_slice).unwrap_or_default()
    }

    /// Begins to take the style of a file: its own, or that of a report.
    pub fn begin_taking_style(&mut self, path: &Path) {
        let (disk, path) = (self.desk.disk.clone(), path.to_path_buf());
        self.begin(&format!("正在读取 {}", path.display()), false, move |_| {
            End::Style(StyleEnd::Read(style_file::load(&*disk, &path)))
        });
    }

    /// Begins to write a style to a file.
    pub fn begin_saving_style(&mut self, path: &Path, set: StyleSet) {
        let (disk, path) = (self.desk.disk.clone(), path.to_path_buf());
        self.begin(&format!("正在保存 {}", path.display()), true, move |_| {
            let saved = style_file::save(&*disk, &path, &set);
            End::Style(StyleEnd::Saved(path, saved))
        });
    }

    /// Keeps the report's style on this computer, under the name that it has.
    pub fn keep_style(&mut self, set: StyleSet) {
        let words = format!("版式“{}”存在这台电脑上了，别的报告在“用版式”里选它。", set.style.name);
        self.set(move |s| s.keep_style(set.clone()));
        self.tell(Message::good(words));
    }

    pub(super) fn take_style(&mut self, end: StyleEnd) -> Arrived {
        match end {
            StyleEnd::Read(Ok(set)) => self.use_style(set),
            StyleEnd::Saved(path, Ok(())) => {
                self.tell(Message::good(format!("版式存成了文件：{}", path.display())));
            }
            StyleEnd::Read(Err(e)) | StyleEnd::Saved(_, Err(e)) => return self.fail(e.to_string()),
        }
        Arrived::Done
    }

    fn use_style(&mut self, set: StyleSet) {
        let Some(report) = self.report() else { return };
        let words = match set.style.name.as_str() {
            "" => "已经用那个文件的版式。".to_string(),
            name => format!("已经用版式“{name}”。"),
        };
        let layout = report.layout.clone().with(set);
        self.apply("用版式", None, [Edit::Layout(layout)]);
        self.tell(Message::good(words));
    }
}
