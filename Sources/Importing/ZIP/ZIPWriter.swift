/// Makes a ZIP archive of stored entries: the same entries give the same bytes, whenever and wherever.
package struct ZIPWriter {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// Sizes beyond this need another form of ZIP.
  package static let sizeMax = 2 << 30

  package init() {}

  /// Whether an entry of `size` bytes still fits.
  package func fits(_ size: Int) -> Bool { body.count + directory.count + size < Self.sizeMax }

  /// Adds a file.
  package mutating func add(_ name: String, _ bytes: [UInt8]) {
    let start = body.count
    // Version 2.0, names in UTF-8, stored, 1980-01-01 00:00.
    var fields = Self.number(20, 2) + Self.number(0x0800, 2) + Self.number(0, 2)
    fields += Self.number(0, 2) + Self.number(0x0021, 2)
    fields += Self.number(Int(Inflate.crc32(bytes)), 4)
    fields += Self.number(bytes.count, 4) + Self.number(bytes.count, 4)
    fields += Self.number(name.utf8.count, 2) + Self.number(0, 2)
    body += Self.number(0x0403_4B50, 4) + fields + Array(name.utf8) + bytes
    directory += Self.number(0x0201_4B50, 4) + Self.number(20, 2) + fields
    // No comment, first disk, no attributes.
    directory += Self.number(0, 10) + Self.number(start, 4) + Array(name.utf8)
    count += 1
  }

  /// The whole archive.
  package func finish() -> [UInt8] {
    body + directory + Self.number(0x0605_4B50, 4) + Self.number(0, 4) + Self.number(count, 2)
      + Self.number(count, 2) + Self.number(directory.count, 4) + Self.number(body.count, 4)
      + Self.number(0, 2)
  }

  /// Little-endian.
  private static func number(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
  }
}
