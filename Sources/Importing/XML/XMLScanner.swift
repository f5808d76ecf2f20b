package import Domain

/// Moves over XML, one tag or text at a time, and says where it is broken.
///
/// What the sources' feeds and workbooks use, and no more: no DTD, so no entities but the five that
/// XML has itself and numeric ones; names without their prefixes. Bounded in depth, attributes and
/// the length of a text.
package struct XMLScanner {
  let bytes: Bytes
  package private(set) var offset = 0

  /// Where the latest token lies.
  package private(set) var range = 0..<0

  /// The attributes of the latest opening tag, without `xmlns`.
  package private(set) var attributes: [XMLAttribute] = []

  private var open: [Range<Int>] = []
  private var closesNext = false
  private var hadRoot = false

  package static let depthMax = 64
  package static let attributesMax = 100
  package static let nameMax = 1_000

  /// Begins at the first tag; the bytes are to be UTF-8.
  package init(_ bytes: Bytes) throws(PayloadError) {
    self.bytes = bytes
    offset = JSONRows.mark(bytes)
  }

  /// Elements that are open around the latest token.
  package var depth: Int { open.count }

  /// The next token, or `nil` after the root element; an empty element opens and closes.
  package mutating func next() throws(PayloadError) -> XMLToken? {
    if closesNext {
      closesNext = false
      return close(open.removeLast())
    }
    while offset < bytes.count {
      let rest = bytes.dropFirst(offset)
      if rest.first != 0x3C {
        if let text = try text() { return text }
      } else if rest.hasPrefix("<!--") {
        try skip(4, until: "-->")
      } else if rest.hasPrefix("<?") {
        try declaration()
      } else if rest.hasPrefix("<![CDATA[") {
        return try characterData()
      } else if rest.hasPrefix("<!") {
        throw PayloadError("XML with a DTD is not read", at: offset)
      } else if rest.hasPrefix("</") {
        return try closingTag()
      } else {
        return try openingTag()
      }
    }
    guard open.isEmpty, hadRoot else { throw ends() }
    return nil
  }

  /// Steps over the rest of the element that the latest token has opened.
  package mutating func skipElement() throws(PayloadError) {
    let outside = depth - 1
    while depth > outside { _ = try next() }
  }

  /// The characters of the element that the latest token has opened; elements inside are left out.
  package mutating func elementText() throws(PayloadError) -> [UInt8] {
    var text: [UInt8] = []
    let outside = depth - 1
    while let token = try next() {
      switch token {
      case .open: try skipElement()
      case .text(let raw): try XMLText.append(raw, to: &text)
      case .close: if depth == outside { return text }
      }
    }
    return text
  }

  package func attribute(_ name: StaticString) -> Bytes? {
    attributes.first { bytes[$0.name] == name }.map { bytes[$0.value] }
  }

  private mutating func close(_ name: Range<Int>) -> XMLToken {
    .close(bytes[XMLAttribute.local(name, in: bytes)])
  }

  private mutating func text() throws(PayloadError) -> XMLToken? {
    let start = offset
    while offset < bytes.count, bytes[offset] != 0x3C {
      guard bytes[offset] >= 0x20 || bytes[offset].isSpace else {
        throw PayloadError("a control character in XML", at: offset)
      }
      offset += 1
    }
    range = start..<offset
    guard offset - start <= Record.textMax else {
      throw PayloadError("a text over \(Record.textMax >> 20) MiB in XML", at: start)
    }
    guard open.isEmpty else { return .text(XMLText(bytes[range], isResolved: false, at: start)) }
    guard bytes[range].trimmed.isEmpty else { throw unexpected("a tag", at: start) }
    return nil
  }

  private mutating func characterData() throws(PayloadError) -> XMLToken {
    guard !open.isEmpty else { throw unexpected("a tag", at: offset) }
    let start = offset
    try skip(9, until: "]]>")
    range = start..<offset
    let inner = start + 9..<offset - 3
    guard inner.count <= Record.textMax else {
      throw PayloadError("a text over \(Record.textMax >> 20) MiB in XML", at: start)
    }
    return .text(XMLText(bytes[inner], isResolved: true, at: inner.lowerBound))
  }

  private mutating func declaration() throws(PayloadError) {
    let start = offset
    try skip(2, until: "?>")
    try XMLText.refuseOtherEncodings(bytes[start..<offset], at: start)
  }

  private mutating func skip(_ width: Int, until end: StaticString) throws(PayloadError) {
    offset += width
    while offset < bytes.count {
      if bytes[offset] == end.firstByte, bytes.dropFirst(offset).hasPrefix(end) {
        offset += end.utf8CodeUnitCount
        return
      }
      offset += 1
    }
    throw ends()
  }

  private mutating func closingTag() throws(PayloadError) -> XMLToken {
    let start = offset
    offset += 2
    let name = try name()
    skipSpace()
    guard offset < bytes.count else { throw ends() }
    guard bytes[offset] == 0x3E else { throw unexpected("the end of a tag", at: offset) }
    offset += 1
    guard let opened = open.popLast(), bytes[opened] == bytes[name] else {
      throw PayloadError("not XML: «\(bytes[name].string)» is closed here, but not open", at: start)
    }
    range = start..<offset
    return close(name)
  }

  private mutating func openingTag() throws(PayloadError) -> XMLToken {
    let start = offset
    guard !(hadRoot && open.isEmpty) else { throw unexpected("the end of the XML", at: offset) }
    guard depth < Self.depthMax else {
      throw PayloadError("XML nested deeper than \(Self.depthMax) levels", at: offset)
    }
    offset += 1
    let name = try name()
    try readAttributes()
    let isEmpty = bytes[offset] == 0x2F
    offset += isEmpty ? 2 : 1
    guard offset <= bytes.count, bytes[offset - 1] == 0x3E else {
      throw unexpected("the end of a tag", at: min(offset, bytes.count) - 1)
    }
    open.append(name)
    hadRoot = true
    closesNext = isEmpty
    range = start..<offset
    return .open(bytes[XMLAttribute.local(name, in: bytes)])
  }

  /// Reads up to `>` or `/`.
  private mutating func readAttributes() throws(PayloadError) {
    attributes.removeAll(keepingCapacity: true)
    var names: [Range<Int>] = []
    while true {
      let start = offset
      skipSpace()
      guard offset < bytes.count else { throw ends() }
      if bytes[offset] == 0x3E || bytes[offset] == 0x2F { return }
      guard offset > start else { throw unexpected("a space before the attribute", at: offset) }
      let name = try name()
      let value = try attributeValue()
      guard names.count < Self.attributesMax else {
        throw PayloadError("an XML tag of more than \(Self.attributesMax) attributes", at: offset)
      }
      guard !names.contains(where: { bytes[$0] == bytes[name] }) else {
        throw PayloadError("the attribute «\(bytes[name].string)» stands twice", at: start)
      }
      names.append(name)
      let text = bytes[name]
      if text == "xmlns" || text.hasPrefix("xmlns:") { continue }
      attributes.append(
        XMLAttribute(name: XMLAttribute.local(name, in: bytes), value: value))
    }
  }

  private mutating func attributeValue() throws(PayloadError) -> Range<Int> {
    skipSpace()
    guard offset < bytes.count else { throw ends() }
    guard bytes[offset] == 0x3D else { throw unexpected("=", at: offset) }
    offset += 1
    skipSpace()
    guard offset < bytes.count else { throw ends() }
    let quote = bytes[offset]
    guard quote == 0x22 || quote == 0x27 else { throw unexpected("a quote", at: offset) }
    let start = offset + 1
    offset = start
    while offset < bytes.count, bytes[offset] != quote {
      guard bytes[offset] != 0x3C else { throw unexpected("the end of the attribute", at: offset) }
      offset += 1
    }
    guard offset < bytes.count else { throw ends() }
    guard offset - start <= Record.textMax else {
      throw PayloadError("a text over \(Record.textMax >> 20) MiB in XML", at: start)
    }
    offset += 1
    return start..<offset - 1
  }

  private mutating func name() throws(PayloadError) -> Range<Int> {
    let start = offset
    while offset < bytes.count, XMLAttribute.isNameByte(bytes[offset]) { offset += 1 }
    guard offset < bytes.count else { throw ends() }
    guard offset > start, offset - start <= Self.nameMax, !bytes[start].isDigit else {
      throw unexpected("a name", at: start)
    }
    return start..<offset
  }

  private mutating func skipSpace() {
    while offset < bytes.count, bytes[offset].isSpace { offset += 1 }
  }

  private func ends() -> PayloadError {
    PayloadError("the XML ends too early: the file is cut off", at: bytes.count)
  }

  private func unexpected(_ wanted: String, at place: Int) -> PayloadError {
    PayloadError("not XML: \(wanted) should be here", at: place)
  }
}
