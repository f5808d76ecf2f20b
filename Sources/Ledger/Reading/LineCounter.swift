import Archive
import Domain
import Importing

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
