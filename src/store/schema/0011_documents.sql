-- Step 11: the legal documents that articles cite. Derived from the texts, and made again from them at any time.

CREATE TABLE documents (
    id       INTEGER PRIMARY KEY,
    norm     TEXT NOT NULL UNIQUE,       -- `38/2022/NĐ-CP`, `Luật Công đoàn 2012`
    articles INTEGER NOT NULL DEFAULT 0, -- how many cite it
    newest   INTEGER NOT NULL DEFAULT 0  -- the latest of these in time
);
CREATE INDEX documents_most ON documents (articles, newest);
CREATE INDEX documents_newest ON documents (newest, articles);

CREATE TABLE citing (
    document INTEGER NOT NULL REFERENCES documents (id),
    id       INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (document, id)
) WITHOUT ROWID;
CREATE INDEX citing_id ON citing (id);
CREATE TRIGGER citing_added AFTER INSERT ON citing BEGIN
    UPDATE documents SET articles = articles + 1,
        newest = max(newest, coalesce((SELECT sort FROM articles WHERE id = new.id), 0)) WHERE id = new.document;
END;
CREATE TRIGGER citing_removed AFTER DELETE ON citing BEGIN
    UPDATE documents SET articles = articles - 1 WHERE id = old.document;
END;

-- Articles whose text is new or changed since it was read for documents.
CREATE TABLE citing_queue (id INTEGER PRIMARY KEY);
CREATE TRIGGER bodies_to_read AFTER INSERT ON bodies BEGIN
    INSERT OR IGNORE INTO citing_queue (id) VALUES (new.id);
END;
CREATE TRIGGER bodies_not_to_read AFTER DELETE ON bodies BEGIN
    DELETE FROM citing_queue WHERE id = old.id;
END;
INSERT INTO citing_queue (id) SELECT id FROM bodies;
