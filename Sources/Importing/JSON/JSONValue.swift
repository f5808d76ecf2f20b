package import Domain

/// A value of a JSON payload: a view of its bytes, valid inside the call that hands it over.
package struct JSONValue {
  private let bytes: Bytes
  private let nodes: [JSONTape.Node]
  private let index: Int
  private let doubled: Int

  init(bytes: Bytes, nodes: [JSONTape.Node], index: Int, doubled: Int) {
    self.bytes = bytes
    self.nodes = nodes
    self.index = index
    self.doubled = doubled
  }

  private func value(at index: Int) -> JSONValue {
    JSONValue(bytes: bytes, nodes: nodes, index: index, doubled: doubled)
  }

  private var node: JSONTape.Node { nodes[index] }

  package var kind: JSONKind { nodes[index].kind }
  package var isNull: Bool { nodes[index].kind == .null }

  /// Where the value lies in the payload, quotes included.
  package var range: Range<Int> {
    node.kind == .string ? node.start - 1..<node.end + 1 : node.start..<node.end
  }

  /// The digits of a number, or a text without escapes, or a word, as they stand.
  package var raw: Bytes { bytes[nodes[index].start..<nodes[index].end] }

  package var isEscaped: Bool { nodes[index].isEscaped }

  /// The member of an object by name, `nil` when absent, not an object, or null.
  package subscript(name: StaticString) -> JSONValue? {
    guard node.kind == .object else { return nil }
    var at = index + 1
    let end = node.next
    while at < end {
      if isKey(at, name) { return nodes[at + 1].kind == .null ? nil : value(at: at + 1) }
      at = nodes[at + 1].next
    }
    return nil
  }

  /// Whether a key, which some programs write in escapes, is `name`.
  private func isKey(_ at: Int, _ name: StaticString) -> Bool {
    let raw = bytes[nodes[at].start..<nodes[at].end]
    guard nodes[at].isEscaped, let text = JSONEscapes.resolve(raw) else { return raw == name }
    return text.borrowed { $0 == name }
  }

  /// Each member of an object, in order.
  package func forEachMember(_ body: (Bytes, JSONValue) throws(RowError) -> Void) throws(RowError) {
    guard node.kind == .object else { return }
    var at = index + 1
    let end = node.next
    while at < end {
      let name = bytes[nodes[at].start..<nodes[at].end]
      if nodes[at].isEscaped, let text = JSONEscapes.resolve(name) {
        try text.borrowed { (name) throws(RowError) in try body(name, value(at: at + 1)) }
      } else {
        try body(name, value(at: at + 1))
      }
      at = nodes[at + 1].next
    }
  }

  /// The elements of an array, in order; empty for anything else.
  package var elements: [JSONValue] {
    guard node.kind == .array else { return [] }
    var values: [JSONValue] = []
    var at = index + 1
    while at < node.next {
      values.append(value(at: at))
      at = nodes[at].next
    }
    return values
  }

  /// The elements, where each becomes more than itself: a longer list is refused.
  package func elements(upTo max: Int, _ field: String) throws(RowError) -> [JSONValue] {
    let all = elements
    guard all.count <= max else { throw RowError(field, "a list of more than \(max)") }
    return all
  }

  /// Throws when a name stands twice in an object of the row: nobody can say which is meant.
  package func refuseDoubledKey() throws(RowError) {
    guard doubled >= 0 else { return }
    let name = bytes[nodes[doubled].start..<nodes[doubled].end].string
    throw RowError(name, "stands twice in the row")
  }

  /// A text's characters, escapes resolved; throws on a lone surrogate or a NUL.
  package func withText<Result>(
    _ field: String, _ body: (Bytes) throws(RowError) -> Result
  ) throws(RowError) -> Result {
    guard isEscaped else { return try body(raw) }
    guard let text = JSONEscapes.resolve(raw) else {
      throw RowError(field, "a text with a NUL or half a surrogate pair")
    }
    return try text.borrowed(body)
  }
}
