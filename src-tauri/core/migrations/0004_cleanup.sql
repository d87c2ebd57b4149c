-- What the clean-up and the table's bulk deeds did, so that it can be taken back.
CREATE TABLE cleanup (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '',
  people INTEGER NOT NULL DEFAULT 0,
  applied_at INTEGER NOT NULL,
  ledger_seq INTEGER NOT NULL,                 -- the ledger's end at that moment: what came later counts at an undo
  undone_at INTEGER
) STRICT;

-- One value before and after; `part` is a column of `contact` or `standing`, `tag:<id>` or `name:<first>|<last>`.
CREATE TABLE cleanup_change (
  cleanup_id INTEGER NOT NULL,
  part TEXT NOT NULL,
  number_id INTEGER NOT NULL,
  before ANY,
  after ANY,
  PRIMARY KEY (cleanup_id, part, number_id)
) STRICT, WITHOUT ROWID;

-- A contact taken off the list: its rows as they were, column by column. The number, its ledger, its activity, its
-- texts and its suppression stay where they are.
CREATE TABLE cleanup_removed (
  cleanup_id INTEGER NOT NULL,
  number_id INTEGER NOT NULL,
  contact TEXT NOT NULL,
  standing TEXT NOT NULL,
  tags TEXT NOT NULL,
  PRIMARY KEY (cleanup_id, number_id)
) STRICT, WITHOUT ROWID;

-- Two numbers of one person. What happened to the first is shown with the second. Ids are never used twice, so a number
-- that is forgotten leaves nothing wrong here.
CREATE TABLE merged (
  number_id INTEGER PRIMARY KEY,
  kept_id INTEGER NOT NULL,
  cleanup_id INTEGER NOT NULL
) STRICT;
CREATE INDEX merged_into ON merged (kept_id);

-- A STOP from a number that was merged away is a STOP of the person: it holds for the kept number, too.
CREATE TRIGGER a_stop_reaches_the_person AFTER INSERT ON suppression WHEN NEW.source <> 'probable'
BEGIN
  INSERT INTO suppression (number_id, source, since)
    SELECT kept_id, 'merged', NEW.since FROM merged WHERE number_id = NEW.number_id
    ON CONFLICT (number_id) DO UPDATE SET source = 'merged', since = excluded.since, lifted_at = NULL
    WHERE source = 'probable' OR lifted_at IS NOT NULL;
  UPDATE standing SET suppressed = 1
    WHERE number_id IN (SELECT kept_id FROM merged WHERE number_id = NEW.number_id);
END;
CREATE TRIGGER a_stop_read_later_reaches_the_person AFTER UPDATE OF source ON suppression
WHEN OLD.source = 'probable' AND NEW.source <> 'probable'
BEGIN
  INSERT INTO suppression (number_id, source, since)
    SELECT kept_id, 'merged', NEW.since FROM merged WHERE number_id = NEW.number_id
    ON CONFLICT (number_id) DO UPDATE SET source = 'merged', since = excluded.since, lifted_at = NULL
    WHERE source = 'probable' OR lifted_at IS NOT NULL;
  UPDATE standing SET suppressed = 1
    WHERE number_id IN (SELECT kept_id FROM merged WHERE number_id = NEW.number_id);
END;

-- Names that share a number with the one in `contact`: a household. `settled` once the owner has chosen the greeting.
CREATE TABLE contact_name (
  number_id INTEGER NOT NULL,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  import_id INTEGER,
  settled INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (number_id, first_name, last_name)
) STRICT, WITHOUT ROWID;

-- A list that bears the marks of a bought one, held until the owner says where it comes from.
CREATE TABLE quarantine (
  import_id INTEGER PRIMARY KEY REFERENCES import (id),
  marks TEXT NOT NULL,                         -- JSON: the evidence
  people INTEGER NOT NULL,
  since INTEGER NOT NULL,
  answer TEXT NOT NULL DEFAULT '',
  answered_at INTEGER
) STRICT;
