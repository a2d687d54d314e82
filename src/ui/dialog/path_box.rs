//! The window's own file dialog, for systems that have none or one that doesn't answer: a place for the path,
//! folders used lately, what stands in the folder, and files dragged here.

use super::overwrite::Overwrite;
use super::widgets::{focus, list_height, mark};
use super::{Cx, Dialog, Given, Stay};
use crate::app::desk::Desk;
use crate::app::looked_into::{PathLook, PathStanding};
use crate::store::StoreError;
use crate::ui::action::{Action, Asked, Sought};
use crate::ui::entry::entry_ui;
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip};
use crate::ui::scrolled::scrolled;
use crate::ui::theme;
use egui::{Key, RichText, ScrollArea, TextEdit, Ui};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is being chosen.
#[derive(Debug)]
pub struct PathBox {
    asked: Asked,
    text: String,
    /// A name for what is to be written.
    suggested: String,
    /// The folder being shown, with its folders and files; or why it can't be read.
    folder: PathBuf,
    entries: Result<Vec<(PathBuf, bool)>, StoreError>,
    /// What is being looked at, and what for.
    looking: Option<(PathLook, Why)>,
    /// Whether the name that stands there is to be marked: it was put there, not typed.
    offered: bool,
    /// Whether the field is to have the keys again: what was typed into it is not there.
    again: bool,
    /// The last click went into a folder: the second of a double click is not for what stands there now.
    went_in: bool,
}

/// What a place is looked at for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// To be shown, where it is a folder.
    Go,
    /// It was dragged here: a folder is shown, a file chosen.
    Drag,
    /// It is the answer, unless it is a folder.
    Answer,
}

impl PathBox {
    /// Begins in that folder, or the person's own.
    pub fn new(asked: Asked, suggested: String, folder: Option<&Path>, desk: &Desk) -> PathBox {
        let folders = folder.map(Path::to_path_buf).into_iter().chain(std::env::home_dir());
        let looking = desk.look_into(folders.collect());
        PathBox {
            asked,
            text: String::new(),
            suggested,
            folder: PathBuf::new(),
            entries: Ok(Vec::new()),
            looking: Some((looking, Why::Go)),
            offered: false,
            again: false,
            went_in: false,
        }
    }
    fn look(&mut self, desk: &Desk, place: PathBuf, why: Why) {
        self.looking = Some((desk.look_into(vec![place]), why));
    }
    /// Takes what was seen; the answer, if it is one.
    fn take_seen(&mut self) -> Option<(PathBuf, PathStanding)> {
        let (seen, why) = self.looking.as_ref().and_then(|(l, why)| Some((l.seen()?, *why)))?;
        self.looking = None;
        let sought = self.asked.sought();
        match (seen, why) {
            (answer @ (_, PathStanding::Folder(_)), Why::Answer) if sought == Sought::Folder => {
                return Some(answer);
            }
            ((path, PathStanding::Folder(entries)), _) => self.show(path, Ok(entries)),
            ((path, PathStanding::Unreadable(e)), _) => self.show(path, Err(e)),
            (answer @ (_, PathStanding::File), Why::Answer) if sought != Sought::Folder => {
                return Some(answer);
            }
            (answer @ (_, PathStanding::Nothing), Why::Answer) if sought == Sought::ToWrite => {
                return Some(answer);
            }
            ((path, _), Why::Drag) => self.text = path.display().to_string(),
            // What is typed stays to be put right.
            ((path, _), Why::Go | Why::Answer) => {
                self.entries = Err(StoreError::NotFound { path });
                self.again = why == Why::Answer;
            }
        }
        None
    }
    /// Shows a folder; a name to be written stays, and of folders it is the answer.
    fn show(&mut self, folder: PathBuf, entries: Result<Vec<(PathBuf, bool)>, StoreError>) {
        self.entries = entries;
        match self.asked.sought() {
            Sought::ToRead => {}
            Sought::ToWrite => {
                let name = Path::new(&self.text).file_name().map(|n| n.to_string_lossy().into_owned());
                let name = name.unwrap_or_else(|| self.suggested.clone());
                self.text = folder.join(name).display().to_string();
                self.offered = true;
            }
            Sought::Folder => self.text = folder.display().to_string(),
        }
        self.folder = folder;
    }
    fn fits(&self, file: &Path) -> bool {
        let extension = file.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        let wanted = self.asked.extensions();
        wanted.is_empty() || wanted.contains(&extension.as_str())
    }
    /// What follows where the clerk named a file.
    fn answer(&self, path: PathBuf, standing: &PathStanding, actions: &mut Vec<Action>) -> Stay {
        if self.asked.sought() == Sought::ToWrite && *standing == PathStanding::File {
            return Stay::Next(Box::new(Overwrite { asked: self.asked.clone(), path }));
        }
        actions.extend(self.asked.clone().answered(vec![path]));
        Stay::Done
    }
}

