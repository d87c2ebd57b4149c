-- What the owner said the columns of a file mean, for the next file with the same header.
CREATE TABLE import_mapping (
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
  column_name TEXT NOT NULL,
  field TEXT NOT NULL,
  chosen_at INTEGER NOT NULL,
  PRIMARY KEY (fingerprint, column_name)
) STRICT, WITHOUT ROWID;
