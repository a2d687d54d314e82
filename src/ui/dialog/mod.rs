//! Questions that stand in front of everything, one a file: a struct of what is typed or chosen so far, and what
//! it shows. Where one stands, and how it goes, is the same for all (`frame`, `stack`).

pub mod about;
pub mod alike;
pub mod all_commands;
pub mod audit;
pub mod audit_table;
pub mod batch;
pub mod changed;
pub mod checklist;
pub mod collecting;
pub mod confirm_all;
mod differing;
pub mod dropped;
pub mod explain;
pub mod find;
pub mod finish;
pub mod frame;
pub mod guide;
pub mod held_up;
pub mod insert;
pub mod keep_style;
pub mod locked;
pub mod many;
pub mod new_report;
pub mod overwrite;
pub mod paste;
pub mod path_box;
pub mod picking;
pub mod printing;
pub mod publish;
pub mod recover;
pub mod replace;
pub mod review;
pub mod settings;
pub mod sheet_question;
mod source;
pub mod stack;
pub mod still_saving;
pub mod unsaved;
pub mod versions;
mod widgets;
pub mod years;

use super::action::{Action, Asked};
use crate::app::at_hand::AtHand;
use crate::app::desk::Desk;
use crate::app::looked_into::PathLook;
use crate::app::open_collection::OpenCollection;
use crate::app::open_report::OpenReport;
use crate::app::other_report::OtherReport;
use crate::app::reading::Ready;
use crate::app::recovery::LeftOver;
use crate::app::version_read::VersionRead;
use crate::import::plain_rows::PlainRows;
use crate::print::Printers;
use crate::report::Report;
use crate::store::StoreError;
use egui::Ui;
use std::fmt::Debug;
use std::path::PathBuf;

/// What questions are about; each shows what it is about and nothing else.
pub struct Cx<'a> {
    pub desk: &'a Desk,
    /// The open report with its file.
    pub open: Option<&'a OpenReport>,
    /// The open collection, where it is that.
    pub collection: Option<&'a OpenCollection>,
    /// What was read and is to be looked at before it is taken.
    pub review: Option<&'a Ready>,
    /// Somebody else's report being looked at.
    pub other: Option<&'a OtherReport>,
    pub left_over: &'a LeftOver,
    /// A document is being written.
    pub writes: bool,
    /// It is shown for the first time: its first widget takes the focus.
    pub first: bool,
    /// Nothing has the keys: its answer takes them.
    pub keys: bool,
}

impl<'a> Cx<'a> {
    /// What is worked on.
    fn opened(&self) -> AtHand<'a> {
        match (self.open, self.collection) {
            (Some(o), _) => AtHand::Report(o),
            (None, Some(c)) => AtHand::Collection(c),
            (None, None) => AtHand::Nothing,
        }
    }
    /// The open report as it stands.
    fn report(&self) -> Option<&'a Report> {
        self.open.map(|o| &**o.report())
    }
}

/// Whether to go on asking.
pub enum Stay {
    On,
    Done,
    /// Another question in its place.
    Next(Box<dyn Dialog>),
}

impl Stay {
    pub fn when(keep: bool) -> Stay {
        if keep { Stay::On } else { Stay::Done }
    }
    /// Until there is an answer, which is asked for.
    pub fn until(answer: Option<Action>, actions: &mut Vec<Action>) -> Stay {
        let keep = answer.is_none();
        actions.extend(answer);
        Stay::when(keep)
    }
}

/// What comes to a question from outside.
pub enum Given<'a> {
    /// Files or folders were chosen.
    Chosen(&'a Asked, &'a [PathBuf]),
    /// Files were dropped on the window.
    Dropped(&'a Desk, &'a [PathBuf]),
    /// A version kept was read.
    Version(Result<VersionRead, StoreError>),
    /// A save is over; whether it was written.
    Saved(bool),
    /// What it began came to nothing; why.
    Failed(&'a str),
    /// A table was read, by its rows.
    Rows(PlainRows),
    /// What it began is done; who takes this is done with.
    Done,
    /// As far as they are known: the printers, how many pages there are and which is looked at, from 1, and what
    /// is to be known of them before.
    Printers {
        printers: Option<Printers>,
        pages: Option<(usize, usize)>,
        faults: Vec<String>,
        warnings: Vec<String>,
    },
}

/// What waves a question away.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum WavedBy {
    /// Esc, or a click beside it.
    Anything,
    /// Esc is its 取消; a click beside it takes nothing away. So is whatever is typed or chosen in.
    Escape,
    /// Its own buttons: by Esc too work would be lost.
    Buttons,
}

/// A question. Its state reads differently (`Debug`) wherever it looks different.
pub trait Dialog: Debug {
    /// Shows it.
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay;
    fn waved_by(&self) -> WavedBy {
        WavedBy::Anything
    }
    /// Whether it is about the open report, and is gone with it.
    fn is_of_report(&self) -> bool {
        true
    }
    /// Whether it is asked before the window closes.
    fn quits(&self) -> bool {
        false
    }
    /// Whether it waits for the printers and the pages.
    fn prints(&self) -> bool {
        false
    }
    /// Whether it is not shown for a while.
    fn steps_aside(&self, _: &Cx<'_>) -> bool {
        false
    }
    /// Whether the action it asks for is carried out in this pass. Otherwise it waits for the next one, when the
    /// dialog is closed and what it covered can take the focus again.
    fn is_at_once(&self) -> bool {
        false
    }
    fn width(&self, _: &Ui) -> f32 {
        620.0
    }
    /// Takes what is given; whether it was for this question.
    fn take(&mut self, _: Given<'_>) -> bool {
        false
    }
    /// What it waits for, a look at the disk.
    fn looking(&self) -> Option<&PathLook> {
        None
    }
    /// How it is left where it went wrong and would be asked again at once.
    fn left(&self) -> Option<Action> {
        None
    }
    /// What follows when it is gone, by Esc or else.
    fn closed(&self, _escaped: bool) -> Option<Action> {
        None
    }
}
