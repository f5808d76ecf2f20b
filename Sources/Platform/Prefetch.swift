import CPrefetch
package import Domain

extension Bytes {
  /// Tells the processor that the bytes are read soon.
  ///
  /// Those of a rebuild lie in more memory than it keeps at hand, and a read that waits costs as much
  /// as a hundred that do not.
  package func prefetch() {
    guard let base = unsafe buffer.baseAddress else { return }
    for offset in stride(from: 0, to: min(count, Self.prefetchMax), by: Self.lineSize) {
      unsafe prefetch_line(base + offset)
    }
  }

  /// What a processor fetches at once, and how much it is asked for.
  private static var lineSize: Int { 64 }
  private static var prefetchMax: Int { 16 * lineSize }
}
