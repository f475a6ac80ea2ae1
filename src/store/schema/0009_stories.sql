-- Step 9: which articles tell one story.

-- The number of the story, the same for all articles that tell it: that of the first of them that was known. NULL = not
-- looked at yet, or too short to say. It is derived from the texts, and made again from them at any time.
ALTER TABLE articles ADD COLUMN story INTEGER;
CREATE INDEX articles_story ON articles (story, id) WHERE story IS NOT NULL;

-- What is kept of a text to compare it (see labour::story), and the paper that it says it is taken from (a host).
CREATE TABLE signatures (
    id        INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    signature BLOB NOT NULL,
    credit    TEXT
);
-- The hashes by which a text like another is found, with the article's place in time.
CREATE TABLE story_keys (
    key INTEGER NOT NULL,
    at  INTEGER NOT NULL,
    id  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (key, at, id)
) WITHOUT ROWID;
CREATE INDEX story_keys_id ON story_keys (id);

-- Articles whose text is new or changed since their story was looked for.
CREATE TABLE story_queue (id INTEGER PRIMARY KEY);
CREATE TRIGGER bodies_added AFTER INSERT ON bodies BEGIN
    INSERT OR IGNORE INTO story_queue (id) VALUES (new.id);
END;
CREATE TRIGGER bodies_removed AFTER DELETE ON bodies BEGIN
    DELETE FROM story_queue WHERE id = old.id;
END;
INSERT INTO story_queue (id) SELECT id FROM bodies;

-- When an article was last seen to have changed.
ALTER TABLE articles ADD COLUMN edited_at INTEGER;
CREATE INDEX articles_edited ON articles (edited_at) WHERE edited_at IS NOT NULL;
CREATE INDEX articles_taken_down ON articles (removed) WHERE removed IS NOT NULL;

-- Articles that stood in a press review, and since when.
CREATE TABLE digested (
    id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    at INTEGER NOT NULL
);
