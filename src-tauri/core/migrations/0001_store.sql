-- Who this store is. A store without this row is not ours.
CREATE TABLE identity (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  store_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('shop', 'practice')),
  -- keys the HMACs in `number`; it lives and travels with the store
  number_secret TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- One row per start of the writer. A message claimed by an earlier run and still `sending` is in doubt.
CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  started_at INTEGER NOT NULL,
  -- '' while it goes on, and for ever where it was cut off; 'clean'; 'seen' once a person knows that it was cut off
  ended TEXT NOT NULL DEFAULT '' CHECK (ended IN ('', 'clean', 'seen'))
) STRICT;

CREATE TABLE shop (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  brand TEXT NOT NULL,
  country TEXT NOT NULL,
  currency TEXT NOT NULL,
  test_number TEXT NOT NULL DEFAULT '',
  opened_on TEXT NOT NULL DEFAULT '',          -- YYYY-MM-DD: nobody agreed to anything before; empty if not told
  website TEXT NOT NULL DEFAULT '',            -- host name without www, where links are expected to lead; empty if not told
  frequency_hours INTEGER NOT NULL DEFAULT 24 CHECK (frequency_hours >= 0),
  window_open INTEGER NOT NULL DEFAULT 540,
  window_close INTEGER NOT NULL DEFAULT 1200,
  rules_version TEXT NOT NULL DEFAULT ''
) STRICT;

-- Every phone number this store has met. `key` is the first 16 bytes of
-- HMAC-SHA-256(suppression key, E.164): it outlives the contact, e164 does not have to.
CREATE TABLE number (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key BLOB NOT NULL UNIQUE CHECK (length(key) = 16),
  e164 TEXT
) STRICT;

