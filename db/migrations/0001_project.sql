-- A Galley project: articles, what people marked in them, and every change that was ever made.
--
-- For everyone who queries the file with other tools:
--   * Positions (start, "end", length) count Unicode code points of article.text from 0; a span is half open. That is what
--     substr() counts, so   substr(article.text, span.start + 1, span."end" - span.start)   is span.quote, always.
--   * Ids are UUIDs (version 7), times are UTC with milliseconds: 2026-11-23T09:44:58.123Z. Unknown text is ''.
--   * Read as you like, while Galley runs too. Do not write: what is not in the table "change" can't be undone by Galley.
--   * Small columns stand before large ones, because SQLite walks through a text to reach what stands behind it.
--
-- This file is migration 1. A released migration is never edited; a change of the schema is a new file.

PRAGMA application_id = 0x47616C79; -- "Galy"

-- One row about the file itself.
CREATE TABLE meta (
    only          INTEGER PRIMARY KEY CHECK (only = 1),
    project_uuid  TEXT    NOT NULL CHECK (length(project_uuid) = 36), -- names the backups of this project
    created_at    TEXT    NOT NULL,
    app           TEXT    NOT NULL,                                   -- version of Galley that last changed the schema
    min_reader    INTEGER NOT NULL,                                   -- lowest schema number a Galley must know to read this file
    min_writer    INTEGER NOT NULL                                    -- … to write it
) STRICT;

-- A text that was opened. text, original and their hashes never change.
CREATE TABLE article (
    id              TEXT    NOT NULL PRIMARY KEY,
    title           TEXT    NOT NULL,
    publisher       TEXT    NOT NULL,                                 -- outlet or agency
    byline          TEXT    NOT NULL,                                 -- author
    dateline        TEXT    NOT NULL,                                 -- place it was filed from
    url             TEXT    NOT NULL,
    published       TEXT    NOT NULL,                                 -- YYYY-MM-DD, or RFC 3339
    language        TEXT    NOT NULL,                                 -- BCP 47
    status          TEXT    NOT NULL CHECK (status IN ('new', 'in progress', 'done', 'reviewed')),
    sha256          TEXT    NOT NULL CHECK (length(sha256) = 64),     -- of text in UTF-8, lower-case hex
    original_sha256 TEXT    NOT NULL CHECK (length(original_sha256) = 64),
    media_type      TEXT    NOT NULL,                                 -- of original, for example text/plain
    file_name       TEXT    NOT NULL,                                 -- base name of the file it came from
    encoding        TEXT    NOT NULL,                                 -- IANA name original was decoded with
    replaced        INTEGER NOT NULL CHECK (replaced >= 0),           -- undecodable sequences that became U+FFFD
    imported_at     TEXT    NOT NULL,
    removed_at      TEXT,                                             -- not NULL: taken out of lists and exports, can come back
    length          INTEGER NOT NULL CHECK (length >= 0),             -- code points of text
    words           INTEGER NOT NULL CHECK (words >= 0),              -- runs of text without white space
    text            TEXT    NOT NULL CHECK (length(text) = length),   -- decoded, line ends LF; holds no NUL
    original        BLOB    NOT NULL                                  -- the file as it was read
) STRICT;

CREATE INDEX article_original ON article (original_sha256);

CREATE TRIGGER article_text_is_fixed BEFORE UPDATE OF id, sha256, original_sha256, length, text, original ON article
BEGIN
    SELECT RAISE(ABORT, 'the text of an article never changes');
END;

