import Domain

/// Walks an answer of 1C's OData in Atom, which it sends when nobody asks for JSON.
///
/// A feed of entries, or one entry; the values are texts, as in the rows of JSON. What links bring
/// along inside an entry belongs to other objects and is passed over.
enum AtomFeed {
  /// Values in one entry.
  static let valuesMax = 100_000

  /// Whether a payload is XML.
  static func isWritten(_ bytes: Bytes) -> Bool {
    bytes.dropFirst(JSONRows.mark(bytes)).trimmed.first == 0x3C
  }

  /// Hands over the entries in order.
  static func forEach(
    _ payload: Payload, into intake: Intake?, _ body: (OneCRow) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    if let place = UTF8Check.firstInvalid(payload.bytes) {
      throw PayloadError("not UTF-8", at: place)
    }
    var scanner = try XMLScanner(payload.bytes)
    var said: [String: String] = [:]
    while let token = try scanner.next() {
      guard case .open(let name) = token else { continue }
      if name == "entry" {
        try body(entry(&scanner))
      } else if scanner.depth > 1 {
        try tell(name, &scanner, &said)
      } else if name != "feed" {
        let place = scanner.range.lowerBound
        if let words = AnswerFault.words(inXML: payload.bytes) {
          throw PayloadError("an error, not an answer: «\(words)»", at: place)
        }
        throw PayloadError("XML of «\(name.string)», not an Atom feed of 1C", at: place)
      }
    }
    intake?.endPage(said, list: "entry")
  }

  /// What the feed says of itself, under the names that JSON has for it.
  private static func tell(
    _ name: Bytes, _ scanner: inout XMLScanner, _ said: inout [String: String]
  ) throws(PayloadError) {
    if name == "count" {
      said["odata.count"] = String(decoding: try scanner.elementText(), as: UTF8.self)
      return
    }
    if name == "link", let rel = scanner.attribute("rel"), rel == "next" {
      said["odata.nextLink"] = scanner.attribute("href")?.string ?? "next"
    }
    try scanner.skipElement()
  }

  /// The entity set that an answer's first entry, or else its own id, names.
  static func entitySet(_ head: Bytes) -> String? {
    var id: String?
    do throws(PayloadError) {
      var scanner = try XMLScanner(head)
      while let token = try scanner.next() {
        guard case .open(let name) = token else { continue }
        if name == "category", let term = scanner.attribute("term") {
          return term.string.split(separator: ".", maxSplits: 1).last.map(String.init)
        }
        if name == "id", id == nil {
          id = String(decoding: try scanner.elementText(), as: UTF8.self)
        }
      }
    } catch {
      // Entries stand first; a head that ends before they come has none.
    }
    return id?.split(separator: "/").last.map { PercentSigns.resolved(String($0)) }
  }

  private static func entry(_ scanner: inout XMLScanner) throws(PayloadError) -> OneCRow {
    let start = scanner.range.lowerBound
    let outside = scanner.depth - 1
    var values = Values()
    while let token = try scanner.next() {
      switch token {
      case .open(let name) where name == "content": continue
      case .open(let name) where name == "properties": try values.read(&scanner)
      case .open: try scanner.skipElement()
      case .close where scanner.depth == outside:
        return OneCRow(start..<scanner.range.upperBound, values.properties, tables: values.tables)
      case .close, .text: continue
      }
    }
    return OneCRow(start..<scanner.range.upperBound, values.properties, tables: values.tables)
  }

  /// The properties and table parts of one object.
  private struct Values {
    var properties: [OneCRow.Property] = []
    var tables: [String: [OneCRow]] = [:]

    /// Reads the children of the element that was just opened.
    mutating func read(_ scanner: inout XMLScanner) throws(PayloadError) {
      let outside = scanner.depth - 1
      while let token = try scanner.next() {
        switch token {
        case .open(let name): try property(name.string, &scanner)
        case .close: if scanner.depth == outside { return }
        case .text: continue
        }
      }
    }

    private mutating func property(
      _ name: String, _ scanner: inout XMLScanner
    ) throws(PayloadError) {
      guard properties.count < valuesMax else {
        throw PayloadError(
          "an entry of more than \(valuesMax) values", at: scanner.range.lowerBound)
      }
      let isNull = (scanner.attribute("null") ?? scanner.attribute("nil")).map { $0 == "true" }
      var isTable = scanner.attribute("type")?.hasPrefix("Collection(") ?? false
      let outside = scanner.depth - 1
      var text: [UInt8] = []
      var rows: [OneCRow] = []
      while let token = try scanner.next() {
        switch token {
        case .text(let raw): try XMLText.append(raw, to: &text)
        case .open(let child):
          isTable = true
          if child == "element" {
            try rows.append(row(&scanner))
          } else {
            try scanner.skipElement()
          }
        case .close where scanner.depth == outside:
          if isTable {
            tables[name] = rows
          } else {
            properties.append((name, isNull == true ? nil : String(decoding: text, as: UTF8.self)))
          }
          return
        case .close: continue
        }
      }
    }

    private func row(_ scanner: inout XMLScanner) throws(PayloadError) -> OneCRow {
      let start = scanner.range.lowerBound
      var values = Values()
      try values.read(&scanner)
      return OneCRow(start..<scanner.range.upperBound, values.properties, tables: values.tables)
    }
  }
}
