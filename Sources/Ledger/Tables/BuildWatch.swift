import Synchronization

/// Knows how far a build is, on whichever thread it goes on, and whether it shall stop.
final class BuildWatch {
  private let events: Int64
  private let isStopped: @Sendable () -> Bool
  private let folded = Atomic<Int>(0)
  private let toFold = Atomic<Int>(1)
  private let tell: (Int64, Int64) -> Void

  /// One thread tells at a time.
  private let telling = Mutex(())

  /// Of a build's time, the scan takes about a quarter.
  private static let scanShare: Int64 = 4

  /// How many folded events a table tells of at once.
  static let step = 1 << 12

  init(
    events: Int64, _ isStopped: @escaping @Sendable () -> Bool,
    _ tell: @escaping (Int64, Int64) -> Void
  ) {
    self.events = events
    self.isStopped = isStopped
    self.tell = tell
  }

  /// The scan has come to a position.
  func scanned(_ position: Int64) throws { try look(position / Self.scanShare) }

  /// The scan has ended and so many events are to be folded.
  func folding(_ count: Int) { toFold.store(max(1, count), ordering: .relaxed) }

  /// So many more events are folded.
  func fold(_ count: Int) throws {
    let now = folded.add(count, ordering: .relaxed).newValue
    let scan = events / Self.scanShare
    try look(scan + (events - scan) * Int64(now) / Int64(toFold.load(ordering: .relaxed)))
  }

  private func look(_ done: Int64) throws {
    if isStopped() {
      throw LedgerError(
        .interrupted, "stopped before the end; the tables are as they were, --resume goes on")
    }
    telling.withLock { _ in tell(min(done, events), events) }
  }
}