CREATE TABLE import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  file_name TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  row_count INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  met_suppressions INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One outcome per row of the file; `reason` for the rejected, `fields` names what an update changed.
-- The columns that an import writes for every row carry no REFERENCES: each would be looked up a hundred thousand times.
-- Spelt with OR, here and in the other large tables: an IN list is built anew as an index at every insert.
CREATE TABLE import_outcome (
  import_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome = 'created' OR outcome = 'updated' OR outcome = 'unchanged'
    OR outcome = 'rejected'),
  number_id INTEGER,
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (import_id, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
  number_id INTEGER PRIMARY KEY REFERENCES number (id),
  number TEXT NOT NULL,
  first_name TEXT NOT NULL DEFAULT '',
  last_name TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  region TEXT NOT NULL DEFAULT '',
  postcode TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  import_id INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE tag (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE
) STRICT;

CREATE TABLE contact_tag (
  tag_id INTEGER NOT NULL REFERENCES tag (id),
  number_id INTEGER NOT NULL REFERENCES contact (number_id) ON DELETE CASCADE,
  PRIMARY KEY (tag_id, number_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_tag_of ON contact_tag (number_id);

-- Time zones and jurisdictions that numbers share; both JSON arrays.
CREATE TABLE hours (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  zones TEXT NOT NULL,
  places TEXT NOT NULL,
  UNIQUE (zones, places)
) STRICT;

-- What reach needs to know of a contact, narrow on purpose: one scan answers "who and why not".
-- Kept in step by the writers named in docs/ARCHITECTURE.md, and only by them.
CREATE TABLE standing (
  number_id INTEGER PRIMARY KEY REFERENCES contact (number_id) ON DELETE CASCADE,
  consent INTEGER NOT NULL DEFAULT 0,          -- bits: 1 promotional, 2 transactional, 4 conversational
  consent_until INTEGER NOT NULL DEFAULT 0,    -- when bit 1 runs out by law; 0: never
  suppressed INTEGER NOT NULL DEFAULT 0,
  quarantined INTEGER NOT NULL DEFAULT 0,
  line INTEGER NOT NULL DEFAULT 0,             -- kind of line, see contacts::phone::Line
  hours_id INTEGER NOT NULL DEFAULT 0,
  open_conversation INTEGER NOT NULL DEFAULT 0,
  last_texted_at INTEGER NOT NULL DEFAULT 0,   -- 0: never
  asked INTEGER NOT NULL DEFAULT 0,            -- a double opt-in is open; the claim asks opt_in_asking itself
  orders INTEGER NOT NULL DEFAULT 0,
  spent_micros INTEGER NOT NULL DEFAULT 0,
  last_order_at INTEGER NOT NULL DEFAULT 0,
  last_engaged_at INTEGER NOT NULL DEFAULT 0,
  country TEXT NOT NULL DEFAULT '',
  region TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE activity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number_id INTEGER NOT NULL REFERENCES number (id),
  kind TEXT NOT NULL,
  happened_at INTEGER NOT NULL,
  reference TEXT NOT NULL DEFAULT '',
  amount_micros INTEGER NOT NULL DEFAULT 0,
  UNIQUE (number_id, kind, reference, happened_at)
) STRICT;

-- The exact words people saw when they consented.
CREATE TABLE wording (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  digest BLOB NOT NULL UNIQUE,
  text TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER wording_is_written_once BEFORE UPDATE ON wording
BEGIN SELECT RAISE(ABORT, 'the words people saw are never rewritten'); END;
CREATE TRIGGER wording_stays BEFORE DELETE ON wording
BEGIN SELECT RAISE(ABORT, 'the words people saw are never deleted'); END;

-- Append-only, hash-chained. `hash` covers the hash before it, the number's key, every plain column, the digest of
-- the wording and `detail_digest`; `detail` (with its salt) goes when the person is erased, and the chain still holds.
-- `seq` is given by the chain, without a gap.
CREATE TABLE consent_entry (
  seq INTEGER PRIMARY KEY,
  number_id INTEGER NOT NULL REFERENCES number (id),
  kind TEXT NOT NULL CHECK (kind = 'granted' OR kind = 'confirmed' OR kind = 'reconfirmed' OR kind = 'revoked'),
  scope TEXT NOT NULL CHECK (scope = 'promotional' OR scope = 'transactional' OR scope = 'conversational'
    OR scope = 'all'),
  source TEXT NOT NULL,
  happened_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  wording_id INTEGER,
  import_id INTEGER,
  method TEXT NOT NULL DEFAULT '',             -- how: see consent::Method
  evidence TEXT NOT NULL DEFAULT '',           -- what kind of evidence `detail` is: see consent::Evidence
  jurisdiction TEXT NOT NULL DEFAULT '',       -- candidate countries, comma between
  expires_at INTEGER,                          -- where the law lets it run out
  detail TEXT,
  detail_digest BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE INDEX consent_entry_of ON consent_entry (number_id);
CREATE TRIGGER consent_entry_is_append_only BEFORE DELETE ON consent_entry
BEGIN SELECT RAISE(ABORT, 'the consent ledger is append-only'); END;
-- Where the chain ends, so that entries cut off its end are missed. Written with the entries (consent/ledger.rs), once
-- for all that are written together; an entry that came in another way is found by the verification.
CREATE TABLE ledger_end (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE TRIGGER the_ledger_never_shrinks BEFORE UPDATE ON ledger_end WHEN NEW.seq <= OLD.seq
BEGIN SELECT RAISE(ABORT, 'the consent ledger is append-only'); END;
CREATE TRIGGER the_ledger_end_stays BEFORE DELETE ON ledger_end
BEGIN SELECT RAISE(ABORT, 'the consent ledger is append-only'); END;
CREATE TRIGGER a_detail_only_ever_goes BEFORE UPDATE OF detail ON consent_entry WHEN NEW.detail IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'evidence is never rewritten'); END;
CREATE TRIGGER consent_entry_is_written_once BEFORE UPDATE OF
  seq, number_id, kind, scope, source, happened_at, recorded_at, wording_id, import_id, method,
  evidence, jurisdiction, expires_at, detail_digest, hash ON consent_entry
BEGIN SELECT RAISE(ABORT, 'the consent ledger is append-only'); END;

CREATE TABLE suppression (
  number_id INTEGER PRIMARY KEY REFERENCES number (id),
  source TEXT NOT NULL,
  since INTEGER NOT NULL,
  lifted_at INTEGER                            -- see a_suppression_is_for_good in 0012_inbox.sql
) STRICT;
CREATE TRIGGER only_a_probable_opt_out_is_lifted BEFORE UPDATE ON suppression
WHEN OLD.source <> 'probable' OR NEW.number_id <> OLD.number_id
BEGIN SELECT RAISE(ABORT, 'a suppression is for good'); END;
CREATE TRIGGER suppression_is_for_good BEFORE DELETE ON suppression
BEGIN SELECT RAISE(ABORT, 'a suppression is never deleted'); END;

CREATE TABLE segment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  rule TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- `config` is provider-specific JSON without secrets; `secret` is the provider's credential, encrypted with the store.
CREATE TABLE gateway (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('practice', 'twilio')),
  name TEXT NOT NULL UNIQUE,
  config TEXT NOT NULL,
  secret TEXT NOT NULL DEFAULT '',
  added_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sender (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  gateway_id INTEGER NOT NULL REFERENCES gateway (id),
  address TEXT NOT NULL,
  registration TEXT NOT NULL DEFAULT 'unknown' CHECK (registration IN ('unknown', 'registered', 'not_needed', 'missing')),
  per_second REAL NOT NULL DEFAULT 1.0 CHECK (per_second > 0),
  price_micros INTEGER NOT NULL DEFAULT 7900 CHECK (price_micros >= 0),
  last_claim_at INTEGER NOT NULL DEFAULT 0,     -- microseconds: 75 texts a second are 13,334 apart
  inbox_cursor TEXT NOT NULL DEFAULT '',
  synced_through INTEGER NOT NULL DEFAULT 0,
  halted TEXT NOT NULL DEFAULT '',
  UNIQUE (gateway_id, address)
) STRICT;

CREATE TABLE campaign (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('promotional', 'transactional', 'conversational')),
  text_kind TEXT NOT NULL DEFAULT '',          -- see consent::TextKind; empty: the usual one of its purpose
  why_now TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL DEFAULT '',
  segment_name TEXT NOT NULL DEFAULT '',
  rule TEXT NOT NULL,
  exclude TEXT NOT NULL DEFAULT '',
  sender_id INTEGER REFERENCES sender (id),
  per_second REAL NOT NULL DEFAULT 1.0 CHECK (per_second > 0),
  window_open INTEGER NOT NULL DEFAULT 540,
  window_close INTEGER NOT NULL DEFAULT 1200,
  finish_within_hours INTEGER NOT NULL DEFAULT 72 CHECK (finish_within_hours > 0),
  cost_ceiling_micros INTEGER NOT NULL DEFAULT 0, -- of a draft: what the owner wants at most, 0 for no wish
  state TEXT NOT NULL CHECK (state IN ('draft', 'running', 'paused', 'stopped', 'finished')),
  pause_reason TEXT NOT NULL DEFAULT '',
  revision INTEGER NOT NULL DEFAULT 1,
  approved_revision INTEGER NOT NULL DEFAULT 0,
  approved_at INTEGER,
  approval_digest BLOB,
  deadline INTEGER,
  matched INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;

-- What the owner did to a campaign, for the record.
CREATE TABLE campaign_deed (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  campaign_id INTEGER NOT NULL REFERENCES campaign (id),
  deed TEXT NOT NULL,
  revision INTEGER NOT NULL,
  at INTEGER NOT NULL,
  note TEXT NOT NULL DEFAULT ''
) STRICT;

-- Who matched at approval and why they get nothing.
CREATE TABLE campaign_excluded (
  campaign_id INTEGER NOT NULL REFERENCES campaign (id),
  number_id INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (campaign_id, number_id)
) STRICT, WITHOUT ROWID;

-- The outbox: every text, each in exactly one state.
CREATE TABLE message (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind = 'campaign' OR kind = 'test' OR kind = 'reply' OR kind = 'confirmation'
    OR kind = 'help' OR kind = 'asking'),
  campaign_id INTEGER REFERENCES campaign (id),
  number_id INTEGER NOT NULL REFERENCES number (id),
  sender_id INTEGER NOT NULL REFERENCES sender (id),
  scope TEXT NOT NULL CHECK (scope = 'promotional' OR scope = 'transactional' OR scope = 'conversational'),
  recipient TEXT NOT NULL,
  body TEXT NOT NULL,
  parts INTEGER NOT NULL CHECK (parts > 0),
  price_micros INTEGER NOT NULL,
  hours_id INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state = 'queued' OR state = 'sending' OR state = 'accepted' OR state = 'delivered'
    OR state = 'undelivered' OR state = 'rejected' OR state = 'in_doubt' OR state = 'skipped'
    OR state = 'cancelled' OR state = 'expired'),
  reason TEXT NOT NULL DEFAULT '',
  rank INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  deadline INTEGER NOT NULL,
  attempt INTEGER NOT NULL DEFAULT 0,
  claimed_at INTEGER,
  claimed_run INTEGER,
  gateway_ref TEXT,
  accepted_at INTEGER,
  final_at INTEGER,
  next_poll_at INTEGER,
  UNIQUE (campaign_id, number_id)
) STRICT;
CREATE INDEX message_due ON message (sender_id, campaign_id, due_at, rank) WHERE state = 'queued';
CREATE INDEX message_sending ON message (campaign_id) WHERE state = 'sending';
CREATE INDEX message_in_doubt ON message (sender_id, claimed_at) WHERE state = 'in_doubt';
CREATE INDEX message_poll ON message (next_poll_at) WHERE next_poll_at IS NOT NULL;
CREATE INDEX message_ref ON message (gateway_ref) WHERE gateway_ref IS NOT NULL;
CREATE INDEX message_of_number ON message (number_id, claimed_at);

-- What people wrote, once per provider id.
CREATE TABLE inbound (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sender_id INTEGER NOT NULL REFERENCES sender (id),
  gateway_ref TEXT NOT NULL,
  number_id INTEGER NOT NULL REFERENCES number (id),
  body TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  pulled_at INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  because TEXT NOT NULL DEFAULT '',
  answered_campaign INTEGER REFERENCES campaign (id),
  handled INTEGER NOT NULL DEFAULT 0,
  UNIQUE (sender_id, gateway_ref)
) STRICT;
CREATE INDEX inbound_of_number ON inbound (number_id, received_at);
