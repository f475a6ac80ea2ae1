-- Step 8: which articles were opened, and when the last time.

CREATE TABLE opened (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL
);
CREATE INDEX opened_at ON opened (at, id);
CREATE TRIGGER opened_removed AFTER DELETE ON articles BEGIN
    DELETE FROM opened WHERE id = old.id;
END;
