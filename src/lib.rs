//! gongkai
pub mod form;
pub mod report;
