//! Chinese as it is written: numerals and figures, years and days, units of money, an office's name in a title,
//! characters by kind and shape.
//! Nothing of the field: its words stand in `assets/forms/words.ron`, only what belongs to the script is code.

pub mod figures;
pub mod made_of;
pub mod numerals;
pub mod offices;
pub mod signs;
pub mod units;
pub mod variants;
pub mod width;
pub mod years;
