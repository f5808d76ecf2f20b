import Domain
import Projecting

private let fields = OzonAccrual()
private let product = OzonAccrual.Product()
private let itemFees = OzonAccrual.ItemFees()
private let fee = OzonAccrual.Fee()
private let postingFee = OzonPostingFee()

extension OzonFact {
  /// An accrual of a day: type ids instead of names, and sums by article.
  init(accrual document: Document, _ texts: KeptTexts) throws {
    let record = try document.latest.record()
    var lines = try Self.products(record, texts) + Self.itemLines(record, texts)
    let whole =
      try Self.fees(record, fields.non_item_fee) + Self.fees(record, fields.container_fees)
    if !whole.isEmpty || lines.isEmpty {
      var line = Line(nil)
      for fee in whole { try line.money.add(fee, to: .servicesOut) }
      lines.append(line)
    }
    if let total = record[fields.total_amount] { try Self.explain(total, &lines) }
    let unit = record[fields.unit_number]
    let date = record[fields.date]
    let id =
      record[fields.accrual_id].map(texts.digits)
      ?? texts.copy(
        [
          unit?.string ?? "", lines.first?.sku?.string ?? "",
          record[fields.accrued_category]?.string ?? "", date?.description ?? "",
          record[fields.total_amount]?.description ?? "", String(record[fields.ordinal] ?? 1),
        ].joined(separator: "/"))
    self.init(
      document: document, id: id, number: unit, date: date,
      currency: record[fields.currency] ?? SalesLine.roubles, lines: lines, type: .accrual)
    booksSale = lines.contains { $0.sale > .zero }
    booksReturn = lines.contains { $0.sale < .zero }
  }

  private static func products(_ record: RecordView, _ texts: KeptTexts) throws -> [Line] {
    var lines: [Line] = []
    try record.forEach(fields.products) { entry in
      var line = Line(entry[product.sku].map(texts.digits))
      line.sale = entry[product.sale_amount] ?? .zero
      line.commissionPercent = try entry[product.commission_percent]?.rounded(to: 2)
      try line.money.addSale(line.sale)
      try line.money.add(entry[product.sale_commission] ?? .zero, to: .commissionOut)
      try line.money.add(entry[product.delivery_total] ?? .zero, to: .logisticsOut)
      lines.append(line)
    }
    return lines
  }

  private static func itemLines(_ record: RecordView, _ texts: KeptTexts) throws -> [Line] {
    var lines: [Line] = []
    try record.forEach(fields.item_fees) { entry in
      var line = Line(entry[itemFees.sku].map(texts.digits))
      for fee in try fees(entry, itemFees.fees) { try line.money.add(fee, to: .servicesOut) }
      lines.append(line)
    }
    return lines
  }

  private static func fees(
    _ record: RecordView, _ field: Field<List<OzonAccrual.Fee>>
  ) throws -> [Decimal4] {
    var amounts: [Decimal4] = []
    try record.forEach(field) { amounts.append($0[fee.accrued] ?? .zero) }
    return amounts
  }

  /// What the lines leave of the accrual's amount is services, shared equally.
  private static func explain(
    _ total: Decimal4, _ lines: inout [Line]
  ) throws(Decimal4.Overflow) {
    var rest = total
    for line in lines { rest = try rest - line.money.total() }
    let shares = Decimal4.shares(of: rest, by: lines.map { _ in Decimal4.one })
    for (index, share) in shares.enumerated() {
      try lines[index].money.add(share, to: .servicesOut)
    }
  }

  /// A fee of a posting: no id, so that everything it says is its name.
  init(fee document: Document, _ texts: KeptTexts) throws {
    let record = try document.latest.record()
    let number = record[postingFee.posting_number]
    let sku = record[postingFee.sku].map(texts.digits)
    let accrued = record[postingFee.accrued] ?? .zero
    var line = Line(sku)
    try line.money.add(accrued, to: .servicesOut)
    let id = [
      number?.string ?? "", sku?.string ?? "",
      record[postingFee.type_id].map(String.init) ?? "",
      record[postingFee.accrual_date]?.description ?? "", accrued.description,
      String(record[postingFee.ordinal] ?? 1),
    ].joined(separator: "/")
    self.init(
      document: document, id: texts.copy(id), number: number, date: record[postingFee.accrual_date],
      currency: record[postingFee.currency] ?? SalesLine.roubles, lines: [line], type: .accrual)
  }
}
