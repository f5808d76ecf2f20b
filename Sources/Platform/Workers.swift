import Dispatch
import Glibc
import Synchronization

/// Does independent pieces of work on so many threads.
package struct Workers {
  private let count: Int

  package init(_ count: Int) { self.count = max(1, count) }

  /// Calls `body` once with each index below `pieces`; a free worker takes the next one.
  ///
  /// The pieces share nothing that changes: the compiler cannot see that, so it is said here, once.
  package func perform(_ pieces: Int, _ body: (Int) -> Void) {
    if count == 1 || pieces < 2 {
      for index in 0..<pieces { body(index) }
      return
    }
    let next = Atomic(0)
    withoutActuallyEscaping(body) { body in
      nonisolated(unsafe) let body = body
      DispatchQueue.concurrentPerform(iterations: min(count, pieces)) { _ in
        while true {
          let (index, _) = next.add(1, ordering: .relaxed)
          if index >= pieces { return }
          unsafe body(index)
        }
      }
    }
  }

  /// Runs `other` on a thread of its own while `body` runs here; returns when both have ended.
  ///
  /// What they share they lock: `Handover`.
  package static func perform(_ body: () -> Void, alongside other: () -> Void) {
    withoutActuallyEscaping(other) { other in
      let box = unsafe Unmanaged.passRetained(Work(other))
      var thread = pthread_t()
      let code = unsafe pthread_create(
        &thread, nil,
        { context in
          if let context = unsafe context {
            unsafe Unmanaged<Work>.fromOpaque(context).takeUnretainedValue().body()
          }
          return nil
        }, box.toOpaque())
      precondition(code == 0, "no thread could be made")
      body()
      pthread_join(thread, nil)
      unsafe box.release()
    }
  }

  /// Puts `body` at the end of a queue.
  ///
  /// What it touches belongs to the queue until it is done: the compiler cannot see that, so it is
  /// said here, once.
  static func queue(
    on queue: DispatchQueue, in group: DispatchGroup, _ body: @escaping () -> Void
  ) {
    nonisolated(unsafe) let body = body
    queue.async(group: group) { unsafe body() }
  }
}

private final class Work {
  let body: () -> Void
  init(_ body: @escaping () -> Void) { self.body = body }
}
