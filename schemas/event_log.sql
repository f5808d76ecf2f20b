-- The event log of a book: log.sqlite. Everything that happened, in the order Svod learned of it.
-- Rows are added, never changed. The format of a block's body is in event_log.md.

-- Events in blocks: compressed together, chained by hash.
CREATE TABLE blocks (
  first_position INTEGER PRIMARY KEY,  -- the next block's is this + event_count: there are no gaps
  event_count    INTEGER NOT NULL CHECK (event_count > 0),
  recorded_at    INTEGER NOT NULL,     -- microseconds since 1970-01-01T00:00:00Z, never goes back
  import_id      INTEGER NOT NULL,     -- the import that brought the events; 0: none
  payload        BLOB    NOT NULL,     -- SHA-256 of the payload that they came from; empty: none
  types          TEXT    NOT NULL,     -- tags of the event types inside, separated by spaces
  codec          INTEGER NOT NULL,     -- 1: one LZ4 block; 2: digits apart, then LZ4
  raw_size       INTEGER NOT NULL,     -- bytes of the raw body
  hash           BLOB    NOT NULL CHECK (length(hash) = 32),
  body           BLOB    NOT NULL
) STRICT;

-- The fields of every event type version that was ever written here.
CREATE TABLE event_schemas (
  tag    TEXT PRIMARY KEY,  -- such as wb.finance.row@2
  fields TEXT NOT NULL      -- JSON: [{"number":1,"name":"report_id","type":"integer"}, …]
) STRICT;

-- Every payload that was taken, and what came of it.
CREATE TABLE imports (
  id             INTEGER PRIMARY KEY,
  payload        BLOB    NOT NULL,  -- SHA-256; the bytes are in payloads.sqlite
  payload_size   INTEGER NOT NULL,
  payload_name   TEXT    NOT NULL,
  connection     TEXT    NOT NULL,
  kind           TEXT    NOT NULL,
  importer       INTEGER NOT NULL,  -- version of the importer
  options        TEXT    NOT NULL,  -- JSON: what the command said besides
  fetched_at     INTEGER NOT NULL,  -- microseconds
  recorded_at    INTEGER NOT NULL,
  first_position INTEGER NOT NULL,  -- of its events; 0: it brought none
  last_position  INTEGER NOT NULL,
  summary        TEXT    NOT NULL,  -- JSON: rows, new, revised, withdrawn, unchanged, set aside, totals
  UNIQUE (payload, connection, kind, options, fetched_at)
) STRICT;

-- Connection and kind of streams: the first parts of a stream's name.
CREATE TABLE sources (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE  -- such as wb-main/wb.finance
) STRICT;

-- Index of the versions of every stream, many streams a row; the form of a body is in event_log.md.
-- It tells nothing that blocks do not, and can be made again from them.
CREATE TABLE stream_pages (
  source   INTEGER NOT NULL,
  first_id BLOB    NOT NULL,  -- natural ids from this one to the next row's are here; empty: from the first
  body     BLOB    NOT NULL,
  PRIMARY KEY (source, first_id)
) STRICT, WITHOUT ROWID;

-- When known states were seen again: versions that an answer showed without bringing them.
CREATE TABLE sightings (
  source    INTEGER NOT NULL,
  clock     INTEGER NOT NULL,  -- fetched-at of the answer, microseconds
  part      INTEGER NOT NULL,  -- from 1: what each append added for this clock
  import_id INTEGER NOT NULL,  -- what a revoked import saw counts no more
  positions BLOB    NOT NULL,  -- of the versions, as runs; see event_log.md
  PRIMARY KEY (source, clock, part)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER blocks_forbid_update BEFORE UPDATE ON blocks
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;

CREATE TRIGGER blocks_forbid_delete BEFORE DELETE ON blocks
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;

-- INSERT OR REPLACE fires no DELETE trigger: the only position that may be inserted is the next.
CREATE TRIGGER blocks_only_at_the_end BEFORE INSERT ON blocks
WHEN NEW.first_position IS NOT coalesce(
  (SELECT first_position + event_count FROM blocks ORDER BY first_position DESC LIMIT 1), 1)
BEGIN SELECT RAISE(ABORT, 'the event log grows at its end only'); END;

CREATE TRIGGER imports_forbid_update BEFORE UPDATE ON imports
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;

CREATE TRIGGER imports_forbid_delete BEFORE DELETE ON imports
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;

CREATE TRIGGER imports_only_at_the_end BEFORE INSERT ON imports
WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM imports) OR EXISTS (
  SELECT 1 FROM imports WHERE payload = NEW.payload AND connection = NEW.connection
    AND kind = NEW.kind AND options = NEW.options AND fetched_at = NEW.fetched_at)
BEGIN SELECT RAISE(ABORT, 'the event log grows at its end only'); END;

CREATE TRIGGER event_schemas_forbid_update BEFORE UPDATE ON event_schemas
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;

CREATE TRIGGER event_schemas_forbid_delete BEFORE DELETE ON event_schemas
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;

CREATE TRIGGER event_schemas_only_once BEFORE INSERT ON event_schemas
WHEN EXISTS (SELECT 1 FROM event_schemas WHERE tag = NEW.tag)
BEGIN SELECT RAISE(ABORT, 'an event schema is never edited'); END;

CREATE TRIGGER sources_forbid_update BEFORE UPDATE ON sources
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;

CREATE TRIGGER sources_forbid_delete BEFORE DELETE ON sources
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;

CREATE TRIGGER sources_only_at_the_end BEFORE INSERT ON sources
WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM sources)
  OR EXISTS (SELECT 1 FROM sources WHERE name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'the event log grows at its end only'); END;

CREATE TRIGGER sightings_forbid_update BEFORE UPDATE ON sightings
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;

CREATE TRIGGER sightings_forbid_delete BEFORE DELETE ON sightings
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;

CREATE TRIGGER sightings_only_at_the_end BEFORE INSERT ON sightings
WHEN NEW.part IS NOT (SELECT count(*) + 1 FROM sightings
  WHERE source = NEW.source AND clock = NEW.clock)
BEGIN SELECT RAISE(ABORT, 'the event log grows at its end only'); END;
