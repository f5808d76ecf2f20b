import Platform
import SQLite
import SQLiteFile
import Testing

/// The same tables written page by page and through statements, in a folder of their own.
final class BothWays {
  let folder: String
  let tables: [WrittenTable]
  let pageSize: Int

  var pages: String { folder + "/pages.sqlite" }
  var statements: String { folder + "/statements.sqlite" }

  init(
    _ tables: [WrittenTable], views: [String] = [], pageSize: Int = 8192, workers: Int = 1,
    memoryMax: Int = 64 << 20
  ) throws {
    folder = try Files.makeTemporaryFolder(prefix: "svod-pages")
    self.tables = tables
    self.pageSize = pageSize
    schema = tables.flatMap(\.schema) + views
    try write(to: pages, workers: workers, memoryMax: memoryMax)
  }

  let schema: [String]

  deinit { try? Files.removeFolder(folder) }

  func write(to path: String, workers: Int = 1, memoryMax: Int = 64 << 20) throws {
    let writer = try SQLiteFileWriter(
      at: path, schema: schema, pageSize: pageSize, applicationID: 0x5356_4F44, userVersion: -7,
      memoryMax: memoryMax, workers: workers)
    for table in tables { try table.write(to: writer) }
    try writer.finish()
  }

  /// What the oracle makes of the same rows.
  func oracle(at path: String = ":memory:") throws -> Connection {
    let connection = try Connection(path, .create)
    try connection.execute(
      """
      PRAGMA page_size = \(pageSize); PRAGMA synchronous = OFF; PRAGMA application_id = 0x53564F44;
      PRAGMA user_version = -7;
      """)
    for statement in schema { try connection.execute(statement) }
    for table in tables { try table.insert(into: connection) }
    return connection
  }

  /// Whether both agree as they were born.
  func agree(_ comment: Comment = "") throws {
    let ours = try Connection(pages, .read)
    let theirs = try oracle()
    try Agreement.check(ours, theirs, comment)
    #expect(try ours.integer("PRAGMA freelist_count") == 0)
    try theirs.execute("ANALYZE")
    #expect(try Agreement.statistics(ours) == Agreement.statistics(theirs))
  }

  /// Whether both agree after the same changes.
  func agree(after changes: [String]) throws {
    let ours = try Connection(pages, .write)
    let theirs = try oracle(at: statements)
    for change in changes {
      try ours.execute(change)
      try theirs.execute(change)
    }
    try Agreement.check(ours, theirs)
  }
}
