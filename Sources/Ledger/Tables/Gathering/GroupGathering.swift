import Domain
import EventLog
import Projecting

/// Gathers a projector's events by the group that each makes rows in, however they lie in the log.
final class GroupGathering {
  private let projector: any Projector
  private let events: SpillSorter

  /// Events of documents whose group shows when all of them are there.
  private let linked: SpillSorter
  private let keeper = EventKeeper()
  private let links: [Bool]
  private let group = ByteBuffer()

  init(_ projector: any Projector, events: SpillSorter, linked: SpillSorter) {
    self.projector = projector
    self.events = events
    self.linked = linked
    links = EventTypes.wanted(type(of: projector).linked)
  }

  /// Keeps an event of a kind that makes rows; false for one that is in no group.
  func take(_ view: EventView, _ event: Event) throws -> Bool {
    if links[view.schemaIndex] {
      if event.isCompletion { return false }
      try keeper.keepLinked(view, in: linked)
      return true
    }
    group.removeAll()
    try projector.group(of: event, into: group)
    if group.count == 0 { return false }
    try keeper.keep(view, group: group.bytes, in: events)
    return true
  }

  /// Puts linked documents in their groups, when the whole log was seen.
  func finish() throws { try keeper.regroup(linked, into: events, by: projector.group) }

  /// Calls `body` with every group in order: its key and its documents.
  func forEachGroup(_ body: (Bytes, DocumentGroup) throws -> Void) throws {
    try keeper.forEachGroup(in: events, body)
  }
}
