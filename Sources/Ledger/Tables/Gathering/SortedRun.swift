import Domain
import Platform

/// A sorted part of what a `SpillSorter` took: in a temporary file that is removed with it, or what it
/// still holds when all is merged.
///
/// In the file, an entry is the sizes of key and payload, four bytes each, then both.
final class SortedRun: MergedRun {
  private let path: String
  private var file: BufferedFile?

  /// Gives the next entry of those in memory.
  private let next: (() -> (key: Bytes, payload: Bytes)?)?

  /// Key and payload in hand, valid until `advance`.
  private(set) var key = Bytes.none
  private(set) var payload = Bytes.none
  private(set) var isAtEnd = false

  /// Bytes of the file.
  let size: Int

  /// Takes the file of a run; it is opened when its entries are asked for.
  init(_ path: String, size: Int) {
    self.path = path
    self.size = size
    next = nil
  }

  /// Takes what is in memory: `next` gives it in order of key, and it stays until all is merged.
  init(held next: @escaping () -> (key: Bytes, payload: Bytes)?) {
    path = ""
    size = 0
    self.next = next
  }

  deinit { if next == nil { try? Files.remove(path) } }

  private static let headerSize = 8

  /// Goes to the first entry, with so many bytes of the file in memory.
  private func begin(_ pieceSize: Int) throws {
    if next == nil { file = try BufferedFile(reading: path, pieceSize: pieceSize) }
    try advance()
  }

  func precedes(_ other: SortedRun) -> Bool { key < other.key }

  /// Goes to the next entry.
  func advance() throws {
    if let next {
      guard let entry = next() else {
        isAtEnd = true
        return
      }
      (key, payload) = entry
      return
    }
    guard let file, let header = try file.next(Self.headerSize) else {
      isAtEnd = true
      return
    }
    let keyCount = Int(header.bigEndian32(at: 0))
    let payloadCount = Int(header.bigEndian32(at: 4))
    guard let entry = try file.next(keyCount + payloadCount) else {
      throw LedgerError(.inputOutput, "\(path) was cut off while it was in use")
    }
    key = entry.prefix(keyCount)
    payload = entry.dropFirst(keyCount)
  }

  /// Calls `body` with all entries of all runs in order of key.
  static func merge(_ runs: [SortedRun], _ body: (Bytes, Bytes) throws -> Void) throws {
    let pieceSize = min(pieceSizeMax, piecesMax / max(1, runs.count))
    for run in runs { try run.begin(pieceSize) }
    var heap = MergeHeap(runs)
    while let first = heap.first {
      try first.use { run in
        try body(run.key, run.payload)
        try run.advance()
      }
      heap.settleFirst()
    }
  }

  /// What the runs of a merge hold of their files, each and in all.
  private static let pieceSizeMax = 256 << 10
  private static let piecesMax = 8 << 20

  /// Writes a run; entries come in order of key.
  final class Writer {
    private let path: String
    private let file: BufferedFile
    private let header = ByteBuffer(capacity: SortedRun.headerSize)
    private var size = 0

    init(_ path: String) throws {
      self.path = path
      file = try BufferedFile(writing: path, isTemporary: true)
    }

    func add(_ key: Bytes, _ payload: Bytes) throws {
      header.removeAll()
      header.append(bigEndian: UInt32(key.count))
      header.append(bigEndian: UInt32(payload.count))
      size += SortedRun.headerSize + key.count + payload.count
      try file.write(header.bytes)
      try file.write(key)
      try file.write(payload)
    }

    func finish() throws -> SortedRun {
      try file.flush()
      return SortedRun(path, size: size)
    }
  }
}
