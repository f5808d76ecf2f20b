import Platform

/// Writes a whole SQLite database file page by page, without a statement.
///
/// For tables that are made once from rows in the order of their key. SQLite parses the schema in
/// memory; what this writer does not do it refuses, and statements do it instead. The format, as it
/// is written here, is in `schemas/sqlite_file.md`.
package final class SQLiteFileWriter {
  /// The file's path, for messages.
  package let path: String

  private let schema: FileSchema
  private let pageSize: Int
  private let applicationID: Int32
  private let userVersion: Int32
  private let memoryMax: Int
  private let workers: Int
  private let file: PositionedFile
  private let space: PageSpace
  private let state = FileState()
  private var trees: [String: RowTree] = [:]
  private var isFinished = false

  /// Begins the file; one that is there is emptied.
  ///
  /// Until `finish` it is no database: its first page is missing. A writer that goes away before
  /// removes it.
  ///
  /// - Parameters:
  ///   - path: where the file is made; temporary files stand beside it and leave nothing behind.
  ///   - schema: the statements that make tables, indexes and views, in their order.
  ///   - pageSize: in bytes, a power of two from 512 to 65,536.
  ///   - applicationID: `PRAGMA application_id`.
  ///   - userVersion: `PRAGMA user_version`.
  ///   - memoryMax: bytes of index keys that a table may hold; more are sorted on disk.
  ///   - workers: threads that make the index trees; the file is the same whatever their number.
  /// - Throws: `refused` for a schema that statements have to make, `system` for the file.
  package init(
    at path: String, schema: [String], pageSize: Int = 8192, applicationID: Int32 = 0,
    userVersion: Int32 = 0, memoryMax: Int = 64 << 20, workers: Int = 1
  ) throws(SQLiteFileError) {
    guard (FileFormat.pageSizeMin...FileFormat.pageSizeMax).contains(pageSize),
      pageSize & (pageSize - 1) == 0
    else { throw .refused("a page cannot have \(pageSize) bytes") }
    self.path = path
    self.schema = try SchemaReader.read(schema)
    self.pageSize = pageSize
    self.applicationID = applicationID
    self.userVersion = userVersion
    self.memoryMax = memoryMax
    self.workers = workers
    do throws(PlatformError) {
      file = try Self.begin(path)
    } catch {
      throw .system(error)
    }
    space = PageSpace(file, pageSize: pageSize, first: 2)
  }

  /// Opens the file: an empty one would be an empty database, one that begins with zeros is none.
  private static func begin(_ path: String) throws(PlatformError) -> PositionedFile {
    let file = try PositionedFile(writing: path)
    let zeros = Memory(FileFormat.pageSizeMin)
    unsafe zeros.base.initializeMemory(as: UInt8.self, repeating: 0, count: zeros.capacity)
    do throws(PlatformError) {
      unsafe try file.write(zeros.bytes(0..<zeros.capacity), at: 0)
      return file
    } catch {
      try? Files.remove(path)
      throw error
    }
  }

  deinit { if !isFinished { try? Files.remove(path) } }

  /// Why statements have to make the tables of `schema`, in a line; `nil` when pages can.
  package static func refusal(of schema: [String]) -> String? {
    do throws(SQLiteFileError) {
      _ = try SchemaReader.read(schema)
      return nil
    } catch {
      if case .refused(let reason) = error { return reason }
      return error.description
    }
  }

  /// Begins the rows of a table; those that are never begun are empty.
  package func tree(of table: String) throws(SQLiteFileError) -> RowTree {
    guard state.isOpen else { throw .ended }
    guard trees[table] == nil, let found = schema.tables.first(where: { $0.name == table }) else {
      throw .noTable(table)
    }
    let tree = RowTree(
      found, in: state, space, memoryMax: memoryMax, workers: workers,
      temporary: "\(path).\(trees.count)")
    trees[table] = tree
    return tree
  }

  /// Ends all tables, writes statistics and schema.
  ///
  /// The caller gives the file its name, and syncs it and its folder where it has to last.
  package func finish() throws(SQLiteFileError) {
    guard state.isOpen else { throw .ended }
    var ended: [RowTree] = []
    for table in schema.tables {
      if trees[table.name] == nil { _ = try tree(of: table.name) }
      guard let tree = trees[table.name] else { continue }
      try tree.end()
      ended.append(tree)
    }
    state.isOpen = false
    let statistics = try StatisticsTable.write(ended, to: space)
    let pageOne = try SchemaTree.write(schema, ended, statistics: statistics, to: space)
    try space.flush()
    DatabaseHeader(
      pageSize: pageSize, pages: space.last, applicationID: applicationID, userVersion: userVersion
    ).put(on: pageOne)
    do throws(PlatformError) {
      unsafe try file.write(pageOne.bytes(0..<pageSize), at: 0)
    } catch {
      throw .system(error)
    }
    isFinished = true
  }
}
