import CLZ4
package import Domain

/// Compresses and decompresses single LZ4 blocks, with sizes that are checked before memory is taken.
///
/// LZ4 cannot tell damage from data: whoever reads a block checks its hash as well.
package enum LZ4 {
  /// The largest run of bytes that is compressed or decompressed at once.
  package static let rawSizeMax = 16 << 20

  /// The compressed form, never larger than `rawSizeMax` allows.
  package static func compress(_ raw: Bytes) -> [UInt8] {
    unsafe compress(raw) { unsafe LZ4_compress_default($0, $1, $2, $3) }
  }

  /// The same form, searched for longer: a fifth smaller, and no slower to decompress.
  package static func compressTightly(_ raw: Bytes) -> [UInt8] {
    unsafe compress(raw) { unsafe LZ4_compress_HC($0, $1, $2, $3, levelMin) }
  }

  /// The first level of the longer search: the next ones gain a fiftieth for a fifth more time.
  private static let levelMin: Int32 = 2

  private static func compress(
    _ raw: Bytes,
    _ how: (UnsafePointer<CChar>, UnsafeMutablePointer<CChar>?, Int32, Int32) -> Int32
  ) -> [UInt8] {
    precondition(raw.count <= rawSizeMax)
    let bound = Int(LZ4_compressBound(Int32(raw.count)))
    return unsafe [UInt8](unsafeUninitializedCapacity: bound) { target, count in
      let source = unsafe raw.buffer.baseAddress ?? UnsafeRawPointer(target.baseAddress)
      guard let source = unsafe source else { return }
      unsafe count = Int(
        how(
          source.assumingMemoryBound(to: CChar.self),
          UnsafeMutableRawPointer(target.baseAddress)?.assumingMemoryBound(to: CChar.self),
          Int32(raw.count), Int32(bound)))
    }
  }

  /// Fills `target` with exactly `rawSize` bytes, or returns false when the block is damaged.
  package static func decompress(
    _ block: Bytes, rawSize: Int, into target: inout [UInt8]
  ) -> Bool {
    guard rawSize >= 0, rawSize <= rawSizeMax, block.count <= rawSizeMax + rawSizeMax / 128
    else { return false }
    // LZ4 expands at most 255 times: a larger claim is damage, found before memory is taken.
    guard rawSize <= block.count * 255 + 64 else { return false }
    if target.count < rawSize {
      target = Array(repeating: 0, count: max(rawSize, target.count * 2))
    }
    let written = unsafe target.withUnsafeMutableBytes { buffer in
      unsafe LZ4_decompress_safe(
        block.buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(block.count),
        Int32(rawSize))
    }
    return Int(written) == rawSize
  }
}
