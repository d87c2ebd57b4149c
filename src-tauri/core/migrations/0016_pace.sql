-- What a sender claimed, by time: alarms count the last day and the last thirty.
CREATE INDEX message_claimed ON message (sender_id, claimed_at) WHERE claimed_at IS NOT NULL;
CREATE INDEX inbound_received ON inbound (received_at);

-- What is usual for a sender, counted once an hour. `campaign_id` 0: for the sender itself, else for judging that campaign.
CREATE TABLE health_usual (
  sender_id INTEGER NOT NULL REFERENCES sender (id),
  campaign_id INTEGER NOT NULL,
  counted_at INTEGER NOT NULL,
  texts INTEGER NOT NULL,
  settled INTEGER NOT NULL,
  opt_outs INTEGER NOT NULL,
  undelivered INTEGER NOT NULL,
  filtered INTEGER NOT NULL,
  latency INTEGER,
  old_enough INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  PRIMARY KEY (sender_id, campaign_id)
) STRICT, WITHOUT ROWID;
