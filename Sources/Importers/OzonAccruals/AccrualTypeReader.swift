import Domain
import Importing

/// Reads the name of one type of accruals.
struct AccrualTypeReader {
  static let scope = "type/"

  private let schema = EventTypes.schema(of: OzonAccrualType.self)
  private let type = OzonAccrualType()
  private let reader: DocumentReader

  init() {
    reader = DocumentReader(
      schema.shape, zone: .moscow, [.value("id"), .value("name"), .value("description")])
  }

  func read(_ row: JSONValue, _ intake: Intake) throws(RowError) -> Document {
    var record = Record(schema.shape)
    try reader.fill(&record, from: row, intake)
    guard let id = record[type.id] else { throw RowError("id", "missing") }
    return Document(schema, "\(Self.scope)\(id)", record)
  }
}
