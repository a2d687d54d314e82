//! 汇总 with its files: taking in what lies in folders, the collection's own file, what is made of it.

pub mod beside;
pub mod collection_file;
pub mod made_report;
pub mod moved;
pub mod seen;
pub mod sending_back;
mod submitted;
pub mod taking;
