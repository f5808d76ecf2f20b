import Archive
import Digest
import Domain
import EventLog
package import Projecting
import SQLite

/// From a row of a table to the events that shaped it and the bytes that they came from.
package struct Trace: Sendable {
  /// The row, by column.
  package let row: Answer
  package let steps: [Step]

  /// One event of the row's documents.
  package struct Step: Sendable {
    package let event: EventDescription

    /// The row of the payload, or why it cannot be shown.
    package let source: Source
  }

  package enum Source: Sendable {
    case bytes([UInt8], line: Int, column: Int)
    case missing(String)
  }

  /// Finds the row by the parts of its key and gathers its events.
  package init(_ ledger: Ledger, _ projector: any Projector, key parts: [String]) throws {
    let type = type(of: projector)
    let table = type.tables[0]
    guard let connection = try ledger.tables.open(type.alias) else {
      throw LedgerError(.unavailable, "\(type.alias) was never built: svod update builds it")
    }
    let found = try KeySearch(table).find(parts, connection)
    row = found.answer
    let log = try ledger.book.openLog()
    let archive = try ledger.book.openArchive()
    let positions = try Self.positions(found, projector, log, connection)
    var steps: [Step] = []
    try log.forEachEvent(at: positions) { view in
      let event = try EventDescription(view)
      steps.append(Step(event: event, source: try Self.source(of: view, archive)))
    }
    self.steps = steps
  }

  /// The events of the documents that make the row's group.
  private static func positions(
    _ row: KeySearch.Found, _ projector: any Projector, _ log: EventLog, _ connection: Connection
  ) throws -> [Int64] {
    var last: (source: SourceName, id: [UInt8])?
    try log.forEachEvent(at: [row.lastPosition]) { last = ($0.source, $0.naturalID.array) }
    guard let last else { return [] }
    return try last.id.borrowed { (id) throws in
      try log.positions(ofStream: id, in: last.source)
    }.sorted()
  }

  static func source(of view: EventView, _ archive: Archive) throws -> Source {
    guard !view.block.payload.isEmpty, !view.payloadRange.isEmpty else {
      return .missing("no payload brought it")
    }
    do {
      let start = view.payloadRange.lowerBound
      let bytes = try archive.bytes(view.payloadRange, of: view.block.payload)
      let (line, column) = try LineCounter.place(of: start, in: view.block.payload, archive)
      return .bytes(bytes, line: line, column: column)
    } catch let error as ArchiveError {
      return .missing(error.description)
    }
  }
}

/// Counts lines in an archived payload.
enum LineCounter {
  /// Line and column, from 1, of a byte.
  static func place(of offset: Int, in hash: [UInt8], _ archive: Archive) throws -> (Int, Int) {
    var line = 1
    var column = 1
    var start = 0
    while start < offset {
      let end = min(start + Archive.chunkSize, offset)
      for byte in try archive.bytes(start..<end, of: hash) {
        if byte == 0x0A {
          line += 1
          column = 1
        } else {
          column += 1
        }
      }
      start = end
    }
    return (line, column)
  }
}

/// Finds a row by the parts of its primary key; leading parts that only one row fits are enough.
struct KeySearch {
  struct Found {
    let answer: Answer
    let firstPosition: Int64
    let lastPosition: Int64
  }

  private let table: Table

  init(_ table: Table) { self.table = table }

  func find(_ parts: [String], _ connection: Connection) throws -> Found {
    let keys = table.keyMembers
    guard !parts.isEmpty, parts.count <= keys.count else {
      throw LedgerError(
        .usage, "a row of \(table.alias) is named by \(table.key.joined(separator: " "))")
    }
    // The connection may be left out where the rest names one row.
    for skipped in 0...(keys.count - parts.count) {
      let used = Array(keys.dropFirst(skipped).prefix(parts.count))
      var query = Query()
      query.filters = zip(used, parts).map { (column: $0.name, value: $1) }
      query.limit = 2
      let answer: Answer
      do { answer = try query.rows(of: table, connection) } catch let error as LedgerError
        where error.code == .usage
      {
        continue
      }
      if answer.rows.isEmpty { continue }
      guard answer.rows.count == 1 else {
        throw LedgerError(
          .usage,
          "several rows of \(table.alias) fit: name "
            + keys.map(\.name).joined(separator: " "))
      }
      return Found(
        answer: answer, firstPosition: Self.number(answer, "first_seq"),
        lastPosition: Self.number(answer, "last_seq"))
    }
    throw LedgerError(
      .noInput,
      "\(table.alias) has no row \(parts.joined(separator: " ")): its key is "
        + table.key.joined(separator: " "))
  }

  private static func number(_ answer: Answer, _ column: String) -> Int64 {
    guard let index = answer.columns.firstIndex(of: column),
      case .number(let digits) = answer.rows[0][index]
    else { return 0 }
    return Int64(digits) ?? 0
  }
}
