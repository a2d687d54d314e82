//! The integration tests, one module a capability.
mod forms;
