import Importing

/// The members of a realisation report, and what becomes of them.
enum RealizationMembers {
  static let rows: [JSONRows.Path] = [["rows"], ["result", "rows"]]

  static let header: [KnownMember] = [
    .value("number", to: "report_no"),
    .value("doc_date"),
    .value("start_date"),
    .value("stop_date"),
    .value("contract_number"),
    .value("contract_date"),
    .currency("currency_sys_name", to: "currency_code"),
    .ignored(
      "doc_amount", "vat_amount", "payer_inn", "payer_kpp", "payer_name", "receiver_inn",
      "receiver_kpp", "receiver_name"),
  ]

  static let row: [KnownMember] = [
    .object(
      "item",
      [.value("name"), .value("offer_id"), .value("barcode"), .value("sku", .zeroIsAbsent)]),
    .percent(ofRatio: "commission_ratio", to: "commission_percent"),
    .value("seller_price_per_instance"),
    .one("delivery_commission", side),
    .one("return_commission", side),
    .value("rowNumber", to: "row_number"),
    .value("row_number"),
    .object("order", [.value("posting_number"), .value("created_date", to: "order_created_date")]),
    .object(
      "legal_entity_document",
      [
        .value("number", to: "document_number"), .value("sale_date", to: "document_sale_date"),
      ]),
  ]

  private static let side: [KnownMember] = [
    .value("amount"),
    .value("bonus"),
    .value("commission"),
    .value("compensation"),
    .value("price_per_instance"),
    .value("quantity"),
    .value("standard_fee"),
    .value("bank_coinvestment"),
    .value("stars"),
    .value("pick_up_point_coinvestment"),
    .value("total"),
  ]
}
