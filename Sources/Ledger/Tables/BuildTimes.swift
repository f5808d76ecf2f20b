import Platform

/// How long builds took on this machine: what `--plan` expects from.
///
/// A text file beside the tables, one line a table: its name, the events that it was made of, and
/// wall seconds. It is a convenience and can be removed at any time.
struct BuildTimes {
  private var lines: [String: (events: Int, seconds: Double)] = [:]
  private let path: String

  /// The line of the scan, which all tables of a build share.
  static let scan = "scan"

  init(_ folder: TableFolder) {
    path = "\(folder.path)/\(Self.name)"
    guard let bytes = try? Files.read(path, sizeMax: 1 << 16) else { return }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count == 3, let events = Int(parts[1]), let seconds = Double(parts[2]) else {
        continue
      }
      lines[String(parts[0])] = (events, seconds)
    }
  }

  static let name = "build-times"

  mutating func note(_ name: String, events: Int, seconds: Double) {
    if events > 0, seconds > 0 { lines[name] = (events, seconds) }
  }

  /// Wall seconds to expect for so many events, where a build was measured.
  func expected(_ name: String, events: Int) -> Double? {
    lines[name].map { Double(events) * $0.seconds / Double($0.events) }
  }

  func write() {
    let text = lines.keys.sorted().map { name in
      "\(name) \(lines[name]?.events ?? 0) \(lines[name]?.seconds ?? 0)\n"
    }
    // Nothing depends on it: a full disk has been told elsewhere.
    try? Files.replace(path, with: Array(text.joined().utf8))
  }
}
