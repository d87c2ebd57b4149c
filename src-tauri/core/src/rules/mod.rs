//! rules

pub mod gateway_errors;
