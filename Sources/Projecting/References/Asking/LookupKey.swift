import Domain

/// A number for what a look-up names: documents that answer it and rows that ask it have the same.
///
/// Questions of one name are one number where one document answers both: what an item is and what it
/// costs. Two names may share a number too; then a row is folded once more than it need be, and comes
/// out the same.
package struct LookupKey: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  package static func < (lhs: LookupKey, rhs: LookupKey) -> Bool { lhs.rawValue < rhs.rawValue }

  /// FNV-1a over the parts, each ended by a byte that no text holds, folded to 32 bits.
  fileprivate init(_ parts: String...) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    for part in parts {
      for byte in part.utf8 { add(byte) }
      add(0xFF)
    }
    rawValue = Int32(truncatingIfNeeded: hash ^ hash >> 32)
  }
}

extension Lookup {
  /// What rows that ask it are found by.
  package var key: LookupKey {
    switch self {
    case .connection(let name): LookupKey("connection", name)
    case .bases: LookupKey("bases")
    case .organization(let onec, let name): LookupKey("organization", onec, name)
    case .decision(let cabinet, let name), .card(let cabinet, let name):
      LookupKey("product", cabinet, name)
    case .item(let onec, let ref), .price(let onec, let ref): LookupKey("item", onec, ref)
    case .article(let onec, let article), .tablePrice(let onec, let article):
      LookupKey("article", onec, article)
    case .barcode(let onec, let barcode): LookupKey("barcode", onec, barcode)
    // By days the rows are told apart (`isDated`): a key for each would make each row ask something else.
    case .weeklyReports(let connection, _): LookupKey("weeks", connection)
    case .completeness(let connection, let kind, let scope):
      LookupKey("complete", connection, kind.name, scope.map { "=" + $0 } ?? "")
    }
  }

  /// Whether every row of a connection asks it: rows are not told apart by it.
  package var isWide: Bool {
    switch self {
    case .connection, .bases, .organization, .completeness(_, _, nil): true
    case .decision, .card, .item, .article, .barcode, .price, .tablePrice, .weeklyReports,
      .completeness:
      false
    }
  }

  /// Whether a group asks it as a whole: kept beside its rows it would make each of them ask something
  /// else than all others.
  package var isOfGroup: Bool {
    if case .completeness(_, _, .some) = self { true } else { false }
  }

  /// Whether its answer is one of days: rows that ask for an earlier day than a document speaks of do
  /// not see it.
  package var isDated: Bool {
    switch self {
    case .price, .tablePrice, .weeklyReports: true
    case .connection, .bases, .organization, .decision, .card, .item, .article, .barcode,
      .completeness:
      false
    }
  }
}
