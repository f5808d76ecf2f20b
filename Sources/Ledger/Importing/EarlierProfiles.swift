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
      guard let profile = try tape.read(at: 0).value["profile"],
        let count = profile["rows"]?.raw.integer, count > 0
      else { return }
      rows = Int(count)
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
