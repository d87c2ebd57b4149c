-- How a sender is registered with the carriers. Where nothing is stated, `sender.registration` alone speaks.
CREATE TABLE registration (
  sender_id INTEGER PRIMARY KEY REFERENCES sender (id),
  kind TEXT NOT NULL CHECK (kind IN ('ten_dlc', 'toll_free', 'short_code', 'not_needed', 'unknown')),
  status TEXT NOT NULL CHECK (status IN ('approved', 'pending', 'rejected', 'suspended', 'unknown')),
  brand TEXT NOT NULL DEFAULT '',
  brand_score INTEGER CHECK (brand_score BETWEEN 1 AND 100),
  campaign TEXT NOT NULL DEFAULT '',
  use_case TEXT NOT NULL DEFAULT '',
  class TEXT NOT NULL DEFAULT '',
  updated_at INTEGER NOT NULL
) STRICT;

-- A sender's pace beyond its gap. Moments in milliseconds, `parts_free_at` in microseconds.
CREATE TABLE sender_pace (
  sender_id INTEGER PRIMARY KEY REFERENCES sender (id),
  warming_since INTEGER,                       -- when a new number began to warm up; nothing: it is established
  account_daily INTEGER CHECK (account_daily > 0), -- texts that the account may send in any 24 hours
  parts_free_at INTEGER NOT NULL DEFAULT 0,    -- when the carriers' class lets the next part go
  held_until INTEGER NOT NULL DEFAULT 0,       -- the provider asked to wait until then
  held_why TEXT NOT NULL DEFAULT '',
  slow INTEGER NOT NULL DEFAULT 1 CHECK (slow >= 1), -- the gap is so many times as long
  watched_since INTEGER NOT NULL DEFAULT 0,    -- alarms judge what was sent after this
  look_at INTEGER NOT NULL DEFAULT 0           -- when the alarms are looked at next
) STRICT;

-- What a sender used up, hour by hour (hours since 1970).
CREATE TABLE pace_hour (
  sender_id INTEGER NOT NULL REFERENCES sender (id),
  hour INTEGER NOT NULL,
  texts INTEGER NOT NULL DEFAULT 0,
  campaign_texts INTEGER NOT NULL DEFAULT 0,
  parts INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (sender_id, hour)
) STRICT, WITHOUT ROWID;

-- A campaign's first batch and its alarms' state. A restart reads it again, so nothing is skipped.
CREATE TABLE campaign_pace (
  campaign_id INTEGER PRIMARY KEY REFERENCES campaign (id) ON DELETE CASCADE,
  wished INTEGER,                              -- size of the first batch as the owner wants it; 0: none
  size INTEGER,                                -- as decided when the first text went
  taken INTEGER NOT NULL DEFAULT 0,
  last_taken_at INTEGER NOT NULL DEFAULT 0,
  slot_at INTEGER NOT NULL DEFAULT 0,          -- when its last text was due, microseconds; its own gap counts from here
  passed_at INTEGER,                           -- when the rest was let go
  slow INTEGER NOT NULL DEFAULT 1 CHECK (slow >= 1),
  watched_since INTEGER NOT NULL DEFAULT 0,
  look_at INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What an alarm saw and did. `hits` of `texts`, against `limit_value` in shares of a million (for times: milliseconds).
CREATE TABLE alarm (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sender_id INTEGER NOT NULL REFERENCES sender (id),
  campaign_id INTEGER REFERENCES campaign (id),
  measure TEXT NOT NULL CHECK (measure IN ('opt_outs', 'filtered', 'undelivered', 'latency', 'replies')),
  deed TEXT NOT NULL CHECK (deed IN ('slow', 'pause')),
  hits INTEGER NOT NULL,
  texts INTEGER NOT NULL,
  limit_value INTEGER NOT NULL,
  usual_value INTEGER,
  at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX alarm_of_campaign ON alarm (campaign_id, at);
CREATE INDEX alarm_of_sender ON alarm (sender_id, at);
