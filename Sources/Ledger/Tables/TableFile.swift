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

  /// Says that an event was set aside; in order of position, after all rows.
  func addQuarantined(_ event: Quarantine.Event) throws

  /// Writes what is left, and what the file says of itself; then it is whole; who publishes it
  /// syncs it.
  func finish(_ meta: TableMeta) throws
}

/// How the file of a table is written.
package enum WritingWay: String, CaseIterable, Sendable {
  /// Page by page in SQLite's file format.
  case pages

  /// By prepared statements, for schemas that pages cannot do, and to compare with.
  case statements

  /// Why pages cannot write a projector's tables; `nil` when they can.
  static func refusal(_ projector: any Projector) -> String? {
    let schema = TableSchemas(projector)
    return PageFile.refusal(of: schema)
  }
}