-- A range of an article's text that is not the article's own new text: shown dimmed unless kept = 1.
CREATE TABLE passage (
    article_id TEXT    NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL CHECK (ordinal >= 0),
    kind       TEXT    NOT NULL CHECK (kind IN ('furniture', 'repeat')),
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    of_start   INTEGER NOT NULL,                                      -- kind 'repeat': the range it repeats
    of_end     INTEGER NOT NULL,
    kept       INTEGER NOT NULL CHECK (kept IN (0, 1)),
    PRIMARY KEY (article_id, ordinal),
    CHECK (0 <= start AND start < "end"),
    CHECK (0 <= of_start AND of_start <= of_end)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER passage_within_text BEFORE INSERT ON passage
WHEN max(NEW."end", NEW.of_end) > (SELECT length FROM article WHERE id = NEW.article_id)
BEGIN
    SELECT RAISE(ABORT, 'a passage ends behind the text');
END;

-- Who says it.
CREATE TABLE source (
    id   TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT, WITHOUT ROWID;

-- One or more spans of one article, what the article does there, and what the checker says of it.
CREATE TABLE annotation (
    id         TEXT NOT NULL PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    tag        TEXT NOT NULL CHECK (tag <> ''),                       -- claim, denial, unverified
    status     TEXT NOT NULL CHECK (status IN ('open', 'checking', 'checked')),
    source_id  TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
    cue_start  INTEGER,                                               -- the words that signal the source, for example "denied"
    cue_end    INTEGER,
    cue_quote  TEXT,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    quote      TEXT NOT NULL,                                         -- the spans' quotes, joined by ' … '
    note       TEXT NOT NULL,
    CHECK ((cue_start IS NULL) = (cue_end IS NULL) AND (cue_start IS NULL) = (cue_quote IS NULL)),
    CHECK (cue_start IS NULL OR (0 <= cue_start AND cue_start < cue_end))
) STRICT, WITHOUT ROWID;

CREATE INDEX annotation_article ON annotation (article_id, tag);      -- counts per article without touching the rows
CREATE INDEX annotation_source ON annotation (source_id) WHERE source_id IS NOT NULL;

-- The fragments of an annotation, in order of start.
CREATE TABLE span (
    annotation_id TEXT    NOT NULL REFERENCES annotation (id) ON DELETE CASCADE,
    ordinal       INTEGER NOT NULL CHECK (ordinal >= 0),
    article_id    TEXT    NOT NULL,                                   -- that of the annotation, for the index below
    start         INTEGER NOT NULL,
    "end"         INTEGER NOT NULL,
    quote         TEXT    NOT NULL,
    PRIMARY KEY (annotation_id, ordinal),
    CHECK (0 <= start AND start < "end")
) STRICT, WITHOUT ROWID;

CREATE INDEX span_place ON span (article_id, start);

CREATE TRIGGER span_within_text BEFORE INSERT ON span
WHEN NEW.article_id IS NOT (SELECT article_id FROM annotation WHERE id = NEW.annotation_id)
  OR NEW."end" > (SELECT length FROM article WHERE id = NEW.article_id)
BEGIN
    SELECT RAISE(ABORT, 'a span ends behind the text, or is of another article');
END;

CREATE TRIGGER span_stays_within_text BEFORE UPDATE ON span
WHEN NEW.article_id IS NOT (SELECT article_id FROM annotation WHERE id = NEW.annotation_id)
  OR NEW."end" > (SELECT length FROM article WHERE id = NEW.article_id)
BEGIN
    SELECT RAISE(ABORT, 'a span ends behind the text, or is of another article');
END;

-- What one annotation does to another.
CREATE TABLE link (
    id      TEXT NOT NULL PRIMARY KEY,
    kind    TEXT NOT NULL CHECK (kind IN ('denies', 'supports', 'contradicts', 'repeats')),
    from_id TEXT NOT NULL REFERENCES annotation (id) DEFERRABLE INITIALLY DEFERRED,
    to_id   TEXT NOT NULL REFERENCES annotation (id) DEFERRABLE INITIALLY DEFERRED,
    CHECK (from_id <> to_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_from ON link (from_id);
CREATE INDEX link_to ON link (to_id);

-- Every edit, oldest first by seq. The edits of one gesture stand together and are undone together.
CREATE TABLE change (
    seq        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    at         TEXT NOT NULL,
    by         TEXT NOT NULL,
    gesture    TEXT NOT NULL,
    name       TEXT NOT NULL,                                         -- what the person did: mark, retag, import …
    role       TEXT NOT NULL CHECK (role IN ('do', 'undo', 'redo')),
    of         TEXT NOT NULL,                                         -- the gesture that is undone or redone, or ''
    kind       TEXT NOT NULL CHECK (kind IN ('annotation', 'link', 'article')),
    subject    TEXT NOT NULL,                                         -- id of the annotation, link or article
    article_id TEXT NOT NULL,                                         -- the article it belongs to (for a link: that of from_id)
    before     TEXT,                                                  -- JSON of the subject, NULL: it was not there
    after      TEXT,                                                  -- JSON of the subject, NULL: it is gone
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;

CREATE INDEX change_gesture ON change (gesture, article_id);
