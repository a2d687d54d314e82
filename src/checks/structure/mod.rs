//! S: structure and text.

pub mod s101_parts;
pub mod s102_list_of_parts;
pub mod s103_aspects;
pub mod s104_title;
pub mod s105_office_name;
pub mod s106_residue;
pub mod s107_contact;
pub mod s108_personal;
pub mod s201_wording;
