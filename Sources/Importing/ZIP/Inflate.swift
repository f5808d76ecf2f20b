import CZlib
import Domain

/// Takes deflated bytes apart with the system's zlib: the only file that talks to it.
///
/// The room for the result is bounded by the caller before it is taken (`ZIPArchive`).
enum Inflate {
  /// The whole of an entry, or `nil` when it is not exactly `size` bytes of raw deflate.
  static func whole(_ packed: Bytes, size: Int) -> [UInt8]? {
    let (bytes, isWhole) = run(packed, max: size)
    return isWhole && bytes.count == size ? bytes : nil
  }

  /// The whole of a gzip file of one member, or `nil` when it is not exactly `size` bytes.
  static func member(_ packed: Bytes, size: Int) -> [UInt8]? {
    let (bytes, isWhole) = run(packed, max: size, gzipWindowBits)
    return isWhole && bytes.count == size ? bytes : nil
  }

  /// The first `max` bytes, or as many as there are.
  static func start(_ packed: Bytes, max: Int) -> [UInt8] { run(packed, max: max).bytes }

  /// The checksum of ZIP.
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: unsafe CZlib.crc32(0, bytes, uInt(bytes.count)))
  }

  /// Raw deflate, without the header and the trailer of zlib's own format.
  private static let windowBits: Int32 = -15

  /// With gzip's header and trailer, whose checksum zlib checks.
  private static let gzipWindowBits: Int32 = 15 + 16

  private static func run(
    _ packed: Bytes, max: Int, _ windowBits: Int32 = windowBits
  ) -> (bytes: [UInt8], isWhole: Bool) {
    guard let input = unsafe packed.buffer.baseAddress, packed.count <= Int(UInt32.max),
      max <= Int(UInt32.max)
    else { return ([], false) }
    var stream = unsafe z_stream()
    let begun = unsafe inflateInit2_(
      &stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard begun == Z_OK else { return ([], false) }
    defer { unsafe inflateEnd(&stream) }
    unsafe stream.next_in = UnsafeMutablePointer(
      mutating: input.assumingMemoryBound(to: Bytef.self))
    unsafe stream.avail_in = uInt(packed.count)
    var isWhole = false
    // One byte more than asked for shows that the entry is longer than it says.
    let room = max + 1
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      unsafe stream.next_out = buffer.baseAddress
      unsafe stream.avail_out = uInt(room)
      let ended = unsafe CZlib.inflate(&stream, Z_FINISH)
      count = Swift.min(max, room - Int(unsafe stream.avail_out))
      isWhole = unsafe ended == Z_STREAM_END && stream.avail_in == 0 && stream.total_out <= max
    }
    return (bytes, isWhole)
  }
}
