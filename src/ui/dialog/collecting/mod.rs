//! What is asked about a collection, one question a file.

mod about_collection;
mod make_report;
mod new_collection;
mod roster;
mod roster_table;
mod send_back;
mod strays;
mod take_in;
mod unit;
mod why;

pub use about_collection::AboutCollection;
pub use make_report::{MakeReport, UpdateReport};
pub use new_collection::NewCollection;
pub use roster::Roster;
pub use send_back::SendBack;
pub use strays::Strays;
pub use take_in::TakeIn;
pub use unit::UnitDialog;
pub use why::WhyDialog;
