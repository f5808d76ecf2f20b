package import EventLog
import Digest
import Domain
import Platform
package import Projecting
import SQLite

/// Builds tables from the first event to a position: one scan of the log feeds all of them.
package struct Rebuild {
  package let folder: TableFolder
  package let projectors: [any Projector]
  package var options = Options()

  /// Told now and then how many events are done of how many.
  package var progress: (Int64, Int64) -> Void = { _, _ in }

  /// Asked now and then whether the build shall end unfinished.
  package var isStopped: @Sendable () -> Bool = { false }

  package init(_ projectors: [any Projector], in folder: TableFolder) {
    self.projectors = projectors
    self.folder = folder
  }

  /// How a build goes about its work; the tables are the same whatever it says.
  package struct Options: Sendable {
    /// Tables that are folded and written at once; one: no second thread at all.
    package var jobs: Int

    /// How files are written where the schema leaves a choice.
    package var way = WritingWay.pages

    /// Bytes of events, look-ups and rows that are held before temporary files are used.
    package var memoryMax = 256 << 20

    /// Tables that set events aside which cannot be folded, instead of stopping at them.
    package var quarantining: Set<String> = []

    /// Whether the folder is the book's own: what is looked up stays there for updates.
    var isOfBook = false

    /// Whether tables that an earlier build of this position finished are taken as they are.
    package var resumes = false

    package init(jobs: Int = Machine.processors) { self.jobs = jobs }
  }

  /// What became of one table.
  package struct Built: Sendable {
    package let alias: String
    package let meta: TableMeta

    /// Wall seconds of fold and file, without the scan; 0 when an earlier build had finished it.
    package let seconds: Double

    /// Events that make its rows.
    package let events: Int

    /// Events set aside.
    package let quarantined: Int
  }

  /// Builds the files and leaves them beside the current generations, finished and unpublished.
  package func build(from log: EventLog, _ head: EventLog.Head) throws -> [Built] {
    let kept = options.resumes ? try finished(at: head) : [:]
    let open = projectors.filter { kept[type(of: $0).alias] == nil }
    let built = try build(open, from: log, head)
    return projectors.compactMap { projector in
      let alias = type(of: projector).alias
      return kept[alias] ?? built.first { $0.alias == alias }
    }
  }

  private func build(
    _ projectors: [any Projector], from log: EventLog, _ head: EventLog.Head
  ) throws -> [Built] {
    if projectors.isEmpty { return [] }
    let watch = BuildWatch(events: head.position, isStopped, progress)
    let keeper = EventKeeper()
    let budget = SortBudget(max: options.memoryMax / 2)
    let gathering = ReferenceGathering(in: folder.path, budget)
    let builders = projectors.map {
      TableBuilder($0, in: folder, budget, plan(for: $0), watch)
    }
    // Which builders want an event, by its type.
    let takers = EventTypes.all.indices.map { type in builders.filter { $0.takes[type] } }
    let told = Described(log)
    var times = BuildTimes(folder)
    let start = Machine.seconds
    var read = 0
    try log.forEachEvent(
      through: head.position, of: Self.kinds(of: projectors), isReadAhead: options.jobs > 1
    ) { view in
      if view.position & 0x3FFF == 0 { try watch.scanned(view.position) }
      read += 1
      let event = keeper.event(view)
      try gathering.take(view)
      for number in takers[view.schemaIndex].indices {
        try Lent(takers[view.schemaIndex][number]).use { builder in
          try told.describing(builder.alias) { try builder.take(view, event) }
        }
      }
    }
    for builder in builders { try builder.gather() }
    let references = try lookUps(gathering, projectors, head)
    times.note(BuildTimes.scan, events: read, seconds: Machine.seconds - start)
    watch.folding(builders.reduce(0) { $0 + $1.eventCount })
    // The longest first, so that the workers end together.
    let work = builders.sorted { $0.eventCount > $1.eventCount }
    // Look-ups stay to the end; rows and the keys of indexes share what they leave.
    let rest = max(options.memoryMax / 4, options.memoryMax - gathering.size)
    let rowsMax = rest / 2 / max(1, options.jobs)
    // Each remembers answers of its own, as long as it is at work.
    Workers(options.jobs).perform(work.count) { index in
      work[index].run(references.copy(), head, rowsMax: rowsMax)
    }
    let built = try builders.map { builder in
      try told.describing(builder.alias) { try builder.result() }
    }
    for table in built { times.note(table.alias, events: table.events, seconds: table.seconds) }
    times.write()
    return built
  }

  /// What tables look up; where it stays, its index is written beside them.
  private func lookUps(
    _ gathering: ReferenceGathering, _ projectors: [any Projector], _ head: EventLog.Head
  ) throws -> References {
    guard options.isOfBook, Self.kinds(of: projectors).isSuperset(of: References.kinds) else {
      return try gathering.finish()
    }
    var answers = LookupIndex.Answers()
    let references = try gathering.finish { answers.add($0, $1) }
    try LookupIndex.make(in: folder, answers, head)
    return references
  }

  private func plan(for projector: any Projector) -> TableBuilder.Plan {
    TableBuilder.Plan(
      way: WritingWay.refusal(projector) == nil ? options.way : .statements,
      isParallel: options.jobs > 1,
      quarantines: options.quarantining.contains(type(of: projector).alias))
  }

  /// Tables that an earlier build, which was stopped, had finished for this very position and rules.
  private func finished(at head: EventLog.Head) throws -> [String: Built] {
    var built: [String: Built] = [:]
    for projector in projectors {
      let type = type(of: projector)
      guard let meta = folder.finishedMeta(type.alias), meta.position == head.position,
        meta.headHash == head.hash.hex, meta.fingerprint == type.fingerprint
      else { continue }
      built[type.alias] = Built(
        alias: type.alias, meta: meta, seconds: 0, events: 0,
        quarantined: try folder.quarantined(
          in: Connection(folder.finished(type.alias), .readSealed)
        )
        .count)
    }
    return built
  }

  static func kinds(of projectors: [any Projector]) -> Set<StreamKind> {
    projectors.reduce(into: []) { kinds, projector in
      kinds.formUnion(type(of: projector).kinds)
      kinds.formUnion(type(of: projector).references)
    }
  }
}
