import Domain
import EventLog
import Platform
import SQLite

/// A log of its own in a temporary folder.
final class LogFolder {
  let folder: String

  var logPath: String { folder + "/log.sqlite" }
  var checkpoints: Checkpoints { Checkpoints(folder + "/checkpoints") }

  init() throws {
    folder = try Files.makeTemporaryFolder(prefix: "svod-log")
    try EventLog.make(at: logPath)
  }

  deinit { try? Files.removeFolder(folder) }

  func writer() throws -> LogWriter { try LogWriter(log: logPath, checkpoints: checkpoints) }
  func reader() throws -> EventLog { try EventLog(reading: logPath) }

  /// Appends states of prices of one 1C base, a source without a clock of its own.
  @discardableResult
  func append(
    at now: Int64 = 1, _ sightings: [Seen], complete scope: String? = nil, fetched: Int64? = nil
  ) throws -> LogWriter.Outcome {
    let writer = try writer()
    return try writer.append(at: Moment.of(now)) { appender in
      for seen in sightings { try appender.take(seen) }
      if let scope, let fetched {
        let names = Set(sightings.filter { $0.fetched == fetched }.map { Array($0.id.utf8) })
        try appender.complete(
          scope, in: Seen.source, fetchedAt: Moment.of(fetched), seen: names)
      }
    }
  }

  /// Every event in short: `1 a v1 @5 «100»`, withdrawals as `−`, completed scopes left out.
  func story() throws -> [String] {
    var lines: [String] = []
    try reader().forEachEvent { event in
      if event.schema.isCompletion { return }
      let state = event.schema.isWithdrawal ? "−" : try Seen.state(of: event)
      lines.append(
        "\(event.naturalID.string) v\(event.version) @\(event.clock.rawValue / 1_000_000) \(state)")
    }
    return lines
  }

  /// What is wrong with the log.
  func faults() throws -> [String] {
    var findings = Findings()
    var audit = LogAudit(try reader(), known: [:])
    try audit.run(&findings)
    return findings.all.map { "\($0.place): \($0.problem)" }
  }

  /// What is wrong with the index of streams.
  func indexFaults() throws -> [String] {
    try faults().filter { $0.contains("streams") || $0.contains("index") }
  }

  /// What each document was from which time on: `["@5 100", "@7 −"]`, a state that goes on told once.
  func lines() throws -> [String: [String]] {
    var versions: [String: [(clock: Int64, position: Int64, state: String)]] = [:]
    try reader().forEachEvent { event in
      if event.schema.isCompletion { return }
      versions[event.naturalID.string, default: []].append(
        (
          event.clock.rawValue / 1_000_000, event.position,
          event.schema.isWithdrawal ? "−" : try Seen.state(of: event)
        ))
    }
    return versions.mapValues { versions in
      var line: [String] = []
      var state = ""
      for version in versions.sorted(by: { ($0.clock, $0.position) < ($1.clock, $1.position) })
      where version.state != state {
        line.append("@\(version.clock) \(version.state)")
        state = version.state
      }
      return line
    }
  }

  /// The state of each document that its latest version tells; withdrawn ones are absent.
  func latest() throws -> [String: String] {
    var latest: [String: (clock: Int64, position: Int64, state: String?)] = [:]
    try reader().forEachEvent { event in
      if event.schema.isCompletion { return }
      let order = (event.clock.rawValue, event.position)
      if let known = latest[event.naturalID.string], (known.clock, known.position) > order {
        return
      }
      latest[event.naturalID.string] = (
        order.0, order.1, event.schema.isWithdrawal ? nil : try Seen.state(of: event)
      )
    }
    return latest.compactMapValues(\.state)
  }
}

enum Moment {
  /// A whole second after 1970 began.
  static func of(_ second: Int64) -> Instant { Instant(rawValue: second * 1_000_000) }
}

/// A sighting of a price: which document, in which state, fetched when.
struct Seen: Sendable {
  let id: String
  let state: Int64
  let fetched: Int64

  /// The source's clock, for sources that have one.
  var occurred: Int64?

  init(_ id: String, _ state: Int64, at fetched: Int64, occurred: Int64? = nil) {
    self.id = id
    self.state = state
    self.fetched = fetched
    self.occurred = occurred
  }

  static let source = SourceName(connection: "ut", kind: OneCDealerPrice.kind)
  static let schema = EventTypes.schema(of: OneCDealerPrice.self)
  private static let fields = OneCDealerPrice()

  static func state(of event: EventView) throws -> String {
    try event.record()[fields.price].map(\.description) ?? "?"
  }
}

extension Appender {
  func take(_ seen: Seen) throws {
    var record = Record(Seen.schema.shape)
    record[OneCDealerPrice().price] = Decimal4(rawValue: seen.state * 10_000)
    // A source's clock is part of what it tells.
    record[OneCDealerPrice().nomenclature_ref] = seen.occurred.map { "changed \($0)" }
    try Array(seen.id.utf8).borrowed { (id) throws in
      try take(
        Sighting(
          schema: Seen.schema, source: Seen.source, naturalID: id,
          occurredAt: seen.occurred.map(Moment.of), fetchedAt: Moment.of(seen.fetched),
          payloadRange: 0..<0, record: record))
    }
  }
}
