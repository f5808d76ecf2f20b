-- A log of format 1, as an SQL script: what books hold that an earlier svod made. Pragmas are not in it:
-- application_id is 0x53564F44, user_version 1.
BEGIN TRANSACTION;
CREATE TABLE blocks (
  first_position INTEGER PRIMARY KEY,  -- the next block's is this + event_count: there are no gaps
  event_count    INTEGER NOT NULL CHECK (event_count > 0),
  recorded_at    INTEGER NOT NULL,     -- microseconds since 1970-01-01T00:00:00Z, never goes back
  import_id      INTEGER NOT NULL,     -- the import that brought the events; 0: none
  payload        BLOB    NOT NULL,     -- SHA-256 of the payload that they came from; empty: none
  types          TEXT    NOT NULL,     -- tags of the event types inside, separated by spaces
  codec          INTEGER NOT NULL,     -- 1: one LZ4 block
  raw_size       INTEGER NOT NULL,     -- bytes of the body before LZ4
  hash           BLOB    NOT NULL CHECK (length(hash) = 32),
  body           BLOB    NOT NULL
) STRICT;
INSERT INTO "blocks" VALUES(1,1,1795571689301858,0,X'','book.connections.settings@1',1,76,X'0416D67F5028FAE17F4F2F628618CA504B30F5EEAFEAFA3C4CF6BC69EFB4EBBD',X'FC1401011B626F6F6B2E636F6E6E656374696F6E732E73657474696E67734031011375742F2000F00A00000275740189BBDA968788E10C0000000703027574023143');
INSERT INTO "blocks" VALUES(2,3,1795571709909224,1,X'B5CB50BB599356FA58E1ED181350FBDFC4ECD72C165F6D8256112DAFB5E90066','1c.dealer-prices.price@1 1c.dealer-prices.completed@1',1,307,X'FB97412D2E00FF3FD2BC4EE74184DF3F56E5F988C1BFA9066BE41307ACB7FCAD',X'F10501021831632E6465616C65722D7072696365732E07003D40311C1900FC01636F6D706C657465644031011375742F2100FF2F00002F33653766383332622D303235342D346431652D613535322D3135353461393232656234662F323032362D30312D303101C0BEBCB41A00465F2B07243B0011F81DCCBF02A00600002F37623839663066652D313833622D346335352D396436312D32306631653861376333623267003000000263000F37001194CCBF02C00C01000A7EEE00F0012F010000C30300080700C0BEBCB41A04');
INSERT INTO "blocks" VALUES(5,2,1795571710029889,2,X'93232899096C4F89FE0A1CC45D65902DD20E278BABFF7BE547C00C53032ADDEF','1c.dealer-prices.price@1 1c.dealer-prices.completed@1',1,209,X'1A0A5101DF36B6824010E02EB248593DC53A85BB7F87C1FA6883C5F4D97CF7B1',X'F10501021831632E6465616C65722D7072696365732E07003D40311C1900FC01636F6D706C657465644031011375742F2100FF3000002F37623839663066652D313833622D346335352D396436312D3230663165386137633362322F323032362D30312D303102C0D6E6B41A0086025F2B07243C001194CCBF02900D01000A7E8C00F0012F020000C30300080700C0D6E6B41A04');
INSERT INTO "blocks" VALUES(7,1,1795571710645826,3,X'1DCCABF084F436A2FCD67CB359660477A8DB00B2EAC0E8AC266184EA771C824F','1c.dealer-prices.completed@1',1,83,X'ACFF31497242A5B83E946E9CF8196D74776A928AAE0C435C10DCB1A764288BA9',X'FC1501011C31632E6465616C65722D7072696365732E636F6D706C657465644031011375742F21004400000A7E2400F0042F03C0EE90B51A000000080700C0EE90B51A04');
CREATE TABLE event_schemas (
  tag    TEXT PRIMARY KEY,  -- such as wb.finance.row@2
  fields TEXT NOT NULL      -- JSON: [{"number":1,"name":"report_id","type":"integer"}, …]
) STRICT;
INSERT INTO "event_schemas" VALUES('book.connections.settings@1','[{"number":1,"name":"name","type":"text"},{"number":2,"name":"marketplace","type":"text"},{"number":3,"name":"organization","type":"text"},{"number":4,"name":"onec","type":"text"},{"number":5,"name":"zone","type":"text"}]');
INSERT INTO "event_schemas" VALUES('1c.dealer-prices.price@1','[{"number":1,"name":"nomenclature_ref","type":"text"},{"number":2,"name":"period","type":"day"},{"number":3,"name":"price","type":"decimal"}]');
INSERT INTO "event_schemas" VALUES('1c.dealer-prices.completed@1','[{"number":1,"name":"scope","type":"text"},{"number":2,"name":"fetched_at","type":"instant"},{"number":3,"name":"documents","type":"integer"}]');
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
INSERT INTO "imports" VALUES(1,X'B5CB50BB599356FA58E1ED181350FBDFC4ECD72C165F6D8256112DAFB5E90066',229,'a.json','ut','1c.dealer-prices',1,'{"complete":true}',1772341200000000,1795571709909224,2,4,'{"rows":2,"new":2,"revised":0,"withdrawn":0,"unchanged":0,"set_aside":0,"profile":{"rows":2,"present":{"nomenclature_ref":2,"period":2,"price":2},"values":{}},"totals":[],"remarks":[]}');
INSERT INTO "imports" VALUES(2,X'93232899096C4F89FE0A1CC45D65902DD20E278BABFF7BE547C00C53032ADDEF',229,'b.json','ut','1c.dealer-prices',1,'{"complete":true}',1772514000000000,1795571710029889,5,6,'{"rows":2,"new":0,"revised":1,"withdrawn":0,"unchanged":1,"set_aside":0,"profile":{"rows":2,"present":{"nomenclature_ref":2,"period":2,"price":2},"values":{}},"totals":[],"remarks":[]}');
INSERT INTO "imports" VALUES(3,X'1DCCABF084F436A2FCD67CB359660477A8DB00B2EAC0E8AC266184EA771C824F',235,'c.json','ut','1c.dealer-prices',1,'{"complete":true}',1772686800000000,1795571710645826,7,7,'{"rows":2,"new":0,"revised":0,"withdrawn":0,"unchanged":2,"set_aside":0,"profile":{"rows":2,"present":{"nomenclature_ref":2,"period":2,"price":2},"values":{}},"totals":[],"remarks":[]}');
CREATE TABLE sources (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE  -- such as wb-main/wb.finance
) STRICT;
INSERT INTO "sources" VALUES(1,'ut/book.connections');
INSERT INTO "sources" VALUES(2,'ut/1c.dealer-prices');
CREATE TABLE streams (
  source     INTEGER NOT NULL,
  natural_id TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  position   INTEGER NOT NULL,
  clock      INTEGER NOT NULL,  -- what orders the versions: the source's time, else fetched-at
  state      INTEGER NOT NULL,  -- first 8 bytes of the SHA-256 over type and body; 0: withdrawn
  seen_until INTEGER,           -- the latest fetched-at at which this state was seen again
  PRIMARY KEY (source, natural_id, version)
) STRICT, WITHOUT ROWID;
INSERT INTO "streams" VALUES(1,'ut',1,1,1795571689301858,-4629418897418356903,NULL);
INSERT INTO "streams" VALUES(2,'3e7f832b-0254-4d1e-a552-1554a922eb4f/2026-01-01',1,2,1772341200000000,7597226658909182081,1772686800000000);
INSERT INTO "streams" VALUES(2,'7b89f0fe-183b-4c55-9d61-20f1e8a7c3b2/2026-01-01',1,3,1772341200000000,6075224729443422855,NULL);
INSERT INTO "streams" VALUES(2,'7b89f0fe-183b-4c55-9d61-20f1e8a7c3b2/2026-01-01',2,5,1772514000000000,6001081785606645249,1772686800000000);
INSERT INTO "streams" VALUES(2,'~complete/',1,4,1772341200000000,-3760420341608547917,NULL);
INSERT INTO "streams" VALUES(2,'~complete/',2,6,1772514000000000,-3410940325723668855,NULL);
INSERT INTO "streams" VALUES(2,'~complete/',3,7,1772686800000000,-2197672014097423084,NULL);
CREATE TRIGGER blocks_forbid_update BEFORE UPDATE ON blocks
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE TRIGGER blocks_forbid_delete BEFORE DELETE ON blocks
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
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
CREATE TRIGGER streams_forbid_update BEFORE UPDATE OF
  source, natural_id, version, position, clock, state ON streams
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE TRIGGER streams_forbid_delete BEFORE DELETE ON streams
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE TRIGGER streams_only_once BEFORE INSERT ON streams
WHEN EXISTS (SELECT 1 FROM streams WHERE source = NEW.source
  AND natural_id = NEW.natural_id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'a version of a stream is written once'); END;
COMMIT;
