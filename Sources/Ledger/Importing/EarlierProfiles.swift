import Domain
import EventLog
import Importing

/// Profiles of the imports of a kind in a connection so far.
struct EarlierProfiles {
  /// Of the last import with rows.
  private(set) var rows = 0
  private(set) var present: [String: Int] = [:]

  /// Of the last imports.
  private(set) var values: [String: Set<String>] = [:]

  /// Members that no importer reads, as the imports told them.
  private(set) var unread: Set<String> = []

  /// The last day that a document named.
  private(set) var lastDay: Day?

  /// How far back is looked: far enough to know a source's habits.
  private static let importsMax = 50

  init(_ log: EventLog, connection: String, kind: StreamKind) throws {
    for record in try log.imports(of: kind, in: connection, last: Self.importsMax) {
      try read(Array(record.summary.utf8))
    }
  }

  private mutating func read(_ summary: [UInt8]) throws {
    try summary.borrowed { (bytes) throws in
      var tape = JSONTape(bytes)
      let summary = try tape.read(at: 0).value
      for remark in summary["remarks"]?.elements ?? [] {
        let text = try remark.withText("remark") { (text) throws(RowError) in text.string }
        if let name = UnreadMembers.name(in: text) { unread.insert(name) }
      }
      guard let profile = summary["profile"],
        let count = profile["rows"]?.raw.integer, count > 0
      else { return }
      rows = Int(count)
      if let last = profile["last_day"] {
        let day = try last.withText("last_day") { (text) throws(RowError) in Day(iso: text) }
        if let day { lastDay = lastDay.map { max($0, day) } ?? day }
      }
      present = [:]
      try profile["present"]?.forEachMember { name, value throws(RowError) in
        present[name.string] = Int(value.raw.integer ?? 0)
      }
      try profile["values"]?.forEachMember { name, value throws(RowError) in
        for element in value.elements {
          let text = try element.withText("value") { (text) throws(RowError) in text.string }
          values[name.string, default: []].insert(text)
        }
      }
    }
  }
}
