package import Domain
import EventLog
import Platform
package import Projecting

/// Which days that were reported before have other money now, and which imports changed them.
///
/// A day counts as reported when the table had a row of it at the earlier position. The difference
/// is split by going from import to import: what a day has after one and had before it is due to it.
package struct Restatement: Sendable {
  /// The earlier position and the later one.
  package let from: Int64
  package let to: Int64
  package let days: [Day]

  /// One cabinet's day in one table.
  package struct Day: Sendable, Equatable {
    package let table: String
    package let money: TableDifference.Money

    /// What each step of the log did to the day's sums, in order.
    package let causes: [Cause]
  }

  /// What one import, or events that no import brought, did to a day.
  package struct Cause: Sendable, Equatable {
    /// `nil` for decisions, settings and other events without a payload.
    package let importID: Int64?
    package let name: String
    package let firstPosition: Int64
    package let lastPosition: Int64

    /// By how much each sum changed.
    package let columns: [(name: String, by: Decimal4)]

    package static func == (one: Cause, other: Cause) -> Bool {
      one.importID == other.importID && one.firstPosition == other.firstPosition
        && one.columns.map(\.name) == other.columns.map(\.name)
        && one.columns.map(\.by) == other.columns.map(\.by)
    }
  }

  /// Compares the tables as of `position` with those at the head.
  package init(_ ledger: Ledger, since position: Int64, _ projectors: [any Projector]) throws {
    let log = try ledger.book.openLog()
    let head = try log.head().position
    from = position
    to = head
    let projectors = projectors.filter { !MoneyColumns(type(of: $0).tables[0]).summed.isEmpty }
    let whole = try ledger.differences(
      from: .position(position), to: .position(head), projectors, rowsMax: 0)
    let restated = whole.flatMap { difference in
      difference.money.filter { $0.rowsBefore > 0 }.map { (difference.table, $0) }
    }
    guard !restated.isEmpty else {
      days = []
      return
    }
    let changed = Set(restated.map(\.0))
    let causes = try Self.causes(
      ledger, log, after: position,
      projectors.filter { changed.contains(type(of: $0).alias) })
    days = restated.map { table, money in
      Day(table: table, money: money, causes: Self.causes(of: money, in: table, causes))
    }
  }

  /// A step of the log and what it changed in each table.
  private struct Step {
    let importID: Int64?
    let name: String
    let first: Int64
    let last: Int64
    let differences: [TableDifference]
  }

  /// Steps that are compared one by one; beyond so many they are taken together.
  private static let stepsMax = 50

  private static func causes(
    _ ledger: Ledger, _ log: EventLog, after position: Int64, _ projectors: [any Projector]
  ) throws -> [Step] {
    let kinds = projectors.reduce(into: Set<StreamKind>()) { kinds, projector in
      kinds.formUnion(type(of: projector).kinds)
      kinds.formUnion(type(of: projector).references)
    }
    var steps: [(importID: Int64, first: Int64, last: Int64)] = []
    try log.forEachHeader { header in
      guard header.lastPosition > position, header.holds(kinds) else { return }
      if let last = steps.last, last.importID == header.importID || steps.count >= stepsMax {
        steps[steps.count - 1].last = header.lastPosition
        if last.importID != header.importID { steps[steps.count - 1].importID = -1 }
      } else {
        steps.append(
          (header.importID, max(header.firstPosition, position + 1), header.lastPosition))
      }
    }
    var found: [Step] = []
    var before = try Files.makeTemporaryFolder(prefix: "svod-restated")
    defer { try? Files.removeFolder(before) }
    _ = try ledger.rebuild(projectors, asOf: position, into: before)
    for step in steps {
      let after = try Files.makeTemporaryFolder(prefix: "svod-restated")
      do {
        _ = try ledger.rebuild(projectors, asOf: step.last, into: after)
        let differences = try ledger.differences(
          from: .folder(before), to: .folder(after), projectors, rowsMax: 0)
        found.append(
          Step(
            importID: step.importID > 0 ? step.importID : nil,
            name: try name(step.importID, log), first: step.first, last: step.last,
            differences: differences))
      } catch {
        try? Files.removeFolder(after)
        throw error
      }
      try? Files.removeFolder(before)
      before = after
    }
    return found
  }

  private static func name(_ importID: Int64, _ log: EventLog) throws -> String {
    switch importID {
    case -1: return "later imports"
    case 0: return "decisions and settings"
    default:
      guard let record = try log.importRecord(importID) else { return "import \(importID)" }
      return "\(record.kind.name) «\(record.payloadName)»"
    }
  }

  private static func causes(
    of money: TableDifference.Money, in table: String, _ steps: [Step]
  ) -> [Cause] {
    steps.compactMap { step in
      let day = step.differences.first { $0.table == table }?.money.first {
        $0.connection == money.connection && $0.day == money.day && $0.currency == money.currency
      }
      guard let day else { return nil }
      return Cause(
        importID: step.importID, name: step.name, firstPosition: step.first,
        lastPosition: step.last,
        columns: day.columns.compactMap { column in
          Self.difference(column).map { (column.name, $0) }
        })
    }
  }

  /// By how much a sum changed; `nil` when it is none.
  private static func difference(_ column: TableDifference.Column) -> Decimal4? {
    func number(_ cell: Answer.Cell) -> Decimal4? {
      if case .number(let digits) = cell { Decimal4(digits) } else { nil }
    }
    guard let before = number(column.before), let after = number(column.after) else { return nil }
    return try? after - before
  }
}
