import Domain
import EventLog

/// The versions of importers whose later readings were accepted, by import.
struct AcceptedReadings {
  private(set) var importers: [Int64: Int64] = [:]

  init(_ log: EventLog) throws {
    let fields = ImportReread()
    try log.forEachEvent(of: [ImportReread.kind]) { event in
      guard event.schema.noun == ImportReread.noun else { return }
      let record = try event.record()
      if let id = record[fields.imported] { importers[id] = record[fields.importer] }
    }
  }
}
