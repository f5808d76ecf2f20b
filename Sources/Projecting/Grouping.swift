/// Which documents make rows together, and how the rows of a group are found again.
package enum Grouping: Sendable {
  /// Each document by itself, and the group's key is the row's primary key (`RowKey`) or its
  /// beginning of so many columns: groups in order are rows in order.
  case document(keyColumns: Int)

  /// Documents that share the key that the projector gives them.
  case named
}

extension Grouping {
  /// Whether rows have their group behind them.
  package var isNamed: Bool { if case .named = self { true } else { false } }
}
