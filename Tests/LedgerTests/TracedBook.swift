import Domain
import EventLog
import Importing
import Ledger
import Projecting
import TestKit

/// A book that holds the bytes of one trace, and besides what rows look up: catalogue, prices, cards.
struct TracedBook {
  let book: TemporaryBook
  private let trip: Trip

  /// The ranges of the traced rows in each payload, by its SHA-256 as the log names it.
  private var rows: [String: Set<Range<Int>>] = [:]

  /// The kinds of the row's own documents, and their ids.
  private var own: Set<String> = []
  private var ids: Set<String> = []

  init(_ trip: Trip, _ trace: Trace, _ projector: any Projector) throws {
    self.trip = trip
    book = try TemporaryBook()
    for step in trace.steps {
      if case .lookedUp = step.role { continue }
      let parts = step.event.stream.split(separator: "/", maxSplits: 2).map(String.init)
      own.insert(parts[1])
      ids.insert(parts[2])
      guard case .bytes = step.source, let origin = step.origin else { continue }
      rows[origin.payloadName, default: []].insert(step.event.payloadRange)
    }
    try book.connect(trip)
    for step in trip.plan.imports { try take(step) }
    try book.decide(trip)
    _ = try book.ledger.update([projector])
  }

  private func take(_ step: Trip.Step) throws {
    var paths: [String] = []
    var isOwn = false
    var hasRows = false
    var covers = false
    var kind = step.kind
    for file in step.files {
      let bytes = try PackageFolder.bytes(of: trip.file(file))
      guard
        let importer = step.kind.flatMap(PayloadReading.importer)
          ?? PayloadReading.importers(of: bytes).first
      else { continue }
      guard own.contains(type(of: importer).kind.name) else {
        paths.append(trip.path(file))
        continue
      }
      isOwn = true
      kind = type(of: importer).kind.name
      let drafts = try PayloadReading.drafts(
        of: bytes, named: file, by: importer, PayloadReading.context(of: step, in: trip))
      var wanted = rows[file] ?? []
      // A complete answer that has the document again, unchanged, says that it is still there.
      if step.isComplete {
        wanted.formUnion(drafts.filter { ids.contains($0.naturalID) }.map(\.source))
      }
      hasRows = hasRows || !wanted.isEmpty
      // An answer without any price of the type that is asked for is refused: it stays whole.
      if step.priceType != nil, wanted.isEmpty {
        paths.append(trip.path(file))
        continue
      }
      covers =
        try covers
        || scopes(of: bytes, importer, step).contains { scope in
          ids.contains { $0.hasPrefix(scope) }
        }
      let all = Set(drafts.map(\.source))
      let marks = type(of: importer).extent
      paths.append(try book.write(Self.cut(bytes, all: all, to: wanted, marks), to: file))
    }
    // An answer without the row's documents tells something of them only if it was complete for them.
    if isOwn, !hasRows, !step.isComplete || !covers { return }
    var request = step.request(paths)
    // Nothing is left in some payloads that could tell their kind.
    request.kind = kind
    request.confirmsEmpty = request.confirmsEmpty || (isOwn && step.isComplete)
    _ = try book.ledger.take(request, updates: false)
  }

  /// What a payload is complete for, if it is complete.
  private func scopes(
    of bytes: [UInt8], _ importer: any Importer, _ step: Trip.Step
  ) throws -> [String] {
    let intake = Intake { _ in }
    let context = PayloadReading.context(of: step, in: trip)
    try bytes.borrowed { (all) throws in
      try importer.readAnswer(Payload(name: step.payload, bytes: all), context, into: intake)
    }
    return intake.scopes
  }

  /// The payload without the rows that are not wanted; an archive stays whole.
  private static func cut(
    _ bytes: [UInt8], all: Set<Range<Int>>, to wanted: Set<Range<Int>>, _ marks: [ExtentMark]
  ) -> [UInt8] {
    guard let first = all.map(\.lowerBound).min(), let last = all.map(\.upperBound).max(),
      !bytes.borrowed({ ZIPArchive.begins($0) })
    else { return bytes }
    let isJSON =
      bytes.first { !$0.isSpace && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
      .map { $0 == 0x5B || $0 == 0x7B } ?? false
    let rows = wanted.sorted { $0.lowerBound < $1.lowerBound }.map { Array(bytes[$0]) }
    let separator: [UInt8] = isJSON ? [0x2C, 0x0A] : [0x0A]
    var (head, tail) = (Array(bytes[..<first]), Array(bytes[last...]))
    if rows.isEmpty, isJSON {
      // Rows that make no document may stand before and after.
      while let byte = head.last, byte.isSpace || byte == 0x2C { head.removeLast() }
      if head.last == 0x5B { while tail.first == 0x2C || tail.first == 0x20 { tail.removeFirst() } }
    }
    (head, tail) = (saying(rows.count, head, marks), saying(rows.count, tail, marks))
    return Array(head + rows.joined(separator: separator) + tail)
  }

  /// The envelope of a payload that is to be complete with so many rows.
  private static func saying(_ rows: Int, _ bytes: [UInt8], _ marks: [ExtentMark]) -> [UInt8] {
    // Tables say nothing of their extent, and may not be UTF-8.
    if marks.isEmpty { return bytes }
    var text = String(decoding: bytes, as: UTF8.self)
    for mark in marks {
      let count: Int
      switch mark {
      case .held: count = rows
      case .total: count = 0
      case .more, .cursor, .pages, .number, .full: continue
      }
      for name in [mark.name, mark.name.split(separator: ".").last.map(String.init) ?? ""] {
        for quote in ["", "\""] {
          let start = "\"\(name)\":\(quote)"
          guard let place = text.firstRange(of: start) else { continue }
          let digits = text[place.upperBound...].prefix { $0.isNumber }
          if !digits.isEmpty {
            text.replaceSubrange(digits.startIndex..<digits.endIndex, with: "\(count)")
          }
        }
      }
    }
    return Array(text.utf8)
  }
}
