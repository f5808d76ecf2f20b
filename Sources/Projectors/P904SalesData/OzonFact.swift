import Domain
import Projecting

/// An operation or an accrual: what Ozon's finance has booked.
struct OzonFact {
  let document: Document

  /// operation_id, accrual_id, or what stands for it.
  let id: Bytes

  /// The posting or the order, where it is about one.
  let number: Bytes?
  let date: Day?
  let currency: Bytes
  var lines: [Line]

  /// Whether it tells of a sale or a return: then the posting's or the return's row goes.
  var booksSale = false
  var booksReturn = false

  /// One article of it, or `-` for what is about no goods.
  struct Line {
    let sku: Bytes?
    var money = Money()
    var sale = Decimal4.zero
    var commissionPercent: Decimal4?

    init(_ sku: Bytes?) { self.sku = sku }
  }

  /// The articles that come back.
  var returnedSKUs: [Bytes] {
    lines.compactMap { type == .operation || $0.sale.isNegative ? $0.sku : nil }
  }

  /// An operation names all its items as returned; an accrual signs each.
  let type: Source

  enum Source { case operation, accrual }
}

extension OzonOrder {
  /// Writes the lines of what finance has booked.
  func write(_ fact: OzonFact, to rows: any RowSink) throws {
    var numbers = LineNumbers(references.texts)
    var listings = Listings(fact.lines)
    let organization = references.organization(fact.document.connection)
    for line in fact.lines {
      var row = SalesDataRow(
        fact.document, type: Bytes("OZON_Transactions"), number: fact.id,
        line: numbers.next(line.sku ?? Bytes("-")), marketplace: Bytes("OZON"))
      row.organization = organization
      row.date = fact.date
      row.documentNo = fact.number
      row.currency = fact.currency
      row.basis = Bytes("transaction")
      row.money = line.money
      row.commissionPercent = line.commissionPercent
      if let sku = line.sku { name(sku, in: fact, &row) }
      do throws(Decimal4.Overflow) {
        if let listing = Listing(line) {
          try addGoods(listing, listings.next(listing), in: fact, to: &row)
        } else if !line.sale.isZero {
          row.qty = line.sale.isNegative ? try -Decimal4.one : .one
          row.cost = nil
        }
      } catch { throw ProjectionError(fact.document.latest, "an amount is too large") }
      try row.write(to: rows)
    }
  }

  private func name(_ sku: Bytes, in fact: OzonFact, _ row: inout SalesDataRow) {
    let connection = fact.document.connection
    row.product = references.product(connection, sku)
    row.article = article(connection, fact.number, sku)
    row.resolution = references.nomenclature(
      connection, product: row.product, article: row.article, barcode: nil)
  }

  /// p900's quantity and cost, shared equally; unknown there, one piece at the day's dealer price.
  private func addGoods(
    _ listing: Listing, _ share: Listings.Share, in fact: OzonFact, to row: inout SalesDataRow
  ) throws(Decimal4.Overflow) {
    guard let known = try known(fact.number, listing.sku, isReturn: listing.isReturn) else {
      row.qty = listing.isReturn ? try -Decimal4.one : .one
      row.cost = try references.cost(
        fact.document.connection, row.resolution, on: fact.date, qty: row.qty,
        currency: fact.currency)
      return
    }
    row.qty = share.of(known.qty)
    row.cost = known.cost.map(share.of)
  }
}
