import Domain
import Importing

/// Reads one posting, whatever the answer's shape.
struct PostingReader {
  private let schema = EventTypes.schema(of: OzonPosting.self)
  private let posting = OzonPosting()
  private let line = OzonPosting.Product()
  private let lineShape = Shape(of: OzonPosting.Product.self)
  private let postingReader: DocumentReader
  private let lineReader: DocumentReader
  private let moneyReader: DocumentReader

  init() {
    postingReader = DocumentReader(schema.shape, zone: .utc, PostingMembers.posting)
    lineReader = DocumentReader(
      lineShape, zone: .utc, under: "products", PostingMembers.product)
    moneyReader = DocumentReader(
      lineShape, zone: .utc, under: "financial_data.products", PostingMembers.money)
  }

  /// Reads a posting; only FBO answers are a bare list, `{result: […]}`.
  func read(
    _ row: JSONValue, inBareList: Bool, _ intake: Intake
  ) throws(RowError) -> Document {
    var record = Record(schema.shape)
    try postingReader.fill(&record, from: row, intake)
    guard let number = record[posting.posting_number] else {
      throw RowError("posting_number", "missing")
    }
    guard let status = record[posting.status] else { throw RowError("status", "missing") }
    let scheme = try scheme(row, inBareList: inBareList)
    record[posting.scheme] = scheme
    let lines = try lines(row, intake)
    record.set(posting.products, lines)
    try addTotals(lines, "\(scheme) \(status)", intake)
    return Document(schema, number, record)
  }

  /// FBO answers always say when the posting was made; what is about handing parcels over is only in
  /// FBS answers.
  private func scheme(_ row: JSONValue, inBareList: Bool) throws(RowError) -> String {
    if let said = try JSONRead.text(row["delivery_schema"], "delivery_schema") {
      return String(decoding: said, as: UTF8.self).lowercased() == "fbo" ? "FBO" : "FBS"
    }
    if inBareList { return "FBO" }
    if PostingMembers.ofSellersWarehouse.contains(where: { row[$0] != nil }) { return "FBS" }
    return PostingMembers.ofOzonsWarehouse.contains(where: { row[$0] != nil }) ? "FBO" : "FBS"
  }

  private func lines(_ row: JSONValue, _ intake: Intake) throws(RowError) -> [Record] {
    guard let products = row["products"], products.kind == .array else {
      throw RowError("products", "missing or not a list")
    }
    let max = JSONScanner.elementsMax
    var money =
      try row["financial_data"]?["products"]?.elements(upTo: max, "financial_data.products") ?? []
    var lines: [Record] = []
    for product in try products.elements(upTo: max, "products") {
      var record = Record(lineShape)
      try lineReader.fill(&record, from: product, intake)
      guard let sku = record[line.sku] else { throw RowError("products.sku", "missing") }
      if let place = try Self.index(of: sku, in: money) {
        try moneyReader.add(to: &record, from: money.remove(at: place), intake)
      }
      lines.append(record)
    }
    if !money.isEmpty { intake.remark("financial_data of a sku that is not in the posting") }
    return lines
  }

  /// The first entry of a sku that no line has taken: lines of one sku take theirs in order.
  private static func index(of sku: Int64, in money: [JSONValue]) throws(RowError) -> Int? {
    for (place, entry) in money.enumerated()
    where try JSONRead.integer(entry["product_id"], "financial_data.products.product_id") == sku {
      return place
    }
    return nil
  }

  private func addTotals(_ lines: [Record], _ key: String, _ intake: Intake) throws(RowError) {
    for record in lines {
      guard let quantity = record[line.quantity], let price = record[line.price] else { continue }
      let amount: Decimal4
      do throws(Decimal4.Overflow) { amount = try price * quantity } catch {
        throw RowError("products.price", "price × quantity is too large")
      }
      try intake.add(quantity, to: "quantity", of: key)
      try intake.add(amount, to: "amount", of: "\(key) \(record[line.currency_code] ?? "")")
    }
  }
}
