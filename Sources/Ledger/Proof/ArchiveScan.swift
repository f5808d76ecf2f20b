import Archive
import EventLog

/// A look at every payload of an archive: nothing of it depends on the log, so both are looked at side by
/// side.
struct ArchiveScan {
  /// What is wrong with the file.
  let file: Findings

  private let expected: Set<[UInt8]>
  private let found: Result<Found, any Error>

  typealias Found = (entries: [ArchiveAudit.Entry], problems: [String])

  /// `expected` are payloads that are looked for though the list of them should not tell.
  init(_ archive: Archive, expected: Set<[UInt8]>) {
    self.expected = expected
    var findings = Findings()
    LogAudit.checkFile(archive.connection, "payloads.sqlite", &findings)
    LogAudit.checkSchema(
      archive.connection, Archive.schema, "payloads.sqlite", "restore a backup of the archive",
      &findings)
    file = findings
    found = Result { try Self.look(archive, expected) }
  }

  /// What was found; looked for once more where more is expected and the list could not be read.
  func complete(_ archive: Archive, expected: Set<[UInt8]>) throws -> Found {
    let found = try found.get()
    if found.problems.isEmpty || expected.isSubset(of: self.expected) { return found }
    return try Self.look(archive, expected)
  }

  private static func look(_ archive: Archive, _ expected: Set<[UInt8]>) throws -> Found {
    var entries: [ArchiveAudit.Entry] = []
    let problems = try archive.audit().forEachPayload(expected: expected) { entries.append($0) }
    return (entries, problems)
  }
}
