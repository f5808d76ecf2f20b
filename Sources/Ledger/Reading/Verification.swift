import Archive
import Digest
import Domain
import EventLog
import Platform
import Projecting
import SQLite

/// Proves that a book is what was written: chain, positions, streams, archive, tables, checkpoints.
package struct Verification: Sendable {
  package private(set) var findings: [Finding] = []
  package private(set) var checked: [String] = []

  /// Something that is not as it was written: where, what, and what to do.
  package struct Finding: Sendable, Equatable {
    package let place: String
    package let problem: String
    package let remedy: String
  }

  package init(_ ledger: Ledger, deep: Bool, against copy: String?) throws {
    let log = try ledger.book.openLog()
    let head = try log.head()
    try checkFile(log.connection, "log.sqlite")
    checkChain(log, head)
    try checkStreams(log)
    try checkPayloads(log, ledger.book)
    checkCheckpoints(ledger.book.checkpoints, log, head, isCopy: false)
    if let copy {
      guard Files.exists(copy) else { throw LedgerError(.noInput, "there is no file \(copy)") }
      checkCheckpoints(Checkpoints(copy), log, head, isCopy: true)
    }
    for projector in Projectors.all { try checkTable(projector, ledger, head) }
    if deep, findings.isEmpty { try compareWithRebuild(ledger, log, head) }
  }

  private mutating func find(_ place: String, _ problem: String, _ remedy: String) {
    if findings.count < 1_000 {
      findings.append(Finding(place: place, problem: problem, remedy: remedy))
    }
  }

  private mutating func checkFile(_ connection: Connection, _ name: String) throws {
    do throws(SQLiteError) {
      let result = try connection.text("PRAGMA quick_check(1)") ?? ""
      if result != "ok" { find(name, result, "restore a backup") }
    } catch {
      find(name, error.message, "restore a backup")
    }
  }

  /// Every block decompresses, gives its hash, and decodes to the last field.
  private mutating func checkChain(_ log: EventLog, _ head: EventLog.Head) {
    var events: Int64 = 0
    var clock = Instant(rawValue: .min)
    var backwards: Int64?
    do {
      try log.forEachEvent(takenBackToo: true) { event in
        if event.block.recordedAt < clock { backwards = backwards ?? event.position }
        clock = event.block.recordedAt
        _ = try event.record()
        events += 1
      }
      checked.append("\(events) events in an unbroken chain, head \(head.hash.hex.prefix(16))")
    } catch {
      find("log.sqlite after position \(events)", "\(error)", "restore a backup of the log")
    }
    if let backwards {
      find(
        "log.sqlite position \(backwards)", "recordedAt goes back", "restore a backup of the log")
    }
    if events < head.position, findings.isEmpty {
      find("log.sqlite", "\(events) events where \(head.position) should be", "restore a backup")
    }
  }

  /// The index of streams says what the blocks say.
  private mutating func checkStreams(_ log: EventLog) throws {
    let select = try log.connection.prepare(
      """
      SELECT s.position, s.clock FROM streams s JOIN sources o ON o.id = s.source
      WHERE o.name = ?1 AND s.natural_id = ?2 AND s.version = ?3
      """)
    var events: Int64 = 0
    var bad: (Int64, String)?
    do {
      try log.forEachEvent(takenBackToo: true) { event in
        events += 1
        select.reset()
        select.bind(1, event.source.name)
        select.bindBorrowed(2, text: event.naturalID)
        select.bind(3, event.version)
        guard try select.step(), select.integer(0) == event.position,
          select.integer(1) == event.clock.rawValue
        else {
          bad = bad ?? (event.position, event.stream)
          return
        }
      }
    } catch { return }
    if let bad {
      find(
        "log.sqlite position \(bad.0)", "the index of streams does not have \(bad.1)",
        "restore a backup of the log")
    }
    let indexed = try log.connection.integer("SELECT count(*) FROM streams") ?? 0
    if indexed != events {
      find(
        "log.sqlite", "the index of streams has \(indexed) versions for \(events) events",
        "restore a backup of the log")
    }
    checked.append("\(indexed) versions of streams")
  }

  private mutating func checkPayloads(_ log: EventLog, _ book: Book) throws {
    let archive: Archive
    do { archive = try book.openArchive() } catch {
      find("payloads.sqlite", "\(error)", "restore a backup of the archive")
      return
    }
    var sound = 0
    var erased = 0
    for hash in try archive.hashes() {
      if try archive.about(hash)?.isErased ?? false {
        erased += 1
        continue
      }
      do {
        _ = try archive.payload(hash)
        sound += 1
      } catch {
        find("payloads.sqlite", "\(error)", "import the payload again, or restore a backup")
      }
    }
    for record in try log.imports() where try archive.about(record.payload) == nil {
      find(
        "payloads.sqlite", "the payload of import \(record.id) (\(record.payloadName)) is missing",
        "restore a backup of the archive")
    }
    checked.append("\(sound) payloads by their SHA-256" + (erased > 0 ? ", \(erased) erased" : ""))
  }

  private mutating func checkCheckpoints(
    _ checkpoints: Checkpoints, _ log: EventLog, _ head: EventLog.Head, isCopy: Bool
  ) {
    do {
      let lines = try checkpoints.lines()
      for line in lines {
        guard line.position <= head.position else {
          find(
            "\(checkpoints.path) line \(line.number)",
            "the log once reached position \(line.position), now it ends at \(head.position)",
            "the log was cut: restore a backup")
          continue
        }
        let here = try log.head(at: line.position)
        if here.hash.hex != line.hash {
          find(
            "\(checkpoints.path) line \(line.number)",
            "the log has another hash at position \(line.position)",
            "the log was rewritten: restore a backup")
        }
      }
      if !isCopy, (lines.last?.position ?? 0) < head.position {
        find(
          checkpoints.path, "the last append is missing", "any svod command that writes adds it")
      }
      checked.append("\(lines.count) checkpoints" + (isCopy ? " of \(checkpoints.path)" : ""))
    } catch {
      find(checkpoints.path, "\(error)", "restore a backup of the checkpoints")
    }
  }

  private mutating func checkTable(
    _ projector: any Projector, _ ledger: Ledger, _ head: EventLog.Head
  ) throws {
    let type = type(of: projector)
    guard let generation = ledger.tables.current(type.alias) else { return }
    let place = "read/\(type.alias).g\(generation).sqlite"
    let remedy = "svod rebuild \(type.alias)"
    do {
      guard let connection = try ledger.tables.open(type.alias) else { return }
      try checkFile(connection, place)
      let meta = try TableMeta(connection)
      let (hash, provenance) = try Status.reckon(projector, connection)
      if !meta.hash.isEmpty, meta.hash != hash || meta.provenanceHash != provenance {
        find(place, "its rows do not give its hash", remedy)
      }
      let rows = try connection.integer("SELECT count(*) FROM \(type.tables[0].rowsName)") ?? 0
      if rows != meta.rows { find(place, "\(rows) rows where \(meta.rows) should be", remedy) }
      if meta.position > head.position {
        find(place, "it stands at \(meta.position), beyond the log", remedy)
      }
      checked.append("\(type.alias): \(rows) rows")
    } catch { find(place, "\(error)", remedy) }
  }

  /// Rebuilds the tables apart and compares the hashes.
  private mutating func compareWithRebuild(
    _ ledger: Ledger, _ log: EventLog, _ head: EventLog.Head
  ) throws {
    let scratch = try Files.makeTemporaryFolder(prefix: "svod-verify")
    defer { try? Files.removeFolder(scratch) }
    for projector in Projectors.all {
      let type = type(of: projector)
      guard let connection = try ledger.tables.open(type.alias) else { continue }
      let meta = try TableMeta(connection)
      guard meta.fingerprint == type.fingerprint else { continue }
      let mine = try Status.reckon(projector, connection)
      let apart = try Rebuild([projector], in: TableFolder(scratch))
        .build(from: log, log.head(at: meta.position))[0].meta
      if mine.0 != apart.hash || mine.1 != apart.provenanceHash {
        find(
          "read/\(type.alias)", "a rebuild from the log gives other rows",
          "svod rebuild \(type.alias)")
      }
    }
    checked.append("every table against a rebuild from the log")
  }
}
