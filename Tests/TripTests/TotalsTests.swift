import Domain
import Ledger
import TestKit
import Testing

@Suite("Totals agree with what a person adds up")
struct TotalsTests {
  @Test(arguments: Trip.all)
  func `the totals of the tables`(_ trip: Trip) throws {
    let book = try TemporaryBook(after: trip)
    for file in PackageFolder.names(in: "fixtures/\(trip.name)") where file.hasPrefix("totals") {
      let sections = try ExactJSON(PackageFolder.bytes(of: trip.file(file))).members
      for (table, totals) in sections where table.wholeMatch(of: /p9\d\d\w*/) != nil {
        let rows = try #require(try ReadRows.rows(of: table, book.ledger), "no table \(table)")
        Self.expect(totals.members, of: RowTotals(rows), "\(file) \(table)")
      }
    }
  }

  @Test(arguments: Trip.all)
  func `the totals of the payloads`(_ trip: Trip) throws {
    guard PackageFolder.names(in: "fixtures/\(trip.name)").contains("totals.json") else { return }
    let sections = try ExactJSON(PackageFolder.bytes(of: trip.file("totals.json"))).members
    let drafts = try PayloadTotals(trip)
    for (kind, totals) in sections where kind.contains(".") {
      for (name, value) in totals.members {
        let isApart = ["files", "reports", "pending_that_became_final"].contains(name)
        if isApart || name.contains(".") { continue }
        Self.expect(try drafts.total(name, of: kind), value, "\(kind) \(name)")
      }
      let files = totals.members["files"]?.members ?? totals.members.filter { $0.key.contains(".") }
      for (file, totals) in files {
        for (name, value) in totals.members {
          Self.expect(try drafts.total(name, of: kind, in: file), value, "\(file) \(name)")
        }
      }
    }
  }

  @Test func `a settlement statement that does not agree with its rows shows the difference`()
    throws
  {
    let trip = try Trip("wb-orders-promotions")
    let book = try TemporaryBook(after: trip)
    let statements = try PayloadTotals(trip).drafts(of: "wb.finance-statements")
    let sections = try ExactJSON(PackageFolder.bytes(of: trip.file("totals.json"))).members
    let rows = RowTotals(try ReadRows.rows(of: "p903", book.ledger) ?? [])
    let reports = try #require(sections["wb.finance-statements"]?["reports"]).members
    #expect(reports.count == 2)
    for (report, totals) in reports {
      let lines = rows.filtered("report_id", report)
      let statement = try #require(
        statements.first { $0.values["reportId"]?.number?.description == report })
      let bank = try #require(statement.values["bankPaymentSum"]?.number?.units(4))
      let payout = try #require(lines.sum("payout_amount"))
      let loyalty = try #require(lines.sum("loyalty_amount"))
      Self.expect([Int128(lines.rows.count) * 10_000], totals["rows"], report)
      Self.expect([payout], totals["payout_amount"], report)
      Self.expect([loyalty], totals["loyalty_amount"], report)
      Self.expect([bank], totals["bank_payment_sum"], report)
      Self.expect([bank - payout - loyalty], totals["difference"], report)
    }
  }

  @Test func `a pending movement that became final is one row`() throws {
    let trip = try Trip("ym-netting")
    let book = try TemporaryBook(after: trip)
    let rows = try #require(try ReadRows.rows(of: "p907", book.ledger))
    let movements = Set(try PayloadTotals(trip).drafts(of: "ym.netting").map(\.naturalID))
    let sections = try ExactJSON(PackageFolder.bytes(of: trip.file("totals.json"))).members
    Self.expect(
      [Int128(movements.count - rows.count) * 10_000],
      sections["ym.netting"]?["pending_that_became_final"], "p907")
  }

  private static func expect(
    _ totals: [String: ExactJSON], of rows: RowTotals, _ place: String
  ) {
    for (name, value) in totals {
      if name == "reports" {
        for (report, inside) in value.members {
          expect(inside.members, of: rows.filtered("report_id", report), "\(place) \(report)")
        }
      } else {
        expect(rows.total(name), value, "\(place) \(name)")
      }
    }
  }

  /// Compares sums of ten-thousandths with numbers, be they written as text or not.
  private static func expect(_ sums: [Int128]?, _ value: ExactJSON?, _ place: String) {
    guard let sums, let value else {
      Issue.record("\(place): nobody knows how to reckon it")
      return
    }
    let values = value.elements.isEmpty ? [value] : value.elements
    let expected = values.map { ($0.number ?? $0.text.flatMap { ExactNumber($0) })?.units(4) }
    #expect(sums.map { $0 } == expected.map { $0 ?? .min }, "\(place)")
  }
}

