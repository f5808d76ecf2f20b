/// Wildberries summed up a settlement report (`/api/finance/v1/sales-reports/list`).
///
/// Amounts are unsigned as sent, but for what Wildberries itself sends negative.
package struct WBFinanceStatement: EventType {
  package static let kind = StreamKind("wb.finance-statements")
  package static let noun = "statement"

  package let reportId = Field<Int64>(1, "Report number; may exceed 2^53", source: "reportId")
  package let dateFrom = Field<Day>(2, "First day of the report", source: "dateFrom")
  package let dateTo = Field<Day>(3, "Last day of the report", source: "dateTo")
  package let createDate = Field<Day>(4, "Day the report was made", source: "createDate")
  package let currency = Field<Text>(5, "Currency of the report, ISO", source: "currency")
  package let reportType = Field<Int64>(
    6, "1 main, 2 buy-out, 3 and 4 buy-out in Georgia", source: "reportType")
  package let retailAmountSum = Field<Decimal4>(
    7, "Sold for", unit: "RUB", source: "retailAmountSum")
  package let forPaySum = Field<Decimal4>(8, "Due for goods", unit: "RUB", source: "forPaySum")
  package let avgSalePercent = Field<Decimal4>(
    9, "Agreed discount on average", unit: "%", source: "avgSalePercent")
  package let deliveryServiceSum = Field<Decimal4>(
    10, "Logistics", unit: "RUB", source: "deliveryServiceSum")
  package let paidStorageSum = Field<Decimal4>(
    11, "Storage", unit: "RUB", source: "paidStorageSum")
  package let paidAcceptanceSum = Field<Decimal4>(
    12, "Acceptance", unit: "RUB", source: "paidAcceptanceSum")
  package let deductionSum = Field<Decimal4>(
    13, "Deductions", unit: "RUB", source: "deductionSum")
  package let penaltySum = Field<Decimal4>(14, "Penalties", unit: "RUB", source: "penaltySum")
  package let additionalPaymentSum = Field<Decimal4>(
    15, "Corrections of the reward", unit: "RUB", source: "additionalPaymentSum")
  package let cashbackAmountSum = Field<Decimal4>(
    16, "Withheld for loyalty points", unit: "RUB", source: "cashbackAmountSum")
  package let cashbackDiscountSum = Field<Decimal4>(
    17, "Compensated loyalty discounts", unit: "RUB", source: "cashbackDiscountSum")
  package let cashbackCommissionChangeSum = Field<Decimal4>(
    18, "Cost of the loyalty programme", unit: "RUB", source: "cashbackCommissionChangeSum")
  package let paymentSchedule = Field<Decimal4>(
    19, "One-off change of the payment date", unit: "RUB", source: "paymentSchedule")
  package let bankPaymentSum = Field<Decimal4>(
    20, "To be paid to the bank account", unit: "RUB", source: "bankPaymentSum")
  package init() {}
}
