package import Domain

/// Texts that lines put together, such as a number's digits: they last as long as the group at hand.
///
/// What it lends stays where it is while more is put together: a buffer that is full is set aside and
/// the next one begun.
package final class LineTexts {
  private var full: [ByteBuffer] = []
  private var current = ByteBuffer(capacity: LineTexts.size)

  /// How much fits in `current` without moving it.
  private var capacity = LineTexts.size

  private static let size = 4096

  /// The next group: what was lent is no longer used.
  func removeAll() {
    if current.count == 0 { return }
    full.removeAll()
    if capacity > Self.size { begin(Self.size) }
    current.removeAll()
  }

  package func digits(_ number: Int64) -> Bytes {
    let start = makeRoom(20)
    current.append(digits: number)
    return current[start..<current.count]
  }

  package func copy(_ text: String) -> Bytes { text.borrowed { joined($0, .none, .none) } }

  package func joined(_ head: Bytes, _ middle: Bytes, _ tail: Bytes) -> Bytes {
    let start = makeRoom(head.count + middle.count + tail.count)
    current.append(head)
    current.append(middle)
    current.append(tail)
    return current[start..<current.count]
  }

  /// Where the next text begins, with so many bytes free behind it.
  private func makeRoom(_ room: Int) -> Int {
    if current.count + room > capacity {
      full.append(current)
      begin(max(room, Self.size))
    }
    return current.count
  }

  private func begin(_ size: Int) {
    current = ByteBuffer(capacity: size)
    capacity = size
  }
}
