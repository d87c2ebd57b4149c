//! The recovery kit: the key and salt on paper, for the day the keychain is gone.

use std::path::Path;

use super::fault::StoreError;
use super::key::StoreKey;
use super::private_file;

/// What the owner prints or saves at first run.
#[derive(Debug)]
pub struct RecoveryKit {
    store_id: String,
    key: StoreKey,
}

impl RecoveryKit {
    pub(super) fn new(store_id: String, key: StoreKey) -> Self {
        Self { store_id, key }
    }

    /// The page to save: the store it belongs to, twelve groups of eight digits, and what to do with them.
    #[must_use]
    pub fn page(&self) -> String {
        let digits = self.key.to_hex();
        let groups: Vec<&str> = (0..12).filter_map(|i| digits.get(i * 8..i * 8 + 8)).collect();
        let lines: Vec<String> = groups.chunks(4).map(|line| line.join("-")).collect();
        format!(
            "Counterbell recovery kit\n\nStore: {}\n\nRecovery code:\n{}\n\n\
             Keep this page away from the computer. Whoever holds it and the store can read your customer list.\n\
             If Counterbell asks for it, type the code exactly as it stands here, all three lines.\n",
            self.store_id,
            lines.join("\n")
        )
    }

    /// Saves the page where only its owner may read it.
    pub fn save(&self, path: &Path) -> Result<(), StoreError> {
        private_file::replace(path, self.page().as_bytes()).map_err(StoreError::Files)
    }

    /// Finds the code in whatever was pasted: the whole page or only the digits.
    #[must_use]
    pub fn read_code(text: &str) -> Option<StoreKey> {
        let after = text.split("Recovery code:").last().unwrap_or(text);
        let lines: Vec<&str> = after.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let code =
            lines.iter().take_while(|line| line.chars().all(|c| c.is_ascii_hexdigit() || "- ".contains(c)));
        StoreKey::from_hex(&code.copied().collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_kit_gives_the_same_key_again() {
        let key = StoreKey::random().unwrap();
        let kit = RecoveryKit::new("store-1".into(), key.clone());
        let back = RecoveryKit::read_code(&kit.page()).unwrap();
        assert_eq!(*back.to_hex(), *key.to_hex());
        assert_eq!(
            *RecoveryKit::read_code(&key.to_hex()).unwrap().to_hex(),
            *key.to_hex(),
            "digits alone do as well"
        );
    }

    #[test]
    fn a_mistyped_code_is_no_key() {
        assert!(RecoveryKit::read_code("Recovery code:\nabcd-1234").is_none());
        assert!(RecoveryKit::read_code("").is_none());
    }
}
