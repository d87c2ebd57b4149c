-- What the owner has chosen about the list as a whole.
CREATE TABLE list_choice (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  old_after_months INTEGER NOT NULL CHECK (old_after_months BETWEEN 1 AND 120)
) STRICT;
