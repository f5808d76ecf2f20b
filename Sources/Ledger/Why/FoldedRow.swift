import Projecting

/// A row as a fold gave it.
struct FoldedRow: Equatable {
  let table: Int

  /// The columns of the table, then `first_seq`, `last_seq` and `loaded_at`.
  let cells: [Answer.Cell]
  let key: [Answer.Cell]
}
