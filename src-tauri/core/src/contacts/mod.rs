//! People reachable at one mobile number.

mod numbers;
pub mod phone;
mod standing;

pub use numbers::{known, meet};
pub use phone::Line;
pub use standing::mark_line;
