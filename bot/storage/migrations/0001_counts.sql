-- One number per day, question and answer. No row per message, no text, no id of anybody.
CREATE TABLE daily_counts (
    day    TEXT    NOT NULL,  -- 2026-11-21, in China's time
    metric TEXT    NOT NULL,  -- kind, authenticity, conduct, family, institution, chat, language, ...
    label  TEXT    NOT NULL,  -- an id from content, e.g. court_notice
    count  INTEGER NOT NULL,
    PRIMARY KEY (day, metric, label)
) WITHOUT ROWID;
