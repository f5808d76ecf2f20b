/// How a column's values are stored.
struct Column: Sendable {
  /// Its declared type, as STRICT tables have it.
  enum Kind: UInt8, Sendable {
    case integer
    case text
    case blob
  }

  let kind: Kind

  /// NOT NULL, or a column of the primary key.
  let isRequired: Bool
}
