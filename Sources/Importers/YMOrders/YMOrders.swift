package import Domain
package import Importing

/// Yandex Market's orders, from three answers that each tell other facts of an order.
///
/// The campaign's list and single order (`{orders, pager}`, `{order}`), the cabinet's list
/// (`{orders, paging}`, ids named `orderId`) and the statistics (`{status, result: {orders}}`). An order
/// is one stream whatever the answer; the event type says which it was. Each has a clock.
package struct YMOrders: Importer {
  package static let kind = YMOrder.kind
  package static let marketplaces: Set = ["YM"]
  package static let enumerations: [String: Set<String>] = [
    "status": [
      "CANCELLED", "DELIVERED", "DELIVERY", "PARTIALLY_RETURNED", "PENDING", "PICKUP", "PLACING",
      "PROCESSING", "RESERVED", "RETURNED", "UNKNOWN", "UNPAID",
    ],
    "substatus": [
      "ANTIFRAUD", "ASYNC_PROCESSING", "AS_PART_OF_MULTI_ORDER", "AWAIT_AUTO_DELIVERY_DATES",
      "AWAIT_CASHIER", "AWAIT_CONFIRMATION", "AWAIT_CUSTOM_PRICE_CONFIRMATION",
      "AWAIT_DELIVERY_DATES", "AWAIT_DELIVERY_DATES_CONFIRMATION", "AWAIT_LAVKA_RESERVATION",
      "AWAIT_PAYMENT", "AWAIT_PAYMENT_AFTER_DELIVERY", "AWAIT_SERVICEABLE_CONFIRMATION",
      "AWAIT_USER_PERSONAL_DATA", "AWAIT_USER_STEAM_FAST_URL", "BANK_REJECT_CREDIT_OFFER",
      "BROKEN_ITEM", "CANCELLED_COURIER_NOT_FOUND", "COURIER_ARRIVED_TO_SENDER", "COURIER_FOUND",
      "COURIER_IN_TRANSIT_TO_SENDER", "COURIER_NOT_COME_FOR_ORDER", "COURIER_NOT_DELIVER_ORDER",
      "COURIER_NOT_FOUND", "COURIER_RECEIVED", "COURIER_RETURNED_ORDER", "COURIER_RETURNS_ORDER",
      "COURIER_SEARCH", "COURIER_SEARCH_NOT_STARTED", "CREDIT_OFFER_FAILED", "CUSTOM",
      "CUSTOMER_REJECT_CREDIT_OFFER", "CUSTOMS_FAILED_MARKET",
      "CUSTOMS_FAILED_USER_ADDITIONAL_DATA_NOT_PROVIDED", "CUSTOMS_FAILED_USER_COMMERCIAL_ITEMS",
      "CUSTOMS_FAILED_USER_DUTY_NOT_PAID", "CUSTOMS_FAILED_USER_INVALID_PERSONAL_DATA",
      "CUSTOMS_PROBLEMS", "DAMAGED_BOX", "DEFERRED_PAYMENT", "DELIVERED_USER_NOT_RECEIVED",
      "DELIVERED_USER_RECEIVED", "DELIVERY_CUSTOMS_ARRIVED", "DELIVERY_CUSTOMS_CLEARED",
      "DELIVERY_NOT_MANAGED_REGION", "DELIVERY_PROBLEMS", "DELIVERY_SERVICE_DELIVERED",
      "DELIVERY_SERVICE_FAILED", "DELIVERY_SERVICE_LOST", "DELIVERY_SERVICE_NOT_RECEIVED",
      "DELIVERY_SERVICE_RECEIVED", "DELIVERY_SERVICE_UNDELIVERED", "DELIVERY_TO_STORE_STARTED",
      "DELIVERY_USER_NOT_RECEIVED", "DROPOFF_CLOSED", "DROPOFF_LOST",
      "FIRST_MILE_DELIVERY_SERVICE_RECEIVED", "FULL_NOT_RANSOM", "INAPPROPRIATE_WEIGHT_SIZE",
      "INCOMPLETE_CONTACT_INFORMATION", "INCOMPLETE_MULTI_ORDER", "INCORRECT_PERSONAL_DATA",
      "LAST_MILE_COURIER_SEARCH", "LAST_MILE_STARTED", "LATE_CONTACT", "LEGAL_INFO_CHANGED",
      "LOST", "MISSING_ITEM", "NO_PERSONAL_DATA_EXPIRED", "PACKAGING", "PENDING_CANCELLED",
      "PENDING_EXPIRED", "PICKUP_EXPIRED", "PICKUP_POINT_CLOSED", "PICKUP_SERVICE_RECEIVED",
      "PICKUP_USER_RECEIVED", "POSTPAID_BUDGET_RESERVATION_FAILED", "POSTPAID_FAILED",
      "PREORDER", "PRESCRIPTION_MISMATCH", "PROCESSING_EXPIRED",
      "PURCHASE_GROUP_THRESHOLD_NOT_REACHED_CANCELLED", "READY_FOR_LAST_MILE",
      "READY_FOR_PICKUP", "READY_TO_SHIP", "REPLACING_ORDER", "RESERVATION_EXPIRED",
      "RESERVATION_FAILED", "SERVICE_FAULT", "SHIPPED", "SHIPPED_TO_WRONG_DELIVERY_SERVICE",
      "SHOP_FAILED", "SHOP_PENDING_CANCELLED", "SORTING_CENTER_LOST", "STARTED",
      "TECHNICAL_ERROR", "TOO_LONG_DELIVERY", "TOO_MANY_DELIVERY_DATE_CHANGES", "UNKNOWN",
      "USER_BOUGHT_CHEAPER", "USER_CHANGED_MIND", "USER_FORGOT_TO_USE_BONUS", "USER_FRAUD",
      "USER_HAS_NO_TIME_TO_PICKUP_ORDER", "USER_IDENTIFICATION_MISMATCH", "USER_NOT_PAID",
      "USER_PLACED_OTHER_ORDER", "USER_RECEIVED", "USER_RECEIVED_TECHNICAL_ERROR",
      "USER_REFUSED_DELIVERY", "USER_REFUSED_PRODUCT", "USER_REFUSED_QUALITY",
      "USER_UNREACHABLE", "USER_WANTED_ANOTHER_PAYMENT_METHOD", "USER_WANTS_TO_CHANGE_ADDRESS",
      "USER_WANTS_TO_CHANGE_DELIVERY_DATE", "WAITING_BANK_DECISION", "WAITING_FOR_STOCKS",
      "WAITING_POSTPAID_BUDGET_RESERVATION", "WAITING_TINKOFF_DECISION",
      "WAITING_USER_DELIVERY_INPUT", "WAITING_USER_INPUT", "WAREHOUSE_FAILED_TO_SHIP",
      "WRONG_ITEM", "WRONG_ITEM_DELIVERED",
    ],
  ]
  package static let emptyScope = EmptyScope.nothing
  package static let extent: [ExtentMark] = [
    .more("paging.nextPageToken"), .more("result.paging.nextPageToken"),
    .pages("pager.pagesCount"), .number("pager.currentPage"),
  ]

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("orders[].orderId", "orders[].items[]", "orders[].status")
      || outline.has("orders[].id", "orders[].items[]", "orders[].status")
      || outline.has("order.id", "order.items[]", "order.status")
      || outline.has("result.orders[].id", "result.orders[].items[]", "result.orders[].status")
      || outline.isEmptyPage(of: "orders[]", beside: "paging")
      || outline.isEmptyPage(of: "orders[]", beside: "pager")
      || outline.isEmptyPage(of: "result.orders[]", beside: "status", "result.paging")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let campaign = CampaignOrderReader()
    let business = BusinessOrderReader()
    let stats = StatsOrderReader()
    var rows = JSONRows(payload, at: [["orders"], ["order", "{}"], ["result", "orders"]])
    try rows.readDocuments(into: intake) { (row, path) throws(RowError) in
      if path.first == "result" { return try stats.read(row, intake) }
      if row["orderId"] != nil { return try business.read(row, intake) }
      return try campaign.read(row, intake)
    }
  }
}
