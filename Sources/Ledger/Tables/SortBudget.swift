import Synchronization

/// Memory that several sorters share: when it is used up, the largest of them writes a run.
package final class SortBudget {
  private let max: Int
  /// Sorters that share a budget may be read on several threads; only one of them grows.
  private let used = Atomic(0)
  private var sorters: [Weak] = []

  private struct Weak {
    weak var sorter: SpillSorter?
  }

  /// - Parameter max: bytes in all.
  package init(max: Int) { self.max = max }

  func join(_ sorter: SpillSorter) { sorters.append(Weak(sorter: sorter)) }

  /// Takes so many more bytes.
  func grow(_ bytes: Int) throws {
    let now = used.load(ordering: .relaxed)
    if now > 0, now + bytes > max {
      try sorters.compactMap(\.sorter).max { $0.size < $1.size }?.spill()
    }
    used.add(bytes, ordering: .relaxed)
  }

  func shrink(_ bytes: Int) { used.subtract(bytes, ordering: .relaxed) }
}
