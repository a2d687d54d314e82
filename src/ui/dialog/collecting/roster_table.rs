//! A table out of a file in which the units stand somewhere: taken by its heads, or by one of its columns.

use crate::collect::roster::RosterUnit;
use crate::collect::roster_text;
use crate::ui::dialog::widgets::focus;
use crate::ui::lines::InLines;
use crate::ui::scrolled::scrolled;
use crate::ui::theme;
use egui::{Button, RichText, ScrollArea, Ui};

/// Rows that are shown of each column, for who chooses.
const SHOWN: usize = 4;
/// Columns that can be chosen from.
const MOST: usize = 40;

/// The table, by its rows.
#[derive(Debug)]
pub struct RosterTable {
    rows: Vec<Vec<String>>,
    /// What is read by its heads.
    headed: Vec<RosterUnit>,
    /// It was shown, and what is likeliest had the keys.
    asked: bool,
}

/// What was chosen of it.
pub enum TableChoice {
    /// A unit a line.
    Lines(String),
    None,
}

impl RosterTable {
    pub fn of(rows: Vec<Vec<String>>) -> RosterTable {
        let headed = roster_text::read_rows(&rows).units;
        let rows = rows.iter().map(|r| roster_text::cells(r)).collect();
        RosterTable { rows, headed, asked: false }
    }
    /// What stands in a column.
    fn column(&self, at: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |r| r.get(at)).map(|c| c.trim()).filter(|c| !c.is_empty())
    }
    /// Asks for the column.
    pub fn chosen_ui(&mut self, ui: &mut Ui) -> Option<TableChoice> {
        let first = !std::mem::replace(&mut self.asked, true);
        let mut choice = None;
        let wide = self.rows.iter().map(Vec::len).max().unwrap_or(0).min(MOST);
        let by_heads = !self.headed.is_empty() && wide > 1;
        ui.words("单位名称在哪一列？点那一列；有“名称、类别、应报”这样表头的，可以整张表照表头读。");
        let room = (ui.ctx().content_rect().height() - 330.0).max(120.0);
        scrolled(ScrollArea::vertical().max_height(room).auto_shrink([false, true]), ui, |ui| {
            for at in 0..wide {
                let some: Vec<&str> = self.column(at).take(SHOWN).collect();
                if some.is_empty() {
                    continue;
                }
                let words = format!("第{}列：{}", at.saturating_add(1), some.join("、"));
                let button = focus(first && !by_heads && at == 0, ui.add(Button::new(words).truncate()));
                if button.clicked() {
                    let lines: String = self.column(at).map(|c| format!("{c}\n")).collect();
                    choice = Some(TableChoice::Lines(lines));
                }
            }
        });
        if wide == 0 {
            ui.words("这个文件里没有表，也没有字。");
        }
        ui.horizontal(|ui| {
            if by_heads {
                let words = format!("照表头读（{}个单位）", self.headed.len());
                if focus(first, ui.button(words)).clicked() {
                    choice = Some(TableChoice::Lines(roster_text::write(&self.headed)));
                }
            }
            if ui.button("不用这个文件").clicked() {
                choice = Some(TableChoice::None);
            }
            let words = "选了以后还能改；多出来的行（如表头）删掉就是。";
            ui.words(RichText::new(words).small().color(theme::get().faint));
        });
        choice
    }
}
