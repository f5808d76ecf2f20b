import CSQLite

/// A sum of SQL's numbers that is exact where all of them are decimals of at most four places.
///
/// The views give decimals as REAL, of which binary fractions add up to neighbours of what was meant.
/// Such a number is told from others by its own digits and counted in ten-thousandths; sums of
/// integers stay integers, and what is no decimal is added as SQLite adds it.
final class ExactSum {
  /// Numbers taken: all, those that are no integers, and those that are no decimals.
  private var count: Int64 = 0
  private var reals: Int64 = 0
  private var strangers: Int64 = 0

  /// Integers and decimals, in ten-thousandths.
  private var exact: Int128 = 0

  /// What is no decimal.
  private var rough = 0.0

  private static let scale: Int128 = 10_000

  func add(_ number: Int64) {
    count += 1
    exact += Int128(number) * Self.scale
  }

  func add(_ number: Double) {
    count += 1
    reals += 1
    if let decimal = Self.decimal(number) {
      exact += decimal
    } else {
      strangers += 1
      rough += number
    }
  }

  /// Takes a number out again that was added: a window moved on.
  func remove(_ number: Int64) {
    count -= 1
    exact -= Int128(number) * Self.scale
  }

  func remove(_ number: Double) {
    count -= 1
    reals -= 1
    if let decimal = Self.decimal(number) {
      exact -= decimal
    } else {
      strangers -= 1
      rough = strangers == 0 ? 0 : rough - number
    }
  }

  /// The ten-thousandths that a number stands for: it is the REAL next to them, but for the last bits
  /// that adding two columns of a row costs.
  private static func decimal(_ number: Double) -> Int128? {
    let scaled = (number * 10_000).rounded()
    guard scaled.magnitude < 0x1p53 else { return nil }
    let apart = (scaled / 10_000 - number).magnitude
    return apart <= number.magnitude * 0x1p-50 ? Int128(scaled) : nil
  }

  enum Result: Equatable {
    case null
    case integer(Int64)
    case real(Double)

    /// A sum of integers that is larger than 64 bits.
    case overflow
  }

  var sum: Result {
    if count == 0 { return .null }
    if reals > 0 { return .real(total) }
    return Int64(exactly: exact / Self.scale).map(Result.integer) ?? .overflow
  }

  var average: Result {
    if count == 0 { return .null }
    let divisor = Int128(count) * Self.scale
    guard strangers == 0, exact.magnitude < 1 << 53, divisor < 1 << 53 else {
      return .real(total / Double(count))
    }
    return .real(Double(exact) / Double(divisor))
  }

  /// The REAL next to the sum.
  var total: Double {
    let decimals =
      exact.magnitude < 1 << 53
      ? Double(exact) / 10_000 : Double("\(exact)e-4") ?? Double(exact) / 10_000
    return strangers == 0 ? decimals : decimals + rough
  }
}
