import Domain

/// The key and the events of one group while they come one by one.
///
/// Lent by a sorter that keeps them in memory, else copied: what comes from a file is overwritten by
/// the next one.
final class HeldGroup {
  private let isLent: Bool

  /// The events' bytes where they lie.
  private var lent: [Bytes] = []
  private var lentName = Bytes.none

  /// A copy of them, and where each ends in it.
  private let copied = ByteBuffer(capacity: 4096)
  private var ends: [Int] = []
  private let copiedName = ByteBuffer()

  init(isLent: Bool) { self.isLent = isLent }

  var isEmpty: Bool { count == 0 }

  var name: Bytes { isLent ? lentName : copiedName.bytes }

  /// Forgets the group before.
  func begin(_ name: Bytes) {
    lent.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    copied.removeAll()
    copiedName.removeAll()
    if isLent { lentName = name } else { copiedName.append(name) }
  }

  func add(_ payload: Bytes) {
    if isLent { return lent.append(payload) }
    copied.append(payload)
    ends.append(copied.count)
  }

  /// How many events were added.
  var count: Int { isLent ? lent.count : ends.count }

  /// What was added in its turn, until the next change.
  subscript(index: Int) -> Bytes {
    if isLent { return lent[index] }
    return copied[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }
}
