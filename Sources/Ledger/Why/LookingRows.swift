import Domain
import EventLog
import Platform
import Projecting

/// Finds the rows that look up what some documents say: every group of a table is folded, and seen
/// what it asks.
///
/// That takes as long as a rebuild of the table, so it is done only for who asks. A row counts when its
/// group asks a question that the documents take part in answering, whether or not they decide it.
struct LookingRows {
  /// The questions that the documents take part in answering.
  private let lookups: Set<Lookup>
  private let ledger: Ledger
  private let log: EventLog

  /// Bytes of events that are held before they go to temporary files.
  private static let memoryMax = 64 << 20

  /// The documents are those that an import's events touch, in all their versions: who asked for what
  /// they said before depends on the import as well.
  init(of record: ImportRecord, _ ledger: Ledger, _ log: EventLog) throws {
    var positions: Set<Int64> = []
    var streams: Set<KeptEvent.StreamName> = []
    try ImportContents.forEachEvent(of: record, in: log) { view in
      if view.schema.isCompletion {
        positions.insert(view.position)
      } else if References.facts.contains(view.schema.kind) {
        streams.insert(KeptEvent.StreamName(source: view.source, naturalID: view.naturalID.array))
      }
    }
    for stream in streams {
      try stream.naturalID.borrowed { (id) throws in
        positions.formUnion(try log.positions(ofStream: id, in: stream.source))
      }
    }
    let keeper = EventKeeper()
    var lookups: Set<Lookup> = []
    try log.forEachEvent(at: positions.sorted()) { view in
      lookups.formUnion(try References.lookups(of: keeper.event(view)))
    }
    self.lookups = lookups
    self.ledger = ledger
    self.log = log
  }

  /// The rows of a projector's tables, of each at most `limit` keys; nothing where it is not built.
  func rows(_ projector: any Projector, limit: Int) throws -> [ImportContents.TableRows] {
    let type = type(of: projector)
    guard !lookups.isEmpty, let connection = try ledger.tables.open(type.alias) else { return [] }
    let head = try log.head(at: TableMeta(connection).position)
    let folder = try Files.makeTemporaryFolder(prefix: "svod-looking")
    defer { try? Files.removeFolder(folder) }
    let budget = SortBudget(max: Self.memoryMax)
    let groups = GroupGathering(
      projector, events: SpillSorter(in: folder, name: "events", budget),
      linked: SpillSorter(in: folder, name: "linked", budget))
    let keeper = EventKeeper()
    try log.forEachEvent(through: head.position, of: type.kinds) { view in
      _ = try groups.take(view, keeper.event(view))
    }
    try groups.finish()
    let references = try TablesAtHead.references(log, head)
    let keys = RowKeys(type.tables, limit: limit)
    try groups.forEachGroup { _, group in
      let witness = LookupWitness()
      references.witness = witness
      keys.begin()
      try projector.fold(group, references, into: keys)
      if witness.answers.contains(where: { lookups.contains($0.lookup) }) { keys.keep() }
    }
    return keys.found
  }
}

/// Counts rows and keeps the keys of the first of them.
private final class RowKeys: RowSink {
  private let tables: [Table]
  private let limit: Int
  private var counts: [Int]
  private var kept: [[[Answer.Cell]]]
  private var group: [(table: Int, key: [Answer.Cell])] = []

  init(_ tables: [Table], limit: Int) {
    self.tables = tables
    self.limit = limit
    counts = tables.map { _ in 0 }
    kept = tables.map { _ in [] }
  }

  /// The rows of the next group follow.
  func begin() { group.removeAll(keepingCapacity: true) }

  func blank(table: Int) -> Record { Record(tables[table].shape) }

  func add(_ row: Record, table: Int, first: Int64, last: Event) {
    group.append((table, tables[table].keyMembers.map { Answer.Cell(row, $0) }))
  }

  /// The rows since `begin` are among those that are looked for.
  func keep() {
    for (table, key) in group {
      counts[table] += 1
      if kept[table].count < limit { kept[table].append(key) }
    }
  }

  var found: [ImportContents.TableRows] {
    tables.indices.filter { counts[$0] > 0 }.map {
      ImportContents.TableRows(table: tables[$0].alias, count: counts[$0], keys: kept[$0])
    }
  }
}
