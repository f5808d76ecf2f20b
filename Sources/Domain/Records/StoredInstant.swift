/// A moment is whole seconds when it is; the low bit says whether microseconds are counted.
package enum StoredInstant {
  package static func append(_ raw: Int64, to target: inout [UInt8]) {
    if raw % 1_000_000 == 0 {
      Varint.append(Varint.zigzag(raw / 1_000_000) << 1, to: &target)
    } else {
      Varint.append(Varint.zigzag(raw) << 1 | 1, to: &target)
    }
  }

  package static func read(_ reader: inout ByteReader) throws(CodecError) -> Int64 {
    let value = try reader.varint()
    let units = Varint.unzigzag(value >> 1)
    if value & 1 == 1 { return units }
    let (raw, overflow) = units.multipliedReportingOverflow(by: 1_000_000)
    if overflow { throw CodecError(offset: reader.offset, reason: .overflow) }
    return raw
  }
}
