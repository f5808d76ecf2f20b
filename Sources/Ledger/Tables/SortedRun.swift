import Domain
import Platform

/// A sorted part of what a `SpillSorter` holds, in a temporary file that is removed with it.
final class SortedRun {
  private let path: String
  private let file: BufferedFile
  private(set) var current: [UInt8] = []
  private(set) var keyCount = 0
  private(set) var isAtEnd = false

  init(_ path: String) throws {
    self.path = path
    file = try BufferedFile(reading: path)
  }

  deinit { try? Files.remove(path) }

  private var header: [UInt8] = []

  /// Goes to the next entry.
  func advance() throws {
    guard try file.read(8, into: &header) else {
      isAtEnd = true
      return
    }
    let sizes = header.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    keyCount = Int(sizes >> 32)
    guard try file.read(keyCount + Int(sizes & 0xFFFF_FFFF), into: &current) else {
      throw LedgerError(.inputOutput, "\(path) was cut off while it was in use")
    }
  }

  /// Whether the entry in hand comes before that of another run.
  private func precedes(_ other: SortedRun) -> Bool {
    current.borrowed { mine in
      other.current.borrowed { theirs in
        mine.prefix(keyCount) < theirs.prefix(other.keyCount)
      }
    }
  }

  /// Calls `body` with all entries of all runs in order of key.
  static func merge(_ runs: [SortedRun], _ body: (Bytes, Bytes) throws -> Void) throws {
    for run in runs { try run.advance() }
    var open = runs.filter { !$0.isAtEnd }
    while !open.isEmpty {
      var least = 0
      for index in 1..<open.count where open[index].precedes(open[least]) { least = index }
      let run = open[least]
      try run.current.borrowed { (all) throws in
        try body(all[0..<run.keyCount], all.dropFirst(run.keyCount))
      }
      try run.advance()
      if run.isAtEnd { open.remove(at: least) }
    }
  }

  /// Writes a run; entries come in order of key.
  final class Writer {
    private let path: String
    private let file: BufferedFile

    init(_ path: String) throws {
      self.path = path
      file = try BufferedFile(writing: path)
    }

    func add(keyCount: Int, _ entry: ArraySlice<UInt8>) throws {
      let sizes = UInt64(keyCount) << 32 | UInt64(entry.count - keyCount)
      var header: [UInt8] = []
      for shift in stride(from: UInt64(56), through: 0, by: -8) {
        header.append(UInt8(truncatingIfNeeded: sizes >> shift))
      }
      try file.write(header[...])
      try file.write(entry)
    }

    func finish() throws -> SortedRun {
      try file.flush()
      return try SortedRun(path)
    }
  }
}
