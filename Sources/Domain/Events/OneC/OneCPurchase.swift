/// 1C holds a purchase of goods (`Document_ПриобретениеТоваровУслуг`).
package struct OneCPurchase: EventType {
  package static let kind = StreamKind("1c.purchases")
  package static let noun = "document"

  package let ref_key = Field<Text>(1, "Ref_Key, lower-case GUID", source: "Ref_Key")
  package let number = Field<Text>(2, "Number, trimmed", source: "Number")
  package let date = Field<Instant>(3, "Date of the document", source: "Date")
  package let posted = Field<Bool>(4, "Whether it is posted", source: "Posted")
  package let deletion_mark = Field<Bool>(
    5, "Whether it is marked for deletion", source: "DeletionMark")
  package let organization_ref = Field<Text>(6, "The buyer", source: "Организация_Key")
  package let counterparty_ref = Field<Text>(7, "The supplier", source: "Контрагент_Key")
  package let warehouse_ref = Field<Text>(8, "The warehouse", source: "Склад_Key")
  package let currency_ref = Field<Text>(9, "The currency", source: "Валюта_Key")
  package let amount = Field<Decimal4>(10, "Sum of the document", source: "СуммаДокумента")
  package let lines = Field<List<OneCPurchaseLine>>(11, "The goods", source: "Товары")
  package init() {}
}

/// One line of a purchase.
package struct OneCPurchaseLine: Fields {
  package let line_number = Field<Int64>(1, "From 1", source: "LineNumber")
  package let nomenclature_ref = Field<Text>(2, "The item", source: "Номенклатура_Key")
  package let characteristic_ref = Field<Text>(
    3, "The characteristic", source: "Характеристика_Key")
  package let quantity = Field<Decimal4>(4, "Units", unit: "pcs", source: "Количество")
  package let price = Field<Decimal4>(5, "Price of a unit", source: "Цена")
  package let amount = Field<Decimal4>(6, "Sum of the line", source: "Сумма")
  package let vat = Field<Decimal4>(7, "VAT in it or on it", source: "СуммаНДС")
  package let amount_with_vat = Field<Decimal4>(8, "Sum with VAT", source: "СуммаСНДС")
  package init() {}
}
