import Domain

/// One page of an answer: what it says of itself, and how much it held.
package struct AnswerPage: Sendable, Hashable {
  /// The members that the kind's marks name.
  package var said: [String: String] = [:]

  /// The lists that were met: pages of one list are one answer.
  package var list = ""

  /// Rows read.
  package var rows = 0

  /// Fingerprints of the rows that are named: the same row on two pages is one.
  package var keys: Set<UInt64> = []

  /// Rows that nothing names: each counts.
  package var unnamed = 0

  package init() {}

  /// What a row is remembered by: FNV-1a of the bytes that name it.
  static func key(_ name: Bytes) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in 0..<name.count { hash = (hash ^ UInt64(name[index])) &* 0x0000_0100_0000_01B3 }
    return hash
  }
}
