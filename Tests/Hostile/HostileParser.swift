package import Domain
import EventLog
import Importing
import LZ4
import Ledger

/// A reader of bytes from outside, called as an import or a query calls it.
///
/// What it throws is fine; what it may not do is crash, run on, or take memory without bound. Tests
/// feed them mutations and the kept corpus; the fuzzer feeds them what it finds by coverage.
package struct HostileParser: Sendable {
  /// The name of its folder in the corpus.
  package let name: String

  /// Reads the bytes to their end; true when they were taken for what they should be.
  package let reads: @Sendable (Bytes) -> Bool

  init(_ name: String, _ reads: @escaping @Sendable (Bytes) -> Bool) {
    self.name = name
    self.reads = reads
  }

  package static let all: [HostileParser] = [
    json, csv, zip, xlsx, xml, lz4, record, block, importer, filter, matches, values,
  ]

  package static func named(_ name: String) -> HostileParser? { all.first { $0.name == name } }

  /// The first line names the way to read the others; a name that is none chooses one, too.
  static func choice(_ bytes: Bytes, of names: [String]) -> (index: Int, rest: Bytes) {
    let end = bytes.firstIndex(of: 0x0A) ?? 0
    let name = bytes.prefix(end)
    let known = names.firstIndex { name == Array($0.utf8) }
    return (known ?? Int(bytes.first ?? 0) % max(1, names.count), bytes.dropFirst(end + 1))
  }

  private static let kinds = Importers.all.map { type(of: $0).kind.name }
  private static let types = EventTypes.all.map(\.tag)

  static func isRead(_ body: () throws -> Void) -> Bool {
    do {
      try body()
      return true
    } catch { return false }
  }

  // MARK: Texts and tables

  private static let json = HostileParser("json") { bytes in
    _ = PayloadOutline(of: bytes)
    var read = false
    for paths in [[[]], [["result", "postings"], ["result", "{}"]]] as [[JSONRows.Path]] {
      var rows = JSONRows(Payload(name: "payload", bytes: bytes), at: paths)
      let isWhole = isRead {
        try rows.forEach { (row, _) throws(PayloadError) in walk(row, depth: 0) }
      }
      read = read || isWhole
    }
    return read
  }

  /// Touches everything of a value that importers touch.
  private static func walk(_ value: JSONValue, depth: Int) {
    _ = try? JSONRead.text(value, "field")
    _ = try? JSONRead.integer(value, "field")
    _ = try? JSONRead.day(value, "field")
    _ = try? JSONRead.instant(value, "field", .moscow)
    _ = try? value.refuseDoubledKey()
    _ = value["price"]?.isNull
    if depth > 70 { return }
    for element in value.elements { walk(element, depth: depth + 1) }
    _ = try? value.forEachMember { (_, inner) throws(RowError) in walk(inner, depth: depth + 1) }
  }

  private static let csv = HostileParser("csv") { bytes in
    _ = PayloadOutline(of: bytes)
    return isRead {
      var rows = CSVRows(bytes, try CSVDialect(of: bytes))
      var row = TableRowBuffer()
      while try rows.next(&row) { _ = row.borrowed(\.strings) }
    }
  }

  private static let zip = HostileParser("zip") { bytes in
    _ = PayloadOutline(of: bytes)
    return isRead {
      let archive = try ZIPArchive(bytes)
      for entry in archive.entries {
        _ = try archive.head(entry, 64 << 10)
        _ = try archive.read(entry)
      }
    }
  }

  private static let xlsx = HostileParser("xlsx") { bytes in
    _ = PayloadOutline(of: bytes)
    return isRead {
      try XLSXBook(ZIPArchive(bytes)).forEachTable { (table) throws(PayloadError) in
        try table.forEachRow { (row) throws(PayloadError) in
          for index in 0..<row.count { _ = table.serialDays?.day(row[index]) }
        }
      }
    }
  }

  private static let xml = HostileParser("xml") { bytes in
    _ = PayloadOutline(of: bytes)
    return isRead {
      var scanner = try XMLScanner(bytes)
      var text: [UInt8] = []
      while let token = try scanner.next() {
        _ = scanner.attribute("id")
        if case .text(let raw) = token { try XMLText.append(raw, to: &text) }
        text.removeAll(keepingCapacity: true)
      }
    }
  }

  private static let values = HostileParser("values") { bytes in
    let zone = Zone(bytes.string)
    let moments = [Instant(iso: bytes, in: .moscow), Instant(written: bytes, in: zone ?? .utc)]
    let number = [Decimal4.parse(bytes), Decimal4.parseWritten(bytes)].compactMap(\.value)
    let shown = moments.compactMap { $0?.description } + number.map(\.description)
    _ = bytes.integer
    return zone != nil || Day(any: bytes) != nil || !shown.isEmpty
  }

  private static let matches = HostileParser("matches") { bytes in
    isRead { _ = try DecisionTable(bytes, author: "fuzz").decisions }
  }

  /// Any importer on any bytes, as `--kind` lets people do.
  private static let importer = HostileParser("importer") { bytes in
    let (index, rest) = choice(bytes, of: kinds)
    let outline = PayloadOutline(of: rest)
    for importer in Importers.all { _ = importer.recognizes(outline) }
    if outline.form == .json, UTF8Check.firstInvalid(rest) != nil { return false }
    var context = ImportContext(
      connection: "fuzz", marketplace: "WB", zone: .moscow, fetchedAt: Instant(rawValue: 0))
    context.reportDate = "2026-03"
    context.priceType = "Розничная"
    var encoded: [UInt8] = []
    let intake = Intake { draft in
      encoded.removeAll(keepingCapacity: true)
      draft.record.encode(into: &encoded)
      precondition(draft.source.upperBound <= rest.count, "a row outside of the payload")
    }
    return isRead {
      try Importers.all[index].readAnswer(Payload(name: "fuzz", bytes: rest), context, into: intake)
    }
  }

  // MARK: What the log holds

  private static let lz4 = HostileParser("lz4") { bytes in
    guard bytes.count >= 3 else { return false }
    let claimed = Int(bytes[0]) | Int(bytes[1]) << 8 | Int(bytes[2]) << 16
    var raw: [UInt8] = []
    return LZ4.decompress(bytes.dropFirst(3), rawSize: claimed, into: &raw)
  }

  private static let record = HostileParser("record") { bytes in
    let (index, rest) = choice(bytes, of: types)
    let decoder = RecordDecoder(EventTypes.all[index].layout)
    defer { withExtendedLifetime(decoder) {} }
    return isRead { try walk(decoder.decode(rest)) }
  }

  private static func walk(_ view: RecordView) throws {
    for member in view.shape.members where view.isPresent(member.slot) {
      switch member.type {
      case .text: _ = view.bytes(at: member.slot).string
      case .list: try view.forEachItem(at: member.slot) { try walk($0) }
      case .integer, .decimal, .day, .instant, .flag: _ = view.bits(at: member.slot)
      }
    }
    _ = view.owned()
  }

  /// A block as it lies decompressed; two bytes say how many events it claims.
  private static let block = HostileParser("block") { bytes in
    guard bytes.count >= 2 else { return false }
    let header = BlockHeader(
      firstPosition: 1, eventCount: 1 + Int(bytes[0]) + Int(bytes[1] & 3) << 8,
      recordedAt: Instant(rawValue: 0), importID: 1, payload: [], types: "", codec: 1,
      rawSize: bytes.count - 2)
    return isRead {
      try BlockReader().forEachEvent(header, bytes.dropFirst(2)) { event in
        try walk(event.record())
        _ = event.stream
      }
    }
  }

  /// What a person types after `svod query`: words between line ends.
  private static let filter = HostileParser("filter") { bytes in
    isRead { try HostileQueries.empty.ask(bytes.string) }
  }
}
