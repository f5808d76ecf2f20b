import Domain
import Importing

/// `--complete` was refused, as it was the last time: the book has all that the files tell.
struct ClaimRefusedBefore: Error {
  let reports: [ImportReport.FileReport]
}

extension ImportRun {
  /// Whether the files are not the complete answer that they are given for: by what they say, or since
  /// one of them could not be read.
  ///
  /// Their rows count all the same, as those of an import that claims nothing.
  func refuses(
    _ pages: [Page], _ reports: inout [ImportReport.FileReport], lacksFiles: Bool
  ) throws -> Bool {
    guard lacksFiles || !AnswerExtents.missing(reports).isEmpty else { return false }
    for index in reports.indices { reports[index].isClaimRefused = true }
    var before = reports
    var isKnown = true
    for index in pages.indices {
      var page = pages[index]
      page.options = page.options.withoutClaim
      page.report.alreadyImported = nil
      try lookBack(&page)
      if page.report.alreadyImported == nil { isKnown = false }
      before[index].alreadyImported = page.report.alreadyImported
    }
    if isKnown { throw ClaimRefusedBefore(reports: before) }
    return true
  }

  /// Reports that say what their pages lack: where some lack anything, files that were imported before
  /// are looked through, since they may hold it.
  func recounted(
    _ reports: [ImportReport.FileReport]
  ) throws -> [ImportReport.FileReport] {
    let lacking = Set(reports.map(\.kind)).filter { kind in
      !AnswerExtents.missing(reports.filter { $0.kind == kind }).isEmpty
    }
    if lacking.isEmpty { return reports }
    var reports = reports
    for (index, report) in reports.enumerated()
    where report.alreadyImported != nil && report.path != "-" && lacking.contains(report.kind) {
      let page = try page(report.path)
      let intake = Intake { _ in }
      do throws(PayloadError) {
        try page.bytes.borrowed { (all) throws(PayloadError) in
          try page.importer.readAnswer(
            Payload(name: page.name, bytes: all),
            page.options.context(connection, request.fetchedAt ?? now), into: intake)
        }
      } catch { continue }
      reports[index].pages = intake.pages
      reports[index].scopes = intake.scopes
    }
    return reports
  }
}

extension ImportOptions {
  /// The same for an import whose claim to be complete was refused.
  var withoutClaim: ImportOptions {
    var options = self
    options.isComplete = false
    options.confirmsEmpty = false
    return options
  }
}
