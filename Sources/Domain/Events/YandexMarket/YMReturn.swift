/// Yandex Market told of a return or of goods not redeemed (`GET /v2/campaigns/{id}/returns`).
package struct YMReturn: EventType {
  package static let kind = StreamKind("ym.returns")
  package static let noun = "return"

  package let id = Field<Int64>(1, "The return", source: "id")
  package let orderId = Field<Int64>(2, "Its order", source: "orderId")
  package let returnType = Field<Text>(3, "RETURN or UNREDEEMED", source: "returnType")
  package let refundStatus = Field<Text>(
    4, "Whether the money went back; absent for UNREDEEMED", source: "refundStatus")
  package let creationDate = Field<Instant>(5, "When it was made", source: "creationDate")
  package let updateDate = Field<Instant>(6, "The source's clock", source: "updateDate")
  package let amount = Field<Decimal4>(
    7, "Refunded", unit: "currency", sign: "positive", source: "amount.value")
  package let currency = Field<Text>(8, "Currency", source: "amount.currencyId")
  package let refundAmount = Field<Decimal4>(
    9, "Refunded, sent in kopecks and kept in roubles", unit: "RUB", sign: "positive",
    source: "refundAmount ÷ 100")
  package let shipmentStatus = Field<Text>(10, "Where it is", source: "shipmentStatus")
  package let shipmentRecipientType = Field<Text>(
    11, "Who takes it back", source: "shipmentRecipientType")
  package let pickupTillDate = Field<Instant>(
    12, "Until when it can be fetched", source: "pickupTillDate")
  package let logisticPickupPointId = Field<Int64>(
    13, "Where it can be fetched", source: "logisticPickupPoint.id")
  package let logisticPickupPointName = Field<Text>(
    14, "Where it can be fetched", source: "logisticPickupPoint.name")
  package let fastReturn = Field<Bool>(
    15, "Refunded without giving back", source: "fastReturn")
  package let items = Field<List<Item>>(16, "The goods", source: "items")
  package init() {}

  /// One article of a return.
  package struct Item: Fields {
    package let marketSku = Field<Int64>(1, "The market's card", source: "marketSku")
    package let shopSku = Field<Text>(2, "The seller's article", source: "shopSku")
    package let offerName = Field<Text>(3, "Name; older answers", source: "offerName")
    package let count = Field<Decimal4>(4, "Pieces", sign: "positive", source: "count")
    package let price = Field<Decimal4>(
      5, "Price of one; older answers", unit: "RUB", source: "price")
    package let decisions = Field<List<Decision>>(6, "Decisions", source: "decisions")
    package let instances = Field<List<Instance>>(7, "Single pieces", source: "instances")
    package init() {}
  }

  /// What was decided on some pieces.
  package struct Decision: Fields {
    package let returnItemId = Field<Int64>(1, "The goods in the return", source: "returnItemId")
    package let decisionType = Field<Text>(2, "Decision", source: "decisionType")
    package let count = Field<Decimal4>(3, "Pieces", source: "count")
    package let amount = Field<Decimal4>(
      4, "Refunded for these pieces", unit: "currency", sign: "positive", source: "amount.value")
    package let currency = Field<Text>(5, "Currency", source: "amount.currencyId")
    package let refundAmount = Field<Decimal4>(
      6, "Refunded, sent in kopecks and kept in roubles", unit: "RUB", sign: "positive",
      source: "refundAmount ÷ 100")
    package let partnerCompensationAmount = Field<Decimal4>(
      7, "What the market pays the seller", unit: "currency", sign: "positive",
      source: "partnerCompensationAmount.value")
    package let partnerCompensation = Field<Decimal4>(
      8, "The same, sent in kopecks and kept in roubles", unit: "RUB", sign: "positive",
      source: "partnerCompensation ÷ 100")
    package let reasonType = Field<Text>(9, "Why", source: "reasonType")
    package let subreasonType = Field<Text>(10, "Why exactly", source: "subreasonType")
    package init() {}
  }

  /// A single piece.
  package struct Instance: Fields {
    package let stockType = Field<Text>(1, "In which state", source: "stockType")
    package let status = Field<Text>(2, "Where it is", source: "status")
    package init() {}
  }
}
