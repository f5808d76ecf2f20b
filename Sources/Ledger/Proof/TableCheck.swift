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

  /// The tables that are there, and what was built from the log beside them.
  let looks: TableLooks

  /// A table to compare with a rebuild.
  private struct Suspect {
    let table: TableExamination
    let position: Int64
  }

  func run(_ findings: inout Findings) throws {
    for (place, problem, remedy) in looks.faults { findings.find(place, problem, remedy) }
    let suspects = looks.tables.compactMap { check($0, &findings) }
    guard !suspects.isEmpty else { return }
    guard logIsSound else {
      for suspect in suspects {
        findings.find(
          suspect.table.place, "it cannot be compared with a rebuild: the log has faults",
          "restore a backup of the log, then svod rebuild")
      }
      return
    }
    for position in Set(suspects.map(\.position)).sorted() {
      try compare(suspects.filter { $0.position == position }, at: position, &findings)
    }
  }

  /// Checks one table by itself; gives it back when only a rebuild can tell.
  private func check(_ table: TableExamination, _ findings: inout Findings) -> Suspect? {
    let projector = table.projector
    let connection = table.connection
    let type = type(of: projector)
    let (place, remedy) = (table.place, table.remedy)
    do {
      findings.append(table.checkFile())
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
        $0.table?.alias == type.alias && $0.table?.generation == table.generation
      }?.table
      let rows = try connection.integer("SELECT count(*) FROM \(type.tables[0].rowsName)") ?? 0
      var isSound = rows == meta.rows
      if !isSound { findings.find(place, "\(rows) rows where \(meta.rows) should be", remedy) }
      let hashes = try table.hashes()
      if !meta.hash.isEmpty, (hashes.content, hashes.provenance) != (meta.hash, meta.provenanceHash)
      {
        findings.find(place, "its rows do not give its hash", remedy)
        isSound = false
      }
      if try !meta.ownHash.isEmpty && meta.ownHash != table.ownHash() {
        findings.find(place, "it remembers other events of its rows than it was made of", remedy)
        isSound = false
      }
      if let stray = try table.firstStray() {
        findings.find(
          place, "the row of event \(stray) is of a group that does not have this event", remedy)
        isSound = false
      }
      let isLegacy = !lines.contains { $0.seal != nil }
      if let sealed, sealed.position == meta.position {
        if (hashes.content, hashes.provenance) != (sealed.hash, sealed.provenanceHash) {
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
      return Suspect(table: table, position: meta.position)
    } catch {
      findings.find(place, "\(error)", remedy)
      return nil
    }
  }

  /// The statements that make the file of a table.
  static func script(_ projector: any Projector) -> String {
    let schema = TableSchemas(projector)
    return (schema.createTables + schema.createFaces).joined(separator: ";\n")
  }

  private func compare(
    _ suspects: [Suspect], at position: Int64, _ findings: inout Findings
  ) throws {
    let rebuilt: RebuiltTables
    do {
      rebuilt = try looks.rebuilt(suspects.map(\.table.projector), at: position, log)
    } catch {
      findings.find("log.sqlite", "no table can be built from it: \(error)", "restore a backup")
      return
    }
    for suspect in suspects {
      do { try compare(suspect.table, rebuilt, &findings) } catch {
        findings.find(suspect.table.place, "\(error)", suspect.table.remedy)
      }
    }
    findings.pass(
      "\(isDeep ? "every table" : "\(suspects.count) tables") against a rebuild from the log")
  }

  private func compare(
    _ mine: TableExamination, _ rebuilt: RebuiltTables, _ findings: inout Findings
  ) throws {
    // By their hashes first: row by row it takes many times as long, and is for what differs.
    if mine.holds(what: try rebuilt.meta(mine.alias)) { return }
    let type = type(of: mine.projector)
    let other = try Connection(rebuilt.file(mine.alias), .readSealed)
    for (index, table) in type.tables.enumerated() {
      let rows = try RowsComparison(
        table, type.ownColumns(index), mine: mine.connection, rebuilt: other)
      for text in rows.differences {
        findings.find(
          "\(mine.place) \(text)", "a rebuild from the log gives another", mine.remedy)
      }
      if rows.count > rows.differences.count {
        findings.find(
          mine.place, "\(rows.count) rows of \(table.rowsName) are not those of a rebuild",
          mine.remedy)
      }
    }
    if type.grouping.isNamed { try compareMembers(mine, other, &findings) }
    if type.asks { try compareQuestions(mine, other, &findings) }
  }

  /// What rows asked of other documents: a table that was updated may remember more than is asked now,
  /// never less.
  private func compareQuestions(
    _ mine: TableExamination, _ rebuilt: Connection, _ findings: inout Findings
  ) throws {
    let table = type(of: mine.projector).tables[0]
    let remembered = try AskedQuestions(in: mine.connection, table)
    if !remembered.holds(try AskedQuestions(in: rebuilt, table)) {
      findings.find(
        mine.place, "it does not remember everything that its rows look up", mine.remedy)
    }
  }

  /// Which events make which rows: what the next update goes by.
  private func compareMembers(
    _ table: TableExamination, _ rebuilt: Connection, _ findings: inout Findings
  ) throws {
    let type = type(of: table.projector)
    let sql =
      "SELECT row_group, position FROM \(TableSchemas.members(type.tables[0])) "
      + "ORDER BY row_group, position"
    let (mine, other) = (try table.connection.prepare(sql), try rebuilt.prepare(sql))
    while true {
      let (isMine, isOther) = (try mine.step(), try other.step())
      if !isMine, !isOther { return }
      if isMine != isOther || mine.value(0) != other.value(0) || mine.value(1) != other.value(1) {
        findings.find(
          table.place, "it remembers other events of its rows than a rebuild", table.remedy)
        return
      }
    }
  }
}
