import Digest

/// The sum over the rows of `sightings`: what proves them, since the blocks do not tell them.
///
/// Each row adds the SHA-256 of `source clock part import_id positions`, the last in hex, as a number
/// of 256 bits, big-endian; the sum wraps. So an append costs what it saw, not what there is.
package struct SightingsSum: Sendable, Equatable {
  /// Most significant first.
  private var limbs: [UInt64] = [0, 0, 0, 0]

  package init() {}

  /// From 32 bytes, big-endian.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    limbs = (0..<4).map { limb in
      bytes[limb * 8..<limb * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  /// 32 bytes, big-endian.
  package var bytes: [UInt8] {
    limbs.flatMap { limb in
      stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: limb >> $0) }
    }
  }

  mutating func add(
    _ source: Int64, clock: Int64, part: Int64, importID: Int64, _ positions: [UInt8]
  ) {
    let text = "\(source) \(clock) \(part) \(importID) \(positions.hex)"
    if let term = SightingsSum(SHA256.hash(Array(text.utf8))) { add(term) }
  }

  mutating func add(_ other: SightingsSum) {
    var carry: UInt64 = 0
    for limb in (0..<4).reversed() {
      let (sum, first) = limbs[limb].addingReportingOverflow(other.limbs[limb])
      let (whole, second) = sum.addingReportingOverflow(carry)
      limbs[limb] = whole
      carry = first || second ? 1 : 0
    }
  }
}
