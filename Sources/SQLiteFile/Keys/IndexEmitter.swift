/// Turns sorted keys into the entries of an index tree.
@safe final class IndexEmitter {
  private let schema: IndexSchema
  private let hasRowids: Bool
  private let tree: TreeWriter
  private let record = RecordEncoder()
  private let reader = KeyReader()
  private(set) var statistics: Statistics

  /// The key before, and where each of its columns ends.
  private let previous = Memory(256)
  private var previousSize = 0
  private var ends: [Int]

  init(_ schema: IndexSchema, hasRowids: Bool, to space: PageSpace) {
    self.schema = schema
    self.hasRowids = hasRowids
    tree = TreeWriter(.index, in: space)
    statistics = Statistics(columns: schema.keyColumns.count)
    ends = Array(repeating: 0, count: schema.keyColumns.count)
  }

  /// Adds the entry of a key; rows are counted from 0.
  ///
  /// Eight bytes behind the key can be read.
  func add(_ key: UnsafeRawBufferPointer, row: Int) throws(SQLiteFileError) {
    guard let start = key.baseAddress else { return }
    try unsafe count(key)
    record.begin()
    var offset = 0
    for column in 0..<ends.count {
      unsafe offset = reader.appendValue(of: start, at: offset, to: record)
      ends[column] = offset
    }
    if hasRowids {
      record.append(Int64(row + 1))
    } else {
      while offset < key.count {
        unsafe offset = reader.appendValue(of: start, at: offset, to: record)
      }
    }
    try tree.add(record)
    previous.reserve(key.count)
    unsafe previous.base.copyMemory(from: start, byteCount: key.count)
    previousSize = key.count
  }

  /// Counts how many columns are those of the entry before.
  private func count(_ key: UnsafeRawBufferPointer) throws(SQLiteFileError) {
    let common = unsafe KeyOrder.common(key, previous.bytes(0..<previousSize))
    var equal = 0
    while equal < ends.count, ends[equal] > 0, ends[equal] <= common { equal += 1 }
    if schema.isUnique, equal == ends.count, unsafe !hasNull(key) {
      throw .duplicate(index: schema.name)
    }
    statistics.add(equal: equal)
  }

  /// NULLs differ from each other in a unique index.
  private func hasNull(_ key: UnsafeRawBufferPointer) -> Bool {
    var start = 0
    for end in ends {
      if unsafe key[start] == SortKey.null { return true }
      start = end
    }
    return false
  }

  func finish() throws(SQLiteFileError) -> Int { try tree.finish() }
}
