/// A decimal as a count of ten-thousandths: money, prices, percents, quantities.
///
/// From the digits of a payload to the cell of a table it is an `Int64` (`read-tables`, *Exact*).
/// Arithmetic throws `Overflow` instead of wrapping or stopping the program, because the digits come
/// from outside.
@usableFromInline package struct Decimal4: RawRepresentable, Hashable, Sendable {
  /// The count of ten-thousandths (the `_e4` of the read tables).
  @usableFromInline package let rawValue: Int64

  @inlinable package init(rawValue: Int64) { self.rawValue = rawValue }

  /// The result does not fit in 64 bits of ten-thousandths (about ±922 trillion).
  @usableFromInline package struct Overflow: Error, Equatable {
    @inlinable package init() {}
  }

  @inlinable package static var zero: Decimal4 { Decimal4(rawValue: 0) }
  package static let one = Decimal4(rawValue: 10_000)
  package static let hundred = Decimal4(rawValue: 1_000_000)

  /// A whole number.
  package init(_ whole: Int64) throws(Overflow) {
    let (raw, overflow) = whole.multipliedReportingOverflow(by: 10_000)
    if overflow { throw Overflow() }
    rawValue = raw
  }

  @inlinable package var isZero: Bool { rawValue == 0 }
  @inlinable package var isNegative: Bool { rawValue < 0 }

  /// The whole number this is, or `nil` when it has a fraction.
  package var whole: Int64? {
    rawValue.isMultiple(of: 10_000) ? rawValue / 10_000 : nil
  }
}

extension Decimal4: Comparable {
  @inlinable package static func < (lhs: Decimal4, rhs: Decimal4) -> Bool {
    lhs.rawValue < rhs.rawValue
  }
}

extension Decimal4 {
  @inlinable package static func + (lhs: Decimal4, rhs: Decimal4) throws(Overflow) -> Decimal4 {
    let (raw, overflow) = lhs.rawValue.addingReportingOverflow(rhs.rawValue)
    if overflow { throw Overflow() }
    return Decimal4(rawValue: raw)
  }

  @inlinable package static func - (lhs: Decimal4, rhs: Decimal4) throws(Overflow) -> Decimal4 {
    let (raw, overflow) = lhs.rawValue.subtractingReportingOverflow(rhs.rawValue)
    if overflow { throw Overflow() }
    return Decimal4(rawValue: raw)
  }

  @inlinable package static prefix func - (value: Decimal4) throws(Overflow) -> Decimal4 {
    try .zero - value
  }

  /// The product, half-even to four decimals.
  package static func * (lhs: Decimal4, rhs: Decimal4) throws(Overflow) -> Decimal4 {
    try quotient(lhs.rawValue, rhs.rawValue, by: 10_000)
  }

  /// The quotient, half-even to four decimals; the divisor is not zero.
  package static func / (lhs: Decimal4, rhs: Decimal4) throws(Overflow) -> Decimal4 {
    try quotient(lhs.rawValue, 10_000, by: rhs.rawValue)
  }

  /// The value without its sign.
  package func magnitude() throws(Overflow) -> Decimal4 { isNegative ? try -self : self }

  /// Rounds half-even to `places` decimals, 0 to 4.
  package func rounded(to places: Int) throws(Overflow) -> Decimal4 {
    var unit: Int64 = 1
    for _ in max(0, places)..<4 { unit *= 10 }
    let whole = try Self.quotient(rawValue, 1, by: unit)
    let (raw, overflow) = whole.rawValue.multipliedReportingOverflow(by: unit)
    if overflow { throw Overflow() }
    return Decimal4(rawValue: raw)
  }

