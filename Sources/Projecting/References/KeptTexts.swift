package import Domain

/// Texts that are put together or copied, such as a number's digits: they last until `removeAll`.
///
/// What it lends stays where it is while more is put together: a buffer that is full is set aside and
/// the next one begun.
package final class KeptTexts {
  private var full: [ByteBuffer] = []
  private var current = ByteBuffer(capacity: KeptTexts.size)

  /// How much fits in `current` without moving it.
  private var capacity = KeptTexts.size

  private static let size = 4096

  /// What was lent is no longer used.
  func removeAll() {
    if current.count == 0 { return }
    full.removeAll()
    if capacity > Self.size { begin(Self.size) }
    current.removeAll()
  }

  package func digits(_ number: Int64) -> Bytes { keep(20) { $0.append(digits: number) } }

  package func copy(_ text: String) -> Bytes {
    text.borrowed { text in keep(text.count) { $0.append(text) } }
  }

  /// Lends what `write` appends in one run: so many bytes at most.
  func keep(_ room: Int, _ write: (ByteBuffer) -> Void) -> Bytes {
    if current.count + room > capacity {
      full.append(current)
      begin(max(room, Self.size))
    }
    return Lent(current).use { buffer in
      let start = buffer.count
      write(buffer)
      return buffer[start..<buffer.count]
    }
  }

  package func joined(_ head: Bytes, _ middle: Bytes, _ tail: Bytes) -> Bytes {
    keep(head.count + middle.count + tail.count) { buffer in
      buffer.append(head)
      buffer.append(middle)
      buffer.append(tail)
    }
  }

  private func begin(_ size: Int) {
    current = ByteBuffer(capacity: size)
    capacity = size
  }
}
