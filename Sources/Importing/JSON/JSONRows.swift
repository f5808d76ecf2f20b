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
  private let isAnswer: Bool
  private var tape: JSONTape
  private let bytes: Bytes

  /// Plain values outside the rows, by dotted path, as they stand in the payload.
  package private(set) var envelope: [String: String] = [:]

  /// Which of the paths were met, empty, null or not.
  package private(set) var met: Set<Path> = []

  /// What the page in hand says around its rows, the lists that it has, and its rows.
  private var said: [String: String] = [:]
  private var lists: Set<Path> = []
  private var pageRows = 0

  /// Objects around the rows are looked into so deep: `result.paging.nextPageToken`.
  private static let aroundMax = 3

  /// Fields of one object around the rows.
  private static let fieldsMax = 1_000

  /// Plain values around the rows that are remembered, and the bytes of one.
  private static let envelopeMax = 10_000
  private static let envelopeValueMax = 10_000

  package init(_ payload: Payload, at paths: [Path]) {
    isAnswer = payload.isAnswer
    self.paths = paths.map { $0.isEmpty ? payload.rowsAt : $0 }
    bytes = payload.bytes
    tape = JSONTape(payload.bytes)
  }

  /// Calls `body` with each row and the path of its array.
  ///
  /// JSON's `null` and an empty payload have no rows. With an `intake` the payload must be an answer:
  /// each page has one of the lists and is no error, or it is refused, and what it says of itself goes
  /// to the intake. Without one the rows that are there are looked at.
  package mutating func forEach(
    into intake: Intake? = nil, _ body: (JSONValue, Path) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    var scanner = JSONScanner(bytes, at: Self.mark(bytes))
    scanner.skipSpace()
    if scanner.isAtEnd { return }
    if NDJSON.begins(bytes) {
      try lines(&scanner, intake, body)
      return
    }
    if isAnswer, try scanner.kind() == .array, try isListOfPages(scanner) {
      try pages(&scanner, intake, body)
    } else {
      try page(&scanner, intake, body)
    }
    scanner.skipSpace()
    guard scanner.isAtEnd else { throw scanner.unexpected("the end of the payload") }
  }

  /// One value a line: rows where the payload itself is the list of rows, else pages of an answer.
  private mutating func lines(
    _ scanner: inout JSONScanner, _ intake: Intake?,
    _ body: (JSONValue, Path) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    let areRows = try isAnswer ? !isPage(scanner) : paths.contains([])
    while !scanner.isAtEnd {
      if areRows {
        note([])
        try one(&scanner, [], body)
      } else {
        try page(&scanner, intake, body)
      }
      scanner.skipSpace()
    }
    if areRows { tell(intake) }
  }

  /// Whether the payload is a list whose elements are answers, as scripts glue pages together.
  private mutating func isListOfPages(_ scanner: JSONScanner) throws(PayloadError) -> Bool {
    var scanner = scanner
    try scanner.open()
    return try scanner.closes(0x5D) ? false : isPage(scanner)
  }

  /// Whether the value is an answer rather than a row of a bare list.
  private mutating func isPage(_ scanner: JSONScanner) throws(PayloadError) -> Bool {
    guard paths.contains([]) else { return true }
    var scanner = scanner
    switch try scanner.kind() {
    case .array: return true
    case .object:
      scanner.skipSpace()
      let names = JSONOutline(bytes.dropFirst(scanner.offset).prefix(PayloadOutline.headMax)).names
      return paths.contains { !$0.isEmpty && names.contains($0.joined(separator: ".") + "[]") }
    default: return false
    }
  }

  private mutating func pages(
    _ scanner: inout JSONScanner, _ intake: Intake?,
    _ body: (JSONValue, Path) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    try scanner.open()
    repeat {
      scanner.skipSpace()
      try page(&scanner, intake, body)
    } while try scanner.goesOn(until: 0x5D)
  }

  /// One answer; with an intake it must be one.
  private mutating func page(
    _ scanner: inout JSONScanner, _ intake: Intake?,
    _ body: (JSONValue, Path) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    let start = scanner.offset
    try walk(&scanner, [], body)
    if intake != nil {
      let isError = AnswerFault.isError(said, hasRows: pageRows > 0)
      let isNothing = bytes.dropFirst(Self.mark(bytes)).trimmed == "null"
      if isError || (lists.isEmpty && !isNothing) { throw refusal(start, isError: isError) }
    }
    tell(intake)
  }

  /// Tells what the page said, and begins the next one.
  private mutating func tell(_ intake: Intake?) {
    let names = lists.map { $0.joined(separator: ".") }.sorted()
    intake?.endPage(said, list: names.joined(separator: " "))
    said = [:]
    lists = []
    pageRows = 0
  }

  /// Why a value is no answer of the kind, in its own words.
  private mutating func refusal(_ start: Int, isError: Bool) -> PayloadError {
    let none = "another answer: it has none of the lists of this kind"
    do throws(PayloadError) {
      let value = try tape.read(at: start).value
      if let words = AnswerFault.words(value) {
        return PayloadError("an error, not an answer: «\(words)»", at: start)
      }
      var names: [String] = []
      do throws(RowError) {
        try value.forEachMember { (name, _) throws(RowError) in
          if names.count < 5 { names.append(name.string) }
        }
      } catch { names = [] }
      if !isError, !names.isEmpty {
        return PayloadError("\(none) but \(names.joined(separator: ", "))", at: start)
      }
    } catch {
      // Too large to be shown.
    }
    return PayloadError(isError ? "an error, not an answer" : none, at: start)
  }

  /// Notes a list of the answer.
  private mutating func note(_ path: Path) {
    met.insert(path)
    lists.insert(path)
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
      note(path + ["{}"])
      try one(&scanner, path + ["{}"], body)
    case .null where paths.contains(path) && !path.isEmpty:
      note(path)
      try plain(&scanner, path)
    case .object where paths.contains { $0.starts(with: path) } || path.count < Self.aroundMax:
      try members(&scanner, path, body)
    default: try plain(&scanner, path)
    }
  }

  private mutating func rows(
    _ scanner: inout JSONScanner, _ path: Path,
    _ body: (JSONValue, Path) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    note(path)
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
    pageRows += 1
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
        let name = path.joined(separator: ".")
        envelope[name] = value.raw.string
        said[name] = value.raw.string
      }
    case .array where path.last == "errors" && !value.elements.isEmpty: said["errors"] = "list"
    case .object, .array, .null: break
    }
    scanner = JSONScanner(bytes, at: end)
  }
}
