import Domain

/// Lists the members of a JSON payload's first part without reading the rest.
///
/// In arrays only the first element is looked into, so that a page of 100,000 rows costs as much as
/// one row. Text that is not JSON gives the names up to there.
struct JSONOutline {
  private var scanner: JSONScanner
  private let head: Bytes
  private(set) var names: Set<String> = []

  private static let namesMax = 5_000

  /// Bytes of one path; what lies deeper tells no kind.
  private static let pathMax = 4_000

  init(_ head: Bytes) {
    self.head = head
    scanner = JSONScanner(head, at: JSONRows.mark(head))
    do throws(PayloadError) { try value("", depth: 0) } catch {
      // The head may end inside a value: what was seen until there is the outline.
    }
    // One value a line: the first line may be a row or a page.
    if NDJSON.begins(head) { names.formUnion(names.map { "[].\($0)" } + ["[]"]) }
  }

  private mutating func value(_ path: String, depth: Int) throws(PayloadError) {
    guard depth <= JSONScanner.depthMax, names.count < Self.namesMax,
      path.utf8.count <= Self.pathMax
    else {
      throw scanner.ends()
    }
    switch try scanner.kind() {
    case .object: try object(path, depth: depth)
    case .array:
      try scanner.open()
      names.insert(path + "[]")
      if try scanner.closes(0x5D) { return }
      try value(path + "[]", depth: depth + 1)
      try skipArray()
    case .string: _ = try scanner.text()
    case .number: try scanner.number()
    case let word: try scanner.word(word)
    }
  }

  private mutating func object(_ path: String, depth: Int) throws(PayloadError) {
    try scanner.open()
    if try scanner.closes(0x7D) { return }
    repeat {
      let place = try scanner.key()
      let key = JSONEscapes.string(head[place.range], place.isEscaped)
      let name = path.isEmpty ? key : path + "." + key
      names.insert(name)
      try scanner.colon()
      try value(name, depth: depth + 1)
    } while try scanner.goesOn(until: 0x7D)
  }

  /// Steps over the other elements of an array.
  private mutating func skipArray() throws(PayloadError) {
    var tape = JSONTape(head)
    while try scanner.goesOn(until: 0x5D) {
      let (_, end) = try tape.read(at: scanner.offset)
      scanner = JSONScanner(head, at: end)
    }
  }
}
