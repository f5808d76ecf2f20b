import Domain
import LZ4

/// How a block's raw body is stored: the column `codec`.
///
/// The chain is over the raw body, so a codec is a matter of size alone.
enum BlockCodec: Int {
  /// One LZ4 block: all that logs of format 1 have.
  case plain = 1

  /// Long runs of digits apart, two a byte, and LZ4 over the rest: what is written now.
  case digitsApart = 2

  static let written = digitsApart

  /// The stored form of a raw body.
  func pack(_ raw: Bytes) -> [UInt8] {
    switch self {
    case .plain: return LZ4.compress(raw)
    case .digitsApart:
      let runs = DigitRuns(raw)
      var packed: [UInt8] = []
      packed.reserveCapacity(runs.rest.count + runs.places.count + 10)
      Varint.append(UInt64(runs.count), to: &packed)
      packed += runs.places
      packed += runs.rest
      let block = packed.borrowed(LZ4.compressTightly)
      var body: [UInt8] = []
      body.reserveCapacity(block.count + runs.digits.count + 10)
      Varint.append(UInt64(packed.count), to: &body)
      Varint.append(UInt64(block.count), to: &body)
      return body + block + runs.digits
    }
  }
}
