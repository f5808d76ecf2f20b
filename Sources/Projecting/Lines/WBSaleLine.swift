import Domain

private let sale = WBSale()

extension SalesLines {
  /// A row of `supplier/sales` is one unit sold or returned.
  ///
  /// It has a twin when no saleID tells the unit's sale from its return.
  func wbSale(_ document: Document, hasTwin: Bool, _ take: Take) throws {
    let record = try document.latest.record()
    let isReturn = Self.isReturn(record)
    let unit = record[sale.srid] ?? record[sale.saleID] ?? .none
    var line = SalesLine(
      document, .wbSale, record[sale.saleID] ?? record[sale.srid] ?? .none,
      // Marked where it would be the same row as its twin.
      line: hasTwin && isReturn ? texts.joined(unit, .none, Bytes("#return")) : unit)
    line.eventAt = record[sale.date]
    line.saleDate = line.eventAt?.moscowDay
    line.sourceUpdatedAt = record[sale.lastChangeDate]
    line.statusSource = Bytes(isReturn ? "return" : "sale")
    line.statusNorm = Bytes(isReturn ? "RETURNED" : "DELIVERED")
    line.article = record[sale.supplierArticle]
    line.barcode = record[sale.barcode]
    line.title = record[sale.subject] ?? record[sale.brand]
    line.brand = record[sale.subject] == nil ? nil : record[sale.brand]
    line.item = record[sale.nmId].map(texts.digits)
    line.product = line.item
    try Self.addMoney(record, isReturn: isReturn, to: &line)
    try settle(&line)
    try take(consume line)
  }

  private static func addMoney(
    _ record: RecordView, isReturn: Bool, to line: inout SalesLine
  ) throws(Decimal4.Overflow) {
    let price = record[sale.priceWithDisc] ?? .zero
    let effective = try price.magnitude()
    let paid = record[sale.finishedPrice] ?? .zero
    let payable = record[sale.forPay] ?? .zero
    line.qty = isReturn ? try -Decimal4.one : .one
    line.priceList = try record[sale.totalPrice]?.magnitude()
    line.priceEffective = effective
    line.amount = try effective * line.qty
    line.payable = record[sale.forPay]
    line.isPreliminary = isPreliminary(record)
    line.money.customer = paid
    line.money.coinvest = try price - paid
    line.money.commission = try payable - price
    line.money.priceList = effective
    line.money.commissionPercent = try Decimal4.percent(of: price - payable, in: price)
    line.money.coinvestPercent = record[sale.spp]
  }

  /// What a row without saleID shares with its twin: the id is `srid/sale` or `srid/return`.
  static func unit(_ naturalID: Bytes) -> Bytes {
    let suffix = naturalID.hasSuffix("/return") ? 7 : naturalID.hasSuffix("/sale") ? 5 : 0
    return naturalID.prefix(naturalID.count - suffix)
  }

  /// saleID begins with R; without one the money is negative.
  private static func isReturn(_ record: RecordView) -> Bool {
    if let saleID = record[sale.saleID] { return saleID.first == 0x52 }
    return record[sale.forPay]?.isNegative ?? false
  }

  /// Money that is still 0, or not sent, beside a price that is not.
  private static func isPreliminary(_ record: RecordView) -> Bool {
    guard let total = record[sale.totalPrice], !total.isZero else { return false }
    func isMissing(_ field: Field<Decimal4>) -> Bool { record[field]?.isZero ?? true }
    return isMissing(sale.forPay) || isMissing(sale.finishedPrice)
      || isMissing(sale.priceWithDisc)
  }
}
