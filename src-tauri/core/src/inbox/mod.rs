//! inbox

pub mod opt_out;
