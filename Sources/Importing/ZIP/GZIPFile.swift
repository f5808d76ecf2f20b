package import Domain

/// A file packed by gzip: one member, checked by its CRC and within the bounds of a payload.
package enum GZIPFile {
  /// Whether bytes begin as such a file does.
  package static func begins(_ bytes: Bytes) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
  }

  /// The bytes inside.
  ///
  /// The trailer says how many there are; that is looked at before memory is taken.
  package static func read(_ bytes: Bytes) throws(PayloadError) -> [UInt8] {
    guard bytes.count >= 18 else { throw PayloadError("a gzip file that is cut off", at: 0) }
    let trailer = bytes.count - 4
    let size = (0..<4).reduce(0) { $0 | Int(bytes[trailer + $1]) << (8 * $1) }
    guard size <= Payload.sizeMax,
      size <= max(ZIPArchive.ratioFrom, bytes.count * ZIPArchive.ratioMax)
    else {
      throw PayloadError(
        "a gzip file that is cut off, or would unpack to \(size) bytes: more than is taken")
    }
    guard let unpacked = Inflate.member(bytes, size: size) else {
      throw PayloadError("a gzip file that is broken, cut off, or holds several files", at: 0)
    }
    return unpacked
  }
}
