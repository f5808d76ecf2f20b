import Domain
import Platform

/// Files of one command that are not read: each is named with the reason, and the others go on.
///
/// One file alone fails as it always did, and so does everything with `--strict`.
final class UnreadFiles {
  private let isOnly: Bool
  private(set) var files: [ImportReport.UnreadFile] = []

  init(among all: [String], isStrict: Bool) { isOnly = all.count == 1 || isStrict }

  /// What `read` makes of a file; `nil` when it is not read.
  func passing<Result>(_ file: String, _ read: () throws -> Result) throws -> Result? {
    do { return try read() } catch let error as LedgerError
      where !isOnly && [.data, .noInput, .noPermission, .inputOutput].contains(error.code)
    {
      files.append(ImportReport.UnreadFile(path: file, reason: error.message))
    } catch let error as PlatformError where !isOnly {
      files.append(ImportReport.UnreadFile(path: file, reason: "\(error)"))
    }
    return nil
  }
}
