import Domain
import Importing

/// Reads an order in the campaign's shape.
struct CampaignOrderReader {
  private let schema = EventTypes.schema(of: YMOrder.self)
  private let order = YMOrder()
  private let reader: DocumentReader

  init() { reader = DocumentReader(schema.shape, zone: .moscow, Self.members) }

  func read(_ row: JSONValue, _ intake: Intake) throws(RowError) -> Document {
    var record = Record(schema.shape)
    try reader.fill(&record, from: row, intake)
    guard let id = record[order.id] else { throw RowError("id", "missing") }
    guard let status = record[order.status] else { throw RowError("status", "missing") }
    try intake.add(
      record[order.itemsTotal] ?? .zero, to: "itemsTotal", of: status, in: record[order.currency])
    let clock = record[order.updatedAt] ?? record[order.statusUpdateDate]
    return Document(schema, "\(id)", at: clock, record)
  }

  private static let members: [KnownMember] = [
    .value("id", .zeroIsAbsent),
    .value("externalOrderId"),
    .value("status"),
    .value("substatus"),
    .value("creationDate"),
    .value("updatedAt"),
    .value("statusUpdateDate"),
    .currency("currency"),
    .value("itemsTotal"),
    .value("deliveryTotal"),
    .value("buyerItemsTotal"),
    .value("buyerTotal"),
    .value("buyerItemsTotalBeforeDiscount"),
    .value("total"),
    .value("subsidyTotal"),
    .value("paymentType"),
    .value("paymentMethod"),
    .value("fake"),
    .list("items", item),
    .list("subsidies", subsidy),
    .object("delivery", delivery),
    .ignored("buyer"),
    .value("taxSystem"),
    .value("cancelRequested"),
    .ignored(
      "buyerCurrency", "buyerTotalBeforeDiscount", "expiryDate", "notes", "shopOrderId",
      "totalWithSubsidy"),
  ]

  private static let subsidy: [KnownMember] = [.value("type"), .value("amount")]

  private static let item: [KnownMember] = [
    .value("id", .zeroIsAbsent),
    .value("offerId"),
    .value("offerName"),
    .value("name", to: "offerName"),
    .value("price"),
    .value("buyerPrice"),
    .value("buyerPriceBeforeDiscount"),
    .value("priceBeforeDiscount"),
    .value("count"),
    .value("vat"),
    .value("shopSku"),
    .value("marketSku", .zeroIsAbsent),
    .value("subsidy"),
    .list("subsidies", subsidy),
    .value("partnerWarehouseId"),
    .list("details", [.value("itemStatus"), .value("itemCount"), .value("updateDate")]),
    .list(
      "promos",
      [
        .value("type"), .value("discount"), .value("subsidy"), .value("shopPromoId"),
        .value("marketPromoId"),
      ]),
    .ignored(
      "feedCategoryId", "feedId", "fulfilmentShopId", "instances", "partnerId",
      "requiredInstanceTypes", "sku", "tags", "warehouseId"),
  ]

  private static let delivery: [KnownMember] = [
    .value("type", to: "deliveryType"),
    .value("serviceName", to: "deliveryServiceName"),
    .value("deliveryPartnerType"),
    .value("deliveryServiceId", .zeroIsAbsent),
    .object(
      "dates",
      [
        .value("fromDate"), .value("toDate"), .value("realDeliveryDate"),
        .ignored("fromTime", "toTime"),
      ]),
    .object(
      "region",
      [
        .value("id", to: "regionId"), .value("name", to: "regionName"), .ignored("parent", "type"),
      ]),
    .list(
      "shipments",
      [
        .value("id", .zeroIsAbsent), .value("shipmentDate"),
        .ignored("boxes", "items", "shipmentTime", "status", "tracks"),
      ]),
    .ignored("address", "courier", "outlet"),
    .ignored(
      "dispatchType", "eacCode", "eacType", "estimated", "id", "liftPrice", "liftType",
      "outletCode", "outletId", "outletStorageLimitDate", "price", "receiveCode", "tracks", "vat"),
  ]
}
