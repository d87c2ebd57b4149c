-- What the owner wishes of this computer while it sends.
CREATE TABLE laptop (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  keep_awake INTEGER NOT NULL DEFAULT 1 CHECK (keep_awake IN (0, 1))
) STRICT;
INSERT INTO laptop (id) VALUES (1);
