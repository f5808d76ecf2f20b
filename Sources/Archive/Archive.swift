import Digest
package import Domain
import LZ4
package import SQLite

/// Every payload as it was received, byte for byte: compressed, named by its SHA-256, erasable.
package final class Archive {
  /// For the checks of a whole archive; nobody else needs it.
  package let connection: Connection

  /// `SVOP`.
  package static let applicationID: Int64 = 0x5356_4F50
  package static let format: Int64 = 1

  /// Payloads are compressed in pieces of this size, so that a row is read without the rest.
  package static let chunkSize = 1 << 20

  /// Makes an empty archive at a path where there is none.
  package static func make(at path: String) throws {
    let connection = try Connection(path, .create)
    try connection.execute(
      "PRAGMA page_size = 8192; PRAGMA synchronous = FULL;")
    try connection.transaction {
      try connection.execute(schema)
      try connection.execute(
        "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(format)")
    }
    try connection.keepWriteAheadLog()
  }

  package init(_ path: String, _ access: Connection.Access) throws {
    connection = try Connection(path, access)
    do {
      try connection.defend()
      guard try connection.integer("PRAGMA application_id") == Self.applicationID else {
        throw ArchiveError.foreign(path: path)
      }
    } catch let error as SQLiteError where error.isDamage {
      throw ArchiveError.foreign(path: path)
    }
    let format = try connection.integer("PRAGMA user_version") ?? 0
    guard format == Self.format else { throw ArchiveError.newer(path: path, format: format) }
    if access != .read {
      try connection.execute("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
    }
  }

  /// Keeps a payload and returns its SHA-256; one that is there already stays as it is.
  package func keep(_ payload: Bytes) throws -> [UInt8] {
    let hash = SHA256.hash(payload)
    try keep(payload, named: hash)
    return hash
  }

  /// The same for a payload whose SHA-256 is known.
  package func keep(_ payload: [UInt8], named hash: [UInt8]) throws {
    try payload.borrowed { (bytes) throws in try keep(bytes, named: hash) }
  }

  private func keep(_ payload: Bytes, named hash: [UInt8]) throws {
    if try isKept(hash) { return }
    try connection.transaction {
      let insert = try connection.prepare(
        """
        INSERT INTO payloads (sha256, size, erased) VALUES (?1, ?2, 0)
        ON CONFLICT (sha256) DO UPDATE SET erased = 0
        """)
      insert.bind(1, blob: hash)
      insert.bind(2, Int64(payload.count))
      try insert.run()
      let add = try connection.prepare(
        "INSERT INTO chunks (sha256, number, raw_size, body) VALUES (?1, ?2, ?3, ?4)")
      var start = 0
      var number: Int64 = 0
      while start < payload.count {
        let end = min(start + Self.chunkSize, payload.count)
        add.bind(1, blob: hash)
        add.bind(2, number)
        add.bind(3, Int64(end - start))
        try LZ4.compress(payload[start..<end]).borrowed { (bytes) throws in
          add.bindBorrowed(4, blob: bytes)
          try add.run()
        }
        start = end
        number += 1
      }
    }
  }

  private func isKept(_ hash: [UInt8]) throws -> Bool {
    let select = try connection.prepare("SELECT erased FROM payloads WHERE sha256 = ?1")
    select.bind(1, blob: hash)
    return try select.step() && select.integer(0) == 0
  }

  /// Size and whether the bytes were erased, or `nil` for a payload that was never kept.
  package func about(_ hash: [UInt8]) throws -> (size: Int, isErased: Bool)? {
    let select = try connection.prepare("SELECT size, erased FROM payloads WHERE sha256 = ?1")
    select.bind(1, blob: hash)
    guard try select.step() else { return nil }
    return (Int(clamping: select.integer(0)), select.integer(1) != 0)
  }

  /// A part of a payload.
  package func bytes(_ range: Range<Int>, of hash: [UInt8]) throws -> [UInt8] {
    guard let (size, isErased) = try about(hash) else { throw ArchiveError.absent(hash.hex) }
    if isErased { throw ArchiveError.erased(hash.hex) }
    guard range.upperBound <= size else {
      throw ArchiveError.damaged(hash.hex, "bytes \(range) of \(size)")
    }
    let select = try connection.prepare(
      "SELECT number, raw_size, body FROM chunks WHERE sha256 = ?1 AND number BETWEEN ?2 AND ?3")
    select.bind(1, blob: hash)
    select.bind(2, Int64(range.lowerBound / Self.chunkSize))
    select.bind(3, Int64(max(range.lowerBound, range.upperBound - 1) / Self.chunkSize))
    var result: [UInt8] = []
    // What the archive says of a size is believed when the pieces are there.
    result.reserveCapacity(min(range.count, try pieces(of: hash) * Self.chunkSize))
    var raw: [UInt8] = []
    while try select.step() {
      let start = Int(select.integer(0)) * Self.chunkSize
      let count = Int(clamping: select.integer(1))
      guard count <= Self.chunkSize, LZ4.decompress(select.bytes(2), rawSize: count, into: &raw)
      else { throw ArchiveError.damaged(hash.hex, "a piece does not decompress") }
      let from = max(range.lowerBound - start, 0)
      let to = min(range.upperBound - start, count)
      if from < to { result += raw[from..<to] }
    }
    guard result.count == range.count else {
      throw ArchiveError.damaged(hash.hex, "a piece is missing")
    }
    return result
  }

  /// How many pieces of a payload are there.
  private func pieces(of hash: [UInt8]) throws -> Int {
    let select = try connection.prepare("SELECT count(*) FROM chunks WHERE sha256 = ?1")
    select.bind(1, blob: hash)
    return try select.step() ? Int(clamping: select.integer(0)) : 0
  }

  /// A whole payload, checked against its hash.
  package func payload(_ hash: [UInt8]) throws -> [UInt8] {
    guard let (size, _) = try about(hash) else { throw ArchiveError.absent(hash.hex) }
    guard size >= 0 else { throw ArchiveError.damaged(hash.hex, "a size of \(size) bytes") }
    let all = try bytes(0..<size, of: hash)
    guard SHA256.hash(all) == hash else {
      throw ArchiveError.damaged(hash.hex, "its bytes do not give its hash")
    }
    return all
  }

  /// Every payload's hash, sorted.
  package func hashes() throws -> [[UInt8]] {
    let select = try connection.prepare("SELECT sha256 FROM payloads ORDER BY sha256")
    var found: [[UInt8]] = []
    while try select.step() { found.append(select.bytes(0).array) }
    return found
  }

  /// A look at everything that is there.
  package func audit() throws -> ArchiveAudit { try ArchiveAudit(connection) }

  /// From here on every read sees the archive as it is now, whatever is kept meanwhile.
  package func hold() throws {
    try connection.execute("BEGIN")
    _ = try connection.integer("SELECT count(*) FROM sqlite_schema")
  }

  /// The statements that make an archive.
  package static var schema: String {
    String(decoding: PackageResources.payloads_sql, as: UTF8.self)
  }

  /// Removes payloads' bytes for good; their names and sizes stay.
  package func erase(_ hashes: [[UInt8]]) throws {
    try connection.transaction {
      for sql in [
        "DELETE FROM chunks WHERE sha256 = ?1", "UPDATE payloads SET erased = 1 WHERE sha256 = ?1",
      ] {
        let statement = try connection.prepare(sql)
        for hash in hashes {
          statement.bind(1, blob: hash)
          try statement.run()
        }
      }
    }
    try wipe()
  }

  /// Whether something of what was removed may still be in the file or in its WAL.
  package func hasRemains() throws -> Bool {
    let select = try connection.prepare("PRAGMA wal_checkpoint(PASSIVE)")
    let frames = try select.step() ? select.integer(1) : 0
    return try frames > 0 || connection.integer("PRAGMA freelist_count") != 0
  }

  /// Leaves nothing of what was removed in the file, in its free pages or in its WAL.
  package func wipe() throws {
    try truncate()
    try connection.execute("VACUUM")
    try truncate()
  }

  /// Empties the WAL; whoever still reads an older state of the file keeps it from being emptied.
  private func truncate() throws {
    let select = try connection.prepare("PRAGMA wal_checkpoint(TRUNCATE)")
    guard try select.step(), select.integer(0) == 0 else { throw ArchiveError.held }
  }
}
