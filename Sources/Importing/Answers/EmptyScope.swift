/// What an answer without rows is complete for, if it is complete.
package enum EmptyScope: Sendable {
  /// A list says by being empty that there is nothing: what the importer covers.
  case list

  /// Rows name the report, the day or the order that they are of; none name none.
  case nothing
}
