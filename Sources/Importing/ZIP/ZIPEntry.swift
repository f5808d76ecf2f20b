/// One file in an archive.
package struct ZIPEntry: Sendable, Equatable {
  package let name: String

  /// The entry with its header, in the archive: where rows out of it have come from.
  package let range: Range<Int>

  /// Its bytes as they are packed.
  package let data: Range<Int>

  /// Its unpacked size.
  package let size: Int

  package let isStored: Bool
  package let crc: UInt32

  /// Folders, and what macOS adds to archives, hold nothing.
  package var isFile: Bool {
    !name.hasSuffix("/") && !name.hasPrefix("__MACOSX/") && !name.hasSuffix(".DS_Store")
  }
}
