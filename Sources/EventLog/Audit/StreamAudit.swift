import Domain
import SQLite

/// Whether the index of streams says what the events say: no version more, none less, none other.
struct StreamAudit {
  private let log: EventLog

  /// Pages are kept from one event to the next; logs of format 1 have rows instead.
  private let index: StreamIndex?
  private let states = StateNumbers()
  private var sources: [SourceName: Int64] = [:]
  private var events: Int64 = 0

  init(_ log: EventLog) throws {
    self.log = log
    index = log.format == 1 ? nil : try StreamIndex(log.connection)
    for source in try log.sources() { sources[source] = try log.sourceID(source) }
  }

  /// Compares the index with one event.
  mutating func take(_ event: EventView, _ findings: inout Findings) throws {
    events += 1
    let state =
      event.schema.isWithdrawal
      ? StreamVersion.withdrawn : states.number(event.schema, event.body)
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

  private func versions(_ event: EventView) throws -> [StreamVersion] {
    guard let index else {
      return try log.versions(ofStream: event.naturalID, in: event.source)
    }
    return try sources[event.source].map { try index.versions($0, event.naturalID) } ?? []
  }

  /// Versions rise with the position, and are as many as the events.
  ///
  /// `head` is `nil` when blocks could not be read: then it is not known what should be there.
  func finish(through head: Int64?, _ findings: inout Findings) throws {
    var count: Int64 = 0
    do {
      for source in sources.keys.sorted(by: { $0.name < $1.name }) {
        try log.forEachStream(in: source) { naturalID, versions in
          count += Int64(versions.count)
          var last: Int64 = 0
          for version in versions {
            if version.position <= last || version.position > head ?? .max {
              findings.find(
                "log.sqlite streams",
                "a version of \(source.name)/\(naturalID.borrowed(\.string)) fits no event",
                LogAudit.remedy)
            }
            last = version.position
          }
        }
      }
      if log.format > 1,
        let strays = try log.connection.integer(
          "SELECT count(*) FROM stream_pages WHERE source NOT IN (SELECT id FROM sources)"),
        strays > 0
      {
        findings.find("log.sqlite streams", "\(strays) pages are of no source", LogAudit.remedy)
      }
    } catch { findings.find("log.sqlite streams", "\(error)", LogAudit.remedy) }
    if head != nil, count != events {
      findings.find(
        "log.sqlite streams", "\(count) versions for \(events) events", LogAudit.remedy)
    } else {
      findings.pass("\(count) versions of streams")
    }
  }
}
