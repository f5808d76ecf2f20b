import Domain
import EventLog
import Importing

/// Compares what an importer reads in a payload with the events that the log has of it.
struct DraftComparison {
  private let record: ImportRecord
  private let log: EventLog
  private let takenBack: TakenBack
  private let toldMax: Int

  /// Events that the import brought and no draft has met yet.
  private var recorded: [Place: Recorded] = [:]

  /// A row of the payload and the document that it tells of.
  private struct Place: Hashable {
    let offset: Int
    let naturalID: [UInt8]
  }

  private struct Recorded {
    let position: Int64
    let clock: Instant
    let hasSourceClock: Bool
    let schema: EventSchema
    let body: [UInt8]
    let payloadRange: Range<Int>
  }

  init(_ record: ImportRecord, _ log: EventLog, _ blocks: ImportBlocks, toldMax: Int) throws {
    self.record = record
    self.log = log
    self.toldMax = toldMax
    takenBack = try log.takenBack()
    for run in blocks.runs(of: record.id) {
      try log.forEachEvent(
        after: run.lowerBound - 1, through: run.upperBound, of: [record.kind], takenBackToo: true
      ) { event in
        // Withdrawals and restatements are the log's own: no row of the payload says them.
        if event.payloadRange.isEmpty || takenBack.contains(event.position) { return }
        let place = Place(
          offset: event.payloadRange.lowerBound, naturalID: event.naturalID.array)
        recorded[place] = Recorded(
          position: event.position, clock: event.clock, hasSourceClock: event.hasSourceClock,
          schema: event.schema, body: event.body.array, payloadRange: event.payloadRange)
      }
    }
  }

  /// Counts and tells what is equal, changed, missing and new.
  func run(_ replay: PayloadReplay, _ comparison: inout Reimport.Comparison) throws {
    var left = recorded
    let outcome = try replay.read(record, fetchedAt: record.fetchedAt) { draft in
      try compare(draft, &left, &comparison)
    }
    switch outcome {
    case .erased: comparison.outcome = .erased
    case .refused(let reason): comparison.outcome = .refused(reason)
    case .read:
      for (place, event) in left.sorted(by: { $0.value.position < $1.value.position }) {
        comparison.missing += 1
        try tell(
          .missing, place.naturalID, event.position, event.payloadRange, fields(event, nil),
          &comparison)
      }
    }
  }

  private func compare(
    _ draft: Draft, _ left: inout [Place: Recorded], _ comparison: inout Reimport.Comparison
  ) throws {
    let id = draft.naturalID.array
    let place = Place(offset: draft.source.lowerBound, naturalID: id)
    if let event = left.removeValue(forKey: place) {
      let different = try fields(event, draft)
      if different.isEmpty {
        comparison.equal += 1
      } else {
        comparison.changed += 1
        try tell(.changed, id, event.position, draft.source, different, &comparison)
      }
      return
    }
    try compareWithLine(draft, id, &comparison)
  }

  /// A draft of which the import had no event: the log knew the state, or should have.
  private func compareWithLine(
    _ draft: Draft, _ id: [UInt8], _ comparison: inout Reimport.Comparison
  ) throws {
    let line = try log.line(of: draft.naturalID, in: record.source).filter {
      !takenBack.contains($0.position)
    }
    guard let first = line.first else {
      comparison.new += 1
      return try tell(.new, id, nil, draft.source, fields(nil, draft), &comparison)
    }
    let state = Appender.state(draft.schema, draft.record.encoded)
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
    var event: Recorded?
    try log.forEachEvent(at: [before.position]) { view in
      event = Recorded(
        position: view.position, clock: view.clock, hasSourceClock: false, schema: view.schema,
        body: view.body.array, payloadRange: view.payloadRange)
    }
    guard let event else { return }
    comparison.changed += 1
    try tell(
      .changed, id, event.position, draft.source,
      FieldDifference.between(values(event), values(draft)), &comparison)
  }

  /// The fields in which an event and a draft differ, the source's time among them.
  private func fields(_ event: Recorded?, _ draft: Draft?) throws -> [FieldDifference] {
    var found: [FieldDifference] = []
    if let event, let draft {
      let was = event.hasSourceClock ? event.clock : nil
      // A document that was back after its withdrawal is there from the day it was seen.
      let isBack = was == nil && event.clock == record.fetchedAt
      if was != draft.occurredAt, !isBack {
        found.append(FieldDifference("occurred_at", text(was), text(draft.occurredAt)))
      }
      if event.schema.name != draft.schema.name {
        found.append(
          FieldDifference(
            "type", JSONText.quoted(event.schema.name), JSONText.quoted(draft.schema.name)))
      }
    }
    return found
      + FieldDifference.between(try event.map(values) ?? [], try draft.map(values) ?? [])
  }

  private func text(_ time: Instant?) -> String? { time.map { "\"\($0)\"" } }

  private func values(_ event: Recorded) throws -> [EventDescription.Named] {
    try Self.values(event.body, event.schema)
  }

  private func values(_ draft: Draft) throws -> [EventDescription.Named] {
    try Self.values(draft.record.encoded, draft.schema)
  }

  private static func values(
    _ body: [UInt8], _ schema: EventSchema
  ) throws -> [EventDescription.Named] {
    let decoder = RecordDecoder(schema.layout)
    defer { withExtendedLifetime(decoder) {} }
    return try body.borrowed { (bytes) throws in
      try EventDescription.values(of: decoder.decode(bytes))
    }
  }

  private func tell(
    _ change: Reimport.Difference.Change, _ id: [UInt8], _ position: Int64?, _ range: Range<Int>,
    _ fields: @autoclosure () throws -> [FieldDifference],
    _ comparison: inout Reimport.Comparison
  ) throws {
    comparison.documents.insert(id)
    guard comparison.differences.count < toldMax else { return }
    comparison.differences.append(
      Reimport.Difference(
        change: change, stream: "\(record.source.name)/\(String(decoding: id, as: UTF8.self))",
        position: position, payloadRange: range, fields: try fields()))
  }
}
