import Dispatch
import Synchronization

/// Hands pieces of work to a thread of its own, which does them one after another, in order.
///
/// A few may wait; whoever hands over more waits too, so that memory stays bounded. What a piece
/// throws ends the relay: later pieces are dropped, and the next call throws it.
package final class Relay: Sendable {
  private let queue = DispatchQueue(label: "svod.relay")
  private let idle = DispatchGroup()

  /// Counts up from none, as a semaphore must not be thrown away below its first value.
  private let room = DispatchSemaphore(value: 0)
  private let failure = Mutex<(any Error)?>(nil)

  /// `waiting` is how many pieces may be handed over and not yet done.
  package init(waiting: Int = 4) { for _ in 0..<max(1, waiting) { room.signal() } }

  /// Hands over a piece of work; what it touches belongs to the relay until it is done.
  package func hand(_ work: @escaping () throws -> Void) throws {
    try check()
    room.wait()
    Workers.queue(on: queue, in: idle) { [self] in
      defer { room.signal() }
      if failure.withLock({ $0 != nil }) { return }
      do { try work() } catch { failure.withLock { $0 = error } }
    }
  }

  /// Waits until all is done, and throws what a piece threw.
  package func finish() throws {
    wait()
    try check()
  }

  /// Waits until nothing is being done, whatever came of it.
  package func wait() { idle.wait() }

  private func check() throws {
    if let error = failure.withLock({ $0 }) { throw error }
  }
}
