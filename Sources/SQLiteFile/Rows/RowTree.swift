package import Domain
import Platform

/// Takes the rows of one table, in the order of its primary key.
///
/// The table's tree and that of its primary key are written as rows come; the keys of the other
/// indexes wait until the last row is there.
@safe package final class RowTree {
  let schema: TableSchema
  private let columns: [Column]
  private let columnCount: Int
  private let file: FileState
  private let space: PageSpace
  private let workers: Int
  private let own: RowRecord
  private let required: [Int]
  private let keyColumns: [Int]
  private let tree: TreeWriter

  /// The tree of the primary key, beside a table with rowids.
  private let keyTree: TreeWriter?
  private let keyRecord = RecordEncoder()
  private let order: RowOrder
  let indexes: [IndexTree]

  /// How many rows there are.
  package private(set) var rows = 0
  private(set) var root = 0
  private(set) var keyRoot = 0
  private var isEnded = false

  init(
    _ schema: TableSchema, in file: FileState, _ space: PageSpace, memoryMax: Int, workers: Int,
    temporary path: String
  ) {
    self.schema = schema
    self.file = file
    self.space = space
    self.workers = workers
    columns = schema.columns
    columnCount = columns.count
    own = RowRecord(columns: columnCount)
    keyColumns = schema.key?.keyColumns ?? []
    required = columns.indices.filter { schema.columns[$0].isRequired }
    tree = TreeWriter(schema.isWithoutRowid ? .index : .table, in: space)
    let hasKeyTree = !schema.isWithoutRowid && schema.key != nil
    keyTree = hasKeyTree ? TreeWriter(.index, in: space) : nil
    order = RowOrder(schema.key)
    let share = memoryMax / max(1, schema.secondaries.count)
    indexes = schema.secondaries.enumerated().map { number, index in
      IndexTree(
        index, hasRowids: !schema.isWithoutRowid, memoryMax: share,
        temporary: "\(path).\(number).keys")
    }
  }

  /// Adds a row: a slot for each column in the table's order.
  ///
  /// A slot of a TEXT or BLOB column says where its bytes lie in `text`: the offset in the upper, the
  /// length in the lower 32 bits. Texts must be valid UTF-8: nobody looks. The row must be above the
  /// one before it in the primary key.
  package func add(_ slots: [Slot], _ text: Bytes) throws(SQLiteFileError) {
    try begin()
    guard slots.count == columnCount else { throw countFault(slots.count) }
    if let fault = own.take(slots, columns, text) { throw self.fault(fault) }
    try take(own)
    file.isOpen = true
  }

  /// Adds a row whose record is made: a value for each column in the table's order, of its kind.
  ///
  /// The row must be above the one before it in the primary key.
  package func add(_ row: RowRecord) throws(SQLiteFileError) {
    try begin()
    guard row.count == columnCount else { throw countFault(row.count) }
    for column in required where row[column].kind == .null { throw fault(.null(column: column)) }
    try take(row)
    file.isOpen = true
  }

  /// Until the row is there, the file cannot become whole.
  private func begin() throws(SQLiteFileError) {
    guard file.isOpen, !isEnded else { throw .ended }
    rows += 1
    file.isOpen = false
  }

  private func take(_ row: RowRecord) throws(SQLiteFileError) {
    if !order.take(row) { throw .order(table: schema.name, row: rows) }
    if schema.isWithoutRowid {
      try tree.add(row.record)
    } else {
      try tree.add(row.record, rowid: rows)
    }
    if keyTree != nil {
      keyRecord.begin()
      for column in keyColumns { row.append(column, to: keyRecord) }
      keyRecord.append(Int64(rows))
      try keyTree?.add(keyRecord)
    }
    let rowid = schema.isWithoutRowid ? nil : rows
    for number in 0..<indexes.count {
      try Lent(indexes[number]).use { (index) throws(SQLiteFileError) in
        try index.add(row, rowid: rowid)
      }
    }
  }

  private func fault(_ reason: String) -> SQLiteFileError {
    .row(table: schema.name, row: rows, reason: reason)
  }

  private func countFault(_ count: Int) -> SQLiteFileError {
    fault("it has \(count) values, the table \(columnCount) columns")
  }

  private func fault(_ fault: RowRecord.Fault) -> SQLiteFileError {
    switch fault {
    case .null(let column): self.fault("\(schema.columnNames[column]) is NULL")
    case .outside(let column):
      self.fault("\(schema.columnNames[column]) lies outside the row's text")
    }
  }

  /// Writes what is left of the table, and its indexes; no row can follow.
  ///
  /// The file's end does it where it was not done before; doing it early frees the memory of the keys.
  package func end() throws(SQLiteFileError) {
    if isEnded { return }
    guard file.isOpen else { throw .ended }
    isEnded = true
    file.isOpen = false
    root = try tree.finish()
    if let keyTree { keyRoot = try keyTree.finish() }
    try writeIndexes()
    file.isOpen = true
  }

  /// Writes the indexes one behind the other; on several threads when all of them can be measured.
  private func writeIndexes() throws(SQLiteFileError) {
    guard workers > 1, indexes.count > 1, indexes.allSatisfy(\.isInMemory) else {
      for index in indexes {
        index.sort()
        try index.write(to: space)
      }
      return
    }
    let threads = Workers(workers)
    threads.perform(indexes.count) { number in
      indexes[number].sort()
      indexes[number].measure(pageSize: space.pageSize)
    }
    let parts = indexes.map { space.split($0.pages) }
    threads.perform(indexes.count) { number in indexes[number].writeApart(to: parts[number]) }
    for (index, part) in zip(indexes, parts) {
      if let failure = index.failure { throw failure }
      precondition(
        part.pages == index.pages, "\(index.schema.name) has not the pages it was to have")
    }
  }

  /// The page where an object of the schema begins, of the table and its indexes.
  func root(of object: FileSchema.Object) -> Int {
    if object.type == "table" { return root }
    if object.name == schema.key?.name { return keyRoot }
    return indexes.first { $0.schema.name == object.name }?.root ?? 0
  }

  /// What `sqlite_stat1` says of the table: the index, or `nil` for the table itself, and the text.
  var statistics: [(index: String?, text: String)] {
    if rows == 0 { return [] }
    var lines: [(index: String?, text: String)] = []
    if let key = schema.key {
      lines.append((schema.isWithoutRowid ? schema.name : key.name, order.statistics.text))
    }
    for index in indexes { lines.append((index.schema.name, index.statistics.text)) }
    return lines.isEmpty ? [(nil, String(rows))] : lines
  }
}
