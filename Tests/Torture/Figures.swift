import TestKit

/// A promise and what its harness came to, as a row of a table that Markdown reads.
enum Figures {
  static let head = """
    | # | promise | tried | lost | found | missed | harmless | seconds | CPU |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- |

    """

  static func line(
    _ promise: Promise, _ tally: Tally, seconds: Double, processor: Double
  ) -> String {
    let counts = [tally.tried, tally.lost, tally.found, tally.missed, tally.harmless]
    let remarks = tally.remarks.isEmpty ? "" : " (\(tally.remarks.joined(separator: ", ")))"
    let cells =
      ["\(promise.number)", promise.name + remarks] + counts.map { "\($0)" }
      + ["\(Int(seconds.rounded(.up)))", "\(Int(processor.rounded(.up)))"]
    return "| \(cells.joined(separator: " | ")) |\n"
  }
}
