/// Ozon named a type of accruals (`/v1/finance/accrual/types`).
package struct OzonAccrualType: EventType {
  package static let kind = OzonAccrual.kind
  package static let noun = "type"

  package let id = Field<Int64>(1, "The type", source: "id")
  package let name = Field<Text>(2, "Its name", source: "name")
  package let description = Field<Text>(3, "The name in words", source: "description")
  package init() {}
}
