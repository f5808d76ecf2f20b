import Domain
import Platform

/// Keys that outgrew the memory: sorted runs in a temporary file, merged when all are there.
@safe final class KeyRuns {
  let memoryMax: Int
  private let path: String
  private var file: PositionedFile?
  private var runs: [KeyRun] = []
  private var size = 0
  private var rows = 0

  init(_ path: String, memoryMax: Int) {
    self.path = path
    self.memoryMax = min(memoryMax, KeyArena.sizeMax / 2)
  }

  var isEmpty: Bool { runs.isEmpty }

  /// Sorts the keys of an arena, writes them as a run, and empties the arena.
  func write(_ arena: KeyArena) throws(SQLiteFileError) {
    if arena.count == 0 { return }
    KeySort.sort(arena)
    do throws(PlatformError) {
      let file = try opened()
      let start = size
      let buffer = Memory(KeyRun.bufferSize)
      var used = 0
      for index in 0..<arena.count {
        let entry = unsafe arena.entries[index]
        let key = unsafe arena.bytes(entry)
        let needed = KeyRun.headSize + key.count
        if used + needed > buffer.capacity {
          unsafe try file.write(buffer.bytes(0..<used), at: size)
          size += used
          used = 0
          buffer.reserve(needed)
        }
        unsafe KeyRun.put(key, row: rows + arena.row(entry), at: buffer.base + used)
        used += needed
      }
      unsafe try file.write(buffer.bytes(0..<used), at: size)
      size += used
      runs.append(KeyRun(file, start..<size))
    } catch {
      throw .system(error)
    }
    rows += arena.count
    arena.removeAll()
  }

  private func opened() throws(PlatformError) -> PositionedFile {
    if let file { return file }
    let fresh = try PositionedFile(temporary: path)
    file = fresh
    return fresh
  }

  /// Hands out all keys in order; equal ones in the order of their rows.
  func merge(
    _ body: (UnsafeRawBufferPointer, Int) throws(SQLiteFileError) -> Void
  ) throws(SQLiteFileError) {
    let bufferSize = max(KeyRun.bufferSizeMin, min(KeyRun.bufferSize, memoryMax / runs.count))
    for run in runs { try run.begin(bufferSize) }
    var heap = MergeHeap(runs)
    while let first = heap.first {
      try first.use { (run) throws(SQLiteFileError) in
        unsafe try body(run.key, run.row)
        try run.advance()
      }
      heap.settleFirst()
    }
    runs = []
    file = nil
  }
}
