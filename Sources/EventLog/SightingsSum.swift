import Digest
import Domain

/// The sum over all versions of streams that were seen again: what proves `streams.seen_until`,
/// which the blocks do not tell.
///
/// Each such version adds the SHA-256 of `source version seen_until natural_id`, as a number of 256
/// bits, big-endian; the sum wraps. A later sighting takes the old term away and adds the new one, so
/// an append costs what it saw, not what there is.
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
    _ source: Int64, _ naturalID: Bytes, version: Int64, seenUntil: Int64
  ) {
    add(Self.term(source, naturalID, version, seenUntil))
  }

  mutating func take(
    _ source: Int64, _ naturalID: Bytes, version: Int64, seenUntil: Int64
  ) {
    // Less a term is more its complement and one.
    add(Self.term(source, naturalID, version, seenUntil).map(~), carry: 1)
  }

  mutating func add(_ other: SightingsSum) { add(other.limbs) }

  private mutating func add(_ term: [UInt64], carry: UInt64 = 0) {
    var carry = carry
    for limb in (0..<4).reversed() {
      let (sum, first) = limbs[limb].addingReportingOverflow(term[limb])
      let (whole, second) = sum.addingReportingOverflow(carry)
      limbs[limb] = whole
      carry = first || second ? 1 : 0
    }
  }

  private static func term(
    _ source: Int64, _ naturalID: Bytes, _ version: Int64, _ seenUntil: Int64
  ) -> [UInt64] {
    var text = Array("\(source) \(version) \(seenUntil) ".utf8)
    text.append(naturalID)
    return SightingsSum(SHA256.hash(text))?.limbs ?? []
  }
}
