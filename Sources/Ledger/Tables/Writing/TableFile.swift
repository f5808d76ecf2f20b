import Domain
import Projecting

/// Where the finished rows of a projector's tables go: a file that is made once.
///
/// Members of groups come first, in order; then the rows of each table in the order of their key.
protocol TableFile: AnyObject {
  /// Says that an event is in a group.
  func addMember(_ group: Bytes, _ position: Int64) throws

  /// Adds a row with its trace to a table.
  func add(_ row: RowCells, table: Int) throws

  /// Says what the rows asked of other documents, after all rows.
  func addQuestions(_ questions: AskedQuestions) throws

  /// Says that an event was set aside; in order of position, after all rows.
  func addQuarantined(_ event: Quarantine.Event) throws

  /// Writes what is left, and what the file says of itself; then it is whole; who publishes it
  /// syncs it.
  func finish(_ meta: TableMeta) throws
}
