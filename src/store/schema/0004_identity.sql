-- Step 4: one article, one row; what lists told of it; what is still to be walked.

-- Hashes by which an article is recognised under another address. `kind`: 0 = an address of its own, in any dress;
-- 1 = the address that its page calls its own; 2 = the mark that a feed gives it; 3 = its number on the site.
CREATE TABLE keys (
    key  INTEGER PRIMARY KEY,
    id   INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind INTEGER NOT NULL
);
CREATE INDEX keys_id ON keys (id);
INSERT OR IGNORE INTO keys (key, id, kind) SELECT loa_address_key(url), id, 0 FROM articles ORDER BY id;
INSERT OR IGNORE INTO keys (key, id, kind) SELECT loa_address_key(url), id, 0 FROM aliases;

-- What each list last told of an article (a hash of title, teaser, update and text), when it last stood there, and
-- whether that list tells of every change (it has dates of changes, or the text itself).
CREATE TABLE told (
    id    INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    list  INTEGER NOT NULL,
    print INTEGER NOT NULL,
    sure  INTEGER NOT NULL,
    at    INTEGER NOT NULL,
    PRIMARY KEY (id, list)
) WITHOUT ROWID;
ALTER TABLE articles ADD COLUMN vain INTEGER NOT NULL DEFAULT 0;    -- hints of a change in a row that were none
ALTER TABLE articles ADD COLUMN recheck INTEGER;                    -- when the page is asked again by itself
ALTER TABLE articles ADD COLUMN removed INTEGER;                    -- since when the site has no such page any more
CREATE INDEX articles_recheck ON articles (recheck) WHERE recheck IS NOT NULL;

-- The page of a list after the last one that was read, and up to which instant the walk must still go (NULL = it is done).
ALTER TABLE sections ADD COLUMN older TEXT;
ALTER TABLE sections ADD COLUMN owed INTEGER;
ALTER TABLE sections ADD COLUMN listed_at INTEGER;      -- when its items were last read, and not "as it was"
-- Where the address leads by a permanent redirect, and how many visits in a row have agreed on it.
ALTER TABLE sections ADD COLUMN moved TEXT;
ALTER TABLE sections ADD COLUMN moved_visits INTEGER NOT NULL DEFAULT 0;
