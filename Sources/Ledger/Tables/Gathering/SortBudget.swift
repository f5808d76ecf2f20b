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

  /// Takes so many more bytes; runs are written until there is room for them, or nothing to write.
  package func grow(_ bytes: Int) throws {
    while used.load(ordering: .relaxed) + bytes > max, let largest, largest.size > 0 {
      try largest.spill()
    }
    used.add(bytes, ordering: .relaxed)
  }

  /// What is being read cannot be written any more.
  private var largest: SpillSorter? {
    sorters.compactMap(\.sorter).filter { !$0.isRead }.max { $0.size < $1.size }
  }

  func shrink(_ bytes: Int) { used.subtract(bytes, ordering: .relaxed) }
}
