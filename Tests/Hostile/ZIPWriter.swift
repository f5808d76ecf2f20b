import CZlib

/// Packs archives, also such as no honest program writes.
package struct ZIPWriter {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// What the directory says of an entry, where that is not the truth.
  package struct Lie: Sendable {
    package var size: UInt32?
    package var offset: UInt32?
    package var flags: UInt16 = 0
    package init() {}
  }

  package init() {}

  /// Adds a file, deflated.
  package mutating func add(_ name: String, _ content: [UInt8], _ lie: Lie = Lie()) {
    add(Array(name.utf8), deflated(content), size: content.count, crc: checksum(content), lie)
  }

  /// Adds a file that is packed already, so that one large content is packed once.
  package mutating func add(
    _ name: [UInt8], _ packed: [UInt8], size: Int, crc: UInt32, _ lie: Lie = Lie()
  ) {
    let start = bytes.count
    let sizes =
      little(crc, 4) + little(UInt32(packed.count), 4) + little(lie.size ?? UInt32(size), 4)
      + little(UInt32(name.count), 2) + little(0, 2)
    let common = little(UInt32(lie.flags), 2) + little(8, 2) + little(0, 4)
    bytes += [0x50, 0x4B, 3, 4] + little(20, 2) + common + sizes + name + packed
    directory += [0x50, 0x4B, 1, 2] + little(20, 2) + little(20, 2) + common + sizes
    directory += little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4)
    directory += little(lie.offset ?? UInt32(start), 4) + name
    count += 1
  }

  /// The whole archive.
  package func finish() -> [UInt8] {
    let end =
      [0x50, 0x4B, 5, 6] + little(0, 4) + little(UInt32(count), 2) + little(UInt32(count), 2)
      + little(UInt32(directory.count), 4) + little(UInt32(bytes.count), 4) + little(0, 2)
    return bytes + directory + end
  }

  private func little(_ value: UInt32, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
  }

  package func checksum(_ content: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32(0, content, uInt(content.count)))
  }

  /// Raw deflate, as small as zlib makes it.
  package func deflated(_ content: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var content = content
    let size = content.count
    var target = [UInt8](repeating: 0, count: size + size / 100 + 1_000)
    let room = target.count
    content.withUnsafeMutableBufferPointer { source in
      target.withUnsafeMutableBufferPointer { packed in
        stream.next_in = source.baseAddress
        stream.avail_in = uInt(size)
        stream.next_out = packed.baseAddress
        stream.avail_out = uInt(room)
        _ = deflate(&stream, Z_FINISH)
      }
    }
    return Array(target.prefix(room - Int(stream.avail_out)))
  }
}
