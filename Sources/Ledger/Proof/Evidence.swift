import Archive
import Digest
import Domain
import EventLog
import Importing
import Platform
package import Projecting

/// One archive that proves a row to somebody who has neither the book nor Svod: the row, its events, the
/// blocks that they lie in up to a checkpoint, and the payloads that they came from.
package struct Evidence {
  private let ledger: Ledger
  private let log: EventLog
  private let trace: Trace
  private let table: Table
  private var zip = ZIPWriter()

  /// How many events it holds.
  package var events: Int { trace.steps.count }

  /// Gathers the evidence of the row of a table with the key.
  package init(_ ledger: Ledger, _ projector: any Projector, key parts: [String]) throws {
    self.ledger = ledger
    table = type(of: projector).tables[0]
    trace = try Trace(ledger, projector, key: parts)
    log = try ledger.book.openLog()
    try log.hold()
  }

  /// The archive's bytes.
  package mutating func archive() throws -> [UInt8] {
    let positions = Set(trace.steps.map(\.event.position)).sorted()
    guard !positions.isEmpty else {
      throw LedgerError(.noInput, "the row has no events: there is nothing to prove")
    }
    let lines = try ledger.book.checkpoints.all()
    let path = try path(from: positions, lines)
    try add("README.txt", Array(Self.readme.utf8))
    try add("row.json", Array(row.utf8))
    try add("events.ndjson", Array(trace.steps.map { $0.event.json + "\n" }.joined().utf8))
    try add("schemas.json", Array(schemas(path.tags).utf8))
    try add("checkpoints", lines[path.firstLine...].flatMap { $0.bytes + [0x0A] })
    try add("path", Array(path.text.utf8))
    try addBlocks(path)
    try addPayloads()
    return zip.finish()
  }

  private mutating func add(_ name: String, _ bytes: [UInt8]) throws {
    guard zip.fits(bytes.count) else {
      throw LedgerError(
        .unavailable, "the evidence is larger than \(ZIPWriter.sizeMax >> 30) GiB: name another row"
      )
    }
    zip.add(name, bytes)
  }

  /// The blocks of the events, each with those that follow it until a checkpoint.
  private struct Path {
    var ranges: [ClosedRange<Int64>] = []
    var firstLine = 0
    var tags: Set<String> = []

    /// `first_position hash_before hash` of each block.
    var text = ""
  }

  private func path(from positions: [Int64], _ lines: [CheckpointLine]) throws -> Path {
    var path = Path()
    for position in positions where position > path.ranges.last?.upperBound ?? 0 {
      guard
        let line = lines.firstIndex(where: { $0.append.map { $0.position >= position } ?? false }),
        let end = lines[line].append?.position
      else {
        throw LedgerError(
          .unavailable,
          "no checkpoint covers position \(position): any svod command that writes adds it")
      }
      if path.ranges.isEmpty { path.firstLine = line }
      path.ranges.append(position...end)
    }
    for range in path.ranges {
      try forEachBlock(range) { header, _ in
        let before = try log.head(at: header.firstPosition - 1).hash.hex
        let hash = try log.head(at: header.lastPosition).hash.hex
        path.text += "\(header.firstPosition) \(before) \(hash)\n"
        path.tags.formUnion(header.types.split(separator: " ").map(String.init))
      }
    }
    return path
  }

  private func forEachBlock(
    _ range: ClosedRange<Int64>, _ body: (BlockHeader, Bytes) throws -> Void
  ) throws {
    try log.forEachBlock(after: range.lowerBound - 1, through: range.upperBound, body)
  }

  private mutating func addBlocks(_ path: Path) throws {
    var blocks: [(name: String, bytes: [UInt8])] = []
    for range in path.ranges {
      try forEachBlock(range) { header, bytes in
        let name = "blocks/\(header.firstPosition)"
        blocks.append((name + ".header", Array(header.text.utf8)))
        blocks.append((name + ".body", bytes.array))
      }
      for block in blocks { try add(block.name, block.bytes) }
      blocks.removeAll()
    }
  }

  private mutating func addPayloads() throws {
    let archive = try ledger.book.openArchive()
    var taken: Set<String> = []
    for event in trace.steps.map(\.event)
    where !event.payload.isEmpty && taken.insert(event.payload).inserted {
      let hash = stride(from: 0, to: event.payload.utf8.count, by: 2).compactMap { place in
        UInt8(event.payload.dropFirst(place).prefix(2), radix: 16)
      }
      // An erased payload is not part of the evidence: its hash in the block's header is.
      if let about = try archive.about(hash), about.isErased { continue }
      try add("payloads/\(event.payload)", archive.payload(hash))
    }
  }

  private var row: String {
    let cells = Swift.zip(trace.row.columns, trace.row.rows.first ?? []).map { name, cell in
      let value =
        switch cell {
        case .null: "null"
        case .number(let digits): digits
        case .text(let text): JSONText.quoted(text)
        }
      return "\(JSONText.quoted(name)):\(value)"
    }
    return "{\"table\":\(JSONText.quoted(table.name)),\"row\":{\(cells.joined(separator: ","))}}\n"
  }

  private func schemas(_ tags: Set<String>) -> String {
    let fields = tags.sorted().compactMap { tag in
      EventTypes.schema(tag: tag).map { "\(JSONText.quoted(tag)):\($0.shape.json)" }
    }
    return "{\(fields.joined(separator: ","))}\n"
  }

  private static let readme = """
    Evidence of one row of a book of Svod.

    row.json       the row, as its table has it
    events.ndjson  the events that shaped it, one a line
    blocks/        the blocks of the log that these events lie in, and those that follow up to a
                   checkpoint: the header and the raw body of each, as they are hashed
    path           one line a block: its first position, the hash of the block before, its own hash,
                   which is SHA-256 over the hash before, the header and the body
    checkpoints    lines of the book's checkpoints from there on: position, hash, time, …, seal; a seal
                   is SHA-256 over the line before and the line's own text, so that a single line that
                   somebody kept elsewhere proves all those before it
    payloads/      the files that the events came from, each named by its SHA-256, which the header
                   names too; an event tells offset and length in bytes
    schemas.json   the fields of the event types

    To check it, with Python alone: python3 verify.py THIS-FILE [--against KEPT-CHECKPOINTS]
    Payloads may hold personal data of others than the row's: hand this file on with care.

    Доказательство одной строки учётной книги Свод: строка, её события, блоки журнала до контрольной
    отметки и файлы, из которых события взяты. Проверка описана выше; в файлах бывают чужие личные данные.

    """
}
