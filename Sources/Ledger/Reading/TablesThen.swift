package import Projecting

/// Read tables as they stood at a position, or as they lie in a folder.
package enum TablesThen: Sendable {
  case position(Int64)
  case folder(String)
}

extension Ledger {
  /// How tables differ between two states of the books, in order.
  package func differences(
    from old: TablesThen, to new: TablesThen, _ projectors: [any Projector],
    rowsMax: Int = TableDifference.rowsMax
  ) throws -> [TableDifference] {
    try standing(old, projectors) { before in
      try standing(new, projectors) { after in
        try TablesApart(ledger: self, projectors: projectors, rowsMax: rowsMax)
          .differences(from: before, to: after)
      }
    }
  }

  private func standing<Result>(
    _ then: TablesThen, _ projectors: [any Projector], _ body: (TableFolder) throws -> Result
  ) throws -> Result {
    switch then {
    case .position(let position): return try asOf(position, projectors, body)
    case .folder(let path):
      let folder = TableFolder(path)
      guard projectors.contains(where: { folder.current(type(of: $0).alias) != nil }) else {
        throw LedgerError(.noInput, "there are no tables in \(path)")
      }
      return try body(folder)
    }
  }
}
