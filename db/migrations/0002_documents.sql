-- Documents of many formats, web addresses, later versions of articles, and a full-text search.
--
-- This file is migration 2. A released migration is never edited; a change of the schema is a new file.

-- Where an article comes from beyond its file, and how its text came about. Never changes. A row for every article.
CREATE TABLE origin (
    article_id  TEXT NOT NULL PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    method      TEXT NOT NULL CHECK (method <> ''),                   -- how text came out of original: 'text 1', 'html article 1' …
    address     TEXT NOT NULL,                                        -- web address it was fetched from, after redirects, or ''
    accessed_at TEXT,                                                 -- when it was fetched; NULL for a file
    version_of  TEXT REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED -- the article this is a later version of
) STRICT, WITHOUT ROWID;

CREATE INDEX origin_version ON origin (version_of) WHERE version_of IS NOT NULL;

INSERT INTO origin (article_id, method, address) SELECT id, 'text 1', '' FROM article;

CREATE TRIGGER origin_is_fixed BEFORE UPDATE ON origin
BEGIN
    SELECT RAISE(ABORT, 'where an article comes from never changes');
END;

-- The places of an article's text that lead somewhere else. Never changes.
CREATE TABLE hyperlink (
    article_id TEXT    NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL CHECK (ordinal >= 0),
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    url        TEXT    NOT NULL,
    PRIMARY KEY (article_id, ordinal),
    CHECK (0 <= start AND start < "end")
) STRICT, WITHOUT ROWID;

CREATE TRIGGER hyperlink_within_text BEFORE INSERT ON hyperlink
WHEN NEW."end" > (SELECT length FROM article WHERE id = NEW.article_id)
BEGIN
    SELECT RAISE(ABORT, 'a hyperlink ends behind the text');
END;

CREATE TRIGGER hyperlink_is_fixed BEFORE UPDATE ON hyperlink
BEGIN
    SELECT RAISE(ABORT, 'where the text of an article leads to never changes');
END;

-- What the full-text index holds: a row for each article, and one for each annotation with a note. An article without a
-- row, and its notes, are not in the index yet; Galley adds them when it has the project open.
CREATE TABLE searchable (
    id            INTEGER PRIMARY KEY,                                -- rowid in search
    article_id    TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    annotation_id TEXT NOT NULL,                                      -- '' for the article itself
    UNIQUE (article_id, annotation_id)
) STRICT;

-- The index alone, without a copy of the texts. It is derived from the other tables and made anew if it is damaged. Its
-- words are folded by Galley (case, diacritics), so it finds such words only:
--   SELECT article_id FROM search JOIN searchable ON searchable.id = search.rowid WHERE search MATCH 'coalition'
CREATE VIRTUAL TABLE search USING fts5 (head, body, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3');

UPDATE meta SET min_writer = 2;
