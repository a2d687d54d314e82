//! The integration tests, one module a capability.

mod adversary;
mod again;
mod beside;
mod clean;
mod cli;
mod findings;
mod forms;
mod held;
mod hostile;
mod house;
mod import;
mod model;
mod next;
mod pages;
mod paper;
mod pdf;
mod proof;
mod saving;
mod sentences;
mod shapes;
mod store;
mod window;
mod zoo;
