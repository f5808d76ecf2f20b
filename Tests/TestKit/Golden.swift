import Foundation
package import Testing

/// A file that says what is right.
package enum Golden {
  package static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

  /// Expects `actual` to be the text of a file of the package.
  ///
  /// With `RECORD=1` in the environment the file is written instead, and the test fails, so that
  /// nobody takes a recording for a pass.
  package static func expect(
    _ actual: String, is file: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = PackageFolder.url.appending(path: file)
    let known = try? String(contentsOf: url, encoding: .utf8)
    if known == actual { return }
    if isRecording {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try actual.write(to: url, atomically: true, encoding: .utf8)
      Issue.record("recorded \(file): review the difference", sourceLocation: sourceLocation)
      return
    }
    guard let known else {
      Issue.record("there is no \(file): RECORD=1 makes it", sourceLocation: sourceLocation)
      return
    }
    Issue.record("\(file): \(difference(known, actual))", sourceLocation: sourceLocation)
  }

  /// The first line in which two texts differ.
  private static func difference(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    for index in 0..<max(old.count, new.count) {
      let before = index < old.count ? String(old[index]) : "(no line)"
      let after = index < new.count ? String(new[index]) : "(no line)"
      if before != after { return "line \(index + 1) is\n\(after)\nnot\n\(before)" }
    }
    return "differs in the end of its lines"
  }
}
