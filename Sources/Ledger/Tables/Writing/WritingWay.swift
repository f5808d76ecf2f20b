import Projecting

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
