import Domain

/// A run of streams as the index stores it: natural ids in order, each with its versions.
///
/// What neighbours share is not repeated, so that a version takes some 16 bytes. The form is in
/// schemas/event_log.md.
struct StreamPage {
  /// A stream, with its versions in the order of their positions: the first is version 1.
  struct Entry {
    let naturalID: [UInt8]
    var versions: [StreamVersion]
  }

  /// A page that grows beyond this is cut: four fit into a page of the file without overflow.
  static let sizeMax = 1_960

  private(set) var bytes: [UInt8] = []
  private var naturalID: [UInt8] = []
  private var position: Int64 = 0
  private var clock: Int64 = 0

  private mutating func add(_ entry: Entry) {
    var shared = 0
    let most = min(naturalID.count, entry.naturalID.count)
    while shared < most, naturalID[shared] == entry.naturalID[shared] { shared += 1 }
    Varint.append(UInt64(shared), to: &bytes)
    Varint.append(UInt64(entry.naturalID.count - shared), to: &bytes)
    bytes += entry.naturalID[shared...]
    Varint.append(UInt64(entry.versions.count), to: &bytes)
    for version in entry.versions {
      Varint.appendSigned(version.position - position, to: &bytes)
      StoredInstant.append(version.clock &- clock, to: &bytes)
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: version.state >> Int64(shift)))
      }
      position = version.position
      clock = version.clock
    }
    naturalID = entry.naturalID
  }

  /// A page of these streams, whatever its size.
  static func bytes(of entries: [Entry]) -> [UInt8] {
    var page = StreamPage()
    for entry in entries { page.add(entry) }
    return page.bytes
  }

  /// The stored pages of a run of streams, each with the natural id that it begins with; `first` is
  /// that of the first.
  ///
  /// At the end of a source, where new documents come, pages are filled; elsewhere they are cut
  /// evenly and so have room.
  static func cut(
    _ entries: [Entry], first: [UInt8], isLast: Bool
  ) -> [(first: [UInt8], bytes: [UInt8])] {
    var limit = sizeMax
    if !isLast {
      var whole = StreamPage()
      for entry in entries { whole.add(entry) }
      let pages = (whole.bytes.count + sizeMax - 1) / sizeMax
      limit = min(sizeMax, whole.bytes.count / max(1, pages) + 64)
    }
    var pages: [(first: [UInt8], bytes: [UInt8])] = []
    var page = StreamPage()
    var first = first
    for entry in entries {
      let size = page.bytes.count
      page.add(entry)
      if size > 0, page.bytes.count > limit - entry.naturalID.count {
        pages.append((first, Array(page.bytes[..<size])))
        page = StreamPage()
        page.add(entry)
        first = entry.naturalID
      }
    }
    pages.append((first, page.bytes))
    return pages
  }

  /// Calls `body` with each stream of a stored page, in order; false from it ends the reading.
  static func forEach(
    _ page: Bytes, _ body: (_ naturalID: [UInt8], _ versions: inout VersionReader) throws -> Bool
  ) throws {
    do {
      try read(page, body)
    } catch let error as CodecError {
      throw EventLogError.brokenIndex(detail: "\(error)")
    }
  }

  private static func read(
    _ page: Bytes, _ body: (_ naturalID: [UInt8], _ versions: inout VersionReader) throws -> Bool
  ) throws {
    var reader = VersionReader(ByteReader(page))
    var naturalID: [UInt8] = []
    while !reader.bytes.isAtEnd {
      let shared = try reader.bytes.count(atMost: naturalID.count)
      let suffix = try reader.bytes.run(
        try reader.bytes.count(atMost: Appender.naturalIDMax - shared))
      naturalID.removeSubrange(shared...)
      naturalID.append(page[suffix])
      try reader.begin()
      if !(try body(naturalID, &reader)) { return }
      try reader.skip()
    }
  }

  /// All streams of a stored page.
  static func entries(_ page: Bytes) throws -> [Entry] {
    var entries: [Entry] = []
    try forEach(page) { naturalID, versions in
      entries.append(Entry(naturalID: naturalID, versions: try versions.all()))
      return true
    }
    return entries
  }

  /// Reads the versions of one stream of a page, all or none of them.
  struct VersionReader {
    fileprivate var bytes: ByteReader

    /// How many versions of the stream are not read yet.
    private(set) var left = 0
    private var position: Int64 = 0
    private var clock: Int64 = 0

    fileprivate init(_ bytes: ByteReader) { self.bytes = bytes }

    fileprivate mutating func begin() throws(CodecError) {
      left = try bytes.count(atMost: bytes.left / Self.sizeMin)
    }

    /// Two numbers and a state.
    private static let sizeMin = 10

    private mutating func next() throws(CodecError) -> StreamVersion {
      position &+= try bytes.signed()
      clock &+= try StoredInstant.read(&bytes)
      var state: Int64 = 0
      for _ in 0..<8 { state = state << 8 | Int64(try bytes.byte()) }
      left -= 1
      return StreamVersion(position: position, clock: clock, state: state)
    }

    mutating func all() throws(CodecError) -> [StreamVersion] {
      var versions: [StreamVersion] = []
      versions.reserveCapacity(left)
      while left > 0 { versions.append(try next()) }
      return versions
    }

    fileprivate mutating func skip() throws(CodecError) { while left > 0 { _ = try next() } }
  }
}
