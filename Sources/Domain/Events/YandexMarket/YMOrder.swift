/// Yandex Market told of an order in the campaign's shape (`GET /v2/campaigns/{id}/orders`).
///
/// Three answers tell of orders, each in a shape and with money of its own. They are versions of one
/// stream, the order, and `YMBusinessOrder` and `YMOrderStats` are the other two.
package struct YMOrder: EventType {
  package static let kind = StreamKind("ym.orders")
  package static let noun = "order"

  package let id = Field<Int64>(1, "The order", source: "id")
  package let externalOrderId = Field<Text>(
    2, "The order in the seller's system", source: "externalOrderId")
  package let status = Field<Text>(3, "Status", source: "status")
  package let substatus = Field<Text>(4, "Substatus", source: "substatus")
  package let creationDate = Field<Instant>(5, "When it was made", source: "creationDate")
  package let updatedAt = Field<Instant>(6, "The source's clock", source: "updatedAt")
  package let statusUpdateDate = Field<Instant>(
    7, "The source's clock where updatedAt is not sent", source: "statusUpdateDate")
  package let currency = Field<Text>(8, "Currency of all money", source: "currency")
  package let itemsTotal = Field<Decimal4>(
    9, "What the buyer pays for the goods", unit: "currency", source: "itemsTotal")
  package let deliveryTotal = Field<Decimal4>(
    10, "What the buyer pays for the delivery", unit: "currency", source: "deliveryTotal")
  package let buyerItemsTotal = Field<Decimal4>(
    11, "Goods after discounts", unit: "currency", source: "buyerItemsTotal")
  package let buyerTotal = Field<Decimal4>(
    12, "Goods and delivery after discounts", unit: "currency", source: "buyerTotal")
  package let buyerItemsTotalBeforeDiscount = Field<Decimal4>(
    13, "Goods before discounts", unit: "currency", source: "buyerItemsTotalBeforeDiscount")
  package let total = Field<Decimal4>(
    14, "The whole order; older answers", unit: "currency", source: "total")
  package let subsidyTotal = Field<Decimal4>(
    15, "What the market adds; older answers", unit: "currency", source: "subsidyTotal")
  package let subsidies = Field<List<Subsidy>>(
    16, "What the market adds to the order", source: "subsidies")
  package let paymentType = Field<Text>(17, "Before or after delivery", source: "paymentType")
  package let paymentMethod = Field<Text>(18, "How it is paid", source: "paymentMethod")
  package let fake = Field<Bool>(19, "A test", source: "fake")
  package let cancelRequested = Field<Bool>(
    20, "The buyer asked to cancel", source: "cancelRequested")
  package let taxSystem = Field<Text>(21, "The seller's tax system", source: "taxSystem")
  package let deliveryType = Field<Text>(22, "How it is delivered", source: "delivery.type")
  package let deliveryPartnerType = Field<Text>(
    23, "Who delivers", source: "delivery.deliveryPartnerType")
  package let deliveryServiceId = Field<Int64>(
    24, "Delivery service", source: "delivery.deliveryServiceId")
  package let deliveryServiceName = Field<Text>(
    25, "Delivery service", source: "delivery.serviceName")
  package let realDeliveryDate = Field<Instant>(
    26, "When the buyer had it; a day alone is its midnight in Moscow",
    source: "delivery.dates.realDeliveryDate")
  package let fromDate = Field<Day>(27, "Delivery from", source: "delivery.dates.fromDate")
  package let toDate = Field<Day>(28, "Delivery until", source: "delivery.dates.toDate")
  package let regionId = Field<Int64>(29, "Where to: region", source: "delivery.region.id")
  package let regionName = Field<Text>(30, "Where to: region", source: "delivery.region.name")
  package let shipments = Field<List<Shipment>>(31, "Parcels", source: "delivery.shipments")
  package let items = Field<List<Item>>(32, "The goods", source: "items")
  package init() {}

  /// What the market adds, by kind.
  package struct Subsidy: Fields {
    package let type = Field<Text>(1, "Kind", source: "type")
    package let amount = Field<Decimal4>(2, "Amount", unit: "currency", source: "amount")
    package init() {}
  }

  package struct Shipment: Fields {
    package let id = Field<Int64>(1, "The parcel", source: "id")
    package let shipmentDate = Field<Day>(2, "When it is handed over", source: "shipmentDate")
    package init() {}
  }

  /// One line of an order.
  package struct Item: Fields {
    package let id = Field<Int64>(1, "The line; some answers have none", source: "id")
    package let offerId = Field<Text>(2, "The seller's article", source: "offerId")
    package let shopSku = Field<Text>(3, "The seller's article", source: "shopSku")
    package let marketSku = Field<Int64>(4, "The market's card, if sent", source: "marketSku")
    package let offerName = Field<Text>(5, "Name", source: "offerName")
    package let count = Field<Decimal4>(6, "Pieces", source: "count")
    package let price = Field<Decimal4>(
      7, "Price of one without what the market adds", unit: "currency", source: "price")
    package let buyerPrice = Field<Decimal4>(
      8, "What the buyer pays for one", unit: "currency", source: "buyerPrice")
    package let priceBeforeDiscount = Field<Decimal4>(
      9, "Price of one before discounts", unit: "currency", source: "priceBeforeDiscount")
    package let buyerPriceBeforeDiscount = Field<Decimal4>(
      10, "Price of one before discounts", unit: "currency", source: "buyerPriceBeforeDiscount")
    package let subsidy = Field<Decimal4>(
      11, "What the market adds to one; `subsidies` took its place", unit: "currency",
      source: "subsidy")
    package let subsidies = Field<List<Subsidy>>(
      12, "What the market adds to one, by kind", source: "subsidies")
    package let vat = Field<Text>(13, "VAT", source: "vat")
    package let partnerWarehouseId = Field<Text>(14, "Warehouse", source: "partnerWarehouseId")
    package let details = Field<List<Detail>>(
      15, "Pieces that were rejected or returned", source: "details")
    package let promos = Field<List<Promo>>(16, "Campaigns", source: "promos")
    package init() {}
  }

  /// Pieces of a line that the buyer did not keep.
  package struct Detail: Fields {
    package let itemStatus = Field<Text>(1, "REJECTED or RETURNED", source: "itemStatus")
    package let itemCount = Field<Decimal4>(2, "Pieces", source: "itemCount")
    package let updateDate = Field<Day>(3, "Since when", source: "updateDate")
    package init() {}
  }

  /// A campaign that a line was sold in.
  package struct Promo: Fields {
    package let type = Field<Text>(1, "Kind", source: "type")
    package let discount = Field<Decimal4>(
      2, "The buyer's discount", unit: "currency", source: "discount")
    package let subsidy = Field<Decimal4>(
      3, "What the market adds", unit: "currency", source: "subsidy")
    package let shopPromoId = Field<Text>(4, "The seller's campaign", source: "shopPromoId")
    package let marketPromoId = Field<Text>(5, "The market's campaign", source: "marketPromoId")
    package init() {}
  }
}
