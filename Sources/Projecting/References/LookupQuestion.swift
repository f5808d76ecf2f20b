import Domain

/// What a row asks by: a name, or what it says of a product.
struct LookupQuestion {
  private let first: Bytes?
  private let second: Bytes?
  private let third: Bytes?

  /// Questions of one sort that are remembered: a bound on memory, beyond most catalogues.
  static let rememberedMax = 1 << 18

  /// About what one takes with its answer, and with room for twice as many.
  static let rememberedSize = 150

  init(_ name: Bytes) { self.init(product: name, article: nil, barcode: nil) }

  init(product: Bytes?, article: Bytes?, barcode: Bytes?) {
    first = product
    second = article
    third = barcode
  }

  /// No text holds these bytes: parts cannot run together.
  private enum Mark {
    static let absent: UInt8 = 0xFE
    static let present: UInt8 = 0xFF
  }

  var fingerprint: UInt64 {
    let head = (first?.fingerprint ?? 0) &* 31 ^ (second?.fingerprint ?? 1)
    return head &* 31 ^ (third?.fingerprint ?? 2)
  }

  /// How many bytes `write` writes.
  var size: Int { 3 + (first?.count ?? 0) + (second?.count ?? 0) + (third?.count ?? 0) }

  /// Writes the parts, each behind a mark.
  func write(to target: ByteBuffer) {
    for part in [first, second, third] {
      target.append(part == nil ? Mark.absent : Mark.present)
      if let part { target.append(part) }
    }
  }

  /// Whether these are the parts that were written.
  func isWritten(in bytes: Bytes) -> Bool {
    var rest = bytes
    return Self.take(first, &rest) && Self.take(second, &rest) && Self.take(third, &rest)
      && rest.isEmpty
  }

  private static func take(_ part: Bytes?, _ rest: inout Bytes) -> Bool {
    guard rest.first == (part == nil ? Mark.absent : Mark.present) else { return false }
    rest = rest.dropFirst(1)
    guard let part else { return true }
    guard part.count <= rest.count, rest.prefix(part.count) == part else { return false }
    rest = rest.dropFirst(part.count)
    return true
  }
}
