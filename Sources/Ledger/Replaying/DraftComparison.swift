import Domain
import EventLog
import Importing

/// Compares what an importer reads in a payload with the events that the log has of it.
///
/// Records are compared as the log stores them; only those that differ are put into words.
final class DraftComparison {
  private let record: ImportRecord
  private let log: EventLog
  private let takenBack: TakenBack
  private let toldMax: Int
  private let progress: ReplayProgress
  private var comparison: Reimport.Comparison

  /// Events that the import brought.
  private let recorded = RecordedEvents()

  /// Payloads of so many bytes are read and compared on two threads.
  private static let largeMin = 1 << 20

  /// So many batches of drafts may wait while the events are gathered.
  private static let waitingMax = 32

  init(
    _ comparison: Reimport.Comparison, _ log: EventLog, _ takenBack: TakenBack, toldMax: Int,
    _ progress: ReplayProgress
  ) {
    self.comparison = comparison
    record = comparison.record
    self.log = log
    self.takenBack = takenBack
    self.toldMax = toldMax
    self.progress = progress
  }

  /// Counts and tells what is equal, changed, missing and new; `runs` are where the import's events lie.
  func run(_ replay: PayloadReplay, _ runs: [ClosedRange<Int64>]) throws -> Reimport.Comparison {
    let drafts = EncodingRelay(
      isParallel: record.payloadSize >= Self.largeMin, waiting: Self.waitingMax
    ) { [unowned self] draft in try compare(draft) }
    defer { drafts.stop() }
    try drafts.hand { [unowned self] in try gather(runs) }
    let outcome = try replay.read(record, fetchedAt: record.fetchedAt) { draft in
      try drafts.take(
        draft.schema, draft.naturalID, occurredAt: draft.occurredAt, payloadRange: draft.source,
        draft.record)
    }
    try drafts.finish()
    switch outcome {
    case .erased: comparison.outcome = .erased
    case .refused(let reason): comparison.outcome = .refused(reason)
    case .read:
      try recorded.forEachUnmet { event in
        comparison.missing += 1
        try tell(
          .missing, event.naturalID, event.position, event.payloadRange, fields(event, nil))
      }
    }
    return comparison
  }

  private func gather(_ runs: [ClosedRange<Int64>]) throws {
    for run in runs {
      try log.forEachEvent(
        after: run.lowerBound - 1, through: run.upperBound, of: [record.kind], takenBackToo: true
      ) { event in
        // Withdrawals and restatements are the log's own: no row of the payload says them.
        if event.payloadRange.isEmpty || takenBack.contains(event.position) { return }
        recorded.add(event)
      }
    }
  }

  private func compare(_ draft: EncodingRelay.Document) throws {
    try recorded.meet(draft.payloadRange.lowerBound, draft.naturalID) { event in
      guard let event else { return try compareWithLine(draft) }
      progress.add(1)
      if event.schema === draft.schema, event.body == draft.body, isTimely(event, draft) {
        comparison.equal += 1
        return
      }
      let different = try fields(event, draft)
      if different.isEmpty {
        comparison.equal += 1
      } else {
        comparison.changed += 1
        try tell(.changed, draft.naturalID, event.position, draft.payloadRange, different)
      }
    }
  }

  /// A draft of which the import had no event: the log knew the state, or should have.
  private func compareWithLine(_ draft: EncodingRelay.Document) throws {
    let line = try log.line(of: draft.naturalID, in: record.source).filter {
      !takenBack.contains($0.position)
    }
    guard let first = line.first else {
      comparison.new += 1
      return try tell(.new, draft.naturalID, nil, draft.payloadRange, fields(nil, draft))
    }
    let state = Appender.state(draft.schema, draft.body)
    let clock = (draft.occurredAt ?? record.fetchedAt).rawValue
    let fetchedAt = record.fetchedAt.rawValue
    let alike = line.filter { $0.state == state }
    let isKnown =
      try alike.contains { $0.clock == clock || $0.clock == fetchedAt }
      || log.wasSeen(alike, in: record.source, at: record.fetchedAt)
    let before = line.last { $0.clock <= clock } ?? first
    if isKnown || before.state == state {
      comparison.equal += 1
      return
    }
    try log.forEachEvent(at: [before.position]) { event in
      comparison.changed += 1
      try tell(
        .changed, draft.naturalID, event.position, draft.payloadRange,
        FieldDifference.between(
          Self.values(event.body, event.schema), Self.values(draft.body, draft.schema)))
    }
  }

  /// Whether an event has the time that the draft has.
  private func isTimely(_ event: RecordedEvents.Event, _ draft: EncodingRelay.Document) -> Bool {
    let was = event.hasSourceClock ? event.clock : nil
    // A document that was back after its withdrawal is there from the day it was seen.
    return was == draft.occurredAt || was == nil && event.clock == record.fetchedAt
  }

  /// The fields in which an event and a draft differ, the source's time among them.
  private func fields(
    _ event: RecordedEvents.Event?, _ draft: EncodingRelay.Document?
  ) throws -> [FieldDifference] {
    var found: [FieldDifference] = []
    if let event, let draft {
      if !isTimely(event, draft) {
        let was = event.hasSourceClock ? event.clock : nil
        found.append(FieldDifference("occurred_at", text(was), text(draft.occurredAt)))
      }
      if event.schema.name != draft.schema.name {
        found.append(
          FieldDifference(
            "type", JSONText.quoted(event.schema.name), JSONText.quoted(draft.schema.name)))
      }
    }
    return found
      + FieldDifference.between(
        try event.map { try Self.values($0.body, $0.schema) } ?? [],
        try draft.map { try Self.values($0.body, $0.schema) } ?? [])
  }

  private func text(_ time: Instant?) -> String? { time.map { "\"\($0)\"" } }

  private static func values(
    _ body: Bytes, _ schema: EventSchema
  ) throws -> [EventDescription.Named] {
    let decoder = RecordDecoder(schema.layout)
    defer { withExtendedLifetime(decoder) {} }
    return try EventDescription.values(of: decoder.decode(body))
  }

  private func tell(
    _ change: Reimport.Difference.Change, _ id: Bytes, _ position: Int64?, _ range: Range<Int>,
    _ fields: @autoclosure () throws -> [FieldDifference]
  ) throws {
    comparison.documents.insert(id.array)
    guard comparison.differences.count < toldMax else { return }
    comparison.differences.append(
      Reimport.Difference(
        change: change, stream: "\(record.source.name)/\(id.string)", position: position,
        payloadRange: range, fields: try fields()))
  }
}
