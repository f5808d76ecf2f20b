import Domain
import EventLog
import Projecting

/// Reads the documents that answer look-ups from the log, those that are asked for and no others.
final class LoggedLookups: LookupSource {
  private let log: EventLog
  private let index: LookupIndex
  private let end: Int64
  private let shelf: BlockShelf
  private let keeper = EventKeeper()

  init(_ log: EventLog, _ index: LookupIndex, through end: Int64) {
    self.log = log
    self.index = index
    self.end = end
    shelf = BlockShelf(log)
  }

  func forEachEvent(answering lookups: [Lookup], _ body: (Event) throws -> Void) throws {
    let stating = try index.positions(answering: lookups)
    if stating.isEmpty { return }
    let taken = try log.takenBack(asOf: end)
    var positions: Set<Int64> = []
    try shelf.forEachEvent(at: stating) { view in
      if view.schema.isCompletion {
        if !taken.contains(view.position) { positions.insert(view.position) }
      } else {
        positions.formUnion(
          try log.positions(ofStream: view.naturalID, in: view.source, through: end))
      }
    }
    try shelf.forEachEvent(at: positions.sorted()) { view in try body(keeper.event(view)) }
  }
}
