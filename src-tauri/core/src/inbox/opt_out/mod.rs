//! shim
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    OptOut,
    ProbableOptOut,
    Help,
    OptIn,
    None,
}
pub struct Verdict {
    pub outcome: Outcome,
    pub because: String,
}
pub fn classify(t: &str, _p: bool) -> Verdict {
    Verdict {
        outcome: if t.to_lowercase().starts_with("stop") { Outcome::OptOut } else { Outcome::None },
        because: String::new(),
    }
}
