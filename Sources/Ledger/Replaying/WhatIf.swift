import EventLog
import Platform
import Projecting

/// What the tables would be if something had been decided, priced or imported otherwise.
///
/// The log is copied, the change appended to the copy, and the tables built there: nothing in the book
/// changes.
package struct WhatIf {
  /// Decisions that are taken besides.
  package var matches: [Matching.Decision] = []

  /// Imports that are made besides, such as of a changed price list.
  package var imports: [ImportRequest] = []

  /// Imports that are left out.
  package var without: [Int64] = []

  /// Where the copy and its tables stay, a book of its own without payloads; `nil` is nowhere.
  package var folder: String?

  package init() {}

  /// What came of it.
  package struct Outcome: Sendable {
    /// From the book's tables, as they are, to those of the copy.
    package var differences: [TableDifference] = []

    /// What became of the files that were imported besides.
    package var files: [ImportReport.FileReport] = []

    /// What makes the comparison less than it says.
    package var remarks: [String] = []
  }

  package func run(_ ledger: Ledger) throws -> Outcome {
    let place = try folder ?? Files.makeTemporaryFolder(prefix: "svod-what-if")
    defer { if folder == nil { try? Files.removeFolder(place) } }
    var apart = try Ledger(Self.copy(ledger.book, to: place))
    apart.now = ledger.now
    apart.progress = ledger.progress
    var outcome = Outcome()
    if !without.isEmpty { outcome.remarks += try leaveOut(ledger, apart) }
    if !matches.isEmpty { _ = try Matching(apart).decide(matches) }
    for request in imports { outcome.files += try apart.take(request, updates: false).files }
    _ = try apart.rebuild(Projectors.all)
    outcome.differences = try TablesApart(ledger: ledger).differences(
      from: ledger.tables, to: apart.tables)
    outcome.remarks += try Projectors.all.compactMap { try Status.warning($0, ledger) }
    return outcome
  }

  /// The book's log in a folder of its own, with an empty archive.
  private static func copy(_ book: Book, to folder: String) throws -> Book {
    if case .some(let kind) = try Files.kind(folder) {
      guard try kind == .folder && Files.names(in: folder).isEmpty else {
        throw LedgerError(.cannotCreate, "\(folder) is not an empty folder: choose a new one")
      }
    }
    let copy = try Book.make(at: folder)
    try Files.remove(copy.logPath)
    try book.openLog().copy(to: copy.logPath)
    return copy
  }

  private func leaveOut(_ ledger: Ledger, _ apart: Ledger) throws -> [String] {
    let revocation = Revocation(without, reason: "what if", author: "what if")
    // The payloads are in the book's archive.
    let archive = try ledger.book.openArchive()
    let report = try apart.revoke(revocation, isDryRun: false, reading: archive)
    return report.unread.map(\.description)
  }
}
