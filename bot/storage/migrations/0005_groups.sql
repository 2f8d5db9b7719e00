-- What groups have set, under a keyed hash of the group's id; the key is not in this file.
CREATE TABLE group_settings (
    chat     TEXT NOT NULL PRIMARY KEY,  -- keyed hash
    settings TEXT NOT NULL               -- warn,everybody,20261125,22-7,1,0,,en
) WITHOUT ROWID;

-- Admins who asked to be told in private. Who it is stands in `sealed` alone, encrypted.
CREATE TABLE group_receivers (
    id     TEXT NOT NULL PRIMARY KEY,  -- random
    chat   TEXT NOT NULL,              -- keyed hash of the group
    sealed BLOB NOT NULL,
    told   TEXT NOT NULL               -- the last weekly digest they were sent, 2026-11-23, or ''
) WITHOUT ROWID;

-- Groups that want a weekly digest. The group's id stands in `sealed` alone, encrypted.
CREATE TABLE group_digests (
    chat   TEXT NOT NULL PRIMARY KEY,  -- keyed hash
    sealed BLOB NOT NULL,
    due    TEXT NOT NULL               -- the Monday on which the next one is sent, 2026-11-23
) WITHOUT ROWID;

-- What the next digest counts, deleted when it was sent. No row per message.
CREATE TABLE group_counts (
    chat   TEXT    NOT NULL,  -- keyed hash
    metric TEXT    NOT NULL,  -- kind, authenticity
    label  TEXT    NOT NULL,  -- an id from content, e.g. court_notice
    count  INTEGER NOT NULL,
    PRIMARY KEY (chat, metric, label)
) WITHOUT ROWID;
