package import Domain

/// One JSON value and what lies in it, as a flat list of nodes over the payload's bytes.
///
/// Numbers stay digits and text stays bytes: nothing is converted before an importer asks. The list
/// is used again for the next value, unless a view of this one is still held.
package struct JSONTape {
  struct Node {
    var kind: JSONKind
    /// Text with a backslash in it.
    var isEscaped: Bool
    /// First byte of the value; for text the first byte between the quotes.
    var start: Int
    var end: Int
    /// The node after this one and all that lies in it.
    var next: Int
  }

  private let bytes: Bytes
  private var nodes: [Node] = []
  private var prints: [UInt64] = []

  /// The node of a name that stood twice in one object; -1 when there is none.
  private var doubled = -1

  package init(_ bytes: Bytes) { self.bytes = bytes }

  /// Reads the value at `offset` and returns it with the offset of its end.
  package mutating func read(at offset: Int) throws(PayloadError) -> (value: JSONValue, end: Int) {
    nodes.removeAll(keepingCapacity: true)
    prints.removeAll(keepingCapacity: true)
    doubled = -1
    var scanner = JSONScanner(bytes, at: offset)
    try value(&scanner, depth: 0)
    return (JSONValue(bytes: bytes, nodes: nodes, index: 0, doubled: doubled), scanner.offset)
  }

  private mutating func value(_ scanner: inout JSONScanner, depth: Int) throws(PayloadError) {
    guard depth <= JSONScanner.depthMax else {
      throw PayloadError(
        "JSON nested deeper than \(JSONScanner.depthMax) levels", at: scanner.offset)
    }
    guard nodes.count < JSONScanner.nodesMax else {
      throw PayloadError(
        "a JSON row of more than \(JSONScanner.nodesMax) values", at: scanner.offset)
    }
    let kind = try scanner.kind()
    let start = scanner.offset
    switch kind {
    case .object: try object(&scanner, depth: depth)
    case .array: try array(&scanner, depth: depth)
    case .string:
      let text = try scanner.text()
      push(.string, text.range, escaped: text.isEscaped)
    case .number:
      try scanner.number()
      push(.number, start..<scanner.offset)
    case let word:
      try scanner.word(word)
      push(word, start..<scanner.offset)
    }
  }

  private mutating func push(_ kind: JSONKind, _ range: Range<Int>, escaped: Bool = false) {
    nodes.append(
      Node(
        kind: kind, isEscaped: escaped, start: range.lowerBound, end: range.upperBound,
        next: nodes.count + 1))
  }

  private mutating func object(_ scanner: inout JSONScanner, depth: Int) throws(PayloadError) {
    let place = nodes.count
    push(.object, scanner.offset..<scanner.offset)
    let first = prints.count
    var seen = SIMD4<UInt64>.zero
    try scanner.open()
    if !(try scanner.closes(0x7D)) {
      repeat {
        let key = try scanner.key()
        guard prints.count - first < JSONScanner.membersMax else {
          throw PayloadError(
            "a JSON object of more than \(JSONScanner.membersMax) fields", at: scanner.offset)
        }
        push(.string, key.range, escaped: key.isEscaped)
        let name = bytes[key.range]
        if key.isEscaped, let text = JSONEscapes.resolve(name) {
          text.borrowed { noteDouble($0, since: first, &seen, in: place) }
        } else {
          noteDouble(name, since: first, &seen, in: place)
        }
        try scanner.colon()
        try value(&scanner, depth: depth + 1)
      } while try scanner.goesOn(until: 0x7D)
    }
    prints.removeSubrange(first...)
    nodes[place].end = scanner.offset
    nodes[place].next = nodes.count
  }

  private mutating func array(_ scanner: inout JSONScanner, depth: Int) throws(PayloadError) {
    let place = nodes.count
    push(.array, scanner.offset..<scanner.offset)
    try scanner.open()
    if !(try scanner.closes(0x5D)) {
      repeat { try value(&scanner, depth: depth + 1) } while try scanner.goesOn(until: 0x5D)
    }
    nodes[place].end = scanner.offset
    nodes[place].next = nodes.count
  }

  /// A key given twice in one object makes it ambiguous: the row it belongs to is marked.
  ///
  /// `seen` has a bit for each key so far, so that most keys are compared with no other.
  private mutating func noteDouble(
    _ key: Bytes, since first: Int, _ seen: inout SIMD4<UInt64>, in object: Int
  ) {
    let print = key.fingerprint
    let lane = Int(print >> 62)
    let bit: UInt64 = 1 << (print >> 56 & 63)
    if seen[lane] & bit != 0, doubled < 0, prints[first...].contains(print),
      isMember(key, of: object)
    {
      doubled = nodes.count - 1
    }
    seen[lane] |= bit
    prints.append(print)
  }

  /// Whether the key at a node, which some programs write in escapes, is `key`.
  private func isKey(_ index: Int, _ key: Bytes) -> Bool {
    let raw = bytes[nodes[index].start..<nodes[index].end]
    guard nodes[index].isEscaped, let text = JSONEscapes.resolve(raw) else { return raw == key }
    return text.borrowed { $0 == key }
  }

  /// Whether a key before the newest one is the same.
  private func isMember(_ key: Bytes, of object: Int) -> Bool {
    var index = object + 1
    while index < nodes.count - 1 {
      if isKey(index, key) { return true }
      index = nodes[index + 1].next
    }
    return false
  }
}
