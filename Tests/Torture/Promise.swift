import TestKit

/// A promise that Svod gives, and the harness that tries to break it.
struct Promise: Sendable {
  let number: Int
  let name: String

  /// How often a nightly run tries.
  let nightly: Int

  /// Tries so often, from a seed.
  let run: @Sendable (_ count: Int, _ seed: UInt64) throws -> Tally
}
