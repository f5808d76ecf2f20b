package import Domain
package import Importing
import Ledger

/// A draft as it came out of an importer, with its values as exact JSON.
package struct ReadDraft: Sendable {
  package let kind: String

  /// Such as `wb.sales.row@1`.
  package let type: String
  package let naturalID: String
  package let occurredAt: Instant?
  package let fetchedAt: Instant

  /// Where in the payload its row lies.
  package let source: Range<Int>
  package let values: [String: ExactJSON]

  /// What orders the states of a document.
  package var clock: Instant { occurredAt ?? fetchedAt }
}

/// Payloads read by their importers alone: no log, no tables.
package enum PayloadReading {
  /// The importers that recognize a payload.
  package static func importers(of bytes: [UInt8]) -> [any Importer] {
    bytes.borrowed { all in
      let outline = PayloadOutline(of: all)
      return Importers.all.filter { $0.recognizes(outline) }
    }
  }

  package static func importer(named kind: String) -> (any Importer)? {
    Importers.all.first { type(of: $0).kind.name == kind }
  }

  /// What the command of a trip's step says besides.
  package static func context(of step: Trip.Step, in trip: Trip) -> ImportContext {
    let connection = trip.plan.connections.first { $0.name == step.connection }
    let fetchedAt = Array(step.fetchedAt.utf8).borrowed { Instant(iso: $0, in: .utc) }
    var context = ImportContext(
      connection: step.connection, marketplace: connection?.marketplace ?? "",
      zone: connection?.zone ?? .moscow,
      fetchedAt: fetchedAt ?? Instant(rawValue: 0))
    context.reportPeriod = step.reportPeriod
    context.priceType = step.priceType
    context.reportDate = step.reportDate
    return context
  }

  /// The drafts of a payload, in its order.
  package static func drafts(
    of bytes: [UInt8], named name: String, by importer: any Importer, _ context: ImportContext
  ) throws -> [ReadDraft] {
    var drafts: [ReadDraft] = []
    let intake = Intake { draft in
      drafts.append(Self.draft(draft, of: importer, context))
    }
    try bytes.borrowed { (all) throws in
      try importer.readAnswer(Payload(name: name, bytes: all), context, into: intake)
    }
    return drafts
  }

  /// A draft with what is worth keeping of it.
  package static func draft(
    _ draft: Draft, of importer: any Importer, _ context: ImportContext
  ) -> ReadDraft {
    ReadDraft(
      kind: type(of: importer).kind.name, type: draft.schema.tag,
      naturalID: draft.naturalID.string, occurredAt: draft.occurredAt,
      fetchedAt: context.fetchedAt, source: draft.source,
      values: values(of: draft.record, draft.schema))
  }

  /// A record's values; empty for one that cannot be read back, which no test takes for right.
  package static func values(of record: Record, _ schema: EventSchema) -> [String: ExactJSON] {
    var bytes: [UInt8] = []
    record.encode(into: &bytes)
    let decoder = RecordDecoder(RecordLayout(schema.shape))
    defer { withExtendedLifetime(decoder) {} }
    do {
      return try bytes.borrowed { (body) throws in
        let values = try EventDescription.values(of: decoder.decode(body))
        return try ExactJSON(EventDescription.Shown.object(values)).members
      }
    } catch { return [:] }
  }
}
