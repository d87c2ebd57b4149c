-- Each wish to be left alone, charged to the text that it answered. One open row for each number: whoever says it again
-- is counted, charged and answered once.
CREATE TABLE opt_out (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number_id INTEGER NOT NULL REFERENCES number (id),
  at INTEGER NOT NULL,                         -- when they said it
  sure INTEGER NOT NULL CHECK (sure = 0 OR sure = 1), -- 0: probable, until the owner has read it
  inbound_id INTEGER UNIQUE REFERENCES inbound (id), -- what they wrote; NULL where the provider told
  message_id INTEGER REFERENCES message (id),  -- the text it answered; NULL: none within the last 30 days
  campaign_id INTEGER REFERENCES campaign (id),
  sender_id INTEGER NOT NULL REFERENCES sender (id), -- the sender it is charged to
  ended_at INTEGER,
  ended TEXT NOT NULL DEFAULT '' CHECK (ended IN ('', 'was_none', 'came_back'))
) STRICT;
CREATE UNIQUE INDEX opt_out_open ON opt_out (number_id) WHERE ended_at IS NULL;
CREATE INDEX opt_out_of_campaign ON opt_out (campaign_id, at);
CREATE INDEX opt_out_of_sender ON opt_out (sender_id, at);

-- What a text of ours answers by itself: at most one for each text that was written to us.
ALTER TABLE message ADD COLUMN answers INTEGER REFERENCES inbound (id);
CREATE UNIQUE INDEX message_answers ON message (answers) WHERE answers IS NOT NULL;

-- A wish to get texts again, for the owner to confirm.
CREATE TABLE opt_in_wish (
  inbound_id INTEGER PRIMARY KEY REFERENCES inbound (id),
  number_id INTEGER NOT NULL REFERENCES number (id),
  asked_at INTEGER NOT NULL,
  settled_at INTEGER,
  accepted INTEGER NOT NULL DEFAULT 0 CHECK (accepted = 0 OR accepted = 1)
) STRICT;
CREATE UNIQUE INDEX opt_in_wish_open ON opt_in_wish (number_id) WHERE settled_at IS NULL;

-- A suppression ends in two ways only: the owner finds that a probable opt-out was none, or accepts a wish to come back
-- that the person wrote. Nothing else in this program can lift one.
DROP TRIGGER only_a_probable_opt_out_is_lifted;
CREATE TRIGGER a_suppression_is_for_good BEFORE UPDATE ON suppression
WHEN NEW.number_id <> OLD.number_id OR (OLD.source <> 'probable' AND OLD.lifted_at IS NULL AND (
  NEW.source <> OLD.source OR NEW.since <> OLD.since OR NOT EXISTS (
    SELECT 1 FROM opt_in_wish w WHERE w.number_id = OLD.number_id AND w.accepted = 1 AND w.settled_at = NEW.lifted_at)))
BEGIN SELECT RAISE(ABORT, 'a suppression is for good'); END;

-- A suppression that had ended and begins again: the time before stays answerable.
CREATE TABLE suppression_before (
  number_id INTEGER NOT NULL REFERENCES number (id),
  source TEXT NOT NULL,
  since INTEGER NOT NULL,
  lifted_at INTEGER NOT NULL,
  PRIMARY KEY (number_id, since, lifted_at)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER a_suppression_that_ended_is_remembered BEFORE UPDATE ON suppression
WHEN OLD.lifted_at IS NOT NULL AND NEW.lifted_at IS NULL
BEGIN INSERT OR IGNORE INTO suppression_before (number_id, source, since, lifted_at)
  VALUES (OLD.number_id, OLD.source, OLD.since, OLD.lifted_at); END;

-- A STOP after a return from a number that was merged away holds for the kept number, too.
CREATE TRIGGER a_stop_after_a_return_reaches_the_person AFTER UPDATE OF lifted_at ON suppression
WHEN OLD.source <> 'probable' AND OLD.lifted_at IS NOT NULL AND NEW.lifted_at IS NULL
BEGIN
  INSERT INTO suppression (number_id, source, since)
    SELECT kept_id, 'merged', NEW.since FROM merged WHERE number_id = NEW.number_id
    ON CONFLICT (number_id) DO UPDATE SET source = 'merged', since = excluded.since, lifted_at = NULL
    WHERE source = 'probable' OR lifted_at IS NOT NULL;
  UPDATE standing SET suppressed = 1
    WHERE number_id IN (SELECT kept_id FROM merged WHERE number_id = NEW.number_id);
END;

-- The owner's own words for texts that go out by themselves; empty: the words that come with the program.
CREATE TABLE fixed_texts (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  contact TEXT NOT NULL DEFAULT '',            -- where the shop is reached: e-mail, telephone, address of its page
  confirmation TEXT NOT NULL DEFAULT '',
  help TEXT NOT NULL DEFAULT '',
  asking TEXT NOT NULL DEFAULT ''
) STRICT;

-- A double opt-in: asked by text, confirmed by a reply. While one is open its person gets nothing else.
CREATE TABLE opt_in_asking (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number_id INTEGER NOT NULL REFERENCES number (id),
  message_id INTEGER NOT NULL UNIQUE REFERENCES message (id), -- the question
  wording_id INTEGER NOT NULL REFERENCES wording (id),        -- its words, as evidence
  asked_at INTEGER NOT NULL,
  inbound_id INTEGER REFERENCES inbound (id),  -- the yes
  ended_at INTEGER,
  ended TEXT NOT NULL DEFAULT '' CHECK (ended IN ('', 'confirmed', 'declined', 'withdrawn', 'unanswered'))
) STRICT;
CREATE UNIQUE INDEX opt_in_asking_open ON opt_in_asking (number_id) WHERE ended_at IS NULL;
CREATE INDEX opt_in_asking_of ON opt_in_asking (number_id);
