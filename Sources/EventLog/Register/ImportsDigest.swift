import Digest
import Domain
import SQLite

/// The rows of `imports`, hashed one after another: what proves the words that no block tells.
///
/// The hash after row n is SHA-256 over the hash after the row before (32 zeros before the first) and
/// the row's cells in order of columns: `I` and eight bytes, big-endian; `T`, the length in four
/// bytes, and UTF-8. The payload's hash is a text of hex digits.
package struct ImportsDigest: Sendable, Equatable {
  /// The id of the last row.
  package private(set) var count: Int64
  package private(set) var hash: [UInt8]

  package init(count: Int64 = 0, hash: [UInt8] = EventLog.Head.empty.hash) {
    self.count = count
    self.hash = hash
  }

  /// Takes the next row.
  package mutating func add(_ record: ImportRecord) {
    var bytes = hash
    func add(_ number: Int64) {
      bytes.append(0x49)
      bytes += Self.bigEndian(UInt64(bitPattern: number))
    }
    func add(_ text: String) {
      bytes.append(0x54)
      bytes += Self.bigEndian(UInt64(text.utf8.count)).suffix(4)
      bytes += Array(text.utf8)
    }
    add(record.id)
    add(record.payload.hex)
    add(record.payloadSize)
    add(record.payloadName)
    add(record.connection)
    add(record.kind.name)
    add(record.importer)
    add(record.options)
    add(record.fetchedAt.rawValue)
    add(record.recordedAt.rawValue)
    add(record.firstPosition)
    add(record.lastPosition)
    add(record.summary)
    hash = SHA256.hash(bytes)
    count = record.id
  }

  private static func bigEndian(_ number: UInt64) -> [UInt8] {
    stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}

extension EventLog {
  /// Goes on with the rows after those that `digest` has.
  func digestImports(after digest: ImportsDigest) throws -> ImportsDigest {
    var digest = digest
    try forEachImport(after: digest.count) { digest.add($0) }
    return digest
  }

  /// The sum over all sightings; `nil` in logs of format 1, which kept the last ones alone.
  package func sumSightings() throws -> SightingsSum? {
    if format == 1 { return nil }
    let select = try connection.prepare(
      "SELECT source, clock, part, import_id, positions FROM sightings")
    var sum = SightingsSum()
    while try select.step() {
      sum.add(
        select.integer(0), clock: select.integer(1), part: select.integer(2),
        importID: select.integer(3), select.bytes(4).array)
    }
    return sum
  }
}
