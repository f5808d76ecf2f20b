import Glibc
import Synchronization

/// Ctrl-C and the polite way to end a process: noted here, asked for by whoever works long.
private let interrupted = Atomic<Bool>(false)

extension Machine {
  /// Whether the process was asked to end since `catchInterrupts`.
  package static var isInterrupted: Bool { interrupted.load(ordering: .relaxed) }

  /// From here on Ctrl-C and SIGTERM are noted; a second one ends the process at once.
  package static func catchInterrupts() {
    for number in [SIGINT, SIGTERM] {
      _ = signal(number) { number in
        interrupted.store(true, ordering: .relaxed)
        _ = signal(number, SIG_DFL)
      }
    }
  }
}
