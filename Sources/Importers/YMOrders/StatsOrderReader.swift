import Domain
import Importing

/// Reads an order in the statistics' shape.
struct StatsOrderReader {
  private let schema = EventTypes.schema(of: YMOrderStats.self)
  private let order = YMOrderStats()
  private let reader: DocumentReader

  init() { reader = DocumentReader(schema.shape, zone: .moscow, Self.members) }

  func read(_ row: JSONValue, _ intake: Intake) throws(RowError) -> Document {
    var record = Record(schema.shape)
    try reader.fill(&record, from: row, intake)
    guard let id = record[order.id] else { throw RowError("id", "missing") }
    guard record[order.status] != nil else { throw RowError("status", "missing") }
    try addTotals(row, record[order.currency], intake)
    return Document(schema, "\(id)", at: record[order.statusUpdateDate], record)
  }

  private func addTotals(
    _ row: JSONValue, _ currency: String?, _ intake: Intake
  ) throws(RowError) {
    for commission in row["commissions"]?.elements ?? [] {
      let type = try JSONRead.text(commission["type"], "commissions.type") ?? []
      let actual = try JSONRead.decimal(commission["actual"], "commissions.actual", intake)
      try intake.add(
        actual ?? .zero, to: "commissions", of: String(decoding: type, as: UTF8.self),
        in: currency)
    }
    for payment in row["payments"]?.elements ?? [] {
      let type = try JSONRead.text(payment["type"], "payments.type") ?? []
      let total = try JSONRead.decimal(payment["total"], "payments.total", intake)
      try intake.add(
        total ?? .zero, to: "payments", of: String(decoding: type, as: UTF8.self), in: currency)
    }
  }

  private static let members: [KnownMember] = [
    .value("id", .zeroIsAbsent),
    .value("creationDate"),
    .value("statusUpdateDate"),
    .value("status"),
    .value("partnerOrderId"),
    .value("paymentType"),
    .value("fake"),
    .object(
      "deliveryRegion",
      [.value("id", to: "regionId", .zeroIsAbsent), .value("name", to: "regionName")]),
    .list("items", item),
    .list("initialItems", item),
    .list(
      "payments",
      [
        .value("id"),
        .value("date"),
        .value("type"),
        .value("source"),
        .value("total"),
        .object(
          "paymentOrder",
          [.value("id", to: "paymentOrderId"), .value("date", to: "paymentOrderDate")]),
      ]),
    .list("commissions", [.value("type"), .value("actual"), .value("predicted")]),
    .list("subsidies", [.value("amount"), .value("type"), .value("operationType")]),
    .currency("currency"),
    .ignored("buyerType"),
  ]

  private static let item: [KnownMember] = [
    .value("offerName"),
    .value("marketSku", .zeroIsAbsent),
    .value("shopSku"),
    .value("count"),
    .list("prices", [.value("type"), .value("costPerItem"), .value("total")]),
    .object(
      "warehouse",
      [.value("id", to: "warehouseId", .zeroIsAbsent), .value("name", to: "warehouseName")]),
    .list(
      "details",
      [
        .value("itemStatus"), .value("itemCount"), .value("updateDate"), .value("stockType"),
      ]),
    .value("initialCount"),
    .value("bidFee"),
    .value("cofinanceThreshold"),
    .value("cofinanceValue"),
    .ignored("cisList"),
  ]
}
