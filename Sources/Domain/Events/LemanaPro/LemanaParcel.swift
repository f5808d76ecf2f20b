/// LemanaPRO's marketplace has a parcel for the seller to send (`/orders/merchants/v1/parcels`).
///
/// No recipient: the buyer's name, phone and address are left out.
package struct LemanaParcel: EventType {
  package static let kind = StreamKind("lemana.parcels")
  package static let noun = "parcel"

  package let id = Field<Text>(1, "Parcel, such as MP1703473-001", source: "id")
  package let status = Field<Text>(2, "created … delivered, canceled, refused", source: "status")
  package let creationDate = Field<Day>(3, "Day of the order", source: "creationDate")
  package let promisedDeliveryDate = Field<Day>(
    4, "Day promised to the buyer", source: "promisedDeliveryDate")
  package let parcelPrice = Field<Decimal4>(
    5, "Price of the parcel", unit: "RUB", source: "parcelPrice")
  package let deliveryCost = Field<Decimal4>(
    6, "Price of delivery", unit: "RUB", source: "deliveryCost")
  package let pickup = Field<Text>(
    7, "Carrier that fetches the parcel", source: "pickup.deliveryServiceName")
  package let deliveryServiceId = Field<Text>(
    8, "The carrier's number", source: "pickup.deliveryServiceId")
  package let logisticLocationId = Field<Text>(
    9, "The seller's warehouse", source: "pickup.logisticLocationId")
  package let pickupDate = Field<Day>(
    10, "Day on which it is fetched", source: "pickup.pickupDate")
  package let timeInterval = Field<Text>(
    11, "Time of day at which it is fetched", source: "pickup.timeInterval")
  package let calculatedWeight = Field<Decimal4>(12, "Weight", source: "calculatedWeight")
  package let calculatedLength = Field<Decimal4>(13, "Length", source: "calculatedLength")
  package let calculatedHeight = Field<Decimal4>(14, "Height", source: "calculatedHeight")
  package let calculatedWidth = Field<Decimal4>(15, "Width", source: "calculatedWidth")
  package let products = Field<List<Product>>(16, "What is in it", source: "products[]")
  package let orderId = Field<Text>(17, "Order that the parcel is of", source: "orderId")
  package init() {}

  package struct Product: Fields {
    package let productBUReference = Field<Text>(
      1, "LemanaPRO's article", source: "productBUReference, lmId until 2022")
    package let vendorCode = Field<Text>(2, "The seller's article", source: "vendorCode")
    package let price = Field<Decimal4>(
      3, "Price of a unit", unit: "RUB",
      source: "salesPriceValueInConsumerUnitValue, price until 2022")
    package let qty = Field<Decimal4>(4, "Quantity", unit: "pcs", source: "qty")
    package let comissionRate = Field<Decimal4>(
      5, "The market's commission; spelt so by the source", unit: "%", source: "comissionRate")
    package let name = Field<Text>(6, "Product's name", source: "name")
    package init() {}
  }
}
