-- Which copy of the store this is. `lineage` is set anew each time a person says "this one is my shop"; `writes`
-- counts commits, so that an older copy is behind what the computer remembers. A backup carries `taken_at`.
-- While `locked_because` is not empty, nothing is sent.
CREATE TABLE place (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  lineage TEXT NOT NULL DEFAULT '',
  writes INTEGER NOT NULL DEFAULT 0,
  taken_at INTEGER NOT NULL DEFAULT 0,
  locked_because TEXT NOT NULL DEFAULT '' CHECK (locked_because IN ('', 'backup', 'older', 'elsewhere', 'replaced')),
  locked_at INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO place (id) VALUES (1);

-- Every number that was suppressed for good, in the order in which it happened: what is kept outside the store too.
CREATE TABLE suppression_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number_id INTEGER NOT NULL REFERENCES number (id)
) STRICT;
INSERT INTO suppression_log (number_id) SELECT number_id FROM suppression WHERE source <> 'probable' ORDER BY since;
CREATE TRIGGER suppression_is_logged AFTER INSERT ON suppression WHEN NEW.source <> 'probable'
BEGIN INSERT INTO suppression_log (number_id) VALUES (NEW.number_id); END;
CREATE TRIGGER suppression_made_sure_is_logged AFTER UPDATE OF source ON suppression
WHEN OLD.source = 'probable' AND NEW.source <> 'probable'
BEGIN INSERT INTO suppression_log (number_id) VALUES (NEW.number_id); END;
