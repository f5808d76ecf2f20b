import Domain
import Ledger
import Platform

/// Makes the payloads of a workload and imports them, page by page.
struct MadeUpBook {
  private let workload: Workload
  private let ledger: Ledger
  private let folder: String

  init(_ workload: Workload, _ ledger: Ledger, _ folder: String) {
    self.workload = workload
    self.ledger = ledger
    self.folder = folder
  }

  func fill() throws {
    _ = try ledger.connect(.init(name: "ut", marketplace: "1C"))
    _ = try ledger.connect(.init(name: "wb-main", marketplace: "WB", onec: "ut"))
    let products = Products(workload.items)
    var random = SeededRandom(1)
    try take("catalogue", products.catalogue(), "ut", 1)
    try take("prices", products.prices(&random), "ut", 1)
    var sales = SalesRows(products, seed: 2)
    for rows in pages(workload.sales) { try take("sales", sales.page(rows: rows), "wb-main", rows) }
    var finance = FinanceRows(products, seed: 3)
    for (number, rows) in pages(workload.financeRows).enumerated() {
      try take("finance", finance.page(number, rows: rows), "wb-main", rows)
    }
  }

  private func pages(_ rows: Int) -> [Int] {
    stride(from: 0, to: rows, by: Workload.pageRows).map { min(Workload.pageRows, rows - $0) }
  }

  private func take(_ name: String, _ bytes: [UInt8], _ connection: String, _ rows: Int) throws {
    let path = "\(folder)/\(name).json"
    try Files.replace(path, with: bytes)
    let request = ImportRequest(paths: [path], connection: connection)
    let measure = try Measure { _ = try ledger.take(request, updates: false) }
    Report.line("import of \(name), \(bytes.count >> 20) MB", measure, events: Int64(rows))
  }
}
