-- The language that somebody chose by /lang. Who it was stands here only as a hash with a key that
-- is not in this file.
CREATE TABLE languages (
    person   BLOB NOT NULL PRIMARY KEY,  -- HMAC-SHA256 of the user id
    language TEXT NOT NULL               -- en, zh-Hans, zh-Hant
) WITHOUT ROWID;
