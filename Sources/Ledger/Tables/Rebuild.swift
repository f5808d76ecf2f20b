package import EventLog
import Domain
import Platform
package import Projecting

/// Builds tables from the first event to a position: one scan of the log feeds all of them.
package struct Rebuild {
  package let folder: TableFolder
  package let projectors: [any Projector]

  /// Bytes of events and rows that are held before they go to temporary files.
  package var memoryMax = 256 << 20

  /// Told now and then how many events were read of how many.
  package var progress: (Int64, Int64) -> Void = { _, _ in }

  package init(_ projectors: [any Projector], in folder: TableFolder) {
    self.projectors = projectors
    self.folder = folder
  }

  /// What became of one table.
  package struct Built: Sendable {
    package let alias: String
    package let meta: TableMeta
    package let seconds: Double
  }

  /// Tables that are folded and written at once; they are the same with any number.
  package var jobs = Machine.processors

  /// Builds the files and leaves them beside the current generations, unpublished.
  package func build(from log: EventLog, _ head: EventLog.Head) throws -> [Built] {
    let references = References()
    let keeper = EventKeeper()
    let budget = SortBudget(max: memoryMax / 2)
    let rowsMax = memoryMax / 2 / max(1, jobs)
    let builders = projectors.map { TableBuilder($0, in: folder, budget, rowsMax: rowsMax) }
    try log.forEachEvent(through: head.position, of: kinds) { view in
      if view.position & 0xFFFF == 0 { progress(view.position, head.position) }
      let event = keeper.event(view)
      try references.fold(event)
      for builder in builders { try builder.take(view, event) }
    }
    for builder in builders { try builder.gather() }
    progress(head.position, head.position)
    // The longest first, so that the workers end together.
    let work = builders.sorted { $0.eventCount > $1.eventCount }
    // Copied before the workers start: the first look-up settles what they all share.
    let lookups = work.map { _ in references.copy() }
    Workers(jobs).perform(work.count) { index in work[index].run(lookups[index], head) }
    return try builders.map { try $0.result() }
  }

  private var kinds: Set<StreamKind> {
    projectors.reduce(into: []) { kinds, projector in
      kinds.formUnion(type(of: projector).kinds)
      kinds.formUnion(type(of: projector).references)
    }
  }
}
