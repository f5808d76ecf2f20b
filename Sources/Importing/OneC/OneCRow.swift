package import Domain

/// One object of 1C's answer as names and values, whether it came as JSON or as Atom.
///
/// In both a value is a text: numbers and booleans may stand in quotes in JSON, and always do so to
/// speak in XML.
package struct OneCRow {
  /// Where the row lies in the payload.
  package let range: Range<Int>

  private let content: Content

  private enum Content {
    case json(JSONValue)
    case texts([Property], tables: [String: [OneCRow]])
  }

  /// A name and its value; `nil` is null.
  package typealias Property = (name: String, text: String?)

  /// What a property holds.
  package enum Value {
    case null
    case text(Bytes)
    /// An object or a table part.
    case nested
  }

  package init(_ row: JSONValue) {
    range = row.range
    content = .json(row)
  }

  /// A row that was not JSON.
  package init(_ range: Range<Int>, _ properties: [Property], tables: [String: [OneCRow]] = [:]) {
    self.range = range
    content = .texts(properties, tables: tables)
  }

  /// Throws when the row is not one, or a name in it stands twice.
  package func check() throws(RowError) {
    switch content {
    case .json(let row):
      guard row.kind == .object else { throw RowError("row", "not an object") }
      try row.refuseDoubledKey()
    case .texts(let properties, _):
      var names: Set<String> = []
      for (name, _) in properties where !names.insert(name).inserted {
        throw RowError(name, "stands twice in the row")
      }
    }
  }

  /// Each property in order; texts are lent without the spaces at their ends.
  package func forEach(
    _ body: (_ name: Bytes, _ value: Value) throws(RowError) -> Void
  ) throws(RowError) {
    switch content {
    case .json(let row):
      try row.forEachMember { (name, value) throws(RowError) in
        switch value.kind {
        case .null: try body(name, .null)
        case .object, .array: try body(name, .nested)
        case .yes, .no, .number: try body(name, .text(value.raw))
        case .string:
          try value.withText(name.string) { (text) throws(RowError) in
            try body(name, .text(text.trimmed))
          }
        }
      }
    case .texts(let properties, let tables):
      for (name, text) in properties {
        try Array(name.utf8).borrowed { (name) throws(RowError) in
          guard let text else { return try body(name, .null) }
          try Array(text.utf8).borrowed { (text) throws(RowError) in
            try body(name, .text(text.trimmed))
          }
        }
      }
      for name in tables.keys.sorted() {
        try Array(name.utf8).borrowed { (name) throws(RowError) in try body(name, .nested) }
      }
    }
  }

  /// An object that was asked to be sent along (`$expand`).
  package func object(_ name: StaticString) -> OneCRow? {
    guard case .json(let row) = content, let value = row[name], value.kind == .object else {
      return nil
    }
    return OneCRow(value)
  }

  /// The text of the first of these properties that has one.
  package func text(_ names: String...) throws(RowError) -> String? {
    var texts = [String?](repeating: nil, count: names.count)
    try forEach { (name, value) throws(RowError) in
      if case .text(let text) = value, !text.isEmpty,
        let place = names.firstIndex(of: name.string)
      {
        texts[place] = text.string
      }
    }
    for text in texts { if let text { return text } }
    return nil
  }

  /// The rows of a table part, `nil` when the object has none of that name.
  package func table(_ name: StaticString) -> [OneCRow]? {
    switch content {
    case .json(let row):
      guard let table = row[name], table.kind == .array else { return nil }
      return table.elements.map(OneCRow.init)
    case .texts(_, let tables): return tables["\(name)"]
    }
  }
}
