import Domain

/// Text in UTF-16 with a byte order mark, as spreadsheets save «Unicode text»: read as UTF-8, told by the
/// places of its own bytes.
final class UTF16Text {
  /// The characters in UTF-8, without the mark.
  let text: [UInt8]

  /// Where in both forms the walk stands.
  private var walked = (utf8: 0, utf16: 2)

  /// Whether bytes begin with the mark.
  static func isMarked(_ bytes: Bytes) -> Bool {
    bytes.count >= 2
      && (bytes[0] == 0xFF && bytes[1] == 0xFE || bytes[0] == 0xFE && bytes[1] == 0xFF)
  }

  /// Throws for half a character, with its place.
  init(_ bytes: Bytes) throws(PayloadError) {
    let (high, low) = bytes[0] == 0xFE ? (0, 1) : (1, 0)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var index = 2
    func unit(_ place: Int) -> UInt32? {
      place + 1 < bytes.count ? UInt32(bytes[place + high]) << 8 | UInt32(bytes[place + low]) : nil
    }
    while index < bytes.count {
      guard var code = unit(index) else {
        throw PayloadError("text in UTF-16 that ends inside a character", at: index)
      }
      let start = index
      index += 2
      if 0xD800..<0xDC00 ~= code, let next = unit(index), 0xDC00..<0xE000 ~= next {
        code = 0x10000 + (code - 0xD800) << 10 + (next - 0xDC00)
        index += 2
      }
      guard let character = Unicode.Scalar(code) else {
        throw PayloadError("half a character of UTF-16", at: start)
      }
      text.append(contentsOf: UTF8.encode(character) ?? UTF8.encodedReplacementCharacter)
    }
    self.text = text
  }

  /// Where a range of the UTF-8 text lies in the bytes as they came.
  func places(of range: Range<Int>) -> Range<Int> {
    let start = place(of: range.lowerBound)
    return start..<place(of: range.upperBound)
  }

  /// Ranges come in order: the walk goes on where it stands.
  private func place(of offset: Int) -> Int {
    if offset < walked.utf8 { walked = (0, 2) }
    for index in walked.utf8..<min(offset, text.count) where text[index] & 0xC0 != 0x80 {
      walked.utf16 += text[index] >= 0xF0 ? 4 : 2
    }
    walked.utf8 = max(walked.utf8, offset)
    return walked.utf16
  }
}
