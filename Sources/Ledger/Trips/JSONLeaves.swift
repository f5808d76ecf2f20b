import Domain
import Importing

/// The values of a line of JSON by their paths, so that two lines are compared field by field.
struct JSONLeaves {
  /// Each as JSON: texts quoted, numbers without zeros at their end; null is absent.
  private(set) var values: [String: String] = [:]

  /// In the order of the line.
  private(set) var paths: [String] = []

  init(_ line: String) throws {
    do {
      try Array(line.utf8).borrowed { (bytes) throws in
        var tape = JSONTape(bytes)
        let (value, end) = try tape.read(at: 0)
        guard bytes.dropFirst(end).trimmed.isEmpty else {
          throw PayloadError("more than one value on a line", at: end)
        }
        try add(value, "")
      }
    } catch let error as PayloadError {
      throw LedgerError(.data, "no JSON: \(PayloadKind.place(error))")
    }
  }

  private mutating func add(_ value: JSONValue, _ path: String) throws {
    switch value.kind {
    case .object:
      var members: [(String, JSONValue)] = []
      try value.forEachMember { name, value throws(RowError) in
        members.append((name.string, value))
      }
      for (name, value) in members { try add(value, path.isEmpty ? name : "\(path).\(name)") }
    case .array:
      for (index, element) in value.elements.enumerated() {
        try add(element, "\(path)[\(index + 1)]")
      }
      if !value.elements.isEmpty { keep("\(value.elements.count)", "\(path) count") }
    case .string:
      keep(
        try value.withText(path) { (text) throws(RowError) in JSONText.quoted(text.string) }, path)
    case .number: keep(Self.plain(value.raw.string), path)
    case .yes, .no: keep(value.kind.rawValue, path)
    case .null: break
    }
  }

  private mutating func keep(_ value: String, _ path: String) {
    values[path] = value
    paths.append(path)
  }

  /// Without zeros behind the point that say nothing.
  private static func plain(_ digits: String) -> String {
    guard digits.contains("."), !digits.contains("e"), !digits.contains("E") else { return digits }
    var text = digits
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// The fields in which another line differs.
  func differences(to other: JSONLeaves) -> [FieldDifference] {
    let all = paths + other.paths.filter { values[$0] == nil }
    return all.compactMap { path in
      values[path] == other.values[path]
        ? nil : FieldDifference(path, values[path], other.values[path])
    }
  }
}
