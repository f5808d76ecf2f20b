import Domain
import SQLite

/// Whether the index of streams says what the events say: no version more, none less, none other.
///
/// Both are summed up. Only where the sums are not equal is each event looked for, to tell which one it is:
/// events lie in another order than their streams.
struct StreamAudit {
  private let log: EventLog

  /// Pages are kept from one event to the next; logs of format 1 have rows instead.
  private let index: StreamIndex?
  private let states = StateNumbers()
  private var sources: [SourceName: Int64] = [:]
  private var events: Int64 = 0

  /// The number of the source that the event before was of.
  private var latest: (source: ObjectIdentifier, number: Int64)?
  private var told = StreamSums()
  private var indexed = StreamSums()

  /// Whether each event is looked for.
  private let looksUp: Bool

  /// Whether the sums are not equal, and nothing says yet where they differ.
  var isInDoubt: Bool { !looksUp && told != indexed }

  init(_ log: EventLog, looksUp: Bool) throws {
    self.log = log
    self.looksUp = looksUp || log.format == 1
    index = log.format == 1 ? nil : try StreamIndex(log.connection)
    for source in try log.sources() { sources[source] = try log.sourceID(source) }
  }

  /// Compares the index with one event.
  mutating func take(_ event: EventView, _ findings: inout Findings) throws {
    events += 1
    let state =
      event.schema.isWithdrawal
      ? StreamVersion.withdrawn : states.number(event.schema, event.body)
    guard looksUp else {
      return told.add(
        number(of: event), event.naturalID, event.version,
        StreamVersion(position: event.position, clock: event.clock.rawValue, state: state))
    }
    let place = "log.sqlite position \(event.position)"
    do {
      let versions = try versions(event)
      let number = Int(clamping: event.version) - 1
      if !versions.indices.contains(number) {
        findings.find(
          place,
          "the index of streams does not have version \(event.version) of \(event.stream)",
          LogAudit.remedy)
      } else if versions[number]
        != StreamVersion(position: event.position, clock: event.clock.rawValue, state: state)
      {
        findings.find(
          place, "the index of streams tells other things of \(event.stream)", LogAudit.remedy)
      }
    } catch {
      findings.find(
        place, "the index of streams cannot be read for \(event.stream): \(error)",
        LogAudit.remedy)
    }
  }

  /// The number of its source; 0 where there is none.
  private mutating func number(of event: EventView) -> Int64 {
    if let latest, latest.source == event.sourceID { return latest.number }
    let number = sources[event.source] ?? 0
    latest = (event.sourceID, number)
    return number
  }

  private func versions(_ event: EventView) throws -> [StreamVersion] {
    guard let index else {
      return try log.versions(ofStream: event.naturalID, in: event.source)
    }
    return try sources[event.source].map { try index.versions($0, event.naturalID) } ?? []
  }

  /// Versions rise with the position, and are as many as the events.
  ///
  /// `head` is `nil` when blocks could not be read: then it is not known what should be there.
  mutating func finish(through head: Int64?, _ findings: inout Findings) throws {
    var count: Int64 = 0
    do {
      if log.format == 1 {
        for source in sources.keys.sorted(by: { $0.name < $1.name }) {
          try log.forEachStream(in: source) { naturalID, versions in
            count += check(versions, of: naturalID, in: source.name, through: head, &findings)
          }
        }
      } else {
        count = try checkPages(through: head, &findings)
      }
    } catch { findings.find(Self.place, "\(error)", LogAudit.remedy) }
    if head != nil, count != events {
      findings.find(Self.place, "\(count) versions for \(events) events", LogAudit.remedy)
    } else {
      findings.pass("\(count) versions of streams")
    }
  }

  private static let place = "log.sqlite streams"

  /// Positions rise, up to the head; gives how many versions there are.
  private func check(
    _ versions: [StreamVersion], of naturalID: [UInt8], in source: String, through head: Int64?,
    _ findings: inout Findings
  ) -> Int64 {
    var last: Int64 = 0
    for version in versions {
      if version.position <= last || version.position > head ?? .max {
        findings.find(
          Self.place, "a version of \(source)/\(naturalID.borrowed(\.string)) fits no event",
          LogAudit.remedy)
      }
      last = version.position
    }
    return Int64(versions.count)
  }

  /// Every page stands where its streams are looked for; gives how many versions all have.
  private mutating func checkPages(through head: Int64?, _ findings: inout Findings) throws -> Int64
  {
    let names = Dictionary(uniqueKeysWithValues: sources.map { ($1, $0.name) })
    let select = try log.connection.prepare(
      "SELECT source, first_id, body FROM stream_pages ORDER BY source, first_id")
    var count: Int64 = 0
    var source: Int64?
    var last: [UInt8] = []
    while try select.step() {
      let isFirst = select.integer(0) != source
      source = select.integer(0)
      let first = select.bytes(1).array
      let entries = try StreamPage.entries(select.bytes(2))
      let name = source.flatMap { names[$0] }
      if name == nil { findings.find(Self.place, "a page is of no source", LogAudit.remedy) }
      // The first page begins before every natural id.
      if entries.isEmpty || first != (isFirst ? [] : entries[0].naturalID) {
        findings.find(
          Self.place, "a page of \(name ?? "?") begins elsewhere than it says", LogAudit.remedy)
      }
      // A number can be spelled in more ways than the one that Svod writes.
      if select.bytes(2).array != StreamPage.bytes(of: entries) {
        findings.find(
          Self.place, "a page of \(name ?? "?") is not what its streams make", LogAudit.remedy)
      }
      if isFirst { last = [] }
      for entry in entries {
        if !last.lexicographicallyPrecedes(entry.naturalID) {
          findings.find(
            Self.place, "\(name ?? "?")/\(entry.naturalID.borrowed(\.string)) is out of order",
            LogAudit.remedy)
        }
        last = entry.naturalID
        count += check(
          entry.versions, of: entry.naturalID, in: name ?? "?", through: head, &findings)
        entry.naturalID.borrowed { id in
          for (place, version) in entry.versions.enumerated() {
            indexed.add(select.integer(0), id, Int64(place + 1), version)
          }
        }
      }
    }
    return count
  }
}
