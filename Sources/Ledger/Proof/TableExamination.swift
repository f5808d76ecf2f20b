import EventLog
import Platform
import Projecting
import SQLite

/// A table's file, held as it was at one moment, and what a look at all of it tells.
///
/// Each look is made once, so that looks at several tables may be made side by side before they are asked
/// for.
final class TableExamination {
  let projector: any Projector
  let generation: Int
  let connection: Connection

  private var file: Findings?
  private var rows: Result<Hashes, any Error>?
  private var own: Result<String, any Error>?
  private var stray: Result<Int64?, any Error>?

  /// Whether the file is the same, byte for byte, as one that was just built from the log.
  private(set) var isAsRebuilt = false

  struct Hashes: Equatable {
    let content: String
    let provenance: String
  }

  /// `nil` when the table was never built, or its file is gone.
  init?(_ projector: any Projector, in folder: TableFolder) throws {
    let alias = type(of: projector).alias
    guard let generation = folder.current(alias),
      Files.exists(folder.file(alias, generation)),
      let (opened, connection) = try folder.openNumbered(alias)
    else { return nil }
    self.projector = projector
    self.generation = opened
    self.connection = connection
    try connection.execute("BEGIN")
  }

  var alias: String { type(of: projector).alias }
  var place: String { "read/\(alias).g\(generation).sqlite" }
  var remedy: String { "svod rebuild \(alias)" }

  // MARK: Looks

  /// Pages, cells and indexes, as SQLite sees them.
  func checkFile() -> Findings {
    if let file { return file }
    var findings = Findings()
    LogAudit.checkFile(connection, place, remedy: remedy, &findings)
    file = findings
    return findings
  }

  /// What the rows give.
  func hashes() throws -> Hashes {
    let rows =
      self.rows
      ?? Result {
        let (content, provenance) = try Status.reckon(projector, connection)
        return Hashes(content: content, provenance: provenance)
      }
    self.rows = rows
    return try rows.get()
  }

  /// What is in the file for Svod alone gives.
  func ownHash() throws -> String {
    let own = self.own ?? Result { try OwnHash.reckon(projector, connection) }
    self.own = own
    return try own.get()
  }

  /// A row whose group does not have the event that first shaped it; every event is in one group.
  func firstStray() throws -> Int64? {
    let stray = self.stray ?? Result { try findStray() }
    self.stray = stray
    return try stray.get()
  }

  private func findStray() throws -> Int64? {
    let type = type(of: projector)
    guard type.grouping.isNamed else { return nil }
    let members = TableSchemas.members(type.tables[0])
    for table in type.tables {
      let stray = try connection.integer(
        """
        SELECT first_seq FROM \(table.rowsName) AS r NOT INDEXED WHERE NOT EXISTS (
          SELECT 1 FROM \(members) WHERE row_group = r.row_group AND position = r.first_seq) LIMIT 1
        """)
      if let stray { return stray }
    }
    return nil
  }

  /// Makes every look at the rows; what goes wrong is told when it is asked for.
  func lookAtRows() {
    _ = try? hashes()
    _ = try? ownHash()
    _ = try? firstStray()
  }

  // MARK: Beside a rebuild

  /// Whether it is likely the same file as a rebuild would give: built whole, and not updated since.
  func isLikelyAsRebuilt(_ lines: [CheckpointLine]) -> Bool {
    guard let meta = try? TableMeta(connection) else { return false }
    return !meta.ownHash.isEmpty
      && lines.last { $0.table?.alias == alias && $0.table?.generation == generation }?.table?
        .position == meta.position
  }

  /// Compares the file with one that was built from the log: when they are the same, what that one's rows
  /// gave is what these give.
  func compare(with rebuilt: String, _ meta: TableMeta) {
    guard FileImage(connection).isSame(as: rebuilt) else { return }
    isAsRebuilt = true
    rows = .success(Hashes(content: meta.hash, provenance: meta.provenanceHash))
    own = .success(meta.ownHash)
    stray = .success(nil)
  }

  /// Whether all that it holds is what a rebuild holds, by the hashes of both: columns and provenance of
  /// the rows and the events of the groups; the group of a row is that of its first event.
  func holds(what meta: TableMeta) -> Bool {
    if isAsRebuilt { return true }
    let isHeld =
      try? hashes() == Hashes(content: meta.hash, provenance: meta.provenanceHash)
      && ownHash() == meta.ownHash && firstStray() == nil
    return isHeld == true && !meta.hash.isEmpty && !meta.ownHash.isEmpty
      && checkFile().all.isEmpty
  }
}
