package import Domain
package import Importing

/// Parcels of LemanaPRO's marketplace: `GET /orders/merchants/v1/parcels`, newest first.
///
/// A bare array. The names of a product's members changed between 2022 and 2026; both fill the same
/// fields. The list has no clock, and buyers are not kept.
package struct LemanaParcels: Importer {
  package static let kind = LemanaParcel.kind
  package static let version = 2
  package static let marketplaces: Set = ["LEMANA"]
  package static let enumerations: [String: Set<String>] = [
    "status": []
  ]
  package static let emptyScope = EmptyScope.nothing

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    ["[]", "parcels[]"].contains { outline.has($0 + ".parcelPrice", $0 + ".promisedDeliveryDate") }
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: LemanaParcel.self)
    let parcel = LemanaParcel()
    let reader = DocumentReader(schema.shape, zone: .moscow, Self.members)
    var rows = JSONRows(payload, at: [[], ["parcels"]])
    try rows.readDocuments(into: intake) { (row, _) throws(RowError) in
      var record = Record(schema.shape)
      try reader.fill(&record, from: row, intake)
      guard let id = record[parcel.id] else { throw RowError("id", "missing") }
      try intake.add(
        record[parcel.parcelPrice] ?? .zero, to: "parcelPrice",
        of: record[parcel.status] ?? "without a status")
      return Document(schema, id, record)
    }
    intake.covers("")
  }

  private static let members: [KnownMember] = [
    .value("id"),
    .value("orderId"),
    .value("status"),
    .value("creationDate"),
    .value("promisedDeliveryDate"),
    .value("parcelPrice"),
    .value("deliveryCost"),
    .object(
      "pickup",
      [
        .value("deliveryServiceName", to: "pickup"),
        .value("deliveryServiceId"),
        .value("logisticLocationId"),
        .value("pickupDate"),
        .value("timeInterval"),
      ]),
    .value("calculatedWeight"),
    .value("calculatedLength"),
    .value("calculatedHeight"),
    .value("calculatedWidth"),
    .list(
      "products",
      [
        .value("productBUReference"),
        .value("lmId", to: "productBUReference"),
        .value("vendorCode"),
        .value("name"),
        .value("salesPriceValueInConsumerUnitValue", to: "price"),
        .value("price"),
        .value("qty"),
        .value("comissionRate"),
      ]),
    .ignored("recipient", "customer", "buyer", "delivery", "address", "comment"),
  ]
}
