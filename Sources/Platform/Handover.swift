import Glibc

/// Hands things from one thread to another, in order, with so many on the way at most.
@safe package final class Handover<Element> {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private let limit: Int
  private var waiting: [Element] = []
  private var isFinished = false
  private var isAbandoned = false

  package init(limit: Int) {
    self.limit = max(1, limit)
    unsafe mutex = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe pthread_cond_destroy(changed)
    unsafe mutex.deallocate()
    unsafe changed.deallocate()
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer {
      unsafe pthread_cond_broadcast(changed)
      unsafe pthread_mutex_unlock(mutex)
    }
    return body()
  }

  private func wait() { unsafe _ = pthread_cond_wait(changed, mutex) }

  /// Gives a thing away; false when nobody takes any more.
  package func give(_ element: Element) -> Bool {
    locked {
      while waiting.count >= limit, !isAbandoned { wait() }
      if isAbandoned { return false }
      waiting.append(element)
      return true
    }
  }

  /// The next thing, or `nil` after the last one.
  package func take() -> Element? {
    locked {
      while waiting.isEmpty, !isFinished { wait() }
      return waiting.isEmpty ? nil : waiting.removeFirst()
    }
  }

  /// Nothing more comes.
  package func finish() { locked { isFinished = true } }

  /// Nobody takes any more.
  package func abandon() {
    locked {
      isAbandoned = true
      waiting = []
    }
  }
}
