import Importing

/// Members of a payload that no importer reads, as an import tells them: those that the connection has
/// not sent before, in one line.
struct UnreadMembers {
  /// Members that are told by name.
  static let toldMax = 5

  /// The name in a remark of an import; `nil` for remarks of something else.
  static func name(in remark: String) -> String? {
    guard remark.hasPrefix(Intake.unreadStart) else { return nil }
    let said = remark.dropFirst(Intake.unreadStart.count)
    // A title may hold brackets itself: the count stands in the last ones.
    guard let count = said.lastIndex(of: "(") else { return String(said) }
    return String(said[..<count].dropLast())
  }

  /// Leaves what pages of one answer tell of drift in the first one that tells it.
  static func tellOnce(_ reports: inout [ImportReport.FileReport]) {
    var known: Set<String> = []
    for index in reports.indices {
      let kind = reports[index].kind
      reports[index].told.removeAll { words in
        (words.hasPrefix("no importer reads") || words.contains(" never seen before: "))
          && !known.insert("\(kind) \(words)").inserted
      }
    }
  }

  /// The remarks of an import as they are told: all others, and one line for the members that are new.
  static func told(_ remarks: [String], known: Set<String>) -> [String] {
    let others = remarks.filter { name(in: $0) == nil }
    let new = remarks.compactMap(name).filter { !known.contains($0) }
    guard let first = new.first else { return others }
    if new.count == 1 { return ["no importer reads the member \(first)"] + others }
    let names = new.prefix(toldMax).joined(separator: ", ") + (new.count > toldMax ? " …" : "")
    return ["no importer reads \(new.count) members: \(names); svod status --drift lists all"]
      + others
  }
}
