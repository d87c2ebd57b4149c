//! People reachable at one mobile number.

mod numbers;

pub use numbers::{known, meet};
