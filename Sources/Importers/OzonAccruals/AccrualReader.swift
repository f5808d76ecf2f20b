import Domain
import Importing

/// Reads one accrual of a day.
struct AccrualReader {
  private let schema = EventTypes.schema(of: OzonAccrual.self)
  private let accrual = OzonAccrual()
  private let reader: DocumentReader
  private var twins = Twins()

  init() { reader = DocumentReader(schema.shape, zone: .moscow, Self.members) }

  mutating func read(_ row: JSONValue, _ intake: Intake) throws(RowError) -> Document {
    var record = Record(schema.shape)
    try reader.fill(&record, from: row, intake)
    guard let date = record[accrual.date] else { throw RowError("date", "missing") }
    guard let total = record[accrual.total_amount] else {
      throw RowError("total_amount", "missing")
    }
    intake.covers("\(date)/")
    let category = record[accrual.accrued_category] ?? ""
    try intake.add(total, to: "total_amount", of: category, in: record[accrual.currency])
    if let id = record[accrual.accrual_id] {
      return Document(schema, "\(date)/\(id)", record)
    }
    let unit = record[accrual.unit_number] ?? ""
    let id = "\(date)/\(unit)/\(Self.firstSKU(of: row))/\(category)/\(total)"
    let ordinal = twins.ordinal(of: id)
    record[accrual.ordinal] = ordinal
    return Document(schema, Twins.naturalID(id, ordinal), record)
  }

  private static func firstSKU(of row: JSONValue) -> String {
    let goods = row["posting"]?["products"] ?? row["item_fees"]?["fees"]
    return goods?.elements.first?["sku"]?.raw.string ?? ""
  }

  private static let members: [KnownMember] = [
    .value("accrual_id", .zeroIsAbsent),
    .value("date"),
    .value("unit_number"),
    .value("accrued_category"),
    .money("total_amount", currency: "currency"),
    .object(
      "posting",
      [
        .value("delivery_schema"),
        .list("products", product),
        .ignored("delivery_speed"),
      ]),
    .object(
      "item_fees",
      [
        .list(
          "fees", to: "item_fees",
          [.value("sku", .zeroIsAbsent), .value("quantity"), .list("fees", fee)])
      ]),
    .one("non_item_fee", fee),
    .object("container_fees", [.list("fees", to: "container_fees", fee)]),
  ]

  private static let product: [KnownMember] = [
    .value("sku", .zeroIsAbsent),
    .value("quantity"),
    .object(
      "commission",
      [
        .money("sale_amount", currency: "currency"),
        .money("sale_commission", currency: "currency"),
        .money("commission", currency: "currency"),
        .percent(ofRatio: "commission_ratio", to: "commission_percent"),
        .money("seller_price", currency: "currency"),
        .money("sale_price", currency: "currency"),
        .money("bonus", currency: "currency"),
        .money("coinvestment", currency: "currency"),
      ]),
    .object(
      "delivery",
      [
        .list("services", to: "delivery_services", fee),
        .money("total_accrued", to: "delivery_total", currency: "currency"),
      ]),
  ]

  private static let fee: [KnownMember] = [
    .value("type_id"), .money("accrued", currency: "currency"),
  ]
}
