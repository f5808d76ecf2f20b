import Archive
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
