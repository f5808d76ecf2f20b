import Domain
import Importing
import Ledger
import TestKit
import Testing

/// What an importer made of a payload, as `svod import` would have read it.
struct Reading {
  struct Taken: Equatable {
    let type: String
    let naturalID: [UInt8]
    let occurredAt: Instant?
    let source: Range<Int>
    let body: [UInt8]
  }

  private(set) var drafts: [Taken] = []

  /// What is wrong with a draft: text that is not UTF-8, an id that the log would not take.
  private(set) var faults: [String] = []
  private(set) var rows = 0
  private(set) var setAside: [Intake.SetAside] = []
  private(set) var setAsideCount = 0

  /// Why the payload was not taken.
  private(set) var error: PayloadError?

  init(_ bytes: [UInt8], by importer: any Importer, _ context: ImportContext) {
    var drafts: [Taken] = []
    var faults: [String] = []
    let intake = Intake { draft in
      var body: [UInt8] = []
      draft.record.encode(into: &body)
      let id = draft.naturalID
      if id.isEmpty || id.count > Document.naturalIDMax || UTF8Check.firstInvalid(id) != nil {
        faults.append("natural id «\(id.string)» of \(id.count) bytes")
      }
      faults += Self.faults(body, draft.schema)
      if draft.source.lowerBound < 0 || draft.source.upperBound > bytes.count {
        faults.append("a row at \(draft.source) of \(bytes.count) bytes")
      }
      drafts.append(
        Taken(
          type: draft.schema.tag, naturalID: id.array, occurredAt: draft.occurredAt,
          source: draft.source, body: body))
    }
    do throws(PayloadError) {
      try bytes.borrowed { (all) throws(PayloadError) in
        let form = PayloadOutline(of: all).form
        if form == .json || form == .empty, let offset = UTF8Check.firstInvalid(all) {
          throw PayloadError("not UTF-8", at: offset)
        }
        try importer.readAnswer(Payload(name: "payload", bytes: all), context, into: intake)
      }
    } catch { self.error = error }
    self.drafts = drafts
    self.faults = faults
    rows = intake.rows
    setAside = intake.setAside
    setAsideCount = intake.setAsideCount
  }

  private static func faults(_ body: [UInt8], _ schema: EventSchema) -> [String] {
    let decoder = RecordDecoder(RecordLayout(schema.shape))
    defer { withExtendedLifetime(decoder) {} }
    do {
      return try body.borrowed { (bytes) throws in try faults(in: decoder.decode(bytes)) }
    } catch { return ["a record that cannot be read: \(error)"] }
  }

  private static func faults(in view: RecordView) throws -> [String] {
    var found: [String] = []
    for member in view.shape.members where view.isPresent(member.slot) {
      switch member.type {
      case .text:
        let text = view.bytes(at: member.slot)
        if String(validating: text.array, as: UTF8.self) == nil {
          found.append("\(member.name) is not UTF-8")
        }
        if text.firstIndex(of: 0) != nil { found.append("\(member.name) holds a NUL") }
      case .list:
        try view.forEachItem(at: member.slot) { found += try faults(in: $0) }
      case .integer, .decimal, .day, .instant, .flag: break
      }
    }
    return found
  }
}

/// A payload of a trip, with the importer that its command has.
struct FixturePayload: Sendable, CustomTestStringConvertible {
  let file: String
  let step: Trip.Step
  let trip: Trip

  var testDescription: String { file }
  var context: ImportContext { PayloadReading.context(of: step, in: trip) }

  func bytes() throws -> [UInt8] { try PackageFolder.bytes(of: file) }

  /// The importer that is named, else the only one that recognizes the payload.
  func importer(of bytes: [UInt8]) -> (any Importer)? {
    if let kind = step.kind { return PayloadReading.importer(named: kind) }
    let found = PayloadReading.importers(of: bytes)
    return found.count == 1 ? found[0] : nil
  }

  static let all: [FixturePayload] = Trip.all.flatMap { trip in
    trip.plan.imports.flatMap { step in
      step.files.map { FixturePayload(file: trip.file($0), step: step, trip: trip) }
    }
  }

  /// The smallest payloads of a kind that hold rows.
  static func smallest(_ count: Int, of kind: String) -> ArraySlice<FixturePayload> {
    (bySize[kind] ?? []).prefix(count)
  }

  private static let bySize: [String: [FixturePayload]] = {
    var kinds: [String: [(payload: FixturePayload, size: Int)]] = [:]
    for payload in all {
      guard let bytes = try? payload.bytes(), let importer = payload.importer(of: bytes),
        !Reading(bytes, by: importer, payload.context).drafts.isEmpty
      else { continue }
      kinds[type(of: importer).kind.name, default: []].append((payload, bytes.count))
    }
    return kinds.mapValues { payloads in
      payloads.sorted { ($0.size, $0.payload.file) < ($1.size, $1.payload.file) }.map(\.payload)
    }
  }()
}
