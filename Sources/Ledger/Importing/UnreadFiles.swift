import Domain
import Platform

/// Files of one command that are not read: each is named with the reason, and the others go on.
///
/// One file alone fails as it always did, and so does everything with `--strict`.
final class UnreadFiles {
  private let isOnly: Bool
  private(set) var files: [ImportReport.UnreadFile] = []

  init(among all: [String], isStrict: Bool) { isOnly = all.count == 1 || isStrict }

  /// What `open` makes of a file; `nil` when it cannot be read, or no kind fits it.
  func passing<Result>(_ file: String, _ open: () throws -> Result) throws -> Result? {
    do { return try open() } catch let error as LedgerError
      where !isOnly && [.data, .noInput, .noPermission, .inputOutput].contains(error.code)
    {
      files.append(ImportReport.UnreadFile(path: file, reason: error.message))
    } catch let error as PlatformError where !isOnly {
      files.append(ImportReport.UnreadFile(path: file, reason: "\(error)"))
    }
    return nil
  }

  /// What `append` makes of a file; `nil` when its payload is broken.
  ///
  /// All else that goes wrong then is the book's trouble, not the file's.
  func appending<Result>(_ file: String, _ append: () throws -> Result) throws -> Result? {
    do { return try append() } catch let broken as BrokenPayload {
      if isOnly { throw broken.error }
      files.append(ImportReport.UnreadFile(path: file, reason: broken.error.message))
      return nil
    }
  }
}

/// A payload that its importer could not read to the end.
struct BrokenPayload: Error {
  let error: LedgerError
}
