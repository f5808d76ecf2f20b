import Digest
import Domain
import LZ4
import SQLite

/// What a look at every payload of an archive tells, payload by payload.
package struct ArchiveAudit {
  /// A payload as it lies in the archive.
  package struct Entry: Sendable {
    package let hash: [UInt8]
    package let size: Int
    package let isErased: Bool

    /// What is wrong with it; `nil` when its bytes give its hash.
    package let problem: String?
  }

  private let connection: Connection
  private let about: Statement
  private let chunks: Statement

  init(_ connection: Connection) throws {
    self.connection = connection
    about = try connection.prepare("SELECT size, erased FROM payloads WHERE sha256 = ?1")
    chunks = try connection.prepare(
      "SELECT number, raw_size, body FROM chunks WHERE sha256 = ?1 ORDER BY number")
  }

  /// Calls `body` with every payload that is there, and with those of `expected` that can be had;
  /// gives what could not be read at all, in words.
  package func forEachPayload(
    expected: Set<[UInt8]>, _ body: (Entry) throws -> Void
  ) throws -> [String] {
    var problems: [String] = []
    var hashes = expected
    do throws(SQLiteError) {
      let select = try connection.prepare("SELECT sha256 FROM payloads")
      while try select.step() { hashes.insert(select.bytes(0).array) }
    } catch { problems.append("the list of payloads cannot be read: \(error.message)") }
    for hash in hashes.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      if let entry = entry(hash) { try body(entry) }
    }
    do throws(SQLiteError) {
      let select = try connection.prepare(
        """
        SELECT sha256, count(*) FROM chunks WHERE sha256 NOT IN (SELECT sha256 FROM payloads)
        GROUP BY sha256
        """)
      while try select.step() {
        problems.append("\(select.integer(1)) pieces of no payload: \(select.bytes(0).array.hex)")
      }
    } catch { problems.append("the pieces cannot be read: \(error.message)") }
    return problems
  }

  private func entry(_ hash: [UInt8]) -> Entry? {
    do throws(SQLiteError) {
      about.reset()
      about.bind(1, blob: hash)
      guard try about.step() else { return nil }
      let size = Int(clamping: about.integer(0))
      let erased = about.integer(1)
      about.reset()
      let problem =
        erased == 0 || erased == 1
        ? try problem(hash, size, isErased: erased == 1) : "it is neither kept nor erased"
      return Entry(hash: hash, size: size, isErased: erased == 1, problem: problem)
    } catch {
      return Entry(hash: hash, size: 0, isErased: false, problem: error.message)
    }
  }

  private func problem(
    _ hash: [UInt8], _ size: Int, isErased: Bool
  ) throws(SQLiteError) -> String? {
    let digest = SHA256()
    var total = 0
    var next: Int64 = 0
    var raw: [UInt8] = []
    chunks.reset()
    defer { chunks.reset() }
    chunks.bind(1, blob: hash)
    while try chunks.step() {
      let count = Int(clamping: chunks.integer(1))
      guard chunks.integer(0) == next, !isErased else {
        return isErased ? "it was erased and has bytes" : "piece \(next) is missing"
      }
      guard count > 0, count <= Archive.chunkSize,
        LZ4.decompress(chunks.bytes(2), rawSize: count, into: &raw)
      else { return "piece \(next) does not decompress" }
      if total % Archive.chunkSize != 0 { return "piece \(next - 1) is too short" }
      raw.borrowed { digest.update($0.prefix(count)) }
      total += count
      next += 1
    }
    if isErased { return nil }
    if total != size { return "it has \(total) bytes, not \(size)" }
    return digest.finalize() == hash ? nil : "its bytes do not give its hash"
  }
}
