import Domain
import Projecting

/// An operation or an accrual: what Ozon's finance has booked.
struct OzonFact {
  let document: Document

  /// operation_id, accrual_id, or what stands for it.
  let id: String

  /// The posting or the order, where it is about one.
  let number: String?
  let date: Day?
  let currency: String
  var lines: [Line]

  /// Whether it tells of a sale or a return: then the posting's or the return's row goes.
  var booksSale = false
  var booksReturn = false

  /// One article of it, or `-` for what is about no goods.
  struct Line {
    let sku: String?
    var money = Money()
    var sale = Decimal4.zero
    var commissionPercent: Decimal4?

    init(_ sku: String?) { self.sku = sku }
  }

  /// The articles that come back.
  var returnedSKUs: [String] {
    lines.compactMap { type == .operation || $0.sale.isNegative ? $0.sku : nil }
  }

  /// An operation names all its items as returned; an accrual signs each.
  let type: Source

  enum Source { case operation, accrual }
}

extension OzonOrder {
  /// Writes the lines of what finance has booked.
  func write(_ fact: OzonFact, to rows: any RowSink) throws {
    var numbers = LineNumbers()
    var places: [Listing: Int] = [:]
    let listings = Dictionary(grouping: fact.lines.compactMap(Listing.init), by: \.self)
    for line in fact.lines {
      var row = SalesDataRow(
        type: "OZON_Transactions", number: fact.id, line: numbers.next(line.sku ?? "-"),
        marketplace: "OZON")
      row.organization = references.organization(fact.document.connection)
      row.date = fact.date
      row.documentNo = fact.number
      row.currency = fact.currency
      row.basis = "transaction"
      row.money = line.money
      row.commissionPercent = line.commissionPercent
      if let sku = line.sku { name(sku, in: fact, &row) }
      do throws(Decimal4.Overflow) {
        if let listing = Listing(line) {
          let place = places[listing] ?? 0
          places[listing] = place + 1
          try addGoods(listing, place, of: listings[listing]?.count ?? 1, in: fact, to: &row)
        } else if !line.sale.isZero {
          row.qty = line.sale.isNegative ? try -Decimal4.one : .one
          row.cost = nil
        }
      } catch { throw ProjectionError(fact.document.latest, "an amount is too large") }
      try row.write(fact.document, to: rows)
    }
  }

  /// A line that moves goods: the lines of one article and direction share what p900 knows.
  private struct Listing: Hashable {
    let sku: String
    let isReturn: Bool

    init?(_ line: OzonFact.Line) {
      guard let sku = line.sku, !line.sale.isZero else { return nil }
      self.sku = sku
      isReturn = line.sale.isNegative
    }
  }

  private func name(_ sku: String, in fact: OzonFact, _ row: inout SalesDataRow) {
    let connection = fact.document.connection
    row.product = references.product(connection, sku)
    row.article = article(connection, fact.number, sku)
    row.resolution = references.nomenclature(
      connection, product: row.product, article: row.article, barcode: nil)
  }

  /// p900's quantity and cost, shared equally; unknown there, one piece at the day's dealer price.
  private func addGoods(
    _ listing: Listing, _ place: Int, of count: Int, in fact: OzonFact, to row: inout SalesDataRow
  ) throws(Decimal4.Overflow) {
    let lines = known(fact.number, listing.sku, isReturn: listing.isReturn)
    guard !lines.isEmpty else {
      row.qty = listing.isReturn ? try -Decimal4.one : .one
      row.cost = try references.cost(
        fact.document.connection, row.resolution.nomenclature, on: fact.date, qty: row.qty,
        currency: fact.currency)
      return
    }
    var qty = Decimal4.zero
    var cost: Decimal4? = .zero
    for line in lines {
      qty = try qty + line.qty
      cost = if let sum = cost, let more = line.cost { try sum + more } else { nil }
    }
    let equal = Array(repeating: Decimal4.one, count: count)
    row.qty = Decimal4.shares(of: qty, by: equal)[place]
    row.cost = cost.map { Decimal4.shares(of: $0, by: equal)[place] }
  }
}
