import Archive
import EventLog
import Platform

/// The log, the archive and the tables of a book, looked at side by side on all processors.
///
/// Each has connections of its own; what they say of each other is compared when all are done.
struct VerificationSides {
  let facts: LogAudit.Facts

  /// What is wrong with the log.
  let log: Findings

  /// `nil` where the archive cannot be opened.
  let archive: ArchiveScan?

  init(_ book: BookSnapshot, _ looks: TableLooks, known: [Int64: [UInt8]]) throws {
    let expected = Set(((try? book.log.imports()) ?? []).map(\.payload))
    let audited = Awaited<(facts: LogAudit.Facts, findings: Findings)>()
    let scanned = Awaited<ArchiveScan?>()
    // The longest first, so that the processors end together.
    let pieces: [() -> Void] =
      [
        looks.rebuildAll,
        {
          audited.note {
            var findings = Findings()
            var audit = LogAudit(book.log, known: known)
            try audit.run(&findings)
            return (audit.facts, findings)
          }
        },
        {
          scanned.note { (try? book.archive.get()).map { ArchiveScan($0, expected: expected) } }
        },
      ] + looks.pieces
    Workers(Machine.processors).perform(pieces.count) { pieces[$0]() }
    looks.compareFiles()
    (facts, log) = try audited.get()
    archive = try scanned.get()
  }

  /// What comes of a piece of work that another thread does.
  private final class Awaited<Value> {
    private var result: Result<Value, any Error>?

    func note(_ body: () throws -> Value) { result = Result(catching: body) }

    func get() throws -> Value {
      guard let result else { throw LedgerError(.internalFault, "a part was not looked at") }
      return try result.get()
    }
  }
}
