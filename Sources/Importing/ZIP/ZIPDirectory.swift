import Domain

/// Reads the list of entries at an archive's end (APPNOTE 4.3.12 and 4.3.16).
struct ZIPDirectory {
  private let bytes: Bytes

  init(_ bytes: Bytes) { self.bytes = bytes }

  private static let endSize = 22
  private static let recordSize = 46
  private static let headerSize = 30
  private static let nameMax = 1_000

  func entries() throws(PayloadError) -> [ZIPEntry] {
    let end = try end()
    guard number(end + 4, 2) == 0, number(end + 6, 2) == 0,
      number(end + 8, 2) == number(end + 10, 2)
    else { throw PayloadError("a ZIP archive in several parts is not read", at: end) }
    let count = number(end + 10, 2)
    let start = number(end + 16, 4)
    guard count != 0xFFFF, start != 0xFFFF_FFFF else { throw Self.zip64(end) }
    guard count <= ZIPArchive.entriesMax else {
      throw PayloadError("a ZIP archive of more than \(ZIPArchive.entriesMax) entries", at: end)
    }
    var entries: [ZIPEntry] = []
    var names: Set<String> = []
    var place = start
    for _ in 0..<count {
      let (entry, next) = try entry(at: place, before: end)
      guard names.insert(entry.name).inserted else {
        throw PayloadError("«\(entry.name)» stands twice in the ZIP archive", at: place)
      }
      entries.append(entry)
      place = next
    }
    try refuseOverlaps(entries)
    return entries
  }

  /// The end record, which only a comment may follow.
  private func end() throws(PayloadError) -> Int {
    let last = bytes.count - Self.endSize
    var place = last
    while place >= 0, last - place <= 0xFFFF {
      if bytes.dropFirst(place).hasPrefix("PK\u{05}\u{06}"), number(place + 20, 2) == last - place {
        return place
      }
      place -= 1
    }
    throw PayloadError("the ZIP archive has no directory: the file is cut off", at: bytes.count)
  }

  private func entry(
    at place: Int, before end: Int
  ) throws(PayloadError) -> (entry: ZIPEntry, next: Int) {
    guard place <= end - Self.recordSize, bytes.dropFirst(place).hasPrefix("PK\u{01}\u{02}") else {
      throw PayloadError("the directory of the ZIP archive is damaged", at: min(place, end))
    }
    let flags = number(place + 8, 2)
    let method = number(place + 10, 2)
    let packed = number(place + 20, 4)
    let size = number(place + 24, 4)
    let nameSize = number(place + 28, 2)
    let header = number(place + 42, 4)
    let next = place + Self.recordSize + nameSize + number(place + 30, 2) + number(place + 32, 2)
    guard next <= end else {
      throw PayloadError("the directory of the ZIP archive is damaged", at: place)
    }
    guard packed != 0xFFFF_FFFF, size != 0xFFFF_FFFF, header != 0xFFFF_FFFF else {
      throw Self.zip64(place)
    }
    // Bits 0, 6 and 13: encrypted, strongly encrypted, encrypted directory.
    guard flags & 0x2041 == 0 else {
      throw PayloadError("the ZIP archive is encrypted: unpack it first", at: place)
    }
    guard method == 0 || method == 8 else {
      throw PayloadError("the ZIP archive is packed by method \(method), not deflate", at: place)
    }
    guard method == 8 || packed == size else {
      throw PayloadError("a stored entry of the ZIP archive has two sizes", at: place)
    }
    let name = try name(place + Self.recordSize..<place + Self.recordSize + nameSize)
    let data = try data(header, packed, before: end, of: place)
    return (
      ZIPEntry(
        name: name, range: header..<data.upperBound, data: data, size: size, isStored: method == 0,
        crc: UInt32(number(place + 16, 4))), next
    )
  }

  /// Names are never paths on this machine, but one that climbs is a sign of a forged archive.
  private func name(_ range: Range<Int>) throws(PayloadError) -> String {
    let raw = bytes[range]
    let name = raw.string
    let climbs = name.split(separator: "/", omittingEmptySubsequences: false).contains("..")
    guard !raw.isEmpty, raw.count <= Self.nameMax, raw.firstIndex(of: 0) == nil, !climbs,
      !name.hasPrefix("/"), !name.contains("\\")
    else { throw PayloadError("a name in the ZIP archive is not one", at: range.lowerBound) }
    return name
  }

  private func data(
    _ header: Int, _ size: Int, before end: Int, of record: Int
  ) throws(PayloadError) -> Range<Int> {
    guard header <= end - Self.headerSize, bytes.dropFirst(header).hasPrefix("PK\u{03}\u{04}")
    else {
      throw PayloadError("an entry of the ZIP archive is not where it should be", at: record)
    }
    let start = header + Self.headerSize + number(header + 26, 2) + number(header + 28, 2)
    guard start <= end, size <= end - start else {
      throw PayloadError("an entry of the ZIP archive is cut off", at: record)
    }
    return start..<start + size
  }

  private func refuseOverlaps(_ entries: [ZIPEntry]) throws(PayloadError) {
    var reached = 0
    for entry in entries.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard entry.range.lowerBound >= reached else {
        throw PayloadError("entries of the ZIP archive overlap", at: entry.range.lowerBound)
      }
      reached = entry.range.upperBound
    }
  }

  private static func zip64(_ place: Int) -> PayloadError {
    PayloadError("a ZIP64 archive is not read: pack the files singly", at: place)
  }

  /// A little-endian number.
  private func number(_ place: Int, _ width: Int) -> Int {
    var value = 0
    for index in (place..<place + width).reversed() { value = value << 8 | Int(bytes[index]) }
    return value
  }
}
