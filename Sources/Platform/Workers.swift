import Dispatch
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
}
