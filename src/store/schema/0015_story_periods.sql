-- Step 15: the hashes of stories by their time first, so that those of one time lie together.
-- Derived from the texts, and made again from them at any time.

CREATE TABLE story_hashes (
    period INTEGER NOT NULL, -- of two weeks since 1970, whole and downwards
    key    INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    id     INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (period, key, at, id)
) WITHOUT ROWID;
INSERT INTO story_hashes (period, key, at, id)
    SELECT at / 1209600 - (at % 1209600 < 0), key, at, id FROM story_keys ORDER BY 1, 2, 3, 4;
CREATE INDEX story_hashes_id ON story_hashes (id);
DROP INDEX story_keys_id;
DROP TABLE story_keys;
