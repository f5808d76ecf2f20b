import Domain
import EventLog
import Importing

/// What a source sends otherwise than before: values never seen in an enumeration, and fields whose
/// share of empty cells jumps. (Unknown fields are remarks of the importer.)
///
/// A profile of each import is kept with it, and the next import of the kind is compared.
struct PayloadProfile {
  private(set) var rows = 0
  private var names: [String] = []
  private var present: [Int] = []
  private var shape: Shape?
  private var values: [String: Set<String>] = [:]
  private let enumerations: Set<String>

  /// Different values that are kept of an enumeration.
  static let valuesMax = 300

  /// Longer values are no member of an enumeration.
  static let valueSizeMax = 200

  /// Rows below which shares say nothing.
  static let rowsMin = 20

  init(enumerations: Set<String>) { self.enumerations = enumerations }

  /// Counts one document.
  mutating func add(_ record: Record) {
    if shape !== record.shape { begin(record.shape) }
    rows += 1
    for (index, place) in record.shape.places.enumerated() where record.isPresent(place.slot) {
      present[index] += 1
    }
    for name in enumerations {
      guard let slot = record.shape.slot(of: name), record.isPresent(slot),
        let value = record.text(at: slot), value.utf8.count <= Self.valueSizeMax,
        values[name, default: []].count < Self.valuesMax
      else { continue }
      values[name, default: []].insert(value)
    }
  }

  /// Shapes of one payload differ in what is optional: the first one with rows is profiled.
  private mutating func begin(_ shape: Shape) {
    guard self.shape == nil else { return }
    self.shape = shape
    names = shape.members.map(\.name)
    present = Array(repeating: 0, count: names.count)
  }

  /// Kept in the import's summary.
  var json: String {
    let shares = zip(names, present).map { "\(JSONText.quoted($0)):\($1)" }
    let lists = values.keys.sorted().map { name in
      let list = (values[name] ?? []).sorted().map(JSONText.quoted).joined(separator: ",")
      return "\(JSONText.quoted(name)):[\(list)]"
    }
    return "{\"rows\":\(rows),\"present\":{\(shares.joined(separator: ","))},"
      + "\"values\":{\(lists.joined(separator: ","))}}"
  }

  /// What differs from the imports before, in words.
  func remarks(since earlier: EarlierProfiles) -> [String] {
    guard earlier.rows > 0 else { return [] }
    var remarks: [String] = []
    for name in values.keys.sorted() {
      for value in (values[name] ?? []).sorted()
      where !(earlier.values[name] ?? []).contains(value) {
        remarks.append("\(name) has a value never seen before: «\(value)»")
      }
    }
    guard rows >= Self.rowsMin, earlier.rows >= Self.rowsMin else { return remarks }
    for (name, count) in zip(names, present) {
      let now = count * 100 / rows
      guard let old = earlier.present[name] else { continue }
      let before = old * 100 / earlier.rows
      if abs(now - before) >= 50 {
        remarks.append("\(name) is filled in \(now) % of the rows, before it was in \(before) %")
      }
    }
    return remarks
  }
}

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

/// What was told of drift so far: for `svod status --drift`.
package struct DriftList: Sendable {
  package let answer: Answer

  package init(_ ledger: Ledger) throws {
    var rows: [[Answer.Cell]] = []
    for record in try ledger.book.openLog().imports() {
      try Array(record.summary.utf8).borrowed { (bytes) throws in
        var tape = JSONTape(bytes)
        for remark in try tape.read(at: 0).value["remarks"]?.elements ?? [] {
          let text = try remark.withText("remark") { (text) throws(RowError) in text.string }
          rows.append([
            .integer(record.id), .text(record.connection), .text(record.kind.name),
            .text(record.payloadName), .text(text),
          ])
        }
      }
    }
    answer = Answer(columns: ["import", "connection", "kind", "payload", "remark"], rows: rows)
  }
}