  /// `part ÷ whole × 100`, half-even to two decimals, or `nil` when the whole is zero.
  package static func percent(of part: Decimal4, in whole: Decimal4) throws(Overflow) -> Decimal4? {
    if whole.isZero { return nil }
    let hundredths = try quotient(part.rawValue, 10_000, by: whole.rawValue).rawValue
    let (raw, overflow) = hundredths.multipliedReportingOverflow(by: 100)
    if overflow { throw Overflow() }
    return Decimal4(rawValue: raw)
  }

  /// `a × b ÷ divisor`, half-even, through 128 bits.
  private static func quotient(
    _ a: Int64, _ b: Int64, by divisor: Int64
  ) throws(Overflow) -> Decimal4 {
    let product = a.magnitude.multipliedFullWidth(by: b.magnitude)
    let size = divisor.magnitude
    guard size > product.high else { throw Overflow() }
    // Money fits in 64 bits nearly always, which divides several times as fast.
    var (whole, rest) =
      product.high == 0
      ? product.low.quotientAndRemainder(dividingBy: size) : size.dividingFullWidth(product)
    let half = size - rest
    if rest > half || (rest == half && whole & 1 == 1) {
      let (up, overflow) = whole.addingReportingOverflow(1)
      if overflow { throw Overflow() }
      whole = up
    }
    let negative = ((a < 0) != (b < 0)) != (divisor < 0)
    guard whole <= Int64.max.magnitude else { throw Overflow() }
    return Decimal4(rawValue: negative ? -Int64(whole) : Int64(whole))
  }
}

extension Decimal4: CustomStringConvertible {
  /// The exact digits, without trailing zeros: `1299.5`, `-0.05`, `3`.
  @usableFromInline package var description: String {
    let size = rawValue.magnitude
    let sign = rawValue < 0 ? "-" : ""
    let fraction = size % 10_000
    if fraction == 0 { return "\(sign)\(size / 10_000)" }
    var digits = String(fraction + 10_000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(sign)\(size / 10_000).\(digits)"
  }
}

extension Decimal4 {
  /// Hands `whole` out in proportion to `weights`, to the last ten-thousandth.
  ///
  /// The largest-remainder method: ties go to the earlier share. Weights that are all zero share
  /// equally. The shares always sum to `whole`.
  package static func shares(of whole: Decimal4, by weights: [Decimal4]) -> [Decimal4] {
    guard weights.count > 1 else { return weights.map { _ in whole } }
    var sizes = weights.map { $0.rawValue.magnitude }
    var total = Total(sizes)
    if total.isZero {
      sizes = sizes.map { _ in 1 }
      total = Total(sizes)
    }
    let divisor = total.clamped(&sizes)
    let amount = whole.rawValue.magnitude
    var given: UInt64 = 0
    var parts: [(share: UInt64, rest: UInt64)] = []
    for size in sizes {
      let (share, rest) = divisor.dividingFullWidth(amount.multipliedFullWidth(by: size))
      parts.append((share, rest))
      given += share
    }
    let order = parts.indices.sorted {
      parts[$0].rest != parts[$1].rest ? parts[$0].rest > parts[$1].rest : $0 < $1
    }
    for index in order.prefix(Int(amount - given)) { parts[index].share += 1 }
    return parts.map {
      Decimal4(rawValue: whole.rawValue < 0 ? 0 &- Int64(bitPattern: $0.share) : Int64($0.share))
    }
  }

  /// The sum of the weights, scaled down together with them until it fits in 64 bits.
  private struct Total {
    private var shift = 0
    private var sum: UInt64 = 0

    init(_ sizes: [UInt64]) {
      while true {
        var overflowed = false
        sum = 0
        for size in sizes {
          let (next, overflow) = sum.addingReportingOverflow(size >> UInt64(shift))
          sum = next
          overflowed = overflowed || overflow
        }
        if !overflowed { return }
        shift += 1
      }
    }

    var isZero: Bool { sum == 0 }

    func clamped(_ sizes: inout [UInt64]) -> UInt64 {
      for index in sizes.indices { sizes[index] >>= UInt64(shift) }
      return sum
    }
  }
}
