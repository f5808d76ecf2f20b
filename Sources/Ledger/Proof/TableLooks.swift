import EventLog
import Platform
import Projecting
import SQLite

/// Looks at all tables of a book, made side by side, and what is built from the log to compare them with.
final class TableLooks {
  /// The tables that are there, in order.
  private(set) var tables: [TableExamination] = []

  /// Tables that cannot even be opened.
  private(set) var faults: [(place: String, problem: String, remedy: String)] = []

  private let ledger: Ledger
  private let lines: [CheckpointLine]
  private let isDeep: Bool
  private var rebuilt: [Int64: Result<RebuiltTables, any Error>] = [:]

  init(_ ledger: Ledger, _ lines: [CheckpointLine], isDeep: Bool) {
    self.ledger = ledger
    self.lines = lines
    self.isDeep = isDeep
    for projector in Projectors.all {
      do {
        if let table = try TableExamination(projector, in: ledger.tables) { tables.append(table) }
      } catch {
        let alias = type(of: projector).alias
        let generation = ledger.tables.current(alias).map { ".g\($0)" } ?? ""
        faults.append(("read/\(alias)\(generation).sqlite", "\(error)", "svod rebuild \(alias)"))
      }
    }
  }

  // MARK: First

  /// Builds the tables that all are to be compared with; the whole of it can be told wrong later, when the
  /// log turns out to have faults.
  func rebuildAll() {
    guard isDeep else { return }
    var positions: [Int64: [any Projector]] = [:]
    for table in tables {
      guard let meta = try? TableMeta(table.connection), meta.position >= 0,
        meta.fingerprint == type(of: table.projector).fingerprint
      else { continue }
      positions[meta.position, default: []].append(table.projector)
    }
    for (position, projectors) in positions.sorted(by: { $0.key < $1.key }) {
      rebuilt[position] = Result {
        let log = try ledger.book.openLog()
        guard try position <= log.head().position else { throw LedgerError(.data, "no such event") }
        return try RebuiltTables(projectors, at: position, log, ledger.progress)
      }
    }
  }

  /// The pieces of work that look at the files, and at the rows where a rebuild will not spare it.
  var pieces: [() -> Void] {
    tables.sorted { $0.connection.fileSize > $1.connection.fileSize }.map { table in
      {
        _ = table.checkFile()
        if !self.waits(table) { table.lookAtRows() }
      }
    }
  }

  /// Whether a table is likely the same, byte for byte, as a rebuild.
  private func waits(_ table: TableExamination) -> Bool {
    isDeep && table.isLikelyAsRebuilt(lines)
  }

  // MARK: Then

  /// Compares the files with those that were built, and looks at the rows of those that are others.
  func compareFiles() {
    let waiting = tables.filter(waits)
    Workers(Machine.processors).perform(waiting.count) { index in
      let table = waiting[index]
      if let meta = try? TableMeta(table.connection),
        let rebuilt = try? rebuilt[meta.position]?.get(), rebuilt.has(table.alias),
        let built = try? rebuilt.meta(table.alias)
      {
        table.compare(with: rebuilt.file(table.alias), built)
      }
      if !table.isAsRebuilt { table.lookAtRows() }
    }
  }

  /// Tables as a rebuild makes them at a position.
  func rebuilt(
    _ projectors: [any Projector], at position: Int64, _ log: EventLog
  ) throws -> RebuiltTables {
    if let known = rebuilt[position] {
      let tables = try known.get()
      if projectors.allSatisfy({ tables.has(type(of: $0).alias) }) { return tables }
    }
    return try RebuiltTables(projectors, at: position, log, ledger.progress)
  }
}
