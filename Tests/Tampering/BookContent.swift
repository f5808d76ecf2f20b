import Archive
import Digest
import Domain
import EventLog
import Ledger
import Platform
import Projecting
import SQLite

/// Everything that can be read out of a book: events, imports, payloads, rows.
///
/// Two books with the same content say the same, whatever their files' bytes are.
package struct BookContent: Equatable, Sendable {
  private let lines: [String]

  package init(_ path: String) throws {
    let ledger = try Ledger(Book(path))
    var lines: [String] = []
    let log = try ledger.book.openLog()
    try log.forEachEvent(takenBackToo: true) { event in
      lines.append(try EventDescription(event).json)
    }
    for record in try log.imports() { lines.append("\(record)") }
    for table in ["stream_pages", "sightings", "sources", "event_schemas"] {
      try Self.read("SELECT * FROM \(table)", log.connection, into: &lines)
    }
    let archive = try ledger.book.openArchive()
    for hash in try archive.hashes() {
      let isErased = try archive.about(hash)?.isErased ?? false
      let bytes = isErased ? [] : try archive.payload(hash)
      lines.append("\(hash.hex) \(isErased) \(SHA256.hash(bytes).hex)")
    }
    for line in try ledger.book.checkpoints.lines() { lines.append("\(line)") }
    for projector in Projectors.all {
      let type = type(of: projector)
      guard let connection = try ledger.tables.open(type.alias) else {
        if Files.exists(ledger.tables.link(type.alias)) { lines.append("a link leads nowhere") }
        continue
      }
      for table in type.tables {
        try Self.read("SELECT * FROM \(table.rowsName) NOT INDEXED", connection, into: &lines)
        try Self.read("SELECT * FROM \(table.name)", connection, into: &lines)
      }
      try Self.read("SELECT * FROM meta", connection, into: &lines)
    }
    self.lines = lines
  }

  private static func read(
    _ sql: String, _ connection: Connection, into lines: inout [String]
  ) throws {
    let select = try connection.prepare(sql)
    var rows: [String] = []
    while try select.step() {
      rows.append((0..<select.columnCount).map { "\(select.value($0))" }.joined(separator: "|"))
    }
    lines += rows.sorted()
  }
}
