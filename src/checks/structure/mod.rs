//! S: structure and text.

pub mod s101_empty_part;
pub mod s106_residue;
pub mod s107_contact;
