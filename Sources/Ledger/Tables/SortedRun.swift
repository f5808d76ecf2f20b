import Domain
import Platform

/// A sorted part of what a `SpillSorter` holds, in a temporary file that is removed with it.
///
/// An entry is the sizes of key and payload, four bytes each, then both.
final class SortedRun {
  private let path: String
  private let file: BufferedFile

  /// Key and payload in hand, valid until `advance`.
  private(set) var key = Bytes.none
  private(set) var payload = Bytes.none
  private(set) var isAtEnd = false

  init(_ path: String) throws {
    self.path = path
    file = try BufferedFile(reading: path)
  }

  deinit { try? Files.remove(path) }

  private static let headerSize = 8

  /// Goes to the next entry.
  func advance() throws {
    guard let header = try file.next(Self.headerSize) else {
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
    for run in runs { try run.advance() }
    var open = runs.filter { !$0.isAtEnd }
    while !open.isEmpty {
      var least = 0
      for index in 1..<open.count where open[index].key < open[least].key { least = index }
      let run = open[least]
      try body(run.key, run.payload)
      try run.advance()
      if run.isAtEnd { open.remove(at: least) }
    }
  }

  /// Writes a run; entries come in order of key.
  final class Writer {
    private let path: String
    private let file: BufferedFile
    private let header = ByteBuffer(capacity: SortedRun.headerSize)

    init(_ path: String) throws {
      self.path = path
      file = try BufferedFile(writing: path)
    }

    func add(_ key: Bytes, _ payload: Bytes) throws {
      header.removeAll()
      header.append(bigEndian: UInt32(key.count))
      header.append(bigEndian: UInt32(payload.count))
      try file.write(header.bytes)
      try file.write(key)
      try file.write(payload)
    }

    func finish() throws -> SortedRun {
      try file.flush()
      return try SortedRun(path)
    }
  }
}
