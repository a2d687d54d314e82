//! The window: one panel a file. Views read the session and push actions, which are carried out after the
//! frame. egui stands only here.

mod action;
mod answers;
mod app;
mod arriving;
mod asking;
mod choice;
mod clipboard;
mod commands;
mod compare;
mod context;
mod editing;
mod editor;
mod fallen;
pub mod file_dialogs;
mod findings;
mod going;
mod grid;
mod handing;
mod home;
mod insert;
mod keeping;
mod launch;
mod many;
mod menus;
mod modal;
mod outline;
mod path_box;
mod perform;
mod preview;
mod printing;
mod renderer;
mod review;
mod settings;
mod settling;
mod shell;
mod start;
mod strict;
mod text;
mod theme;
mod turns;
mod view;
mod waiting;
mod window;

pub use app::App;
pub use launch::run;
