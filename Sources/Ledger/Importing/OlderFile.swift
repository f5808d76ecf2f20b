package import Domain

/// A file of documents without a clock of their own that names no later day than what the book has.
///
/// Imported without `--fetched-at` it counts as fetched now, and what it says takes the place of what the
/// book knows: whoever imports an older file has to be told before.
package struct OlderFile {
  private let lastDay: Day
  private let known: Day

  /// `nil` when the file names a later day than the imports before, or days say nothing.
  init?(lastDay: Day?, known: Day?) {
    guard let lastDay, let known, lastDay <= known else { return nil }
    self.lastDay = lastDay
    self.known = known
  }

  /// What is to be said of it; nothing when it takes no document's place.
  package func words(_ report: ImportReport.FileReport, _ modifiedAt: Instant?, isDryRun: Bool)
    -> String?
  {
    let count = report.revised + report.withdrawn
    if count == 0 { return nil }
    let written = modifiedAt.map { "; the file was written last at \($0.wholeSecond)" } ?? ""
    let documents = count == 1 ? "a document is" : "\(count) documents are"
    let remedy = isDryRun ? "" : "take import \(report.importID) back (svod import revoke) and "
    return
      "\(report.name): \(documents) changed by a file whose latest day, \(lastDay), is not later "
      + "than the book's, \(known): without --fetched-at it counts as fetched now; if it is older, "
      + "\(remedy)give its time\(written)"
  }
}

extension Instant {
  /// Without the fraction.
  fileprivate var wholeSecond: Instant {
    Instant(rawValue: rawValue - rawValue % 1_000_000)
  }
}
