import Domain
import Importing

/// Reads an order in the cabinet's shape.
struct BusinessOrderReader {
  private let schema = EventTypes.schema(of: YMBusinessOrder.self)
  private let order = YMBusinessOrder()
  private let reader: DocumentReader

  init() { reader = DocumentReader(schema.shape, zone: .moscow, Self.members) }

  func read(_ row: JSONValue, _ intake: Intake) throws(RowError) -> Document {
    var record = Record(schema.shape)
    try reader.fill(&record, from: row, intake)
    guard let id = record[order.orderId] else { throw RowError("orderId", "missing") }
    guard let status = record[order.status] else { throw RowError("status", "missing") }
    try intake.add(
      record[order.payment] ?? .zero, to: "payment", of: status, in: record[order.currency])
    return Document(schema, "\(id)", at: record[order.updateDate], record)
  }

  private static let members: [KnownMember] = [
    .value("orderId", .zeroIsAbsent),
    .value("campaignId", .zeroIsAbsent),
    .value("programType"),
    .value("externalOrderId"),
    .value("status"),
    .value("substatus"),
    .value("creationDate"),
    .value("updateDate"),
    .value("paymentType"),
    .value("paymentMethod"),
    .value("fake"),
    .list("items", item),
    .object("prices", prices + [.object("delivery", deliveryPrices)]),
    .object("delivery", delivery),
    .ignored("buyerType", "notes", "services"),
    .value("cancelRequested"),
    .value("sourcePlatform"),
  ]

  private static let prices: [KnownMember] = [
    .money("payment", currency: "currency"),
    .money("subsidy", currency: "currency"),
    .money("cashback", currency: "currency"),
  ]

  private static let deliveryPrices: [KnownMember] = [
    .money("payment", to: "deliveryPayment", currency: "currency"),
    .money("subsidy", to: "deliverySubsidy", currency: "currency"),
    .ignored("vat"),
  ]

  private static let item: [KnownMember] = [
    .value("id", .zeroIsAbsent),
    .value("offerId"),
    .value("offerName"),
    .value("marketSku", .zeroIsAbsent),
    .value("count"),
    .object("prices", prices + [.value("vat")]),
    .list("itemStatuses", [.value("status"), .value("count")]),
    .ignored("instances", "requiredInstanceTypes", "tags"),
  ]

  private static let delivery: [KnownMember] = [
    .value("type", to: "deliveryType"),
    .value("serviceName", to: "deliveryServiceName"),
    .value("deliveryServiceId", .zeroIsAbsent),
    .value("warehouseId"),
    .value("deliveryPartnerType"),
    .value("dispatchType"),
    .object(
      "dates",
      [
        .value("fromDate"), .value("toDate"), .value("realDeliveryDate"),
        .ignored("fromTime", "toTime"),
      ]),
    .object(
      "shipment",
      [
        .value("id", to: "shipmentId", .zeroIsAbsent), .value("shipmentDate"),
        .ignored("shipmentTime"),
      ]),
    .object("courier", [.object("region", region), .ignored("address")]),
    .object(
      "pickup",
      [
        .object("region", region),
        .ignored("address", "logisticPointId", "outletCode", "outletStorageLimitDate"),
      ]),
    .ignored(
      "boxesLayout", "digitalGoods", "estimated", "receiveBarcode", "receiveCode", "tracks",
      "transfer"),
  ]

  private static let region: [KnownMember] = [
    .value("id", to: "regionId", .zeroIsAbsent), .value("name", to: "regionName"),
    .ignored("type"),
  ]
}
