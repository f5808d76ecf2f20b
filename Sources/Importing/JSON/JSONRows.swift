import Domain

/// Walks a JSON payload of any size and hands over the rows of its arrays one by one.
///
/// Only one row is in memory at a time. What is not a row is checked and remembered as *envelope*
/// when it is a plain value: `count`, `header.number`, `cursor.total`.
package struct JSONRows {
  /// A path to an array of rows: names from the top, such as `["result", "postings"]`.
  ///
  /// `[]` is the payload itself. A last name `{}` means that the object at the path is itself a row.
  package typealias Path = [String]

  private let paths: [Path]
  private var tape: JSONTape
  private let bytes: Bytes

  /// Plain values outside the rows, by dotted path, as they stand in the payload.
  package private(set) var envelope: [String: String] = [:]

  /// Which of the paths were met, empty, null or not.
  package private(set) var met: Set<Path> = []

  /// Whether the payload holds an object or an array at all.
  private(set) var isAnswer = false

  /// Fields of one object around the rows.
  private static let fieldsMax = 1_000

  /// Plain values around the rows that are remembered, and the bytes of one.
  private static let envelopeMax = 10_000
  private static let envelopeValueMax = 10_000

  package init(_ payload: Payload, at paths: [Path]) {
    self.paths = paths
    bytes = payload.bytes
    tape = JSONTape(payload.bytes)
  }

  /// Calls `body` with each row and the path of its array.
  ///
  /// JSON's `null` and an empty payload have no rows.
  package mutating func forEach(
    _ body: (JSONValue, Path) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    var scanner = JSONScanner(bytes, at: Self.mark(bytes))
    scanner.skipSpace()
    if scanner.isAtEnd { return }
    isAnswer = try [.object, .array].contains(scanner.kind())
    if NDJSON.begins(bytes) {
      try lines(&scanner, body)
      return
    }
    try walk(&scanner, [], body)
    scanner.skipSpace()
    guard scanner.isAtEnd else { throw scanner.unexpected("the end of the payload") }
  }

  /// One value a line: rows where the payload itself is the list of rows, else pages of an answer.
  private mutating func lines(
    _ scanner: inout JSONScanner, _ body: (JSONValue, Path) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    while !scanner.isAtEnd {
      if paths.contains([]) {
        met.insert([])
        try one(&scanner, [], body)
      } else {
        try walk(&scanner, [], body)
      }
      scanner.skipSpace()
    }
  }

  /// The length of a byte order mark, which some gateways send before JSON.
  static func mark(_ bytes: Bytes) -> Int { bytes.hasPrefix("\u{FEFF}") ? 3 : 0 }

  private mutating func walk(
    _ scanner: inout JSONScanner, _ path: Path,
    _ body: (JSONValue, Path) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    guard path.count <= JSONScanner.depthMax else {
      throw PayloadError(
        "JSON nested deeper than \(JSONScanner.depthMax) levels", at: scanner.offset)
    }
    switch try scanner.kind() {
    case .array where paths.contains(path): try rows(&scanner, path, body)
    case .object where paths.contains(path + ["{}"]):
      met.insert(path + ["{}"])
      try one(&scanner, path + ["{}"], body)
    case .null where paths.contains(path):
      met.insert(path)
      try plain(&scanner, path)
    case .object where paths.contains { $0.starts(with: path) } || path.count < 2:
      try members(&scanner, path, body)
    default: try plain(&scanner, path)
    }
  }

  private mutating func rows(
    _ scanner: inout JSONScanner, _ path: Path,
    _ body: (JSONValue, Path) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    met.insert(path)
    try scanner.open()
    if try scanner.closes(0x5D) { return }
    repeat { try one(&scanner, path, body) } while try scanner.goesOn(until: 0x5D)
  }

  private mutating func one(
    _ scanner: inout JSONScanner, _ path: Path,
    _ body: (JSONValue, Path) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    scanner.skipSpace()
    let (row, end) = try tape.read(at: scanner.offset)
    try body(row, path)
    scanner = JSONScanner(bytes, at: end)
  }

  private mutating func members(
    _ scanner: inout JSONScanner, _ path: Path,
    _ body: (JSONValue, Path) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    try scanner.open()
    if try scanner.closes(0x7D) { return }
    var seen: Set<String> = []
    repeat {
      let key = try scanner.key()
      let name = JSONEscapes.string(bytes[key.range], key.isEscaped)
      guard seen.insert(name).inserted else {
        throw PayloadError("the field \"\(name)\" stands twice", at: key.range.lowerBound)
      }
      guard seen.count <= Self.fieldsMax else {
        throw PayloadError(
          "more than \(Self.fieldsMax) fields around the rows", at: scanner.offset)
      }
      try scanner.colon()
      try walk(&scanner, path + [name], body)
    } while try scanner.goesOn(until: 0x7D)
  }

  private mutating func plain(_ scanner: inout JSONScanner, _ path: Path) throws(PayloadError) {
    let (value, end) = try tape.read(at: scanner.offset)
    switch value.kind {
    case .string, .number, .yes, .no:
      guard envelope.count < Self.envelopeMax else {
        throw PayloadError(
          "more than \(Self.envelopeMax) values around the rows", at: scanner.offset)
      }
      if value.raw.count <= Self.envelopeValueMax {
        envelope[path.joined(separator: ".")] = value.raw.string
      }
    case .object, .array, .null: break
    }
    scanner = JSONScanner(bytes, at: end)
  }
}
