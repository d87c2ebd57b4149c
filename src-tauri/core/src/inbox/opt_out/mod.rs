//! shim
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome { OptOut, ProbableOptOut, Help, OptIn, None }
pub struct Verdict { pub outcome: Outcome, pub because: String }
pub fn classify(_t: &str, _p: bool) -> Verdict { Verdict { outcome: Outcome::None, because: String::new() } }
