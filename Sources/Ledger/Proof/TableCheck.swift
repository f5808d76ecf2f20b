import Digest
import EventLog
import Platform
import Projecting
import SQLite

/// Whether the current generations of the tables are what was built from the log.
///
/// A table that was built whole has its hashes in the checkpoints. One that was updated in place since,
/// or that is suspect, is compared with a rebuild of its own.
struct TableCheck {
  let ledger: Ledger
  let log: EventLog
  let head: EventLog.Head
  let lines: [CheckpointLine]
  let isDeep: Bool

  /// Whether the log has no faults, so that a rebuild from it proves something.
  let logIsSound: Bool

  /// A table to compare with a rebuild.
  private struct Suspect {
    let projector: any Projector
    let place: String
    let position: Int64
    let connection: Connection
  }

  func run(_ findings: inout Findings) throws {
    var suspects: [Suspect] = []
    for projector in Projectors.all {
      if let suspect = try check(projector, &findings) { suspects.append(suspect) }
    }
    guard !suspects.isEmpty else { return }
    guard logIsSound else {
      for suspect in suspects {
        findings.find(
          suspect.place, "it cannot be compared with a rebuild: the log has faults",
          "restore a backup of the log, then svod rebuild")
      }
      return
    }
    for position in Set(suspects.map(\.position)).sorted() {
      try compare(suspects.filter { $0.position == position }, at: position, &findings)
    }
  }

  /// Checks one table by itself; gives it back when only a rebuild can tell.
  private func check(
    _ projector: any Projector, _ findings: inout Findings
  ) throws -> Suspect? {
    let type = type(of: projector)
    guard let generation = ledger.tables.current(type.alias),
      Files.exists(ledger.tables.file(type.alias, generation))
    else { return nil }
    let place = "read/\(type.alias).g\(generation).sqlite"
    let remedy = "svod rebuild \(type.alias)"
    do {
      guard let (opened, connection) = try ledger.tables.openNumbered(type.alias) else {
        return nil
      }
      // It was switched meanwhile.
      guard opened == generation else { return try check(projector, &findings) }
      try connection.execute("BEGIN")
      LogAudit.checkFile(connection, place, remedy: remedy, &findings)
      for pragma in ["user_version", "application_id"]
      where try connection.integer("PRAGMA \(pragma)") != 0 {
        findings.find(place, "its \(pragma) is not the one that Svod writes", remedy)
      }
      let meta = try TableMeta(connection)
      let isStale = meta.fingerprint != type.fingerprint
      // Only what another program made may have no seal.
      if try TableMeta.isSealed(connection) ?? isStale == false {
        findings.find(place, "what it says of itself is not what was written", remedy)
      }
      if !isStale {
        LogAudit.checkSchema(connection, Self.script(projector), place, remedy, &findings)
      }
      guard meta.position <= head.position, meta.position >= 0 else {
        findings.find(place, "it stands at \(meta.position), beyond the log", remedy)
        return nil
      }
      let headHash = try log.head(at: meta.position).hash.hex
      if meta.headHash != headHash {
        findings.find(place, "it was made from another log", remedy)
      }
      if isStale {
        findings.pass("\(type.alias): made by other rules, \(remedy)")
        return nil
      }
      let sealed = lines.last {
        $0.table?.alias == type.alias && $0.table?.generation == generation
      }?.table
      let rows = try connection.integer("SELECT count(*) FROM \(type.tables[0].rowsName)") ?? 0
      var isSound = rows == meta.rows
      if !isSound { findings.find(place, "\(rows) rows where \(meta.rows) should be", remedy) }
      let hashes = try Status.reckon(projector, connection)
      if !meta.hash.isEmpty, hashes != (meta.hash, meta.provenanceHash) {
        findings.find(place, "its rows do not give its hash", remedy)
        isSound = false
      }
      if try !meta.ownHash.isEmpty && meta.ownHash != OwnHash.reckon(projector, connection) {
        findings.find(place, "it remembers other events of its rows than it was made of", remedy)
        isSound = false
      }
      if let stray = try firstStray(projector, connection) {
        findings.find(
          place, "the row of event \(stray) is of a group that does not have this event", remedy)
        isSound = false
      }
      let isLegacy = !lines.contains { $0.seal != nil }
      if let sealed, sealed.position == meta.position {
        if hashes != (sealed.hash, sealed.provenanceHash) {
          findings.find(place, "its rows are not those that the checkpoints tell", remedy)
          isSound = false
        }
      } else if sealed == nil, !isLegacy {
        findings.find(place, "no checkpoint tells that it was built", remedy)
      }
      findings.pass("\(type.alias): \(rows) rows")
      let isProven =
        isSound && !meta.ownHash.isEmpty && (isLegacy || sealed?.position == meta.position)
      if isProven, !isDeep { return nil }
      return Suspect(
        projector: projector, place: place, position: meta.position, connection: connection)
    } catch {
      findings.find(place, "\(error)", remedy)
      return nil
    }
  }