/// Adds up rows of a table, exactly.
struct RowTotals {
  let rows: [[String: ExactJSON]]

  init(_ rows: [[String: ExactJSON]]) { self.rows = rows }

  func filtered(_ column: String, _ value: String) -> RowTotals {
    RowTotals(
      rows.filter {
        $0[column]?.text == value
          || $0[column]?.number == ExactNumber(value) && $0[column]?.number != nil
      })
  }

  /// The sum of a column of numbers.
  func sum(_ column: String) -> Int128? {
    var sum: Int128 = 0
    for row in rows {
      guard let cell = row[column] else { return nil }
      guard cell != .null else { continue }
      guard let units = cell.number?.units(4) else { return nil }
      sum += units
    }
    return sum
  }

  /// `rows`, a sum of numbers, a count of other values, or either of them `where column=value and …`.
  func total(_ name: String) -> [Int128]? {
    if let words = name.firstRange(of: " where ") {
      var part = self
      for condition in name[words.upperBound...].split(separator: " and ") {
        let sides = condition.split(separator: "=", maxSplits: 1).map(String.init)
        part = part.filtered(sides[0], sides[1])
      }
      return part.total(String(name[..<words.lowerBound]))
    }
    switch name {
    case "rows": return [Int128(rows.count) * 10_000]
    case "price_not_withdrawn": return filtered("is_withdrawn", "0").total("price")
    case "excel_rows": return filtered("source", "EXCEL").total("rows")
    case "excel_price": return filtered("source", "EXCEL").total("price")
    default:
      if let sum = sum(name) { return [sum] }
      guard rows.allSatisfy({ $0[name] != nil }) else { return nil }
      return [Int128(rows.filter { $0[name] != .null }.count) * 10_000]
    }
  }
}

/// Adds up what the importers made of a trip's payloads.
struct PayloadTotals {
  private var byFile: [(file: String, drafts: [ReadDraft])] = []

