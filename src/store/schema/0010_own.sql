-- Names that the user gave articles. Two names are one where their keys are: small letters, without marks.
CREATE TABLE labels (
    id   INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    key  TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (id, key)
) WITHOUT ROWID;
CREATE INDEX labels_key ON labels (key, id);

-- What the user wrote to a passage of an article; an empty passage means the whole.
CREATE TABLE notes (
    id    INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    quote TEXT NOT NULL,
    text  TEXT NOT NULL,
    at    INTEGER NOT NULL,
    PRIMARY KEY (id, quote)
) WITHOUT ROWID;
