import Glibc

/// Keeps what several threads hold at a time below a limit: who wants more waits until others gave back.
@safe package final class Allowance {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private let limit: Int
  private var held = 0

  package init(limit: Int) {
    self.limit = limit
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

  /// Calls `body` while `count` is held; one that is above the limit goes alone.
  package func holding<Result>(_ count: Int, _ body: () throws -> Result) rethrows -> Result {
    unsafe pthread_mutex_lock(mutex)
    while held > 0, held + count > limit { unsafe _ = pthread_cond_wait(changed, mutex) }
    held += count
    unsafe pthread_mutex_unlock(mutex)
    defer {
      unsafe pthread_mutex_lock(mutex)
      held -= count
      unsafe pthread_cond_broadcast(changed)
      unsafe pthread_mutex_unlock(mutex)
    }
    return try body()
  }
}
