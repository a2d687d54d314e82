//! 汇总 with its files: taking in what lies in folders, the collection's own file, what is made of it.

pub mod beside;
pub mod collection_file;
pub mod made_report;
pub mod moved;
mod one_file;
pub mod seen;
pub mod sending_back;
mod submitted;
pub mod taking;
mod unit_sheets;
