-- Step 3: what the reader's mute rules keep out of every list.

-- List 0 holds what is muted, and nothing that is muted is in another list.
INSERT INTO lists (id, source, section) VALUES (0, '', 'muted');

-- The lists that a muted article would be in, and whether it was unread there, so that it can come back.
CREATE TABLE muted (
    id     INTEGER NOT NULL,
    list   INTEGER NOT NULL,
    unread INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (id, list)
) WITHOUT ROWID;

-- Whoever puts a muted article into a list only notes where it would be.
CREATE TRIGGER members_of_muted BEFORE INSERT ON members
WHEN new.list <> 0 AND EXISTS (SELECT 1 FROM muted WHERE id = new.id) BEGIN
    INSERT OR IGNORE INTO muted (id, list, unread) VALUES (new.id, new.list, 0);
    SELECT RAISE(IGNORE);
END;
CREATE TRIGGER muted_removed AFTER DELETE ON articles BEGIN
    DELETE FROM muted WHERE id = old.id;
END;
