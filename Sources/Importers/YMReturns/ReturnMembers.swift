import Importing

/// The members of a return, and what becomes of them: what buyers write or photograph is not kept.
enum ReturnMembers {
  static let document: [KnownMember] = [
    .value("id", .zeroIsAbsent),
    .value("orderId", .zeroIsAbsent),
    .value("creationDate"),
    .value("updateDate"),
    .value("refundStatus"),
    .object(
      "logisticPickupPoint",
      [
        .value("id", to: "logisticPickupPointId", .zeroIsAbsent),
        .value("name", to: "logisticPickupPointName"),
        .ignored("address", "instruction", "logisticPartnerId", "type"),
      ]),
    .value("pickupTillDate"),
    .value("shipmentRecipientType"),
    .value("shipmentStatus"),
    .kopecks("refundAmount"),
    .money("amount", currency: "currency"),
    .list("items", item),
    .value("returnType"),
    .value("fastReturn"),
  ]

  private static let item: [KnownMember] = [
    .value("marketSku", .zeroIsAbsent),
    .value("shopSku"),
    .value("offerId", to: "shopSku"),
    .value("offerName"),
    .value("count"),
    .value("price"),
    .list("decisions", decision),
    .list("instances", [.value("stockType"), .value("status"), .ignored("cis", "imei")]),
    .ignored("photos", "returnReason", "returnReasonComment", "tracks"),
  ]

  private static let decision: [KnownMember] = [
    .value("returnItemId", .zeroIsAbsent),
    .value("count"),
    .value("reasonType"),
    .value("subreasonType"),
    .value("decisionType"),
    .kopecks("refundAmount"),
    .money("amount", currency: "currency"),
    .kopecks("partnerCompensation"),
    .money("partnerCompensationAmount", currency: "currency"),
    .ignored("comment", "decisionDate", "images"),
  ]
}
