import Domain
import Importing

/// One of the three answers that tell of products.
enum ProductAnswer: String {
  case product, listing, price

  /// Start of the natural ids of its streams.
  var scope: String { rawValue + "/" }

  var type: any EventType.Type {
    switch self {
    case .product: OzonProduct.self
    case .listing: OzonListing.self
    case .price: OzonPrice.self
    }
  }

  var members: [KnownMember] {
    switch self {
    case .product: ProductMembers.product
    case .listing: ProductMembers.listing
    case .price: ProductMembers.price
    }
  }
}

/// Reads one product of an answer.
struct ProductReader {
  private let answer: ProductAnswer
  private let schema: EventSchema
  private let reader: DocumentReader

  /// The first field of all three.
  private let id = OzonProduct().product_id

  init(_ answer: ProductAnswer) {
    self.answer = answer
    schema = EventTypes.schema(of: answer.type)
    reader = DocumentReader(schema.shape, zone: .utc, answer.members)
  }

  func read(_ row: JSONValue, _ intake: Intake) throws(RowError) -> Document {
    var record = Record(schema.shape)
    try reader.fill(&record, from: row, intake)
    guard let id = record[id] else { throw RowError("product_id", "missing") }
    intake.covers(answer.scope)
    return Document(schema, "\(answer.scope)\(id)", record)
  }
}
