package import Domain

/// Bytes as they came, before anyone has understood them.
///
/// The bytes are borrowed from whoever read the file; UTF-8 has been checked where the payload is
/// text (`Importer.encoding`).
package struct Payload {
  /// The file's name, for messages.
  package let name: String

  package let bytes: Bytes

  /// Whether it is read as an answer, which may be a list of pages.
  var isAnswer = false

  /// Where the rows stand when the kind's list is the answer itself: scripts wrap it.
  var rowsAt: JSONRows.Path = []

  package init(name: String, bytes: Bytes) {
    self.name = name
    self.bytes = bytes
  }

  /// The largest payload that is taken: a page of 100,000 finance rows is under 200 MB.
  package static let sizeMax = 512 << 20
}
