import Foundation

/// The long run: with `SVOD_NIGHTLY=1` random tests try as much as they promise.
package enum Nightly {
  package static let isOn = ProcessInfo.processInfo.environment["SVOD_NIGHTLY"] == "1"

  /// How many random cases to try.
  package static func count(_ short: Int, nightly: Int) -> Int { isOn ? nightly : short }
}
