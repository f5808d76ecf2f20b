import Domain

/// Walks an answer of 1C's OData and hands over its objects one by one.
///
/// `{value: […]}`, `{d: {results: […]}}`, a bare array, a single object, which has no `value`, or a
/// feed of Atom.
package enum OneCAnswer {
  /// Calls `body` with each object; `single` are names of which a lone object has one.
  ///
  /// With an `intake` the payload must be an answer, as in `JSONRows`.
  package static func forEach(
    _ payload: Payload, single: Set<String>, into intake: Intake? = nil,
    _ body: (OneCRow) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    func take(_ row: OneCRow) throws(PayloadError) {
      // The answer's own count is of record sets, not of the records in them.
      if row.table("RecordSet") != nil { intake?.unit = AnswerPage.key(payload.bytes[row.range]) }
      defer { intake?.unit = nil }
      try body(row)
    }
    if AtomFeed.isWritten(payload.bytes) {
      try AtomFeed.forEach(payload, into: intake, take)
      return
    }
    var rows = JSONRows(
      payload,
      at: isSingle(payload, single) ? [["{}"]] : [["value"], ["d", "results"], []])
    try rows.forEach(into: intake) { (row, _) throws(PayloadError) in try take(OneCRow(row)) }
  }

  /// Whether the payload is one object without an envelope.
  private static func isSingle(_ payload: Payload, _ names: Set<String>) -> Bool {
    let outline = PayloadOutline(of: payload.bytes)
    let isEnvelope = outline.names.contains("value[]") || outline.names.contains("d.results[]")
    return !isEnvelope
      && names.contains { name in
        outline.names.contains(name) || outline.names.contains(name + "[]")
      }
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
