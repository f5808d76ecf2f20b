-- The archive of a book: payloads.sqlite. Every payload byte for byte, named by its SHA-256.

CREATE TABLE payloads (
  sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
  size   INTEGER NOT NULL,
  erased INTEGER NOT NULL  -- 1: its bytes were erased; hash and size stay
) STRICT, WITHOUT ROWID;

-- The bytes in pieces of 1 MiB, each one LZ4 block.
CREATE TABLE chunks (
  sha256   BLOB    NOT NULL,
  number   INTEGER NOT NULL,  -- from 0
  raw_size INTEGER NOT NULL,  -- bytes before LZ4
  body     BLOB    NOT NULL,
  PRIMARY KEY (sha256, number)
) STRICT;
