/// Yandex Market told of an order in the statistics' shape (`POST /v2/campaigns/{id}/stats/orders`).
///
/// The only shape with commissions and payments. Its lines have no id; the statuses are its own.
package struct YMOrderStats: EventType {
  package static let kind = YMOrder.kind
  package static let noun = "stats"

  package let id = Field<Int64>(1, "The order", source: "id")
  package let creationDate = Field<Day>(2, "When it was made", source: "creationDate")
  package let statusUpdateDate = Field<Instant>(
    3, "The source's clock", source: "statusUpdateDate")
  package let status = Field<Text>(4, "Status", source: "status")
  package let partnerOrderId = Field<Text>(
    5, "The order in the seller's system", source: "partnerOrderId")
  package let paymentType = Field<Text>(6, "Before or after delivery", source: "paymentType")
  package let fake = Field<Bool>(7, "A test", source: "fake")
  package let currency = Field<Text>(8, "Currency of all money", source: "currency")
  package let regionId = Field<Int64>(9, "Where to: region", source: "deliveryRegion.id")
  package let regionName = Field<Text>(10, "Where to: region", source: "deliveryRegion.name")
  package let items = Field<List<Item>>(
    11, "The goods that are still in the order", source: "items")
  package let initialItems = Field<List<Item>>(
    12, "The goods as ordered, if they changed", source: "initialItems")
  package let payments = Field<List<Payment>>(
    13, "Transfers; none until they are settled", source: "payments")
  package let commissions = Field<List<Commission>>(14, "Services", source: "commissions")
  package let subsidies = Field<List<Subsidy>>(
    15, "Points that lower the price of the services", source: "subsidies")
  package init() {}

  /// One line of an order.
  package struct Item: Fields {
    package let shopSku = Field<Text>(1, "The seller's article", source: "shopSku")
    package let marketSku = Field<Int64>(2, "The market's card", source: "marketSku")
    package let offerName = Field<Text>(3, "Name", source: "offerName")
    package let count = Field<Decimal4>(4, "Pieces still in the order", source: "count")
    package let initialCount = Field<Decimal4>(5, "Pieces as ordered", source: "initialCount")
    package let prices = Field<List<Price>>(6, "Who pays what", source: "prices")
    package let warehouseId = Field<Int64>(7, "Warehouse", source: "warehouse.id")
    package let warehouseName = Field<Text>(8, "Warehouse", source: "warehouse.name")
    package let details = Field<List<Detail>>(
      9, "Pieces that were rejected or returned", source: "details")
    package let bidFee = Field<Decimal4>(10, "Bid", unit: "% × 100", source: "bidFee")
    package let cofinanceThreshold = Field<Decimal4>(
      11, "Threshold of shared discounts", unit: "currency", source: "cofinanceThreshold")
    package let cofinanceValue = Field<Decimal4>(
      12, "Shared discount", unit: "currency", source: "cofinanceValue")
    package init() {}
  }

  /// What one party pays for a line; a type that is not sent is 0.
  package struct Price: Fields {
    package let type = Field<Text>(1, "BUYER, CASHBACK or MARKETPLACE", source: "type")
    package let costPerItem = Field<Decimal4>(
      2, "For one", unit: "currency", source: "costPerItem")
    package let total = Field<Decimal4>(3, "For all pieces", unit: "currency", source: "total")
    package init() {}
  }

  /// Pieces of a line that the buyer did not keep.
  package struct Detail: Fields {
    package let itemStatus = Field<Text>(1, "REJECTED or RETURNED", source: "itemStatus")
    package let itemCount = Field<Decimal4>(2, "Pieces", source: "itemCount")
    package let updateDate = Field<Day>(3, "Since when", source: "updateDate")
    package let stockType = Field<Text>(4, "In which state", source: "stockType")
    package init() {}
  }

  /// A transfer of money.
  package struct Payment: Fields {
    package let id = Field<Text>(1, "The transfer", source: "id")
    package let date = Field<Day>(2, "Its day", source: "date")
    package let type = Field<Text>(3, "PAYMENT or REFUND", source: "type")
    package let source = Field<Text>(4, "Who paid and how", source: "source")
    package let total = Field<Decimal4>(
      5, "Sum", unit: "currency", sign: "positive", source: "total")
    package let paymentOrderId = Field<Text>(6, "Bank order", source: "paymentOrder.id")
    package let paymentOrderDate = Field<Day>(
      7, "The bank order's day", source: "paymentOrder.date")
    package init() {}
  }

  /// What a service costs.
  package struct Commission: Fields {
    package let type = Field<Text>(1, "Service", source: "type")
    package let actual = Field<Decimal4>(
      2, "Cost", unit: "currency", sign: "positive", source: "actual")
    package let predicted = Field<Decimal4>(
      3, "Expected cost; older answers", unit: "currency", sign: "positive", source: "predicted")
    package init() {}
  }

  /// Points that lower the price of services.
  package struct Subsidy: Fields {
    package let type = Field<Text>(1, "Source of the points", source: "type")
    package let operationType = Field<Text>(
      2, "ACCRUAL or DEDUCTION", source: "operationType")
    package let amount = Field<Decimal4>(3, "Points", unit: "currency", source: "amount")
    package init() {}
  }
}
