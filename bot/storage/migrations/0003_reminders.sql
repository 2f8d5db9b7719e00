-- Reminders that somebody asked for. Chat, day and kind stand in `sealed` alone, encrypted with a
-- key that is not in this file.
CREATE TABLE reminders (
    id     TEXT    NOT NULL PRIMARY KEY,  -- random
    sealed BLOB    NOT NULL,
    sent   INTEGER NOT NULL,              -- how many of its mornings are done with
    trying INTEGER NOT NULL               -- 1 from just before one is sent until that is written
) WITHOUT ROWID;
