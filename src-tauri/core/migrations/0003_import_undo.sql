-- What an import changed of people who were here before it: enough to take it back exactly.
-- A contact that an import brought needs nothing here: it goes as a whole.
CREATE TABLE import_change (
  import_id INTEGER NOT NULL,
  number_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  before ANY NOT NULL,
  after ANY NOT NULL,
  PRIMARY KEY (import_id, number_id, field)
) STRICT, WITHOUT ROWID;

-- Tags that an import gave to people who were here before it.
CREATE TABLE import_tag (
  import_id INTEGER NOT NULL,
  number_id INTEGER NOT NULL,
  tag_id INTEGER NOT NULL,
  PRIMARY KEY (import_id, number_id, tag_id)
) STRICT, WITHOUT ROWID;

-- The cells of rejected rows as they were read, a JSON array; `import_outcome` has the reason.
CREATE TABLE import_reject (
  import_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  cells TEXT NOT NULL,
  PRIMARY KEY (import_id, line)
) STRICT, WITHOUT ROWID;

-- Imports that were taken back, and what that did.
CREATE TABLE import_undo (
  import_id INTEGER PRIMARY KEY REFERENCES import (id),
  undone_at INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  restored INTEGER NOT NULL,
  left_alone INTEGER NOT NULL,
  revoked INTEGER NOT NULL
) STRICT;

-- The header of the file, a JSON array: rejected rows are given back under it.
ALTER TABLE import ADD COLUMN columns TEXT NOT NULL DEFAULT '[]';
-- The import that brought it; NULL where something else did.
ALTER TABLE activity ADD COLUMN import_id INTEGER;
