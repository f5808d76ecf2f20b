/// What kind of value a field holds, and how it is written: the `type` of `schemas/`.
@usableFromInline package enum FieldType: UInt8, Sendable {
  /// A signed 64-bit number, such as an id.
  case integer = 1

  /// A count of ten-thousandths, see `Decimal4`.
  case decimal = 2

  /// UTF-8.
  case text = 3

  /// A calendar day.
  case day = 4

  /// A moment, in microseconds.
  case instant = 5

  /// Yes or no.
  case flag = 6

  /// Records of another shape, in order.
  case list = 7

  package var name: String { "\(self)" }
}
