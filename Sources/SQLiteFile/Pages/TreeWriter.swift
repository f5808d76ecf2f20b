/// Writes a b-tree from its cells in order: leaves in runs of pages, then the interior levels.
@safe final class TreeWriter {
  /// A *table b-tree* has rowids and records, an *index b-tree* records alone.
  enum Kind {
    case table
    case index
  }

  private let kind: Kind
  private let space: PageSpace
  private let bounds: PayloadBounds
  private let withheld: Int

  /// Leaves that are written at once; the one being filled is the last.
  private let run: Memory
  private let runPagesMax: Int
  private var runPages = 0
  private var page: UnsafeMutableRawPointer
  private var leaf: Leaf

  private var children: [Int] = []
  private var dividers = Dividers()
  private var lastRowid = 0

  /// An index entry that did not fit its leaf: it becomes a divider when another one comes.
  private let pending: Memory
  private var pendingSize = 0

  /// A payload in one piece, when some of it goes to overflow pages.
  private let whole = Memory(0)

  private static let runSize = 1 << 19

  /// Begins a tree; `withheld` bytes stay free on every leaf, for the schema's tree.
  init(_ kind: Kind, in space: PageSpace, withheld: Int = 0) {
    self.kind = kind
    self.space = space
    self.withheld = withheld
    let pageSize = space.pageSize
    bounds = PayloadBounds(pageSize: pageSize, isIndex: kind == .index)
    runPagesMax = Self.runSize / pageSize
    run = Memory(Self.runSize)
    unsafe page = run.base
    leaf = Leaf(pageSize: pageSize, withheld: withheld)
    pending = Memory(kind == .index ? pageSize : 0)
  }

  private var leafType: UInt8 {
    kind == .table ? FileFormat.PageType.leafTable : FileFormat.PageType.leafIndex
  }

  private var interiorType: UInt8 {
    kind == .table ? FileFormat.PageType.interiorTable : FileFormat.PageType.interiorIndex
  }

  /// Adds the next row of a table tree.
  func add(_ record: RecordEncoder, rowid: Int) throws(SQLiteFileError) {
    let payload = record.payloadSize
    if payload > FileFormat.payloadMax { throw .size("a row") }
    let head = FormatVarint.size(payload) + FormatVarint.size(rowid)
    if payload > bounds.localMax {
      try addLong(record, payload, rowid: rowid, head: head)
      return
    }
    let size = max(FileFormat.cellSizeMin, head + payload)
    if !leaf.fits(size) { try closeTableLeaf() }
    let cell = unsafe leaf.add(size, on: page)
    var end = unsafe FormatVarint.put(payload, at: cell)
    unsafe end = FormatVarint.put(rowid, at: end)
    unsafe record.write(at: end)
    lastRowid = rowid
  }

  /// Adds the next entry of an index tree.
  func add(_ record: RecordEncoder) throws(SQLiteFileError) {
    let payload = record.payloadSize
    if payload > FileFormat.payloadMax { throw .size("an index entry") }
    let head = FormatVarint.size(payload)
    if pendingSize > 0 { try closeIndexLeaf() }
    if payload > bounds.localMax {
      try addLong(record, payload, rowid: nil, head: head)
      return
    }
    // A cell below the least size is padded with zeros.
    let size = max(FileFormat.cellSizeMin, head + payload)
    let cell = unsafe room(size)
    if size > head + payload {
      unsafe cell.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    }
    unsafe record.write(at: FormatVarint.put(payload, at: cell))
  }

  /// Where the next index entry is to be made: on the leaf, or aside when it does not fit.
  private func room(_ size: Int) -> UnsafeMutableRawPointer {
    if leaf.fits(size) { return unsafe leaf.add(size, on: page) }
    pendingSize = size
    return unsafe pending.base
  }

  /// Adds a cell whose payload goes on to overflow pages.
  private func addLong(
    _ record: RecordEncoder, _ payload: Int, rowid: Int?, head: Int
  ) throws(SQLiteFileError) {
    whole.reserve(payload)
    unsafe record.write(at: whole.base)
    let local = bounds.local(payload)
    let first = unsafe try OverflowChain.write(whole.bytes(local..<payload), to: space)
    let size = head + local + FileFormat.pageNumberSize
    if rowid != nil, !leaf.fits(size) { try closeTableLeaf() }
    let cell = unsafe rowid == nil ? room(size) : leaf.add(size, on: page)
    var end = unsafe FormatVarint.put(payload, at: cell)
    if let rowid {
      unsafe end = FormatVarint.put(rowid, at: end)
      lastRowid = rowid
    }
    unsafe end.copyMemory(from: whole.base, byteCount: local)
    unsafe (end + local).storeBigEndian(UInt32(truncatingIfNeeded: first))
  }

  private func closeTableLeaf() throws(SQLiteFileError) {
    pending.reserve(FileFormat.varintSizeMax)
    let end = unsafe FormatVarint.put(lastRowid, at: pending.base)
    unsafe dividers.append(pending.bytes(0..<end - pending.base))
    try closeLeaf()
  }

  private func closeIndexLeaf() throws(SQLiteFileError) {
    unsafe dividers.append(pending.bytes(0..<Self.unpadded(pending.base, pendingSize)))
    pendingSize = 0
    try closeLeaf()
  }

  /// What a cell takes on an interior page: without the zeros that make it a leaf's least one.
  private static func unpadded(_ cell: UnsafeRawPointer, _ size: Int) -> Int {
    if size > FileFormat.cellSizeMin { return size }
    return min(size, 1 + Int(unsafe cell.load(as: UInt8.self)))
  }

  private func closeLeaf() throws(SQLiteFileError) {
    unsafe leaf.close(page, leafType)
    runPages += 1
    if runPages == runPagesMax { try writeRun() }
    unsafe page = run.base + runPages * space.pageSize
    leaf = Leaf(pageSize: space.pageSize, withheld: withheld)
  }

  private func writeRun() throws(SQLiteFileError) {
    unsafe try space.append(run.base, count: runPages) { children.append($0) }
    runPages = 0
  }

  /// Writes what is left and the interior levels; gives the number of the root.
  func finish() throws(SQLiteFileError) -> Int {
    try closeLastLeaves()
    var levels = InteriorLevels(children, dividers, interiorType, space)
    return try levels.writeRoot()
  }

  /// The same with the root on page 1, whose bytes behind the database header are made.
  func finish(onPageOne target: UnsafeMutableRawPointer) throws(SQLiteFileError) {
    if dividers.count == 0 {
      unsafe leaf.closeAsPageOne(page, leafType)
      unsafe target.copyMemory(from: page, byteCount: space.pageSize)
      return
    }
    try closeLastLeaves()
    var levels = InteriorLevels(children, dividers, interiorType, space)
    unsafe try levels.fill(pageOne: target)
  }

  /// An entry that waits cannot be a divider without a leaf on its right: it goes there, and the
  /// full leaf's last entry goes between them.
  private func closeLastLeaves() throws(SQLiteFileError) {
    if pendingSize > 0 {
      let last = leaf.removeLast()
      unsafe dividers.append(
        UnsafeRawBufferPointer(
          start: page + last.lowerBound,
          count: Self.unpadded(page + last.lowerBound, last.count)))
      try closeLeaf()
      let cell = unsafe leaf.add(pendingSize, on: page)
      unsafe cell.copyMemory(from: pending.base, byteCount: pendingSize)
      pendingSize = 0
    }
    try closeLeaf()
    if runPages > 0 { try writeRun() }
  }
}
