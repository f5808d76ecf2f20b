import Domain

/// The key and the events of one group while they come one by one.
///
/// Lent by a sorter that keeps them in memory, else copied: what comes from a file is overwritten by
/// the next one.
final class HeldGroup {
  private let isLent: Bool

  /// The events' bytes; those that were copied are told apart when they are asked for.
  private var lent: [Bytes] = []
  private var lentName = Bytes.none
  private let copied = ByteBuffer(capacity: 4096)
  private let copiedName = ByteBuffer()
  private var ends: [Int] = []

  init(isLent: Bool) { self.isLent = isLent }

  var isEmpty: Bool { lent.isEmpty && ends.isEmpty }

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

  /// What was added, until the next change.
  var payloads: [Bytes] {
    if !isLent {
      lent.removeAll(keepingCapacity: true)
      var start = 0
      for end in ends {
        lent.append(copied[start..<end])
        start = end
      }
    }
    return lent
  }
}