  init(_ trip: Trip) throws {
    for step in trip.plan.imports {
      for file in step.files {
        let bytes = try PackageFolder.bytes(of: trip.file(file))
        let importer = try #require(
          step.kind.flatMap { PayloadReading.importer(named: $0) }
            ?? PayloadReading.importers(of: bytes).first)
        byFile.append(
          (
            file,
            try PayloadReading.drafts(
              of: bytes, named: file, by: importer, PayloadReading.context(of: step, in: trip))
          ))
      }
    }
  }

  /// The drafts of a kind, in all payloads or in one; `1-march.zip/returned.csv` is a file in a file.
  func drafts(of kind: String, in file: String? = nil) -> [ReadDraft] {
    let parts = file?.split(separator: "/").map(String.init) ?? []
    let inside = parts.count > 1 ? parts[1].split(separator: ".").first.map(String.init) : nil
    return byFile.filter { file == nil || $0.file == parts.first }.flatMap(\.drafts)
      .filter { $0.kind == kind && (inside == nil || $0.values["sheet"]?.text == inside) }
  }

  /// What is added up under each name.
  private enum Reckoning {
    /// Over all rows.
    case sum(String)
    /// Over the lines of all rows.
    case sumOfLines(String, String)
    case product(String, String, String)
    case lines(String)
    case rows(String)
    /// Over the latest state of each document.
    case latest(String)
    case documents
  }

  private static let reckonings: [String: [String: [Reckoning]]] = [
    "table.dealer-prices": ["price": [.sum("price")]],
    "1c.prices": ["Цена": [.sum("price")]],
    "1c.purchases": [
      "lines": [.lines("lines")], "Количество": [.sumOfLines("lines", "quantity")],
      "СуммаСНДС": [.sumOfLines("lines", "amount_with_vat")],
      "СуммаНДС": [.sumOfLines("lines", "vat")], "СуммаДокумента": [.sum("amount")],
    ],
    "1c.organizations": ["items": [.documents]],
    "1c.counterparties": ["items": [.documents]],
    "lemana.prices": [
      "rows": [.lines("salesPrices")],
      "price": [
        .sumOfLines("salesPrices", "salesPrice"), .sumOfLines("salesPrices", "retailPrice"),
      ],
    ],
    "lemana.parcels": [
      "lines": [.lines("products")], "qty": [.sumOfLines("products", "qty")],
      "parcelPrice": [.sum("parcelPrice")], "deliveryCost": [.sum("deliveryCost")],
      "price_x_qty": [.product("products", "price", "qty")],
    ],
    "wb.orders": [
      "orders": [.documents], "cancelled": [.latest("isCancel")],
      "totalPrice": [.latest("totalPrice")], "priceWithDisc": [.latest("priceWithDisc")],
      "finishedPrice": [.latest("finishedPrice")],
    ],
    "wb.fbs-orders": [
      "price_hundredths": [.sum("price")], "converted_price": [.sum("convertedPrice")],
    ],
    "wb.promotions": [
      "rows": [.rows("wb.promotions.promotion@1")],
      "nomenclatures": [.rows("wb.promotions.nomenclature@1")], "in_action": [.sum("inAction")],
      "price": [.sum("price")], "planPrice": [.sum("planPrice")],
    ],
    "wb.finance-statements": ["bankPaymentSum": [.sum("bankPaymentSum")]],
    "ym.netting": ["transaction_sum": [.sum("transaction_sum")], "movements": [.documents]],
    "ym.realization": [
      "price_sum_without_discounts": [.sum("price_sum_with_vat_and_no_discounts")],
      "price_sum_with_discounts": [.sum("price_sum_with_vat_and_discounts")],
    ],
  ]

  /// In ten-thousandths; `nil` when nobody knows how.
  func total(_ name: String, of kind: String, in file: String? = nil) throws -> [Int128]? {
    let drafts = drafts(of: kind, in: file)
    if kind == "ym.realization", name == "redeemed_price" {
      return ["redeemed_price", "redeemed_price_2"].map { name in
        drafts.reduce(0) { $0 + Self.units($1.values[name]) }
      }
    }
    if let known = Self.reckonings[kind]?[name] {
      let sum = known.reduce(0) { $0 + Self.reckon($1, drafts) }
      return [name == "price_hundredths" ? sum * 100 : sum]
    }
    switch name {
    case "rows": return [Int128(drafts.count) * 10_000]
    case "rows_not_in_roubles":
      return [Int128(drafts.filter { $0.values["currencyCode"]?.text != "RUB" }.count) * 10_000]
    default: return nil
    }
  }

  private static func reckon(_ reckoning: Reckoning, _ drafts: [ReadDraft]) -> Int128 {
    switch reckoning {
    case .sum(let field): drafts.reduce(0) { $0 + units($1.values[field]) }
    case .sumOfLines(let list, let field):
      drafts.flatMap { $0.values[list]?.elements ?? [] }.reduce(0) { $0 + units($1[field]) }
    case .product(let list, let first, let second):
      drafts.flatMap { $0.values[list]?.elements ?? [] }
        .reduce(0) { $0 + units($1[first]) * units($1[second]) / 10_000 }
    case .lines(let list):
      Int128(drafts.flatMap { $0.values[list]?.elements ?? [] }.count) * 10_000
    case .rows(let type): Int128(drafts.filter { $0.type == type }.count) * 10_000
    case .latest(let field): latest(drafts).reduce(0) { $0 + units($1.values[field]) }
    case .documents: Int128(Set(drafts.map(\.naturalID)).count) * 10_000
    }
  }

  private static func latest(_ drafts: [ReadDraft]) -> [ReadDraft] {
    Dictionary(grouping: drafts, by: \.naturalID).values.compactMap { states in
      states.max { $0.clock < $1.clock }
    }
  }

  private static func units(_ value: ExactJSON?) -> Int128 {
    switch value {
    case .number(let number): number.units(4) ?? 0
    case .flag(let flag): flag ? 10_000 : 0
    default: 0
    }
  }
}
