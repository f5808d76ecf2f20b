package import Domain
package import Importing

/// Decisions in a CSV that a person wrote: `connection;product;nomenclature;reason`.
package struct DecisionTable {
  package private(set) var decisions: [Matching.Decision] = []

  package init(_ bytes: Bytes, author: String) throws(PayloadError) {
    var rows = CSVRows(bytes, try CSVDialect(of: bytes))
    var row = TableRowBuffer()
    guard try rows.next(&row) else { throw PayloadError("no header in the first line") }
    let header = row.borrowed { $0.strings.map { $0.lowercased() } }
    func column(_ name: String) throws(PayloadError) -> Int {
      if let index = header.firstIndex(of: name) { return index }
      throw PayloadError(
        "no column \(name); the columns are connection, product, nomenclature, reason", at: 0)
    }
    let places = (
      connection: try column("connection"), product: try column("product"),
      nomenclature: try column("nomenclature"), reason: try column("reason")
    )
    while try rows.next(&row) {
      let cells = row.borrowed { $0.strings }
      func cell(_ index: Int) -> String { index < cells.count ? cells[index] : "" }
      let nomenclature = cell(places.nomenclature)
      decisions.append(
        Matching.Decision(
          connection: cell(places.connection), product: cell(places.product),
          nomenclature: nomenclature.isEmpty ? nil : nomenclature, reason: cell(places.reason),
          author: author))
    }
  }
}
