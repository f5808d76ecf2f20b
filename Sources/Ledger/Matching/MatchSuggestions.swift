import EventLog
import Projecting

/// Items of 1C that a product without nomenclature may be, and why each is offered.
package struct MatchSuggestions {
  private let ledger: Ledger

  package init(_ ledger: Ledger) { self.ledger = ledger }

  /// Up to `limit` candidates a product, the best first: articles that are alike but for signs,
  /// ambiguous articles, and owners of an ambiguous barcode.
  package func answer(limit: Int) throws -> Answer {
    let log = try ledger.book.openLog()
    let references = try TablesAtHead.references(log, log.head())
    let unmatched = try Matching(ledger).unmatched()
    var rows: [[Answer.Cell]] = []
    for row in unmatched.rows {
      guard case .text(let connection) = row[0], case .text(let product) = row[1] else { continue }
      let article: String? = if case .text(let text) = row[2] { text } else { nil }
      let found = references.candidates(connection, product: product, article: article)
      for candidate in found.prefix(limit) {
        rows.append([
          row[0], row[1], row[2], .text(candidate.nomenclature),
          candidate.article.map { .text($0) } ?? .null,
          candidate.description.map { .text($0) } ?? .null, .text(candidate.reason), row[5],
        ])
      }
    }
    return Answer(
      columns: [
        "connection", "product", "seller_sku", "nomenclature", "article", "description", "why",
        "amount_line",
      ], rows: rows)
  }
}
