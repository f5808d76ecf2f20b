package import Domain
package import EventLog
package import Importing

/// Runs the importers of today over the archived payloads, in memory, and compares the events that
/// they give with those that the log has.
package struct Reimport {
  /// Imports of other kinds, of other connections, or recorded earlier are left out.
  package var kind: String?
  package var connection: String?
  package var since: Instant?

  /// The importers that are tried.
  package var importers: [any Importer] = Importers.all

  /// Differences of one import that are kept; all are counted.
  package var toldMax = 20

  package init() {}

  /// How an import's payload reads today.
  package struct Comparison: Sendable {
    package let record: ImportRecord

    /// Version of the importer that read it now; the one that made its events is in `record`, or
    /// `accepted` when a later reading was accepted.
    package let importer: Int64?
    package let accepted: Int64?
    package var outcome = Outcome.compared
    package var equal = 0
    package var changed = 0
    package var missing = 0
    package var new = 0
    package var differences: [Difference] = []

    /// The documents that differ.
    var documents: Set<[UInt8]> = []

    package var differs: Bool {
      if case .refused = outcome { return true }
      return changed + missing + new > 0
    }
  }

  package enum Outcome: Sendable, Equatable {
    case compared

    /// The payload's bytes were erased: it is skipped.
    case erased

    /// The importer does not take the payload any more.
    case refused(String)
  }

  package struct Difference: Sendable {
    package enum Change: String, Sendable { case changed, missing, new }

    package let change: Change
    package let stream: String

    /// The event in the log; `nil` for a new one.
    package let position: Int64?

    /// Where in the payload the row lies.
    package let payloadRange: Range<Int>
    package let fields: [FieldDifference]
  }

  /// Every import that is asked for, oldest first; those that were revoked are left out.
  package func compare(_ ledger: Ledger) throws -> [Comparison] {
    let log = try ledger.book.openLog()
    let connections = try Connections(log)
    try check(connections)
    let accepted = try AcceptedReadings(log)
    let revoked = try log.takenBack().imports
    let replay = try replay(ledger, connections)
    let wanted = try log.imports().filter { isWanted($0) && revoked[$0.id] == nil }.map { record in
      Comparison(
        record: record,
        importer: replay.importer(of: record).map { Int64(type(of: $0).version) },
        accepted: accepted.importers[record.id])
    }
    return try PayloadComparisons(
      imports: wanted, blocks: ImportBlocks(log), takenBack: log.takenBack(), toldMax: toldMax,
      progress: ledger.progress
    ).run {
      PayloadComparisons.Reader(
        log: try ledger.book.openLog(), replay: try self.replay(ledger, connections))
    }
  }

  private func replay(_ ledger: Ledger, _ connections: Connections) throws -> PayloadReplay {
    PayloadReplay(
      archive: try ledger.book.openArchive(), connections: connections, importers: importers)
  }

  private func isWanted(_ record: ImportRecord) -> Bool {
    (kind.map { record.kind.name == $0 } ?? true)
      && (connection.map { record.connection == $0 } ?? true)
      && (since.map { record.recordedAt >= $0 } ?? true)
  }

  private func check(_ connections: Connections) throws {
    if let connection { _ = try connections.require(connection) }
    if let kind, !Importers.all.contains(where: { type(of: $0).kind.name == kind }) {
      throw LedgerError(.usage, PayloadKind.unknown(kind))
    }
  }

  /// What became of accepting the differences.
  package struct Acceptance: Sendable {
    package var imports = 0
    package var takenBack = 0
    package var told = 0
    package var tables: [ImportReport.TableChange] = []
  }

  /// Appends what the importers read otherwise today as revisions, one import after another, and
  /// brings the tables to the head.
  package func accept(_ ledger: Ledger) throws -> Acceptance {
    try ledger.writing { writer in
      let replay = try replay(ledger, Connections(writer.log))
      var acceptance = Acceptance()
      for comparison in try compare(ledger)
      where comparison.outcome == .compared && comparison.differs {
        let record = comparison.record
        let now = ledger.now()
        _ = try writer.append(at: now) { appender in
          let outcome = try Retelling(
            log: writer.log, replay: replay, source: record.source, anew: [record.id]
          ).run(appender, at: now, documents: comparison.documents)
          try appender.tellReread(
            record, by: comparison.importer ?? 0, passingOver: outcome.takenBack)
          acceptance.takenBack += outcome.takenBack.count - outcome.restored
          acceptance.told += outcome.told
        }
        acceptance.imports += 1
      }
      acceptance.tables = try TablesAtHead(ledger).bring(writer.log, ledger.built)
      return acceptance
    }
  }
}
