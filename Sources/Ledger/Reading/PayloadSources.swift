import Archive
import Digest
import Domain
import EventLog
import Importing

/// The rows of payloads with their lines and columns, each payload read once.
struct PayloadSources {
  private let archive: Archive
  private let notes: LineNotes
  private var wanted: [[UInt8]: Set<Range<Int>>] = [:]
  private var found: [[UInt8]: [Range<Int>: Trace.Source]] = [:]

  init(_ archive: Archive, _ notes: LineNotes) {
    self.archive = archive
    self.notes = notes
  }

  /// Says that the source of an event will be asked for.
  mutating func expect(_ view: EventView) {
    if view.block.payload.isEmpty || view.payloadRange.isEmpty { return }
    wanted[view.block.payload, default: []].insert(view.payloadRange)
  }

  /// Reads what is expected.
  mutating func read() throws {
    for (hash, ranges) in wanted {
      do {
        var lines = LineCounter(hash, archive, notes)
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
          let (line, column) = try lines.place(of: range.lowerBound)
          found[hash, default: [:]][range] = .bytes(
            try archive.bytes(range, of: hash), line: line, column: column)
        }
      } catch let error as ArchiveError {
        for range in ranges { found[hash, default: [:]][range] = .missing(error.description) }
      }
    }
  }

  func source(of range: Range<Int>, in hash: [UInt8]) -> Trace.Source {
    found[hash]?[range] ?? .missing("no payload brought it")
  }

  /// The place in an archive or a workbook that an event's row was unpacked from.
  func member(
    of range: Range<Int>, _ origin: ImportRecord, _ event: KeptEvent, _ log: EventLog
  ) throws -> PayloadMember? {
    guard case .bytes(let bytes, _, _) = source(of: range, in: origin.payload) else { return nil }
    guard bytes.borrowed({ ZIPArchive.begins($0) }) else { return nil }
    let settings = try Connections(log).require(origin.connection)
    let context = try ImportOptions(of: origin).context(settings, origin.fetchedAt)
    return try PayloadMember(
      archive.payload(origin.payload), range, origin, context, event)
  }
}

/// Counts lines in an archived payload, onwards from place to place.
struct LineCounter {
  private let hash: [UInt8]
  private let archive: Archive

  /// What is noted of each piece, if the payload is large.
  private let places: [LineNotes.Place]
  private var line = 1

  /// Where the line begins.
  private var lineStart = 0
  private var offset = 0

  init(_ hash: [UInt8], _ archive: Archive, _ notes: LineNotes) {
    self.hash = hash
    self.archive = archive
    places = notes.read(hash)
  }

  /// Line and column, from 1 and in bytes, of a byte that is not before the last one asked for.
  mutating func place(of place: Int) throws -> (line: Int, column: Int) {
    try skip(to: place / Archive.chunkSize)
    while offset < place {
      let end = min(place, (offset / Archive.chunkSize + 1) * Archive.chunkSize)
      let start = offset
      try archive.bytes(start..<end, of: hash).borrowed { bytes in
        line += bytes.count(of: 0x0A)
        if let last = bytes.lastIndex(of: 0x0A) { lineStart = start + last + 1 }
      }
      offset = end
    }
    return (line, place - lineStart + 1)
  }

  /// Goes on at a piece that is noted, if the line begins there as the notes say.
  private mutating func skip(to piece: Int) throws {
    guard places.indices.contains(piece), piece * Archive.chunkSize > offset else { return }
    let noted = places[piece]
    if noted.lineStart > 0 {
      let before = try archive.bytes(noted.lineStart - 1..<noted.lineStart, of: hash)
      guard before == [0x0A] else { return }
    }
    line = noted.lines + 1
    lineStart = noted.lineStart
    offset = piece * Archive.chunkSize
  }
}
