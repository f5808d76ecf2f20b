import Domain
import Importing

/// What the answers of one command say that they lack, all its files together.
enum AnswerExtents {
  /// A line for each lack, with its kind; files that were not read say nothing.
  static func missing(_ reports: [ImportReport.FileReport]) -> [String] {
    var lines: [String] = []
    for importer in Importers.all {
      let kind = type(of: importer).kind.name
      var tally = AnswerTally(type(of: importer).extent)
      for report in reports where report.kind == kind {
        tally.add(report.pages, of: report.name, scopes: report.scopes)
      }
      lines += tally.missing.map { "\(kind): pages are missing: \($0)" }
    }
    return lines
  }

  /// What a file is complete for, if all files together are; an empty one only when that is confirmed.
  static func scopes(
    rows: Int, _ scopes: [String], of importer: any Importer, confirmsEmpty: Bool
  ) -> [String] {
    if rows > 0 { return scopes }
    return confirmsEmpty && type(of: importer).emptyScope == .list ? scopes : []
  }

  /// What is said of a complete answer without rows.
  static func remark(onEmpty importer: any Importer, confirmsEmpty: Bool) -> String? {
    let kind = type(of: importer).kind.name
    switch type(of: importer).emptyScope {
    case .nothing:
      return
        "an empty answer of \(kind) names nothing that it is complete for: nothing is withdrawn"
    case .list:
      return confirmsEmpty
        ? nil : "an empty answer withdraws nothing unless --confirm-empty says that it may"
    }
  }
}
