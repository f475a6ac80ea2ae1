-- Step 12: category pages as they came, deflated, so that a site's lists can be learnt without asking it. Derived: a refresh
-- brings them again.

CREATE TABLE list_pages (
    source  TEXT NOT NULL,
    section TEXT NOT NULL,
    fetched INTEGER NOT NULL,
    url     TEXT NOT NULL,
    html    BLOB NOT NULL,
    PRIMARY KEY (source, section, fetched)
) WITHOUT ROWID;
CREATE INDEX list_pages_fetched ON list_pages (fetched);
