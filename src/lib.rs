//! gongkai
pub mod checks;
pub mod form;
pub mod report;
