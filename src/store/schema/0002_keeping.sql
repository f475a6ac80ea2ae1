-- Step 2: what was let go stays gone, and searches that are kept.

-- Addresses of articles that retention dropped: a page that still lists them does not bring them back.
CREATE TABLE forgotten (
    url TEXT PRIMARY KEY,
    at  INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX forgotten_at ON forgotten (at);

CREATE TABLE searches (
    name     TEXT PRIMARY KEY,
    query    TEXT NOT NULL,
    watched  INTEGER NOT NULL DEFAULT 0,
    place    INTEGER NOT NULL DEFAULT 0,
    -- The newest row id that the reader has been told of.
    told     INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
