package import Domain

/// Values written so that their bytes sort as SQLite sorts the values.
///
/// NULL 00; integers 01 and eight bytes, sign flipped; text 02, its bytes with 00 as 00 FF, and 00 01.
package enum RowKey {
  package static func append(_ value: Int64, to key: ByteBuffer) {
    key.append(1)
    key.append(bigEndian: value ^ Int64.min)
  }

  package static func appendNull(to key: ByteBuffer) { key.append(0) }

  package static func append(_ text: Bytes, to key: ByteBuffer) {
    key.append(2)
    if text.firstIndex(of: 0) == nil {
      key.append(text)
    } else {
      for index in 0..<text.count {
        key.append(text[index])
        if text[index] == 0 { key.append(0xFF) }
      }
    }
    key.append(0)
    key.append(1)
  }

  package static func append(_ text: String, to key: ByteBuffer) {
    text.borrowed { append($0, to: key) }
  }
}

extension RowKey {
  /// A value that was written into a key.
  package enum Value: Equatable, Sendable {
    case null
    case integer(Int64)
    case text(String)
  }

  /// The values of a key, in order.
  package static func values(_ key: [UInt8]) throws(CodecError) -> [Value] {
    var values: [Value] = []
    var index = 0
    while index < key.count {
      switch key[index] {
      case 0:
        values.append(.null)
        index += 1
      case 1 where index + 9 <= key.count:
        var bits: UInt64 = 0
        for byte in key[index + 1..<index + 9] { bits = bits << 8 | UInt64(byte) }
        values.append(.integer(Int64(bitPattern: bits ^ (1 << 63))))
        index += 9
      case 2:
        var text: [UInt8] = []
        index += 1
        while index + 1 < key.count, key[index] != 0 || key[index + 1] == 0xFF {
          text.append(key[index])
          index += key[index] == 0 ? 2 : 1
        }
        guard index + 1 < key.count else { throw CodecError(offset: index, reason: .truncated) }
        index += 2
        values.append(.text(String(decoding: text, as: UTF8.self)))
      default: throw CodecError(offset: index, reason: .unknownField)
      }
    }
    return values
  }
}
