package import Domain

/// What the first part of a payload looks like: enough to tell its kind, cheap on any size.
package struct PayloadOutline {
  /// How the payload is written.
  package enum Form: Sendable, Equatable {
    case json, csv, xml, zip
    /// Nothing but white space, or JSON's `null`: an answer without data.
    case empty
    case unknown
  }

  package let form: Form

  /// JSON: paths of the members seen, such as `[].saleID` or `result.postings[].posting_number`; an
  /// array itself is `result.postings[]`.
  ///
  /// XML: element names. CSV: the cells of the header. ZIP: the names of the entries, and the header
  /// of the first CSV file or, in a workbook, of the first sheet.
  package let names: Set<String>

  /// The first bytes.
  package let head: Bytes

  /// Why there may be fewer names than meant: what is broken in the part that was looked at.
  package let trouble: PayloadError?

  package init(form: Form, names: Set<String>, head: Bytes, trouble: PayloadError? = nil) {
    self.form = form
    self.names = names
    self.head = head
    self.trouble = trouble
  }

  /// How many bytes are looked at.
  package static let headMax = 1 << 20

  /// Looks at the first part of a payload.
  package init(of bytes: Bytes) {
    let head = bytes.prefix(Self.headMax)
    let text = head.dropFirst(JSONRows.mark(head)).trimmed
    if ZIPArchive.begins(bytes) {
      let archive = TableOutline(archive: bytes)
      self.init(form: .zip, names: archive.names, head: head, trouble: archive.trouble)
      return
    }
    if UTF16Text.isMarked(head) {
      self.init(unicode: head, isWhole: head.count == bytes.count)
      return
    }
    switch text.first {
    case nil: self.init(form: .empty, names: [], head: head)
    case 0x6E where text == "null": self.init(form: .empty, names: [], head: head)
    case 0x7B, 0x5B: self.init(form: .json, names: JSONOutline(head).names, head: head)
    case 0x3C:
      let outline = XMLOutline(head, isWhole: head.count == bytes.count)
      self.init(form: .xml, names: outline.names, head: head, trouble: outline.trouble)
    default:
      let table = TableOutline(csv: head, isWhole: head.count == bytes.count)
      self.init(
        form: table.names.isEmpty ? .unknown : .csv, names: table.names, head: head,
        trouble: table.trouble)
    }
  }

  /// Tables are read in UTF-16 with its mark; JSON and XML are not, as their standards have it.
  private init(unicode head: Bytes, isWhole: Bool) {
    do throws(PayloadError) {
      let text = try UTF16Text(isWhole ? head : head.prefix(head.count & ~3)).text
      if let first = text.borrowed({ $0.trimmed.first }), [0x7B, 0x5B, 0x3C].contains(first) {
        throw PayloadError("JSON or XML in UTF-16: save it as UTF-8", at: 0)
      }
      let table = text.borrowed { TableOutline(csv: $0, isWhole: isWhole) }
      self.init(
        form: table.names.isEmpty ? .unknown : .csv, names: table.names, head: head,
        trouble: table.trouble)
    } catch {
      self.init(form: .unknown, names: [], head: head, trouble: error)
    }
  }

  /// Whether all of these members were seen.
  package func has(_ names: String...) -> Bool { names.allSatisfy(self.names.contains) }

  /// Whether a list was seen without elements, beside these members: a page with nothing on it.
  package func isEmptyPage(of list: String, beside names: String...) -> Bool {
    self.names.contains(list) && names.allSatisfy(self.names.contains)
      && !self.names.contains { $0.hasPrefix(list + ".") }
  }

  /// Whether one of these members was seen.
  package func hasAny(_ names: String...) -> Bool { names.contains(where: self.names.contains) }
}
