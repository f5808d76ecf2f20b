import Dispatch
import Glibc

/// Ends the process when a piece of work takes too long, whatever the work is doing.
///
/// The last resort: some calls into libraries cannot be asked to stop.
package final class Deadline {
  private let work: DispatchWorkItem

  /// After `seconds` writes `line` to standard error and ends the process with `code`.
  package init(after seconds: Int, code: Int32, saying line: String) {
    work = DispatchWorkItem {
      Machine.write(line, to: 2)
      _exit(code)
    }
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds), execute: work)
  }

  /// The work is done.
  package func cancel() { work.cancel() }

  deinit { work.cancel() }
}