impl Dialog for PathBox {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        if let Some((path, standing)) = self.take_seen() {
            return self.answer(path, &standing, actions);
        }
        heading(ui, self.asked.title());
        ui.words(match self.asked.sought() {
            Sought::ToRead => {
                "系统的文件对话框用不了，请在这里选，或者写出文件的完整位置；也可以把文件拖进来。"
            }
            Sought::ToWrite => "系统的文件对话框用不了，请在这里选放在哪个文件夹，写好文件名。",
            Sought::Folder => "系统的文件对话框用不了，请在这里走到那个文件夹，再点确定；也可以把它拖进来。",
        });
        self.asked.why().into_iter().for_each(|why| drop(ui.words(why)));
        let hint = self.folder.join(self.asked.example()).display().to_string();
        let field = TextEdit::singleline(&mut self.text).desired_width(580.0).hint_text(hint);
        let field =
            focus(cx.first || std::mem::take(&mut self.again), ui.add(field).accessible_name("文件位置"));
        if std::mem::take(&mut self.offered) {
            mark(&field, stem(&self.text));
        }
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        places_ui(ui, cx.desk, self);
        let chosen = entries_ui(ui, cx.desk, self);
        let text = self.text.trim().to_string();
        let mut keep = true;
        ui.horizontal(|ui| {
            // Enter in the field means it.
            let answer = egui::Button::new("确定").stroke(egui::Stroke::new(1.0, theme::get().accent));
            let sure = ui.add_enabled(!text.is_empty(), answer).clicked();
            if (sure || entered || chosen) && !text.is_empty() {
                let named = PathBuf::from(&text);
                let path = self.asked.complete(named.clone());
                // A folder that is named is shown.
                let looking = cx.desk.look_into(vec![named, path]);
                self.looking = Some((looking, Why::Answer));
            }
            keep &= !ui.button("取消").clicked();
            if self.looking.is_some() {
                ui.spinner();
                ui.words("正在看这个位置…");
                ui.ctx().request_repaint_after(Duration::from_millis(40));
            }
        });
        Stay::when(keep)
    }
    fn is_of_report(&self) -> bool {
        self.asked.sought() == Sought::ToWrite
    }
    fn looking(&self) -> Option<&PathLook> {
        self.looking.as_ref().map(|(l, _)| l)
    }
    fn take(&mut self, given: Given<'_>) -> bool {
        let Given::Dropped(desk, [.., last]) = given else { return false };
        self.look(desk, last.clone(), Why::Drag);
        true
    }
}

/// The name in a path, without its folders and its extension; in characters.
fn stem(path: &str) -> Range<usize> {
    let chars = |t: &std::ffi::OsStr| t.to_string_lossy().chars().count();
    let (path, all) = (Path::new(path), path.chars().count());
    let from = all.saturating_sub(path.file_name().map_or(0, chars));
    from..from.saturating_add(path.file_stem().map_or(0, chars))
}

/// Folders used lately, and the one above.
fn places_ui(ui: &mut Ui, desk: &Desk, b: &mut PathBox) {
    let mut places: Vec<(String, PathBuf)> = Vec::new();
    places.extend(b.folder.parent().map(|p| ("上一级".into(), p.to_path_buf())));
    places.extend(std::env::home_dir().map(|h| ("主文件夹".into(), h)));
    for f in desk.settings().recent.iter().filter_map(|f| f.parent()) {
        if places.len() < 7 && places.iter().all(|(_, p)| p != f) {
            let name = f.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or("/".into());
            places.push((name, f.to_path_buf()));
        }
    }
    ui.horizontal_wrapped(|ui| {
        for (name, p) in places {
            if ui.small_button(name).tip(p.display().to_string()).clicked() {
                b.look(desk, p, Why::Go);
            }
        }
    });
}

/// What stands in the folder; true when a file was chosen for good.
fn entries_ui(ui: &mut Ui, desk: &Desk, b: &mut PathBox) -> bool {
    ui.words(RichText::new(b.folder.display().to_string()).small().weak());
    let mut chosen = false;
    // As high whatever stands in it: nothing moves under the pointer.
    scrolled(ScrollArea::vertical().max_height(list_height(ui, 220.0)).auto_shrink(false), ui, |ui| {
        let entries = match &b.entries {
            Ok(e) => e.clone(),
            Err(e) => {
                ui.words(e.to_string());
                return;
            }
        };
        for (path, is_folder) in &entries {
            if !is_folder && !b.fits(path) {
                continue;
            }
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let words = if *is_folder { format!("{name}/") } else { name };
            let taken = b.text == path.display().to_string();
            let line = entry_ui(ui, taken, &words, "", true);
            let enter = line.clicked() && ui.input(|i| i.key_pressed(Key::Enter));
            if line.clicked() && std::mem::take(&mut b.went_in) && line.double_clicked() {
                continue;
            }
            chosen |= !is_folder && (line.double_clicked() || taken && enter);
            if line.clicked() && *is_folder {
                b.went_in = true;
                b.look(desk, path.clone(), Why::Go);
            } else if line.clicked() {
                // The keys follow, so that Enter is the answer.
                line.request_focus();
                b.text = path.display().to_string();
            }
        }
    });
    chosen
}
