import Archive
import Digest
import Domain
import EventLog
import Platform

/// The payloads of a book, by the number of an import or the beginning of their SHA-256.
package struct Payloads {
  private let ledger: Ledger

  package init(_ ledger: Ledger) { self.ledger = ledger }

  /// One line an import; `revoked` is the position of the event that revoked it.
  package func list() throws -> Answer {
    let log = try ledger.book.openLog()
    let revoked = try log.takenBack().imports
    let archive = try ledger.book.openArchive()
    return Answer(
      columns: [
        "import", "payload", "name", "bytes", "connection", "kind", "fetched_at", "first_position",
        "last_position", "erased", "revoked",
      ],
      rows: try log.imports().map { record in
        [
          .integer(record.id), .text(String(record.payload.hex.prefix(16))),
          .text(record.payloadName), .integer(record.payloadSize), .text(record.connection),
          .text(record.kind.name), .text("\(record.fetchedAt)"), .integer(record.firstPosition),
          .integer(record.lastPosition),
          .integer(try archive.about(record.payload)?.isErased ?? true ? 1 : 0),
          revoked[record.id].map { .integer($0) } ?? .null,
        ]
      })
  }

  /// The numbers of the imports of a payload: the one that is named, or all of the same bytes.
  package func imports(of name: String) throws -> [Int64] {
    let log = try ledger.book.openLog()
    if let id = Int64(name), try log.importRecord(id) != nil { return [id] }
    let hash = try find(name, log)
    return try log.imports().filter { $0.payload == hash }.map(\.id)
  }

  /// The bytes as they were received.
  package func bytes(_ name: String) throws -> [UInt8] {
    try ledger.book.openArchive().payload(find(name, ledger.book.openLog()))
  }

  /// The hash that a text names: of an import by its number, or of a payload by the beginning of its
  /// own; `nil` when it names neither.
  package func hash(named name: String) throws -> [UInt8]? {
    do { return try find(name, ledger.book.openLog()) } catch let error as LedgerError
      where error.code == .noInput
    {
      return nil
    }
  }

  /// Removes payloads' bytes for good and says so in the log; their events and hashes stay.
  ///
  /// Gives the hashes of those that were there. Killed anywhere in between, the same command run again completes it.
  package func erase(_ hashes: [[UInt8]], reason: String) throws -> [String] {
    try ledger.writing { writer in
      let archive = try ledger.book.openArchive(.write)
      for hash in hashes where try archive.about(hash) == nil {
        throw LedgerError(.noInput, "the archive has no payload \(hash.hex.prefix(16))")
      }
      let present = try hashes.filter { try !(archive.about($0)?.isErased ?? true) }
      guard !present.isEmpty else {
        let names = hashes.map { String($0.hex.prefix(16)) }.joined(separator: " ")
        // A reader that held the file may have kept the bytes from being wiped.
        let hasRemains = try archive.hasRemains()
        if hasRemains { try archive.wipe() }
        // Nor may the tables have learned of it.
        let changes = try TablesAtHead(ledger).bring(writer.log, ledger.built)
        if hasRemains || !changes.isEmpty { return hashes.map(\.hex) }
        throw LedgerError(.noInput, "payload \(names) was erased before")
      }
      _ = try writer.append(at: ledger.now()) { appender in
        for hash in present { try Self.tell(hash, reason, appender) }
      }
      try archive.erase(present)
      _ = try TablesAtHead(ledger).bring(writer.log, ledger.built)
      return present.map(\.hex)
    }
  }

  private static func tell(_ hash: [UInt8], _ reason: String, _ appender: Appender) throws {
    let fields = PayloadErased()
    let schema = EventTypes.schema(of: PayloadErased.self)
    var record = Record(schema.shape)
    record[fields.sha256] = hash.hex
    record[fields.reason] = reason
    try appender.decide(schema, in: "book", hash.hex, record)
  }

  private func find(_ name: String, _ log: EventLog) throws -> [UInt8] {
    let imports = try log.imports()
    if let id = Int64(name), let record = imports.first(where: { $0.id == id }) {
      return record.payload
    }
    let found = Set(imports.map(\.payload)).filter { $0.hex.hasPrefix(name.lowercased()) }
    guard let hash = found.first, found.count == 1, name.count >= 4 else {
      throw LedgerError(
        .noInput,
        found.count > 1 && name.count >= 4
          ? "several payloads begin with \(name): give more digits"
          : "there is no import or payload \(name): svod payload list tells them")
    }
    return hash
  }
}
