import Domain
import Importing

/// Reads promotions: those with details have members that the list does not have.
struct PromotionReader {
  private let listed = EventTypes.schema(of: WBPromotion.self)
  private let detailed = EventTypes.schema(of: WBPromotionDetails.self)
  private let list: DocumentReader
  private let details: DocumentReader

  init(_ context: ImportContext) {
    list = DocumentReader(listed.shape, zone: context.zone, Self.common)
    details = DocumentReader(detailed.shape, zone: context.zone, Self.common + Self.more)
  }

  func read(_ row: JSONValue, _ intake: Intake) throws(RowError) -> Document {
    let isDetailed = row["inPromoActionTotal"] != nil || row["description"] != nil
    var record = Record(isDetailed ? detailed.shape : listed.shape)
    try (isDetailed ? details : list).fill(&record, from: row, intake)
    guard let id = record[WBPromotion().id] else { throw RowError("id", "missing") }
    return isDetailed
      ? Document(detailed, "details/\(id)", record) : Document(listed, "\(id)", record)
  }

  private static let common: [KnownMember] = [
    .value("id"), .value("name"), .value("startDateTime"), .value("endDateTime"), .value("type"),
  ]

  private static let more: [KnownMember] = [
    .value("description"),
    .texts("advantages", each: "advantage"),
    .value("inPromoActionLeftovers"),
    .value("inPromoActionTotal"),
    .value("notInPromoActionLeftovers"),
    .value("notInPromoActionTotal"),
    .value("participationPercentage"),
    .value("exceptionProductsCount"),
    .list("ranging", [.value("condition"), .value("participationRate"), .value("boost")]),
  ]
}

/// Reads the products of one promotion.
struct NomenclatureReader {
  /// `nil` when nothing tells which promotion they are of.
  let promotion: Int64?

  private let schema = EventTypes.schema(of: WBPromotionNomenclature.self)
  private let reader: DocumentReader
  private let product = WBPromotionNomenclature()

  init(_ context: ImportContext, promotion: Int64?) {
    self.promotion = promotion
    reader = DocumentReader(schema.shape, zone: context.zone, Self.members)
  }

  func read(_ row: JSONValue, _ intake: Intake) throws(RowError) -> Document {
    var record = Record(schema.shape)
    try reader.fill(&record, from: row, intake)
    guard let id = record[product.nmID] else { throw RowError("id", "missing") }
    record[product.promotion] = promotion
    if let promotion { return Document(schema, "\(promotion)/\(id)", record) }
    intake.remark("the products' promotion is not known: end the file's name with its number")
    return Document(schema, "-/\(id)", record)
  }

  private static let members: [KnownMember] = [
    .value("id", to: "nmID"), .value("inAction"), .value("price"),
    .currency("currencyCode", to: "currency"), .value("planPrice"), .value("discount"),
    .value("planDiscount"),
  ]
}
