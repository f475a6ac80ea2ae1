-- Step 5: which articles of a watched search were told to the user's command, each by its own mark.

-- The newest article when the search was kept: what was there is not news.
ALTER TABLE searches ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
UPDATE searches SET since =
    max(told, coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE name = 'watch.told'), 0));

-- `claimed`: when a process began to tell it, seconds; NULL = it is told.
CREATE TABLE watch_told (
    search  TEXT NOT NULL REFERENCES searches (name) ON DELETE CASCADE,
    id      INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    claimed INTEGER,
    PRIMARY KEY (search, id)
) WITHOUT ROWID;
CREATE INDEX watch_told_id ON watch_told (id);
