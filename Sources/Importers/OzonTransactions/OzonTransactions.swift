package import Domain
package import Importing

/// Ozon's finance operations: `/v3/finance/transaction/list`, `{result: {operations}}`.
///
/// Times are Moscow's. An operation that is sent again replaces what was known of it; there is no
/// clock in it.
package struct OzonTransactions: Importer {
  package static let kind = OzonOperation.kind
  package static let marketplaces: Set = ["OZON"]
  package static let enumerations: [String: Set<String>] = [
    "operation_type": [
      "ClientReturnAgentOperation", "ItemAgentServiceStarsMembership",
      "MarketplaceMarketingActionCostOperation", "MarketplaceRedistributionOfAcquiringOperation",
      "MarketplaceReturnStorageServiceAtThePickupPointFbsItem",
      "MarketplaceReturnStorageServiceInTheWarehouseFbsItem", "MarketplaceSaleReviewsOperation",
      "MarketplaceSellerCompensationOperation",
      "MarketplaceSellerReexposureDeliveryReturnOperation",
      "MarketplaceSellerShippingCompensationReturnOperation",
      "MarketplaceServiceItemDeliveryKGT", "MarketplaceServiceItemDirectFlowLogistic",
      "MarketplaceServiceItemDirectFlowLogisticVDC", "MarketplaceServiceItemDropoffPPZ",
      "MarketplaceServiceItemRedistributionReturnsPVZ",
      "MarketplaceServiceItemReturnFlowLogistic", "MarketplaceServicePremiumCashback",
      "MarketplaceServicePremiumCashbackIndividualPoints", "MarketplaceServicePremiumPromotion",
      "OperationAgentDeliveredToCustomer", "OperationAgentDeliveredToCustomerCanceled",
      "OperationAgentStornoDeliveredToCustomer", "OperationClaim", "OperationCorrectionSeller",
      "OperationDefectiveWriteOff", "OperationElectronicServiceStencil",
      "OperationElectronicServicesPromotionInSearch", "OperationItemReturn",
      "OperationLackWriteOff", "OperationMarketplaceCrossDockServiceWriteOff",
      "OperationMarketplaceServiceItemElectronicServicesBrandShelf",
      "OperationMarketplaceServicePremiumCashback", "OperationMarketplaceServiceStorage",
      "OperationMarketplaceWithHoldingForUndeliverableGoods", "OperationReturnGoodsFBSofRMS",
      "OperationSetOff", "OperationSubscriptionPremium", "ReturnAgentOperationRFBS",
    ],
    "type": [
      "orders", "returns", "services", "compensation", "transferDelivery", "other",
    ],
  ]

  /// Kinds of operation that Ozon documents; others are counted as `unclassified`, never dropped.
  private static let types: Set = [
    "orders", "returns", "services", "compensation", "transferDelivery", "other",
  ]
  package static let emptyScope = EmptyScope.nothing
  package static let extent: [ExtentMark] = [
    .total("result.row_count"), .pages("result.page_count"),
  ]

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("result.operations[].operation_id", "result.operations[].amount")
      || outline.isEmptyPage(of: "result.operations[]")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: OzonOperation.self)
    let operation = OzonOperation()
    let reader = DocumentReader(schema.shape, zone: .moscow, Self.members)
    var record = Record(schema.shape)
    var rows = JSONRows(payload, at: [["result", "operations"]])
    try rows.readDocuments(into: intake) { (row, _) throws(RowError) in
      try reader.fill(&record, from: row, intake)
      guard let id = record[operation.operation_id] else {
        throw RowError("operation_id", "missing")
      }
      guard record[operation.operation_date] != nil else {
        throw RowError("operation_date", "missing")
      }
      guard let amount = record[operation.amount] else { throw RowError("amount", "missing") }
      let type = record[operation.type] ?? ""
      try intake.add(amount, to: "amount", of: Self.types.contains(type) ? type : "unclassified")
      return Document(schema, "\(id)", record)
    }
  }

  private static let members: [KnownMember] = [
    .value("operation_id", .zeroIsAbsent),
    .value("operation_type"),
    .value("operation_date"),
    .value("operation_type_name"),
    .value("delivery_charge"),
    .value("return_delivery_charge"),
    .value("accruals_for_sale"),
    .value("sale_commission"),
    .value("amount"),
    .value("type"),
    .object(
      "posting",
      [
        .value("delivery_schema"),
        .value("order_date"),
        .value("posting_number"),
        .value("warehouse_id", .zeroIsAbsent),
      ]),
    .list("items", [.value("name"), .value("sku", .zeroIsAbsent)]),
    .list("services", [.value("name"), .value("price")]),
  ]
}
