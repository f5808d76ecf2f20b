import Digest
package import Domain
package import SQLite

/// Checks everything that lies in `log.sqlite`: the file, its schema, blocks, streams, imports.
///
/// It goes on after a fault, so that one bad block does not hide another.
package struct LogAudit {
  /// What the blocks say: what the rest of a book is compared with.
  package struct Facts: Sendable {
    /// The hash that each block states, by the position where it ends.
    package var ends: [Int64: [UInt8]] = [0: EventLog.Head.empty.hash]
    package var head = EventLog.Head.empty
    var imports: [Int64: [ImportRun]] = [:]

    /// Payloads that blocks name, and those that events say were erased, with when.
    package var payloads: Set<[UInt8]> = []
    package var erased: [String: Instant] = [:]

    /// When a block was recorded, by the position where it ends.
    package var times: [Int64: Instant] = [:]
    var sources: Set<String> = []
    var tags: Set<String> = []

    /// Whether every block was read, so that what is not in them is nowhere.
    package var isWhole = true

    /// Whether blocks can be asked for at all; if not, nothing can be compared with the log.
    package var isReadable = true
  }

  /// What the blocks of one append say of an import.
  struct ImportRun: Sendable {
    var first: Int64
    var last: Int64
    let payload: [UInt8]
    let recordedAt: Instant

    /// Empty where no event could be read.
    var source = ""
  }

  private let log: EventLog
  private let known: [Int64: [UInt8]]
  package private(set) var facts = Facts()

  /// `known` are the hashes of the checkpoints, by position.
  package init(_ log: EventLog, known: [Int64: [UInt8]]) {
    self.log = log
    self.known = known
  }

  static let remedy = "restore a backup of the log"

  package mutating func run(_ findings: inout Findings) throws {
    Self.checkFile(log.connection, "log.sqlite", &findings)
    let script =
      log.format == 1
      ? FormatUpgrade.script : String(decoding: PackageResources.event_log_sql, as: UTF8.self)
    Self.checkSchema(log.connection, script, "log.sqlite", Self.remedy, &findings)
    do { try checkBlocks(&findings) } catch let error as SQLiteError where error.isOfOtherSchema {
      // The schema above is not what it was: no block can be asked for.
      facts.isReadable = false
      findings.find("log.sqlite blocks", error.message, Self.remedy)
      return
    }
    do {
      try RegisterAudit(log, facts).run(&findings)
      try SightingsAudit(log).run(through: facts.isWhole ? facts.head.position : nil, &findings)
    } catch let error as SQLiteError { findings.find("log.sqlite", error.message, Self.remedy) }
  }

  /// Pages, cells and indexes, as SQLite sees them.
  package static func checkFile(
    _ connection: Connection, _ name: String, remedy: String = "restore a backup",
    _ findings: inout Findings
  ) {
    do throws(SQLiteError) {
      if !connection.hasKnownVersions {
        findings.find(name, "its header says that it may not be written", remedy)
      }
      let select = try connection.prepare("PRAGMA integrity_check(20)")
      var lines: [String] = []
      while try select.step() {
        lines += select.string(0).split(separator: "\n").map(String.init).filter { $0 != "ok" }
      }
      if !lines.isEmpty, connection.hasFailedRead {
        findings.find(name, "a page could not be read (input/output error)", "check the disk")
      } else {
        for line in lines { findings.find(name, line, remedy) }
      }
    } catch { findings.find(name, error.message, remedy) }
  }

  /// Tables, triggers, indexes and views are those that were made.
  package static func checkSchema(
    _ connection: Connection, _ script: String, _ name: String, _ remedy: String,
    _ findings: inout Findings
  ) {
    do throws(SQLiteError) {
      for text in try SchemaComparison(connection, madeBy: script).differences {
        findings.find("\(name) schema", text, remedy)
      }
    } catch { findings.find("\(name) schema", error.message, remedy) }
  }

  private mutating func checkBlocks(_ findings: inout Findings) throws {
    var quick = findings
    let untouched = facts
    if try checkBlocks(looksUp: false, &quick) {
      findings = quick
    } else {
      facts = untouched
      _ = try checkBlocks(looksUp: true, &findings)
    }
  }

  /// False when the index of streams is not what it should be and nothing tells where: events have to be
  /// looked up in it.
  private mutating func checkBlocks(
    looksUp: Bool, _ findings: inout Findings
  ) throws -> Bool {
    var streams = try? StreamAudit(log, looksUp: looksUp)
    if streams == nil { findings.find("log.sqlite streams", "cannot be read", Self.remedy) }
    var clock = Instant(rawValue: .min)
    var next: Int64 = 1
    var facts = facts
    var bad: [(range: ClosedRange<Int64>, problem: String)] = []
    try BlockScan(log, known: known).forEachBlock { block, bytes in
      if !block.hash.isEmpty { facts.ends[block.last] = block.hash }
      if block.first < next, block.last >= block.first {
        bad.append((block.first...block.last, "it begins inside the block before"))
      }
      next = max(next, block.last &+ 1)
      if let problem = block.problem {
        facts.isWhole = false
        bad.append((block.first...max(block.first, block.last), problem))
      }
      guard let header = block.header else { return }
      facts.head = EventLog.Head(
        position: block.last, hash: block.hash, recordedAt: header.recordedAt)
      facts.times[block.last] = header.recordedAt
      if header.recordedAt < clock {
        findings.find(Self.place(block.first, block.last), "recordedAt goes back", Self.remedy)
      }
      clock = header.recordedAt
      facts.note(header)
      if bytes.isEmpty { return }
      do {
        try take(header, bytes, &facts, &streams, &findings)
      } catch let error as EventLogError {
        facts.isWhole = false
        bad.append((block.first...block.last, "\(error)"))
      } catch let error as CodecError {
        facts.isWhole = false
        bad.append((block.first...block.last, "an event does not decode: \(error)"))
      }
    }
    for (range, problem) in Self.joined(bad) {
      findings.find(Self.place(range.lowerBound, range.upperBound), problem, Self.remedy)
    }
    try streams?.finish(through: facts.isWhole ? facts.head.position : nil, &findings)
    if streams?.isInDoubt ?? false { return false }
    if bad.isEmpty {
      findings.pass(
        "\(facts.head.position) events in an unbroken chain, head \(facts.head.hash.hex.prefix(16))"
      )
    }
    self.facts = facts
    return true
  }

  private func take(
    _ header: BlockHeader, _ bytes: Bytes, _ facts: inout Facts, _ streams: inout StreamAudit?,
    _ findings: inout Findings
  ) throws {
    var types: Set<Int> = []
    var latest: (type: Int, source: ObjectIdentifier)?
    try log.forEachEvent(in: header, bytes) { event in
      _ = try event.record()
      // Most events of a block are of one type and one source.
      if latest?.type != event.schemaIndex || latest?.source != event.sourceID {
        latest = (event.schemaIndex, event.sourceID)
        types.insert(event.schemaIndex)
        facts.note(sourceOf: event)
      }
      if event.schemaIndex == Self.erasure { facts.note(erasure: event) }
      try streams?.take(event, &findings)
    }
    let tags = Set(types.map { EventTypes.all[$0].tag })
    facts.tags.formUnion(tags)
    if Set(header.types.split(separator: " ").map(String.init)) != tags {
      findings.find(
        Self.place(header.firstPosition, header.lastPosition), "its types are not those it names",
        Self.remedy)
    }
  }

  private static let erasure = EventTypes.schema(of: PayloadErased.self).index

  package static func place(_ first: Int64, _ last: Int64) -> String {
    first == last
      ? "log.sqlite position \(first)" : "log.sqlite positions \(first) to \(last)"
  }

  /// Neighbours with one problem are one range.
  private static func joined(
    _ bad: [(range: ClosedRange<Int64>, problem: String)]
  ) -> [(range: ClosedRange<Int64>, problem: String)] {
    var joined: [(range: ClosedRange<Int64>, problem: String)] = []
    for (range, problem) in bad {
      if let last = joined.last, last.problem == problem,
        last.range.upperBound &+ 1 == range.lowerBound
      {
        joined[joined.count - 1].range = last.range.lowerBound...range.upperBound
      } else {
        joined.append((range, problem))
      }
    }
    return joined
  }
}

extension LogAudit.Facts {
  fileprivate mutating func note(_ header: BlockHeader) {
    if !header.payload.isEmpty { payloads.insert(header.payload) }
    guard header.importID != 0 else { return }
    let runs = imports[header.importID, default: []]
    if let last = runs.last, last.recordedAt == header.recordedAt {
      imports[header.importID]?[runs.count - 1].last = header.lastPosition
    } else {
      imports[header.importID, default: []].append(
        LogAudit.ImportRun(
          first: header.firstPosition, last: header.lastPosition, payload: header.payload,
          recordedAt: header.recordedAt))
    }
  }

  fileprivate mutating func note(erasure event: EventView) {
    if event.source.connection == "book" {
      erased[event.naturalID.string] = event.block.recordedAt
    }
  }

  fileprivate mutating func note(sourceOf event: EventView) {
    sources.insert(event.source.name)
    let id = event.block.importID
    if let runs = imports[id], runs[runs.count - 1].source.isEmpty {
      imports[id]?[runs.count - 1].source = event.source.name
    }
  }
}
