//! The window's own file dialog, for systems that have none or one that doesn't answer: a place for the path,
//! folders used lately, what stands in the folder, and files dragged here.

use super::overwrite::Overwrite;
use super::parts::{focus, scrolled};
use super::{Cx, Dialog, Given, Stay};
use crate::app::session::Session;
use crate::ui::action::{Action, Asked};
use egui::{Key, RichText, ScrollArea, TextEdit, Ui};
use std::path::{Path, PathBuf};

/// What is being chosen.
#[derive(Debug)]
pub struct PathBox {
    asked: Asked,
    text: String,
    /// The folder being shown, with its folders and files; a sentence where it can't be read.
    folder: PathBuf,
    entries: Result<Vec<(PathBuf, bool)>, String>,
}

impl PathBox {
    /// Begins in the document's folder, or the one used last, or the person's own.
    pub fn new(asked: Asked, session: &Session) -> PathBox {
        let recent = || session.settings.recent.first().and_then(|f| f.parent());
        let folder = session.path().and_then(Path::parent).or_else(recent).map(Path::to_path_buf);
        let folder = folder.filter(|f| session.is_folder(f)).or_else(std::env::home_dir).unwrap_or_default();
        let mut b = PathBox { asked, text: String::new(), folder: PathBuf::new(), entries: Ok(Vec::new()) };
        b.go(session, folder);
        b
    }
    /// Takes a file or folder that was dragged here.
    fn drag(&mut self, session: &Session, path: &Path) {
        if session.is_folder(path) {
            self.go(session, path.to_path_buf());
        } else {
            self.text = path.display().to_string();
        }
    }
    /// Shows a folder; a name to be written stays.
    fn go(&mut self, session: &Session, folder: PathBuf) {
        self.entries = session.folder(&folder);
        if !self.asked.is_reading() {
            let name = Path::new(&self.text).file_name().map(|n| n.to_string_lossy().into_owned());
            let name = name.unwrap_or_else(|| self.asked.suggested(session));
            self.text = folder.join(name).display().to_string();
        }
        self.folder = folder;
    }
    fn fits(&self, file: &Path) -> bool {
        let extension = file.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        let wanted = self.asked.extensions();
        wanted.is_empty() || wanted.contains(&extension.as_str())
    }
}

impl Dialog for PathBox {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        ui.heading(self.asked.title());
        ui.label("系统的文件对话框用不了，请在这里选，或者写出文件的完整位置；也可以把文件拖进来。");
        let hint = format!("/home/…/{}", self.asked.example());
        let field = TextEdit::singleline(&mut self.text).desired_width(580.0).hint_text(hint);
        let field = focus(cx.first, ui.add(field).accessible_name("文件位置"));
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        places_ui(ui, cx.session, self);
        let chosen = entries_ui(ui, cx.session, self);
        let text = self.text.trim().to_string();
        let mut stay = Stay::On;
        ui.horizontal(|ui| {
            let sure = ui.add_enabled(!text.is_empty(), egui::Button::new("确定")).clicked();
            if (sure || entered || chosen) && !text.is_empty() {
                let path = PathBuf::from(&text);
                if cx.session.is_folder(&path) {
                    self.go(cx.session, path);
                    return;
                }
                let path = self.asked.complete(path);
                if !self.asked.is_reading() && cx.session.exists(&path) {
                    stay = Stay::Next(Box::new(Overwrite { asked: self.asked.clone(), path }));
                } else {
                    actions.push(Action::Answered(self.asked.clone(), path));
                    stay = Stay::Done;
                }
            }
            if ui.button("取消").clicked() {
                stay = Stay::Done;
            }
        });
        stay
    }
    fn is_of_report(&self) -> bool {
        !self.asked.is_reading()
    }
    fn take(&mut self, given: Given<'_>) -> bool {
        let Given::Dropped(session, [.., last]) = given else { return false };
        self.drag(session, last);
        true
    }
}

/// Folders used lately, and the one above.
fn places_ui(ui: &mut Ui, session: &Session, b: &mut PathBox) {
    let mut places: Vec<(String, PathBuf)> = Vec::new();
    places.extend(b.folder.parent().map(|p| ("上一级".into(), p.to_path_buf())));
    places.extend(std::env::home_dir().map(|h| ("主文件夹".into(), h)));
    for f in session.settings.recent.iter().filter_map(|f| f.parent()) {
        if places.len() < 7 && places.iter().all(|(_, p)| p != f) {
            let name = f.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or("/".into());
            places.push((name, f.to_path_buf()));
        }
    }
    ui.horizontal_wrapped(|ui| {
        for (name, p) in places {
            if ui.small_button(name).on_hover_text(p.display().to_string()).clicked() {
                b.go(session, p);
            }
        }
    });
}

/// What stands in the folder; true when a file was chosen for good.
fn entries_ui(ui: &mut Ui, session: &Session, b: &mut PathBox) -> bool {
    ui.label(RichText::new(b.folder.display().to_string()).small().weak());
    let entries = match &b.entries {
        Ok(e) => e.clone(),
        Err(words) => {
            ui.label(words);
            return false;
        }
    };
    let mut chosen = false;
    scrolled(ScrollArea::vertical().max_height(220.0).auto_shrink([false, true]), ui, |ui| {
        for (path, is_folder) in &entries {
            if !is_folder && !b.fits(path) {
                continue;
            }
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let words = if *is_folder { format!("{name}/") } else { name };
            let taken = b.text == path.display().to_string();
            let line = ui.selectable_label(taken, words);
            let enter = line.clicked() && ui.input(|i| i.key_pressed(Key::Enter));
            chosen |= !is_folder && (line.double_clicked() || taken && enter);
            if line.clicked() && *is_folder {
                b.go(session, path.clone());
            } else if line.clicked() {
                // The keys follow, so that Enter is the answer.
                line.request_focus();
                b.text = path.display().to_string();
            }
        }
    });
    chosen
}
