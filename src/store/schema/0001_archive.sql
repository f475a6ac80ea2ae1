-- The archive, step 1. Never edited after release: a change is a new step.
--
-- Times are seconds since 1970-01-01T00:00:00Z. `precision` is 0 month, 1 day, 2 hour, 3 minute, 4 second.
-- `offline` is 0 listed, 1 full, 2 partial, 3 failed, 4 blocked, 5 gone.

-- A list that is kept counted: list 1 is every article, one list a source (section ''), one a section.
CREATE TABLE lists (
    id       INTEGER PRIMARY KEY,
    source   TEXT NOT NULL,
    section  TEXT NOT NULL,
    total    INTEGER NOT NULL DEFAULT 0,
    unread   INTEGER NOT NULL DEFAULT 0,
    starred  INTEGER NOT NULL DEFAULT 0,
    both     INTEGER NOT NULL DEFAULT 0, -- unread and starred
    UNIQUE (source, section)
);
INSERT INTO lists (id, source, section) VALUES (1, '', '');

CREATE TABLE articles (
    id         INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: other programs remember it
    url        TEXT NOT NULL UNIQUE,
    source     TEXT NOT NULL,
    section    TEXT NOT NULL,          -- where it was seen first
    title      TEXT,
    summary    TEXT,                   -- the listing's teaser
    sapo       TEXT,
    author     TEXT,
    published  INTEGER,
    precision  INTEGER,
    listed     INTEGER,                -- the newest date a listing gave
    seen       INTEGER NOT NULL,
    sort       INTEGER NOT NULL,       -- published, else seen
    read       INTEGER NOT NULL DEFAULT 0,
    starred    INTEGER NOT NULL DEFAULT 0,
    offline    INTEGER NOT NULL DEFAULT 0,
    edited     INTEGER NOT NULL DEFAULT 0,
    picture    TEXT,
    fetched    INTEGER,
    want       INTEGER NOT NULL DEFAULT 1, -- the body should be fetched
    not_before INTEGER NOT NULL DEFAULT 0, -- … but not earlier than this
    tries      INTEGER NOT NULL DEFAULT 0, -- failures in a row
    trouble    TEXT,
    details    TEXT,                   -- JSON: what only the reader and the export need
    etag       TEXT,
    modified   TEXT
);
CREATE INDEX articles_wanted ON articles (sort, id) WHERE want = 1;

-- Other addresses that lead to an article.
CREATE TABLE aliases (
    url TEXT PRIMARY KEY,
    id  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX aliases_id ON aliases (id);

-- Which article is in which list. `sort`, `unread`, `starred` follow the article by trigger.
CREATE TABLE members (
    list    INTEGER NOT NULL,
    sort    INTEGER NOT NULL,
    id      INTEGER NOT NULL,
    unread  INTEGER NOT NULL,
    starred INTEGER NOT NULL,
    PRIMARY KEY (list, sort, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX members_id ON members (id, list);
CREATE INDEX members_unread ON members (list, sort, id) WHERE unread = 1;
CREATE INDEX members_starred ON members (list, sort, id) WHERE starred = 1;

CREATE TRIGGER members_added AFTER INSERT ON members BEGIN
    UPDATE lists SET total = total + 1, unread = unread + new.unread, starred = starred + new.starred,
        both = both + new.unread * new.starred WHERE id = new.list;
END;
CREATE TRIGGER members_removed AFTER DELETE ON members BEGIN
    UPDATE lists SET total = total - 1, unread = unread - old.unread, starred = starred - old.starred,
        both = both - old.unread * old.starred WHERE id = old.list;
END;
CREATE TRIGGER members_marked AFTER UPDATE OF unread, starred ON members BEGIN
    UPDATE lists SET unread = unread + new.unread - old.unread, starred = starred + new.starred - old.starred,
        both = both + new.unread * new.starred - old.unread * old.starred WHERE id = new.list;
END;
CREATE TRIGGER articles_marked AFTER UPDATE OF read, starred ON articles
WHEN new.read <> old.read OR new.starred <> old.starred BEGIN
    UPDATE members SET unread = NOT new.read, starred = new.starred WHERE id = new.id;
END;
CREATE TRIGGER articles_moved AFTER UPDATE OF sort ON articles WHEN new.sort <> old.sort BEGIN
    UPDATE members SET sort = new.sort WHERE id = new.id;
END;
CREATE TRIGGER articles_removed AFTER DELETE ON articles BEGIN
    DELETE FROM members WHERE id = old.id;
    DELETE FROM bodies WHERE id = old.id;
    DELETE FROM revisions WHERE id = old.id;
    DELETE FROM positions WHERE id = old.id;
    DELETE FROM pages WHERE id = old.id;
END;

-- Blocks as JSON, deflated (see body.rs).
CREATE TABLE bodies (
    id     INTEGER PRIMARY KEY,
    blocks BLOB NOT NULL
);
-- Earlier bodies of an article that was edited.
CREATE TABLE revisions (
    id      INTEGER NOT NULL,
    fetched INTEGER NOT NULL,
    title   TEXT,
    blocks  BLOB NOT NULL
);
CREATE INDEX revisions_id ON revisions (id, fetched);
CREATE TABLE positions (
    id     INTEGER PRIMARY KEY,
    block  INTEGER NOT NULL,
    offset INTEGER NOT NULL
);
-- Pages as they came, deflated, for extracting again; kept within a budget, oldest fetched dropped first.
CREATE TABLE pages (
    id      INTEGER PRIMARY KEY,
    fetched INTEGER NOT NULL,
    html    BLOB NOT NULL
);
CREATE INDEX pages_fetched ON pages (fetched, id);
CREATE TABLE sums (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO sums VALUES ('pages_bytes', 0);
CREATE TRIGGER pages_added AFTER INSERT ON pages BEGIN
    UPDATE sums SET value = value + length(new.html) WHERE name = 'pages_bytes';
END;
CREATE TRIGGER pages_removed AFTER DELETE ON pages BEGIN
    UPDATE sums SET value = value - length(old.html) WHERE name = 'pages_bytes';
END;

CREATE TABLE sections (
    source       TEXT NOT NULL,
    section      TEXT NOT NULL,
    etag         TEXT,
    modified     TEXT,
    visited      INTEGER,
    succeeded    INTEGER,
    failures     INTEGER NOT NULL DEFAULT 0,
    next_visit   INTEGER,
    trouble_kind TEXT,
    trouble      TEXT,
    PRIMARY KEY (source, section)
) WITHOUT ROWID;

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Articles that the search index does not know as they are now. `seq` grows, so that an article queued
-- again while it is being indexed stays queued.
CREATE TABLE queue (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id  INTEGER NOT NULL UNIQUE
);
