import Domain

/// Walks an answer of 1C's OData and hands over its objects one by one.
///
/// `{value: […]}`, `{d: {results: […]}}`, a bare array, a single object, which has no `value`, or a
/// feed of Atom.
package enum OneCAnswer {
  package static func forEach(
    _ payload: Payload, _ body: (OneCRow) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    if AtomFeed.isWritten(payload.bytes) { return try AtomFeed.forEach(payload, body) }
    var rows = JSONRows(payload, at: [["value"], ["d", "results"], []])
    try rows.forEach { (row, _) throws(PayloadError) in try body(OneCRow(row)) }
    guard rows.met.isEmpty else { return }
    var single = JSONRows(payload, at: [["{}"]])
    try single.forEach { (row, _) throws(PayloadError) in
      if isObject(row) { try body(OneCRow(row)) }
    }
  }

  /// Whether an object is more than an envelope without rows.
  private static func isObject(_ row: JSONValue) -> Bool {
    var found = false
    do throws(RowError) {
      try row.forEachMember { (name, _) throws(RowError) in
        if !name.hasPrefix("odata.") && !name.hasPrefix("@odata.") && name != "value" {
          found = true
        }
      }
    } catch { return false }
    return found
  }
}

extension PayloadOutline {
  /// What the answer's metadata say its objects are, such as `Catalog_Номенклатура`; `nil` when they
  /// say nothing.
  package var entitySet: String? {
    if form == .xml { return AtomFeed.entitySet(head) }
    var tape = JSONTape(head)
    var scanner = JSONScanner(head, at: JSONRows.mark(head))
    do throws(PayloadError) {
      guard try scanner.kind() == .object else { return nil }
      try scanner.open()
      if try scanner.closes(0x7D) { return nil }
      repeat {
        let key = head[try scanner.key().range]
        try scanner.colon()
        scanner.skipSpace()
        let (value, end) = try tape.read(at: scanner.offset)
        if key == "odata.metadata" || key == "@odata.context" {
          return Self.afterHash(JSONEscapes.string(value.raw, value.isEscaped))
        }
        scanner = JSONScanner(head, at: end)
      } while try scanner.goesOn(until: 0x7D)
    } catch {
      // Metadata stand first; a head that ends before they come has none.
    }
    return nil
  }

  /// Whether the answer says that it holds `name`, its records or a slice of them.
  package func holds(_ name: String) -> Bool {
    guard let set = entitySet, set.hasPrefix(name) else { return false }
    let rest = set.dropFirst(name.count)
    guard let next = rest.first else { return true }
    return next == "/" || next == "(" || next.isNumber || rest.hasPrefix("_RecordType")
      || rest.hasPrefix("_RowType")
  }

  /// Whether the first object of the answer has all of these members.
  package func hasObject(_ names: String...) -> Bool {
    ["value[].", "[].", "d.results[].", ""].contains { start in
      names.allSatisfy { self.names.contains(start + $0) }
    }
  }

  /// What follows `#`, percent signs resolved.
  private static func afterHash(_ text: String) -> String? {
    guard let hash = text.firstIndex(of: "#") else { return nil }
    return PercentSigns.resolved(text[hash...].dropFirst())
  }
}
