import Domain
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
  private let enumerations: [String: Set<String>]

  /// The last day that a document names; what comes later names later ones.
  private(set) var lastDay: Day?

  /// Different values that are kept of an enumeration.
  static let valuesMax = 300

  /// Longer values are no member of an enumeration.
  static let valueSizeMax = 200

  /// Values of an enumeration that are told by name.
  static let toldMax = 5

  /// Rows below which shares say nothing.
  static let rowsMin = 20

  /// Days behind this one are plans.
  private let end: Day

  init(enumerations: [String: Set<String>], until end: Day) {
    self.enumerations = enumerations
    self.end = end
  }

  /// Counts one document.
  mutating func add(_ record: Record) {
    if shape !== record.shape { begin(record.shape) }
    rows += 1
    for (index, place) in record.shape.places.enumerated() where record.isPresent(place.slot) {
      present[index] += 1
      note(place, record)
    }
    for name in enumerations.keys {
      guard let slot = record.shape.slot(of: name), record.isPresent(slot),
        let value = record.text(at: slot), value.utf8.count <= Self.valueSizeMax,
        values[name, default: []].count < Self.valuesMax
      else { continue }
      values[name, default: []].insert(value)
    }
  }

  private mutating func note(_ place: Shape.Place, _ record: Record) {
    let day: Day
    switch place.type {
    case .day: day = Day(bits: record.bits(at: place.slot))
    case .instant: day = Instant(bits: record.bits(at: place.slot)).moscowDay
    case .integer, .decimal, .flag, .text, .list: return
    }
    if day > end { return }
    lastDay = lastDay.map { max($0, day) } ?? day
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
    let last = lastDay.map { "\"last_day\":\"\($0)\"," } ?? ""
    return "{\"rows\":\(rows),\(last)\"present\":{\(shares.joined(separator: ","))},"
      + "\"values\":{\(lists.joined(separator: ","))}}"
  }

  /// What differs from the imports before, in words.
  func remarks(since earlier: EarlierProfiles) -> [String] {
    guard earlier.rows > 0 else { return [] }
    var remarks: [String] = []
    for name in values.keys.sorted() {
      let known = (earlier.values[name] ?? []).union(enumerations[name] ?? [])
      let new = (values[name] ?? []).subtracting(known).sorted()
      if new.isEmpty { continue }
      let told = new.prefix(Self.toldMax).map { "«\($0)»" }.joined(separator: ", ")
      remarks.append(
        "\(name) has "
          + (new.count == 1 ? "a value" : "\(new.count) values") + " never seen before: \(told)"
          + (new.count > Self.toldMax ? " …" : ""))
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
