import Domain

/// JSON with one value a line, as exports and `jq -c` write it.
enum NDJSON {
  /// Whether the first line is a whole object and another one follows.
  static func begins(_ bytes: Bytes) -> Bool {
    let text = bytes.dropFirst(JSONRows.mark(bytes))
    guard let end = text.firstIndex(of: 0x0A) else { return false }
    let line = text.prefix(end).trimmed
    guard line.first == 0x7B, line.last == 0x7D else { return false }
    var next = end
    while next < text.count, text[next].isSpace { next += 1 }
    return next < text.count && text[next] == 0x7B
  }
}
