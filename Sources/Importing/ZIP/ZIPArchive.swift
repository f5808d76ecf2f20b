package import Domain

/// A bounded reader of ZIP archives, as reports and XLSX workbooks come in.
///
/// Stored and deflated entries, checked by their CRC. What could hurt is refused before memory is
/// taken: sizes are believed only within `sizeMax` together and `ratioMax` each.
package final class ZIPArchive {
  /// What one payload may unpack to.
  package static let sizeMax = 64 << 20

  /// How many times larger than its packed bytes an entry may be.
  package static let ratioMax = 200

  /// Entries smaller than this are harmless at any ratio.
  package static let ratioFrom = 64 << 10

  package static let entriesMax = 10_000

  package let entries: [ZIPEntry]
  private let bytes: Bytes
  private var left = sizeMax

  /// Reads the directory at the archive's end; the entries themselves are read when asked for.
  package init(_ bytes: Bytes) throws(PayloadError) {
    self.bytes = bytes
    entries = try ZIPDirectory(bytes).entries()
  }

  /// Whether bytes begin as an archive does.
  package static func begins(_ bytes: Bytes) -> Bool {
    bytes.hasPrefix("PK\u{03}\u{04}") || bytes.hasPrefix("PK\u{05}\u{06}")
  }

  package subscript(name: String) -> ZIPEntry? { entries.first { $0.name == name } }

  /// An entry's bytes, checked.
  package func read(_ entry: ZIPEntry) throws(PayloadError) -> [UInt8] {
    let packed = try packed(entry)
    guard entry.size <= left else {
      throw PayloadError(
        "the archive unpacks to more than \(Self.sizeMax >> 20) MiB", at: entry.range.lowerBound)
    }
    left -= entry.size
    let unpacked: [UInt8]? =
      entry.isStored ? packed.array : Inflate.whole(packed, size: entry.size)
    guard let unpacked, unpacked.count == entry.size, Inflate.crc32(unpacked) == entry.crc else {
      throw PayloadError("«\(entry.name)» in the archive is damaged", at: entry.range.lowerBound)
    }
    return unpacked
  }

  /// The first part of an entry, unchecked: enough to see what it is.
  package func head(_ entry: ZIPEntry, _ max: Int) throws(PayloadError) -> [UInt8] {
    let packed = try packed(entry)
    return entry.isStored
      ? packed.prefix(max).array : Inflate.start(packed, max: min(max, entry.size))
  }

  private func packed(_ entry: ZIPEntry) throws(PayloadError) -> Bytes {
    let packed = bytes[entry.data]
    guard entry.size < Self.ratioFrom || entry.size / Self.ratioMax <= packed.count else {
      throw PayloadError(
        "«\(entry.name)» in the archive unpacks to more than \(Self.ratioMax) times its size",
        at: entry.range.lowerBound)
    }
    return packed
  }
}
