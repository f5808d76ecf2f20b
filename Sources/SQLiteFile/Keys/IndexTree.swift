/// Makes the tree of a secondary index: collects the keys of its rows, sorts them, and writes them.
@safe final class IndexTree {
  let schema: IndexSchema

  /// What makes a key: the index's own columns, and those that SQLite appends.
  private let columns: [Int]

  private let hasRowids: Bool
  private let arena = KeyArena()
  private let runs: KeyRuns
  private(set) var statistics: Statistics
  private(set) var root = 0
  private(set) var pages = 0
  private(set) var failure: SQLiteFileError?

  /// Entries end with a rowid, or else with the primary key's columns.
  ///
  /// More than `memoryMax` bytes of keys that wait are sorted and put into a temporary file at `path`.
  init(_ schema: IndexSchema, hasRowids: Bool, memoryMax: Int, temporary path: String) {
    self.schema = schema
    columns = schema.columns
    self.hasRowids = hasRowids
    runs = KeyRuns(path, memoryMax: memoryMax)
    statistics = Statistics(columns: schema.keyColumns.count)
  }

  /// Makes the key of a row, which waits with the others.
  func add(_ row: RowRecord, rowid: Int?) throws(SQLiteFileError) {
    let size = row.keyRoom(columns)
    if arena.memory + size > runs.memoryMax { try runs.write(arena) }
    let start = unsafe arena.room(size)
    var end = unsafe start
    for column in columns { unsafe end = row.putKey(column, at: end) }
    arena.append(length: unsafe end - start, payload: row.payloadSize(columns, rowid: rowid))
  }

  /// Whether all keys are in memory: then the tree can be measured before it is written.
  var isInMemory: Bool { runs.isEmpty }

  /// Sorts what is in memory; the keys may be on disk already.
  func sort() { if runs.isEmpty { KeySort.sort(arena) } }

  /// How many pages the tree of sorted keys will take.
  func measure(pageSize: Int) {
    var measure = TreeMeasure(pageSize: pageSize)
    for index in 0..<arena.count { unsafe measure.add(payload: Int(arena.entries[index].payload)) }
    pages = measure.finish()
  }

  /// Writes the tree into a space of its own; what fails is told by `failure`, for other threads.
  func writeApart(to space: PageSpace) {
    do throws(SQLiteFileError) {
      try write(to: space)
      try space.flush()
    } catch {
      failure = error
    }
  }

  /// Keys that are on their way while one is written: in order of key they lie anywhere.
  private static let keysAhead = 8

  /// Writes the tree.
  func write(to space: PageSpace) throws(SQLiteFileError) {
    let emitter = IndexEmitter(schema, hasRowids: hasRowids, to: space)
    if runs.isEmpty {
      for index in 0..<arena.count {
        arena.prefetch(index + Self.keysAhead)
        let entry = unsafe arena.entries[index]
        unsafe try emitter.add(arena.bytes(entry), row: arena.row(entry))
      }
    } else {
      if arena.count > 0 { try runs.write(arena) }
      unsafe try runs.merge { (key, row) throws(SQLiteFileError) in
        unsafe try emitter.add(key, row: row)
      }
    }
    arena.removeAll()
    root = try emitter.finish()
    statistics = emitter.statistics
  }
}
