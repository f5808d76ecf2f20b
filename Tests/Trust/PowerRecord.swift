import Platform

/// One call that changed a file, as the library of `Tests/CrashShim` wrote it down.
///
/// Paths are relative to the watched folder; the folder's own is empty.
struct PowerRecord: Sendable {
  let path: String
  let call: Call

  enum Call: Sendable, Equatable {
    case write(at: Int, ArraySlice<UInt8>)
    case truncate(to: Int)
    case sync

    /// A sync that the disk refused: what it was for may never be written.
    case refuse
    case rename(to: String)
    case unlink
    case create
    case makeFolder
    case link(to: String)

    /// Something was said on standard output.
    case acknowledge(String)
  }

  struct Malformed: Error { let offset: Int }

  /// All calls of a recording, in order.
  static func all(in file: String) throws -> [PowerRecord] {
    var reader = Reader(bytes: try Files.read(file, sizeMax: 1 << 30))
    var records: [PowerRecord] = []
    while let record = try reader.next() {
      // The WAL's index lies in memory that is never synced: whoever opens the file makes it anew.
      if !record.path.hasSuffix("-shm") { records.append(record) }
    }
    return records
  }

  private struct Reader {
    let bytes: [UInt8]
    var offset = 0

    mutating func next() throws -> PowerRecord? {
      if offset == bytes.count { return nil }
      let kind = try take(1)[offset - 1]
      let path = try text()
      return PowerRecord(path: path, call: try call(kind))
    }

    private mutating func call(_ kind: UInt8) throws -> Call {
      switch UnicodeScalar(kind) {
      case "W": return .write(at: try number(8), try take(number(4)))
      case "T": return .truncate(to: try number(8))
      case "S": return .sync
      case "F": return .refuse
      case "R": return .rename(to: try text())
      case "U": return .unlink
      case "C": return .create
      case "M": return .makeFolder
      case "L": return .link(to: try text())
      case "A": return .acknowledge(try text())
      default: throw Malformed(offset: offset)
      }
    }

    private mutating func text() throws -> String {
      String(decoding: try take(number(4)), as: UTF8.self)
    }

    private mutating func number(_ size: Int) throws -> Int {
      try take(size).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    private mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
      guard count >= 0, count <= bytes.count - offset else { throw Malformed(offset: offset) }
      defer { offset += count }
      return bytes[offset..<offset + count]
    }
  }
}
