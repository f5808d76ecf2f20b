package import Domain

/// The natural id of a row, written into a buffer that is used again for each row.
package struct NaturalID {
  private var bytes: [UInt8] = []

  package init() {}

  package mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  package mutating func append(_ text: StaticString) {
    unsafe bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  package mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  package mutating func append(_ text: Bytes) { bytes.append(text) }

  /// The digits of a whole number.
  package mutating func append(_ number: Int64) {
    if number < 0 { bytes.append(0x2D) }
    let start = bytes.count
    var rest = number.magnitude
    repeat {
      bytes.append(0x30 + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  /// `YYYY-MM-DD`.
  package mutating func append(_ day: Day) { append(day.description) }

  /// Lends the id for the length of `body`.
  package func borrowed<Result, E: Error>(
    _ body: (Bytes) throws(E) -> Result
  ) throws(E) -> Result {
    try bytes.borrowed(body)
  }
}
