/// Rows with named columns: what queries answer.
package struct Answer: Sendable {
  package let columns: [String]
  package let rows: [[Cell]]

  /// What whoever reads the rows has to know, a line each.
  package var notes: [String] = []

  /// A cell with its exact value.
  package enum Cell: Sendable, Equatable {
    case null
    /// A number by its exact digits, as JSON writes it.
    case number(String)
    case text(String)

    /// Bytes in memory, about.
    package var size: Int {
      switch self {
      case .null: 24
      case .number(let text), .text(let text): text.utf8.count < 16 ? 24 : 56 + text.utf8.count
      }
    }

    package static func integer(_ value: Int64) -> Cell { .number(String(value)) }
  }

  package init(columns: [String], rows: [[Cell]]) {
    self.columns = columns
    self.rows = rows
  }
}
