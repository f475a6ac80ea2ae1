-- Step 7: articles over several pages, and which lists are known to tell of changes.

-- The further pages of an article, with what their server said of them: asked for conditionally, like the first one.
CREATE TABLE parts (
    id       INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    part     INTEGER NOT NULL,          -- 2 is the first of them
    url      TEXT NOT NULL,
    etag     TEXT,
    modified TEXT,
    PRIMARY KEY (id, part)
) WITHOUT ROWID;

-- `told.sure` from now on: 0 = the list has headlines and teasers; + 1 = it has the text of a first page; + 2 = it has dates
-- of changes. Such dates count only where one of them was seen to differ from the date of publication.
ALTER TABLE lists ADD COLUMN dates_changes INTEGER NOT NULL DEFAULT 0;
