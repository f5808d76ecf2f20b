import Domain
import Ledger
import Platform

/// Makes the payloads of a workload and imports them, page by page.
struct MadeUpBook {
  private let workload: Workload
  private let ledger: Ledger
  private let folder: String
  private let products: Products
  private var finance: FinanceRows

  /// Whether the payloads stay in the folder, for other engines to read.
  var keepsPayloads = false

  /// What the imports took so far.
  private(set) var spent = Measure(wall: 0, processor: 0)

  init(_ workload: Workload, _ ledger: Ledger, _ folder: String) {
    self.workload = workload
    self.ledger = ledger
    self.folder = folder
    products = Products(workload.items)
    finance = FinanceRows(products, seed: 3)
  }

  mutating func fill() throws {
    _ = try ledger.connect(.init(name: "ut", marketplace: "1C"))
    _ = try ledger.connect(.init(name: "wb-main", marketplace: "WB", onec: "ut"))
    _ = try ledger.connect(.init(name: "ozon-main", marketplace: "OZON", onec: "ut"))
    _ = try ledger.connect(.init(name: "ym-main", marketplace: "YM", onec: "ut"))
    var random = SeededRandom(1)
    try take("catalogue", products.catalogue(), "ut", 1)
    try take("prices", products.prices(&random), "ut", 1)
    var sales = SalesRows(products, seed: 2)
    for (number, rows) in pages(workload.sales).enumerated() {
      try take("sales-\(number)", sales.page(rows: rows), "wb-main", rows)
    }
    var operations = OzonOperations(products, seed: 4)
    for (number, rows) in pages(workload.ozonOperations).enumerated() {
      try take("operations-\(number)", operations.page(rows: rows), "ozon-main", rows)
    }
    var netting = NettingRows(products, seed: 5)
    for rows in pages(workload.yandexMovements) {
      try take("netting.csv", netting.page(rows: rows), "ym-main", rows)
    }
    for (number, rows) in pages(workload.financeRows).enumerated() {
      let digits = String(number + 1000).dropFirst()
      try take("finance-\(digits)", finance.page(number, rows: rows), "wb-main", rows)
    }
  }

  /// One small import into the full book, with an update of its tables.
  mutating func addOnce(_ rows: Int) throws {
    let path = "\(folder)/little.json"
    try Files.replace(path, with: finance.page(9_800, rows: rows))
    _ = try ledger.take(ImportRequest(paths: [path], connection: "wb-main"))
  }

  /// Small imports into the full book, tables and all, beside a full rebuild.
  mutating func addLittle(_ rows: Int, rounds: Int) throws {
    let path = "\(folder)/little.json"
    var ratios: [Double] = []
    for round in 0..<rounds {
      try Files.replace(path, with: finance.page(9_900 + round, rows: rows))
      let request = ImportRequest(paths: [path], connection: "wb-main")
      _ = try ledger.take(request, updates: false)
      let update = try Measure { _ = try ledger.update(Projectors.all) }
      let full = try Measure { _ = try ledger.rebuild(Projectors.all, Rebuild.Options(jobs: 1)) }
      Report.line("update of all tables after \(rows) more rows", update, events: Int64(rows))
      ratios.append(update.processor / full.processor)
    }
    Report.ratio(
      "update after \(rows) more rows, CPU ÷ full rebuild", Ratio(ratios), goal: "≤ 0.01")
  }

  private func pages(_ rows: Int) -> [Int] {
    stride(from: 0, to: rows, by: Workload.pageRows).map { min(Workload.pageRows, rows - $0) }
  }

  private mutating func take(_ name: String, _ bytes: [UInt8], _ connection: String, _ rows: Int)
    throws
  {
    let path = "\(folder)/\(name)"
    try Files.replace(path, with: bytes)
    let request = ImportRequest(paths: [path], connection: connection)
    let measure = try Measure { _ = try ledger.take(request, updates: false) }
    spent += measure
    Report.line("import of \(name), \(bytes.count >> 20) MB", measure, events: Int64(rows))
    if !keepsPayloads { try Files.remove(path) }
  }
}
