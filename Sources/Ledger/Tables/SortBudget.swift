/// Memory that several sorters share: when it is used up, the largest of them writes a run.
package final class SortBudget {
  private let max: Int
  private var used = 0
  private var sorters: [Weak] = []

  private struct Weak {
    weak var sorter: SpillSorter?
  }

  /// - Parameter max: bytes in all.
  package init(max: Int) { self.max = max }

  func join(_ sorter: SpillSorter) { sorters.append(Weak(sorter: sorter)) }

  func grow(_ bytes: Int) throws {
    if used + bytes > max, used > 0 {
      try sorters.compactMap(\.sorter).max { $0.size < $1.size }?.spill()
    }
    used += bytes
  }

  func shrink(_ bytes: Int) { used -= bytes }
}
