import Domain
import EventLog
import Projecting

/// Gathers what tables look up, stream by stream, however the events lie in the log: beside the
/// look-ups themselves nothing is held of them that does not go to temporary files when it must.
final class ReferenceGathering {
  private let events: SpillSorter
  private let budget: SortBudget
  private let keeper = EventKeeper()
  private let takes = References.takes
  private let stream = ByteBuffer()
  private let group = ByteBuffer()

  /// `folder`: where temporary files are made, when the budget has an end.
  init(in folder: String, _ budget: SortBudget) {
    self.budget = budget
    events = SpillSorter(in: folder, name: "references", budget)
  }

  /// Keeps an event that takes part in look-ups.
  func take(_ view: EventView) throws {
    guard takes[view.schemaIndex] else { return }
    stream.removeAll()
    stream.append(view.source.name)
    stream.append(0x2F)
    stream.append(view.naturalID)
    group.removeAll()
    RowKey.append(stream.bytes, to: group)
    try keeper.keep(view, group: group.bytes, in: events)
  }

  /// About how many bytes the look-ups take.
  private(set) var size = 0

  /// The look-ups, when the whole log was seen; what they take counts with what is sorted.
  ///
  /// `stating` is told of each event that answers a question.
  func finish(
    stating: @escaping (LookupKey, Int64) -> Void = { _, _ in }
  ) throws -> References {
    try References(
      { take in
        try keeper.forEachGroup(in: events) { _, stream in
          for document in stream.documents {
            let added = try take(document.versions)
            size += added
            try budget.grow(added)
          }
        }
      }, stating: stating)
  }
}
