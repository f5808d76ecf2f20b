// What is inlined into other modules may only use what they see.
public import Domain

/// Something sorted that is read from its start to its end, beside others of its kind.
@usableFromInline package protocol MergedRun: AnyObject {
  /// Whether nothing is in hand any more.
  var isAtEnd: Bool { get }

  /// Whether what is in hand comes before what the other one has.
  func precedes(_ other: Self) -> Bool
}

/// The runs of a merge, the one with the least entry first; of equal ones the earlier run's.
///
/// Others' modules make it for their kind of run: a rebuild that spills compares keys here all the time.
@usableFromInline package struct MergeHeap<Run: MergedRun> {
  @usableFromInline var runs: [Numbered]

  @usableFromInline struct Numbered {
    @usableFromInline let run: Run
    @usableFromInline let number: Int

    @inlinable init(_ run: Run, _ number: Int) {
      self.run = run
      self.number = number
    }
  }

  /// Takes runs that have begun; those at their end are left out.
  @inlinable
  package init(_ runs: [Run]) {
    self.runs = runs.indices.filter { !runs[$0].isAtEnd }.map { Numbered(runs[$0], $0) }
    for place in (0..<self.runs.count).reversed() { sink(place) }
  }

  /// Lent until the next change.
  @inlinable
  package var first: Lent<Run>? { runs.isEmpty ? nil : Lent(runs[0].run) }

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
    Lent(runs[lhs].run).use { left in
      Lent(runs[rhs].run).use { right in
        left.precedes(right) || (runs[lhs].number < runs[rhs].number && !right.precedes(left))
      }
    }
  }
}
