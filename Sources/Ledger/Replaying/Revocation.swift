import Domain
package import EventLog

/// Takes back what imports said, as if they had never been: nothing is deleted, and a payload whose
/// import was revoked may be imported again.
///
/// What other imports say as well stays; documents that only were revised return to their state
/// before; what a complete answer had withdrawn is back.
package struct Revocation {
  /// The imports' numbers.
  package let imports: [Int64]
  package let reason: String
  package let author: String

  package init(_ imports: [Int64], reason: String, author: String) {
    self.imports = Array(Set(imports)).sorted()
    self.reason = reason
    self.author = author
  }

  /// What a revocation did, or would do.
  package struct Report: Sendable {
    /// The imports, oldest first.
    package var imports: [ImportRecord] = []

    /// Events that count no more, and events that were appended because other imports say the same.
    package var takenBack = 0
    package var told = 0

    /// Other imports of the same sources whose payloads could not be read again: what they saw
    /// unchanged is not known any more.
    package var unread: [UnreadPayload] = []
    package var differences: [TableDifference] = []
    package var isDryRun = false
  }

  /// Takes the imports back in a log that is being appended to.
  func append(
    to appender: Appender, of log: EventLog, _ replay: PayloadReplay, at now: Instant
  ) throws -> Report {
    var report = Report()
    report.imports = try Self.standing(imports, log)
    var takenBack: [Int64] = []
    for (source, records) in Dictionary(grouping: report.imports, by: \.source)
      .sorted(by: { $0.key.name < $1.key.name })
    {
      let outcome = try Retelling(
        log: log, replay: replay, source: source, without: Set(records.map(\.id))
      ).run(appender, at: now)
      takenBack += outcome.takenBack
      report.takenBack += outcome.takenBack.count - outcome.restored
      report.told += outcome.told
      report.unread += outcome.unread
    }
    let fields = ImportRevoked()
    let schema = EventTypes.schema(of: ImportRevoked.self)
    try appender.begin(Appender.Origin())
    for record in report.imports {
      var event = Record(schema.shape)
      event[fields.imported] = record.id
      event[fields.reason] = reason
      event[fields.author] = author
      // Imports that are revoked together go together: the last event tells of all.
      if record.id == report.imports.last?.id {
        event.set(fields.passed_over, TakenBack.joined(takenBack.map { $0...$0 }).map(\.record))
      }
      try appender.tell(event, schema, of: record.id)
    }
    return report
  }

  /// The imports by their numbers; one that is not there, or was revoked before, is told.
  static func standing(_ ids: [Int64], _ log: EventLog) throws -> [ImportRecord] {
    let revoked = try log.takenBack().imports
    return try ids.map { id in
      guard let record = try log.importRecord(id) else {
        throw LedgerError(.noInput, "there is no import \(id): svod import list tells them")
      }
      if let position = revoked[id] {
        throw LedgerError(
          .noInput, "import \(id) was revoked before: svod show \(position) tells why")
      }
      return record
    }
  }
}

extension ImportRecord {
  /// The streams that it brings events of.
  var source: SourceName { SourceName(connection: connection, kind: kind) }
}

extension ClosedRange<Int64> {
  fileprivate var record: Record {
    let fields = PositionRun()
    var record = Record(Shape(of: PositionRun.self))
    record[fields.first] = lowerBound
    record[fields.last] = upperBound
    return record
  }
}

extension Appender {
  /// Appends an event about an import.
  fileprivate func tell(_ record: Record, _ schema: EventSchema, of importID: Int64) throws {
    try decide(schema, in: TakenBack.source.connection, String(importID), record)
  }

  /// Appends that a payload was read anew by a newer importer.
  func tellReread(
    _ record: ImportRecord, by importer: Int64, passingOver positions: [Int64]
  ) throws {
    let fields = ImportReread()
    let schema = EventTypes.schema(of: ImportReread.self)
    var event = Record(schema.shape)
    event[fields.imported] = record.id
    event[fields.importer] = importer
    event.set(fields.passed_over, TakenBack.joined(positions.map { $0...$0 }).map(\.record))
    try begin(Origin())
    try tell(event, schema, of: record.id)
  }
}
