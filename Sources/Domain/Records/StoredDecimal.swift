/// A decimal is its digits without trailing zeros in pairs: the low two bits say how many
/// ten-thousandths one unit is.
///
/// 0: 10 000 (roubles), 1: 100 (kopecks), 2: 1. 3: eight bytes follow, little-endian.
package enum StoredDecimal {
  static func append(_ raw: Int64, to target: inout [UInt8]) {
    let (scale, units): (UInt64, Int64) =
      raw % 100 != 0 ? (2, raw) : raw % 10_000 != 0 ? (1, raw / 100) : (0, raw / 10_000)
    let digits = Varint.zigzag(units)
    if digits >> 62 == 0 {
      Varint.append(digits << 2 | scale, to: &target)
    } else {
      target.append(3)
      for shift in stride(from: 0, to: 64, by: 8) {
        target.append(UInt8(truncatingIfNeeded: raw >> shift))
      }
    }
  }

  static func read(_ reader: inout ByteReader) throws(CodecError) -> Int64 {
    let value = try reader.varint()
    let units = Varint.unzigzag(value >> 2)
    let factor: Int64
    switch value & 3 {
    case 0: factor = 10_000
    case 1: factor = 100
    case 2: factor = 1
    default:
      var raw: UInt64 = 0
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        raw |= UInt64(try reader.byte()) << shift
      }
      return Int64(bitPattern: raw)
    }
    let (raw, overflow) = units.multipliedReportingOverflow(by: factor)
    if overflow { throw CodecError(offset: reader.offset, reason: .overflow) }
    return raw
  }
}
