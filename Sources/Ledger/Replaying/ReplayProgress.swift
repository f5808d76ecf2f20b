import Synchronization

/// How many events of a replay are done, told now and then, whichever thread did them.
final class ReplayProgress {
  private let tell: (Int64, Int64) -> Void
  private let all: Int64
  private let done = Mutex<Int64>(0)

  /// The next count is told after so many.
  private static let pause: Int64 = 4_096

  init(of all: Int64, _ tell: @escaping (Int64, Int64) -> Void) {
    self.all = all
    self.tell = tell
  }

  func add(_ count: Int64) {
    done.withLock { done in
      let before = done
      done += count
      if before / Self.pause != done / Self.pause { tell(min(done, all), all) }
    }
  }

  /// All is done, whatever was counted.
  func finish() { done.withLock { _ in tell(all, all) } }
}
