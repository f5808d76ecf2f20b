/// A payload that is small to send and would be large to take, and how it has to end.
package struct Bomb: Sendable, CustomStringConvertible {
  package let description: String

  /// The file's name.
  package let file: String
  package let kind: String?
  package let connection: String

  /// A part of the one line that says why not.
  package let saying: String
  package let bytes: @Sendable () -> [UInt8]

  init(
    _ about: String, _ file: String, _ connection: String, kind: String? = nil, saying: String,
    _ bytes: @escaping @Sendable () -> [UInt8]
  ) {
    description = about
    self.file = file
    self.kind = kind
    self.connection = connection
    self.saying = saying
    self.bytes = bytes
  }

  init(
    _ about: String, text file: String, _ connection: String, kind: String? = nil, saying: String,
    _ text: @escaping @Sendable () -> String
  ) {
    self.init(about, file, connection, kind: kind, saying: saying) { Array(text().utf8) }
  }

  /// What the command may take for any of them.
  package static let memoryMax = 512 << 20
  package static let secondsMax = 30

  /// The words of the command, the file lying in its folder.
  package var words: [String] {
    ["import", file, "--connection", connection, "--no-update"]
      + (kind.map { ["--kind", $0] } ?? [])
  }

  /// What is not as it has to be in how the command ended.
  package static func faults(_ child: Child, saying: String, codes: [Int32] = [65]) -> [String] {
    var faults: [String] = []
    guard let code = child.code else { return ["it ran on and was killed"] }
    if !codes.contains(code) { faults.append("it ended with \(code)") }
    if child.peakMemory > memoryMax { faults.append("it took \(child.peakMemory >> 20) MiB") }
    let lines = child.complaint.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.count != 2 || !child.complaint.hasPrefix("svod: ") || child.errors.count > 2_000 {
      faults.append("it said not one line: \(child.complaint.prefix(300))")
    }
    if !child.complaint.contains(saying) {
      faults.append("it did not say «\(saying)»: \(child.complaint.prefix(300))")
    }
    if child.errors.contains(where: { $0 < 0x20 && $0 != 0x0A }) {
      faults.append("it wrote control characters")
    }
    return faults
  }

  package static let all: [Bomb] = json + tables + archives + workbooks + feeds
}
