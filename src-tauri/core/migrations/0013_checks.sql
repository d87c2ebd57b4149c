-- The owner's own caps: at most so many promotional texts in so many days to each person of a saved segment, or to
-- everybody where none is named. A segment that a cap rests on is not removed.
CREATE TABLE segment_cap (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  segment_id INTEGER UNIQUE REFERENCES segment (id),
  texts INTEGER NOT NULL CHECK (texts BETWEEN 0 AND 100),
  days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 365),
  set_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX one_cap_for_everybody ON segment_cap (segment_id IS NULL) WHERE segment_id IS NULL;

-- The wordings that the owner keeps: where customers saw the words, which version they are and what they promise. The
-- words themselves stand in `wording`, written once; what is said of them here may be put right.
CREATE TABLE wording_version (
  wording_id INTEGER PRIMARY KEY REFERENCES wording (id),
  name TEXT NOT NULL COLLATE NOCASE,
  place TEXT NOT NULL CHECK (place IN ('checkout', 'form', 'loyalty', 'keyword', 'paper', 'other')),
  version INTEGER NOT NULL CHECK (version > 0),
  kinds TEXT NOT NULL,                         -- words of consent::TextKind, comma between
  per_month INTEGER CHECK (per_month BETWEEN 1 AND 100),
  shown_from TEXT NOT NULL DEFAULT '',         -- YYYY-MM-DD; empty if not told
  stated_at INTEGER NOT NULL,
  UNIQUE (name, version)
) STRICT;
