//! The window: one panel a file. A panel or dialog is given what it shows and pushes actions, which are
//! carried out after the frame. egui stands only here.

// What a report or a window of no usual kind makes of a number or a place must end nothing: see form::bounds.
#![deny(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::string_slice)]

mod action;
mod app;
mod arriving;
mod asking;
mod atlas;
mod below;
mod cell_info;
mod choice;
mod clipboard;
mod clipboard_commands;
mod closing;
mod collected;
mod collecting;
mod commands;
mod compare;
#[cfg(target_os = "linux")]
mod composing;
mod context;
mod dialog;
mod editing;
mod editor;
mod entry;
mod fallen;
pub mod file_dialogs;
mod findings;
mod focus_return;
pub mod grid;
mod heading;
mod launch;
mod line;
mod lines;
mod menus;
mod navigate;
mod opening;
mod outline;
mod panels;
mod passing;
mod perform;
mod preview;
mod renderer;
mod scrolled;
mod settling;
mod shell;
mod shortcuts;
mod signature;
mod spoken;
mod start;
mod strict;
mod text;
mod theme;
mod thumbs;
mod timing;
mod turns;
mod view;
mod waiting;
mod window;

pub use app::App;
pub use fallen::FallenPlace;
pub use launch::run;
