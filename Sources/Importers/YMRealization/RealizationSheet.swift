import Domain
import Importing

/// The sheets of the report, told apart by the counts that only one of them has.
enum RealizationSheet: String {
  case transferredToDelivery = "transferred_to_delivery"
  case delivered, unredeemed, returned
  case lostItems = "lost_items"

  /// The sheet with these columns (in lower case), `nil` when it is none.
  init?(of columns: Set<String>) {
    guard columns.isSuperset(of: ["order_id", "your_sku", "price_with_vat_and_no_discount"]) else {
      return nil
    }
    if columns.contains("compensation_amount") {
      self = .lostItems
    } else if columns.contains("returned_count") {
      self = .returned
    } else if columns.contains("unredeemed_count") {
      self = .unredeemed
    } else if columns.contains("delivered_count") {
      self = .delivered
    } else if columns.contains("transferred_to_delivery_count") {
      self = .transferredToDelivery
    } else {
      return nil
    }
  }

  /// `YYYY-MM` of the day that puts a row into the month's report.
  func month(of record: Record) -> String? {
    let fields = YMRealizationRow()
    let day =
      switch self {
      case .transferredToDelivery: record[fields.transferred_to_delivery_date]
      case .delivered: record[fields.delivery_date]
      case .unredeemed, .returned: record[fields.accept_date]
      case .lostItems: record[fields.compensation_date]
      }
    return day.map { String($0.description.prefix(7)) }
  }

  /// Each column has the name of its field, but for those of these lists.
  static let columns: TableReader.Columns = plain + renamed + ignored

  /// A name that stands twice fills the field of its name, then the second one.
  private static let plain: TableReader.Columns = EventTypes.schema(of: YMRealizationRow.self)
    .shape.members.map { member in
      (member.name.hasSuffix("_2") ? String(member.name.dropLast(2)) : member.name, member.name)
    }

  /// Sums bear the name of their sheet.
  private static let renamed: TableReader.Columns =
    ["transferred_to_delivery", "delivered", "unredeemed", "return"].flatMap { sheet in
      sums.map { sum in ("\(sheet)_\(sum)", sum) }
    } + [
      ("unredeemed_warehouse_or_sc_accept_date", "accept_date"),
      ("return_warehouse_or_sc_accept_date", "accept_date"),
    ]

  private static let sums = [
    "price_sum_with_vat_and_no_discounts", "discount_sum", "price_sum_with_vat_and_discounts",
  ]

  /// The company that bought.
  private static let ignored: TableReader.Columns = [
    ("organization", nil), ("inn", nil), ("kpp", nil), ("organization_jur_address", nil),
  ]
}
