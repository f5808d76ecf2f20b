import Domain

/// The positions that later events took back (`ImportRevoked`, `ImportReread`): they stay in the log,
/// and tables and appends pass over them.
package struct TakenBack: Sendable, Equatable {
  /// In order, apart from each other.
  private var runs: [ClosedRange<Int64>] = []

  /// Each with the position of the event that took it back.
  private var told: [(since: Int64, run: ClosedRange<Int64>)] = []

  /// The imports that were revoked, with the positions of the events that say so.
  package private(set) var imports: [Int64: Int64] = [:]

  package init() {}

  package var isEmpty: Bool { runs.isEmpty }

  package static func == (lhs: TakenBack, rhs: TakenBack) -> Bool { lhs.runs == rhs.runs }

  package func contains(_ position: Int64) -> Bool {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].upperBound < position { low = middle + 1 } else { high = middle }
    }
    return low < runs.count && runs[low].contains(position)
  }

  /// The positions of the events that took others back, ascending.
  package var positions: [Int64] { Set(told.map(\.since)).sorted() }

  /// What was taken back when the log held `position` events.
  package func asOf(_ position: Int64) -> TakenBack {
    if told.allSatisfy({ $0.since <= position }) { return self }
    var earlier = TakenBack()
    earlier.told = told.filter { $0.since <= position }
    earlier.imports = imports.filter { $0.value <= position }
    earlier.settle()
    return earlier
  }

  /// Takes one event of `book.imports`.
  mutating func take(_ event: EventView) throws {
    let record = try event.record()
    let revoked = ImportRevoked()
    let isRevocation = event.schema.noun == ImportRevoked.noun
    if isRevocation, let id = record[revoked.imported] { imports[id] = event.position }
    let run = PositionRun()
    let list = isRevocation ? revoked.passed_over : ImportReread().passed_over
    try record.forEach(list) { item in
      guard let first = item[run.first], let last = item[run.last], first > 0, first <= last,
        last <= event.position
      else {
        throw EventLogError.damaged(
          position: event.position, detail: "it takes back what cannot be")
      }
      told.append((event.position, first...last))
    }
  }

  /// Joins what was taken.
  mutating func settle() {
    runs = Self.joined(told.map(\.run))
  }

  /// Runs in order, those that meet made one.
  package static func joined(_ runs: [ClosedRange<Int64>]) -> [ClosedRange<Int64>] {
    var joined: [ClosedRange<Int64>] = []
    for run in runs.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, run.lowerBound <= last.upperBound + 1 {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, run.upperBound)
      } else {
        joined.append(run)
      }
    }
    return joined
  }
}

extension TakenBack {
  /// Where the events lie that take others back.
  package static let source = SourceName(connection: "book", kind: ImportRevoked.kind)

  /// Reads them from a log; its own iteration is not disturbed.
  init(_ log: EventLog, at positions: [Int64]) throws {
    if positions.isEmpty { return }
    try EventLog(log.connection).forEachEvent(at: positions) { try take($0) }
    settle()
  }
}
