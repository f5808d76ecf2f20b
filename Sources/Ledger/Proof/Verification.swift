package import EventLog
import Platform
import SQLite

/// Proves that a book is what was written: file, schema, chain, positions, streams, imports, archive,
/// checkpoints, tables.
///
/// It goes on after a fault, and says of each where it is and what to do. Writers are not held up: what
/// is checked is the book as it was at one moment.
package struct Verification: Sendable {
  package private(set) var findings: [Findings.Finding] = []

  /// How many more there are than are told.
  package private(set) var furtherFindings = 0
  package private(set) var checked: [String] = []

  /// `copy` is a file of checkpoints kept elsewhere; `deep` compares every table with a rebuild.
  package init(_ ledger: Ledger, deep: Bool, against copy: String?) throws {
    var findings = Findings()
    let kept = try copy.map(Self.lines)
    let book: BookSnapshot
    do { book = try BookSnapshot(ledger.book) } catch let error as SQLiteError
      where error.isDamage || error.isOfOtherSchema
    {
      // The file's schema cannot be read: there is nothing to go on with.
      findings.find("log.sqlite schema", error.message, "restore a backup of the log")
      self.findings = findings.all
      return
    }
    var lines: [CheckpointLine] = []
    switch book.checkpoints {
    case .success(let bytes): lines = Checkpoints.lines(of: bytes)
    case .failure(let error):
      findings.find("checkpoints", error.reason, "restore a backup of the checkpoints")
    }
    let looks = TableLooks(ledger, lines, isDeep: deep)
    let sides = try VerificationSides(
      book, looks, known: Self.hashes(lines + (kept ?? [])))
    let facts = sides.facts
    findings.append(sides.log)
    guard facts.isReadable else {
      self.findings = findings.all
      furtherFindings = findings.further
      return
    }
    let (imports, importHashes) = Self.imports(book.log, &findings)
    let logIsSound = findings.all.isEmpty
    let check = CheckpointCheck(
      path: "checkpoints", lines: lines, facts: facts, importHashes: importHashes)
    check.run(&findings)
    check.checkEnd(
      imports: imports.last?.id ?? 0, sightings: (try? book.log.sumSightings()) ?? nil,
      isBeingWritten: book.isBeingWritten, &findings)
    if let copy, let kept {
      let other = CheckpointCheck(
        path: copy, lines: kept, facts: facts, importHashes: importHashes, isCopy: true)
      other.run(&findings)
      other.checkCopy(of: lines, &findings)
    }
    do {
      if let scan = sides.archive {
        try ArchiveCheck(archive: book.archive.get(), scan: scan, facts: facts, imports: imports)
          .run(&findings)
      } else {
        _ = try book.archive.get()
      }
    } catch {
      findings.find("payloads.sqlite", "\(error)", "restore a backup of the archive")
    }
    try FolderCheck(book: ledger.book, tables: ledger.tables).run(&findings)
    try TableCheck(
      ledger: ledger, log: book.log, head: facts.head, lines: lines, isDeep: deep,
      logIsSound: logIsSound, looks: looks
    ).run(&findings)
    self.findings = findings.all
    furtherFindings = findings.further
    checked = findings.sound
  }

  private static func lines(_ copy: String) throws -> [CheckpointLine] {
    guard Files.exists(copy) else { throw LedgerError(.noInput, "there is no file \(copy)") }
    let lines = try Checkpoints(copy).all()
    guard lines.contains(where: { $0.append != nil }) else {
      throw LedgerError(.data, "\(copy) has no checkpoints: give a copy of a book's checkpoints")
    }
    return lines
  }

  private static func hashes(_ lines: [CheckpointLine]) -> [Int64: [UInt8]] {
    var hashes: [Int64: [UInt8]] = [:]
    for append in lines.compactMap(\.append) { hashes[append.position] = append.hashBytes }
    return hashes
  }

  /// Every import, and the hash of their rows after each.
  private static func imports(
    _ log: EventLog, _ findings: inout Findings
  ) -> ([ImportRecord], [Int64: [UInt8]]) {
    var digest = ImportsDigest()
    var records: [ImportRecord] = []
    var hashes: [Int64: [UInt8]] = [0: digest.hash]
    do {
      try log.forEachImport { record in
        digest.add(record)
        hashes[record.id] = digest.hash
        records.append(record)
      }
    } catch {
      findings.find("log.sqlite imports", "\(error)", "restore a backup of the log")
    }
    return (records, hashes)
  }
}