  /// A row whose group does not have the event that first shaped it; every event is in one group.
  private func firstStray(_ projector: any Projector, _ connection: Connection) throws -> Int64? {
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

  /// The statements that make the file of a table.
  static func script(_ projector: any Projector) -> String {
    let schema = TableSchemas(projector)
    return (schema.createTables + schema.createFaces).joined(separator: ";\n")
  }

  private func compare(
    _ suspects: [Suspect], at position: Int64, _ findings: inout Findings
  ) throws {
    let scratch = try Files.makeTemporaryFolder(prefix: "svod-verify")
    defer { try? Files.removeFolder(scratch) }
    let folder = TableFolder(scratch)
    do {
      var rebuild = Rebuild(suspects.map(\.projector), in: folder)
      rebuild.progress = ledger.progress
      _ = try rebuild.build(from: log, log.head(at: position))
    } catch {
      findings.find("log.sqlite", "no table can be built from it: \(error)", "restore a backup")
      return
    }
    for suspect in suspects {
      let type = type(of: suspect.projector)
      do {
        let rebuilt = try Connection(folder.finished(type.alias), .readSealed)
        for (index, table) in type.tables.enumerated() {
          let rows = try RowsComparison(
            table, type.ownColumns(index), mine: suspect.connection, rebuilt: rebuilt)
          for text in rows.differences {
            findings.find(
              "\(suspect.place) \(text)", "a rebuild from the log gives another",
              "svod rebuild \(type.alias)")
          }
          if rows.count > rows.differences.count {
            findings.find(
              suspect.place, "\(rows.count) rows of \(table.rowsName) are not those of a rebuild",
              "svod rebuild \(type.alias)")
          }
        }
        if type.grouping.isNamed { try compareMembers(suspect, rebuilt, &findings) }
        if type.asks { try compareQuestions(suspect, rebuilt, &findings) }
      } catch { findings.find(suspect.place, "\(error)", "svod rebuild \(type.alias)") }
    }
    findings.pass(
      "\(isDeep ? "every table" : "\(suspects.count) tables") against a rebuild from the log")
  }

  /// What rows asked of other documents: a table that was updated may remember more than is asked now,
  /// never less.
  private func compareQuestions(
    _ suspect: Suspect, _ rebuilt: Connection, _ findings: inout Findings
  ) throws {
    let type = type(of: suspect.projector)
    let (mine, other) = (
      try AskedQuestions(in: suspect.connection, type.tables[0]),
      try AskedQuestions(in: rebuilt, type.tables[0])
    )
    if !mine.holds(other) {
      findings.find(
        suspect.place, "it does not remember everything that its rows look up",
        "svod rebuild \(type.alias)")
    }
  }

  /// Which events make which rows: what the next update goes by.
  private func compareMembers(
    _ suspect: Suspect, _ rebuilt: Connection, _ findings: inout Findings
  ) throws {
    let type = type(of: suspect.projector)
    let sql =
      "SELECT row_group, position FROM \(TableSchemas.members(type.tables[0])) "
      + "ORDER BY row_group, position"
    let (mine, other) = (try suspect.connection.prepare(sql), try rebuilt.prepare(sql))
    while true {
      let (isMine, isOther) = (try mine.step(), try other.step())
      if !isMine, !isOther { return }
      if isMine != isOther || mine.value(0) != other.value(0) || mine.value(1) != other.value(1) {
        findings.find(
          suspect.place, "it remembers other events of its rows than a rebuild",
          "svod rebuild \(type.alias)")
        return
      }
    }
  }
}
