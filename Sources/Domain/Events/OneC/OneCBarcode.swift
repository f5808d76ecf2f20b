/// 1C's register of barcodes gives a barcode to an item (`ШтрихкодыНоменклатуры`).
package struct OneCBarcode: EventType {
  package static let kind = StreamKind("1c.barcodes")
  package static let noun = "owner"

  package let barcode = Field<Text>(1, "The barcode, trimmed", source: "Штрихкод")
  package let nomenclature_ref = Field<Text>(2, "The item", source: "Номенклатура_Key")
  package let characteristic_ref = Field<Text>(
    3, "The characteristic", source: "Характеристика_Key")
  package let packaging_ref = Field<Text>(4, "The packaging", source: "Упаковка_Key")
  package init() {}
}
