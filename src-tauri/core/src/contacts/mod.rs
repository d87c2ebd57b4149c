//! People reachable at one mobile number.

mod numbers;
pub mod phone;

pub use numbers::{known, meet};
