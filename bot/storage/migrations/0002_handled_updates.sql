-- Telegram's running numbers of updates that were answered, kept for a day so that none is
-- answered twice. They number messages to this bot and say nothing about who sent them.
CREATE TABLE handled_updates (
    update_id  INTEGER NOT NULL PRIMARY KEY,
    handled_at INTEGER NOT NULL  -- seconds since 1970
);
CREATE INDEX handled_updates_by_time ON handled_updates (handled_at);
