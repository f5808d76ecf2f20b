package import Domain

/// A sum that the source gives, and the same sum over the rows of a table.
package struct Comparison: Sendable, Equatable {
  /// What is compared, such as `report 410022001`.
  package let subject: String

  /// What the source calls its sum.
  package let sourceName: String
  package let source: Decimal4

  /// What all three sums are in; `nil` for roubles.
  package var currency: String?
  package let table: String

  /// The sum over the table's rows; `nil` when it has none.
  package let lines: Decimal4?

  /// The source's sum less that of the rows.
  package let difference: Decimal4

  init(
    subject: String, sourceName: String, source: Decimal4, table: String, lines: Decimal4?
  ) throws {
    self.subject = subject
    self.sourceName = sourceName
    self.source = source
    self.table = table
    self.lines = lines
    difference = try source - (lines ?? .zero)
  }

  /// The comparisons that an import of these kinds asks for.
  static func all(
    _ ledger: Ledger, _ connection: String, _ files: [ImportReport.FileReport]
  ) throws -> [Comparison] {
    var found: [Comparison] = []
    let kinds = Set(files.filter { $0.alreadyImported == nil }.map(\.kind))
    if !kinds.isDisjoint(with: [WBFinanceRow.kind.name, WBFinanceStatement.kind.name]) {
      let reports = Set(files.flatMap(\.totals).compactMap { Int64($0.key) })
      found += try WBStatements.compare(ledger, connection, reports: reports)
    }
    if kinds.contains(OzonOperation.kind.name) {
      found += try OzonOperations.compare(ledger, connection)
    }
    if kinds.contains(YMNettingMovement.kind.name) {
      found += try YMBankOrders.compare(ledger, connection)
    }
    return found
  }
}
