-- Step 13: names of laws beside their numbers, so that a law by its name and year and by its number is one document.
-- Derived from the texts, and made again from them at any time.

CREATE TABLE law_names (
    key    TEXT NOT NULL, -- the name with the year, folded: `luat nha o 2023`
    number TEXT NOT NULL, -- `27/2023/QH15`
    name   TEXT NOT NULL, -- as it was written first
    PRIMARY KEY (key, number)
) WITHOUT ROWID;

-- Laws are read again for their names.
INSERT OR IGNORE INTO citing_queue (id)
    SELECT c.id FROM citing c JOIN documents d ON d.id = c.document
    WHERE d.norm GLOB '*QH[0-9]*' OR d.norm LIKE '%luật %' OR d.norm LIKE 'Luật %' OR d.norm LIKE 'Pháp lệnh %';
