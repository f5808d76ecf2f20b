import EventLog
package import Projecting

/// What a rebuild would do: which tables, why, from how many events, how they are written, how long.
package struct RebuildPlan: Sendable {
  package let lines: [Line]

  package struct Line: Sendable {
    package let alias: String

    /// Why the table is not what the log says now, or that it is.
    package let reason: String

    /// Events in the blocks that are read for it; blocks without its kinds are skipped unread.
    package let events: Int

    package let way: WritingWay

    /// Why it is not written page by page.
    package let wayReason: String?

    /// Wall seconds on this machine; `nil` before the first build.
    package let seconds: Double?
  }

  package init(
    _ ledger: Ledger, _ projectors: [any Projector], _ options: Rebuild.Options
  ) throws {
    let log = try ledger.book.openLog()
    let head = try log.head()
    let times = BuildTimes(ledger.tables)
    var events = Array(repeating: 0, count: projectors.count)
    let kinds = projectors.map { type(of: $0).kinds }
    try log.forEachHeader { header in
      for index in projectors.indices where header.holds(kinds[index]) {
        events[index] += header.eventCount
      }
    }
    lines = try projectors.enumerated().map { index, projector in
      let type = type(of: projector)
      let refusal = options.way == .pages ? WritingWay.refusal(projector) : nil
      let parts = [
        times.expected(BuildTimes.scan, events: events[index]),
        times.expected(type.alias, events: events[index]),
      ]
      return Line(
        alias: type.alias, reason: try Self.reason(projector, ledger.tables, head),
        events: events[index], way: refusal == nil ? options.way : .statements,
        wayReason: refusal ?? (options.way == .statements ? "asked for" : nil),
        seconds: parts.contains { $0 == nil } ? nil : parts.compactMap(\.self).reduce(0, +))
    }
  }

  private static func reason(
    _ projector: any Projector, _ folder: TableFolder, _ head: EventLog.Head
  ) throws -> String {
    guard let connection = try folder.open(type(of: projector).alias) else { return "never built" }
    let meta = try TableMeta(connection)
    return Status.reason(meta, fingerprint: type(of: projector).fingerprint, head)
      ?? "up to the log"
  }
}
