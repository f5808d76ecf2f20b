import Domain
import Importing

/// Reads the accruals of one posting, each of which is a document.
struct PostingFeeReader {
  private let schema = EventTypes.schema(of: OzonPostingFee.self)
  private let fee = OzonPostingFee()
  private let postingReader: DocumentReader
  private let feeReader: DocumentReader
  private var twins = Twins()

  init() {
    postingReader = DocumentReader(
      schema.shape, zone: .moscow, [.value("posting_number"), .ignored("accruals")])
    feeReader = DocumentReader(
      schema.shape, zone: .moscow, under: "accruals",
      [
        .value("accrual_date"),
        .value("sku", .zeroIsAbsent),
        .value("type_id"),
        .value("quantity"),
        .money("accrued", currency: "currency"),
        .money("seller_price", currency: "currency"),
      ])
  }

  mutating func read(_ posting: JSONValue, _ intake: Intake) throws(PayloadError) {
    let about: Record
    let fees: [JSONValue]
    do throws(RowError) { (about, fees) = try open(posting, intake) } catch {
      intake.beginRow()
      intake.setAside(at: posting.range.lowerBound, error)
      return
    }
    for row in fees {
      try intake.take(row) { (row) throws(RowError) in try read(row, about, intake) }
    }
  }

  private func open(
    _ posting: JSONValue, _ intake: Intake
  ) throws(RowError) -> (about: Record, fees: [JSONValue]) {
    var record = Record(schema.shape)
    try postingReader.fill(&record, from: posting, intake)
    guard record[fee.posting_number] != nil else { throw RowError("posting_number", "missing") }
    guard let fees = posting["accruals"] else { return (record, []) }
    guard fees.kind == .array else { throw RowError("accruals", "not a list") }
    return (record, fees.elements)
  }

  private mutating func read(
    _ row: JSONValue, _ posting: Record, _ intake: Intake
  ) throws(RowError) -> Document {
    var record = posting
    try feeReader.add(to: &record, from: row, intake)
    guard let date = record[fee.accrual_date] else {
      throw RowError("accruals.accrual_date", "missing")
    }
    guard let accrued = record[fee.accrued] else { throw RowError("accruals.accrued", "missing") }
    let number = record[fee.posting_number] ?? ""
    let sku = record[fee.sku].map(String.init) ?? ""
    let type = record[fee.type_id].map(String.init) ?? ""
    let id = "\(date)/\(number)/\(sku)/\(type)/\(accrued)"
    let ordinal = twins.ordinal(of: id)
    record[fee.ordinal] = ordinal
    try intake.add(accrued, to: "accrued", of: type, in: record[fee.currency])
    return Document(schema, Twins.naturalID(id, ordinal), record)
  }
}
