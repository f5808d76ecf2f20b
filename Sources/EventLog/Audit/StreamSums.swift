import Domain

/// Sums over versions of streams that are equal when the versions are, in whatever order they come.
///
/// The hash is one of this process alone: who writes a file cannot know what would give the same sum.
struct StreamSums: Equatable {
  private var sum: UInt64 = 0
  private var count: Int64 = 0

  /// Adds the version `number`, from 1, of a stream.
  mutating func add(
    _ source: Int64, _ naturalID: Bytes, _ number: Int64, _ version: StreamVersion
  ) {
    var hasher = Hasher()
    hasher.combine(source)
    hasher.combine(number)
    hasher.combine(version.position)
    hasher.combine(version.clock)
    hasher.combine(version.state)
    hasher.combine(naturalID)
    sum &+= UInt64(bitPattern: Int64(hasher.finalize()))
    count += 1
  }
}
