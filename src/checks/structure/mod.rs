//! S: structure and text.

pub mod s101_parts;
pub mod s102_list_of_parts;
pub mod s103_aspects;
pub mod s104_title;
pub mod s105_office_name;
pub mod s106_residue;
pub mod s107_contact;
pub mod s108_personal;
pub mod s109_contact_differs;
pub mod s110_comment;
pub mod s111_miscounted;
pub mod s112_no_picture;
pub mod s201_wording;

use super::Check;

pub const CHECKS: &[&Check] = &[
    &s101_parts::CHECK,
    &s102_list_of_parts::CHECK,
    &s103_aspects::CHECK,
    &s104_title::CHECK,
    &s105_office_name::CHECK,
    &s106_residue::CHECK,
    &s107_contact::CHECK,
    &s108_personal::CHECK,
    &s109_contact_differs::CHECK,
    &s110_comment::CHECK,
    &s111_miscounted::CHECK,
    &s112_no_picture::CHECK,
    &s201_wording::CHECK,
];
