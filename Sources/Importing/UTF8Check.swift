package import Domain

/// Finds the first byte that is not UTF-8, eight bytes of ASCII at a time.
package enum UTF8Check {
  /// The offset of the first invalid byte, or `nil`.
  package static func firstInvalid(_ bytes: Bytes) -> Int? {
    unsafe bytes.buffer.withMemoryRebound(to: UInt8.self) { buffer in
      var index = 0
      let count = buffer.count
      while index < count {
        if index + 8 <= count {
          let word = unsafe UnsafeRawBufferPointer(buffer).loadUnaligned(
            fromByteOffset: index, as: UInt64.self)
          if word & 0x8080_8080_8080_8080 == 0 {
            index += 8
            continue
          }
        }
        let first = unsafe buffer[index]
        if first < 0x80 {
          index += 1
          continue
        }
        let length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
        guard length > 0, index + length <= count else { return index }
        for place in 1..<length where unsafe buffer[index + place] & 0xC0 != 0x80 { return index }
        let second = unsafe buffer[index + 1]
        let overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90)
        let beyond = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F)
        if overlong || beyond { return index }
        index += length
      }
      return nil
    }
  }
}
