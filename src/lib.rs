//! gongkai
pub mod form;
