import Domain
import EventLog
import Importing

/// A row in a file of an archive or in a sheet of a workbook.
package struct PayloadMember: Sendable, Equatable {
  /// The file's or the sheet's name.
  package let name: String

  /// The row under the header, from 1; `nil` when it is not known.
  package let row: Int?

  /// Its cells.
  package let cells: [String]

  /// Finds the row by reading the payload again as the import did.
  init?(
    _ payload: [UInt8], _ range: Range<Int>, _ origin: ImportRecord, _ context: ImportContext,
    _ event: KeptEvent
  ) throws {
    var rows: [[String]] = []
    var name: String?
    try payload.borrowed { (all) throws in
      try SourceTables.forEach(Payload(name: origin.payloadName, bytes: all), Intake { _ in }) {
        (_) in
        true
      } _: { (table) throws(PayloadError) in
        try table.forEachRow { row in
          guard row.range == range else { return }
          name = table.name
          rows.append(row.strings)
        }
      }
    }
    guard let name else { return nil }
    self.name = name
    row = try Self.row(payload, range, origin, context, event)
    cells = row.flatMap { rows.indices.contains($0 - 1) ? rows[$0 - 1] : nil } ?? []
  }

  /// Which of the rows with this place gave the event's record.
  private static func row(
    _ payload: [UInt8], _ range: Range<Int>, _ origin: ImportRecord, _ context: ImportContext,
    _ event: KeptEvent
  ) throws -> Int? {
    guard let importer = Importers.all.first(where: { type(of: $0).kind == origin.kind }) else {
      return nil
    }
    var before = 0
    var last = 0
    var found: Int?
    var reading: Intake?
    let intake = Intake { draft in
      let rows = reading?.rows ?? 0
      if draft.source != range {
        if found == nil { before = rows }
        return
      }
      last = rows
      var body: [UInt8] = []
      draft.record.encode(into: &body)
      if found == nil, draft.naturalID == event.naturalID, body == event.body {
        found = last - before
      }
    }
    reading = intake
    try payload.borrowed { (all) throws(PayloadError) in
      try importer.readAnswer(Payload(name: origin.payloadName, bytes: all), context, into: intake)
    }
    reading = nil
    return found
  }
}
