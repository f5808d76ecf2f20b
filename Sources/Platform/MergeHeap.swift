/// Something sorted that is read from its start to its end, beside others of its kind.
package protocol MergedRun: AnyObject {
  /// Whether nothing is in hand any more.
  var isAtEnd: Bool { get }

  /// Whether what is in hand comes before what the other one has.
  func precedes(_ other: Self) -> Bool
}

/// The runs of a merge, the one with the least entry first; of equal ones the earlier run's.
package struct MergeHeap<Run: MergedRun> {
  @usableFromInline var runs: [(run: Run, number: Int)]

  /// Takes runs that have begun; those at their end are left out.
  @inlinable
  package init(_ runs: [Run]) {
    self.runs = runs.enumerated().map { ($1, $0) }.filter { !$0.0.isAtEnd }
    for place in (0..<self.runs.count).reversed() { sink(place) }
  }

  @inlinable
  package var first: Run? { runs.first?.run }

  /// Finds the place of the first run after it went on.
  @inlinable
  package mutating func settleFirst() {
    if runs[0].run.isAtEnd {
      runs.swapAt(0, runs.count - 1)
      runs.removeLast()
    }
    if !runs.isEmpty { sink(0) }
  }

  @inlinable
  mutating func sink(_ start: Int) {
    var place = start
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < runs.count {
        if precedes(child, least) { least = child }
      }
      if least == place { return }
      runs.swapAt(place, least)
      place = least
    }
  }

  @inlinable
  func precedes(_ lhs: Int, _ rhs: Int) -> Bool {
    let (left, right) = (runs[lhs], runs[rhs])
    if left.run.precedes(right.run) { return true }
    return left.number < right.number && !right.run.precedes(left.run)
  }
}
