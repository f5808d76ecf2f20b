import EventLog
import Projecting

extension EventLog {
  /// Calls `body` with every event that says something that is looked up, those of documents first.
  ///
  /// Of kinds that claim alone nothing else is read: blocks without a claim stay packed.
  func forEachReference(
    after start: Int64 = 0, through end: Int64, _ body: (EventView) throws -> Void
  ) throws {
    try forEachEvent(after: start, through: end, of: References.facts, body)
    try forEachCompletion(
      of: References.kinds.subtracting(References.facts), after: start, through: end, body)
  }
}
