/// Yandex Market told of an order in the cabinet's shape (`POST /v1/businesses/{id}/orders`).
///
/// Money is split by who pays and is the sum over all pieces of a line.
package struct YMBusinessOrder: EventType {
  package static let kind = YMOrder.kind
  package static let noun = "business"

  package let orderId = Field<Int64>(1, "The order", source: "orderId")
  package let campaignId = Field<Int64>(2, "The shop", source: "campaignId")
  package let programType = Field<Text>(
    3, "Fulfilment: FBY, FBS, DBS, EXPRESS, LAAS", source: "programType")
  package let externalOrderId = Field<Text>(
    4, "The order in the seller's system", source: "externalOrderId")
  package let status = Field<Text>(5, "Status", source: "status")
  package let substatus = Field<Text>(6, "Substatus", source: "substatus")
  package let creationDate = Field<Instant>(7, "When it was made", source: "creationDate")
  package let updateDate = Field<Instant>(8, "The source's clock", source: "updateDate")
  package let currency = Field<Text>(
    9, "Currency of the order's sums", source: "prices.payment.currencyId")
  package let payment = Field<Decimal4>(
    10, "What the buyer pays", unit: "currency", source: "prices.payment.value")
  package let subsidy = Field<Decimal4>(
    11, "What the market adds", unit: "currency", source: "prices.subsidy.value")
  package let cashback = Field<Decimal4>(
    12, "What is paid with points", unit: "currency", source: "prices.cashback.value")
  package let deliveryPayment = Field<Decimal4>(
    13, "What the buyer pays for the delivery", unit: "currency",
    source: "prices.delivery.payment.value")
  package let deliverySubsidy = Field<Decimal4>(
    14, "What the market adds to the delivery", unit: "currency",
    source: "prices.delivery.subsidy.value")
  package let paymentType = Field<Text>(15, "Before or after delivery", source: "paymentType")
  package let paymentMethod = Field<Text>(16, "How it is paid", source: "paymentMethod")
  package let fake = Field<Bool>(17, "A test", source: "fake")
  package let cancelRequested = Field<Bool>(
    18, "The buyer asked to cancel", source: "cancelRequested")
  package let sourcePlatform = Field<Text>(19, "Where it was ordered", source: "sourcePlatform")
  package let deliveryType = Field<Text>(20, "How it is delivered", source: "delivery.type")
  package let deliveryPartnerType = Field<Text>(
    21, "Who delivers", source: "delivery.deliveryPartnerType")
  package let dispatchType = Field<Text>(22, "Where to", source: "delivery.dispatchType")
  package let deliveryServiceId = Field<Int64>(
    23, "Delivery service", source: "delivery.deliveryServiceId")
  package let deliveryServiceName = Field<Text>(
    24, "Delivery service", source: "delivery.serviceName")
  package let warehouseId = Field<Text>(25, "Warehouse", source: "delivery.warehouseId")
  package let realDeliveryDate = Field<Instant>(
    26, "When the buyer had it; a day alone is its midnight in Moscow",
    source: "delivery.dates.realDeliveryDate")
  package let fromDate = Field<Day>(27, "Delivery from", source: "delivery.dates.fromDate")
  package let toDate = Field<Day>(28, "Delivery until", source: "delivery.dates.toDate")
  package let shipmentId = Field<Int64>(29, "Parcel", source: "delivery.shipment.id")
  package let shipmentDate = Field<Day>(
    30, "When it is handed over", source: "delivery.shipment.shipmentDate")
  package let regionId = Field<Int64>(
    31, "Where to: region", source: "delivery.courier.region.id, delivery.pickup.region.id")
  package let regionName = Field<Text>(
    32, "Where to: region", source: "delivery.courier.region.name, delivery.pickup.region.name")
  package let items = Field<List<Item>>(33, "The goods", source: "items")
  package init() {}

  /// One line of an order.
  package struct Item: Fields {
    package let id = Field<Int64>(1, "The line", source: "id")
    package let offerId = Field<Text>(2, "The seller's article", source: "offerId")
    package let offerName = Field<Text>(3, "Name", source: "offerName")
    package let marketSku = Field<Int64>(4, "The market's card, if sent", source: "marketSku")
    package let count = Field<Decimal4>(5, "Pieces", source: "count")
    package let payment = Field<Decimal4>(
      6, "What the buyer pays for all pieces", unit: "currency", source: "prices.payment.value")
    package let subsidy = Field<Decimal4>(
      7, "What the market adds to all pieces", unit: "currency", source: "prices.subsidy.value")
    package let cashback = Field<Decimal4>(
      8, "What is paid with points for all pieces", unit: "currency",
      source: "prices.cashback.value")
    package let currency = Field<Text>(9, "Currency", source: "prices.payment.currencyId")
    package let vat = Field<Text>(10, "VAT", source: "prices.vat")
    package let itemStatuses = Field<List<ItemStatus>>(
      11, "What became of the pieces", source: "itemStatuses")
    package init() {}
  }

  /// How many pieces of a line have a status.
  package struct ItemStatus: Fields {
    package let status = Field<Text>(1, "Status", source: "status")
    package let count = Field<Decimal4>(2, "Pieces", source: "count")
    package init() {}
  }
}
