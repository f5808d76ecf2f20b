import Archive
import Domain
import Platform
import SQLite
import TestKit
import Testing

@Suite("The archive keeps payloads byte for byte, or says that it cannot")
struct ArchiveTests {
  /// An archive in a temporary folder, gone when the test is done.
  private final class Bench {
    let folder: String
    let archive: Archive
    var path: String { folder + "/payloads.sqlite" }

    init() throws {
      folder = try Files.makeTemporaryFolder(prefix: "svod-archive")
      try Archive.make(at: folder + "/payloads.sqlite")
      archive = try Archive(folder + "/payloads.sqlite", .write)
    }

    deinit { try? Files.removeFolder(folder) }

    func keep(_ bytes: [UInt8]) throws -> [UInt8] {
      try bytes.borrowed { (all) throws in try archive.keep(all) }
    }

    func raw() throws -> Connection { try Connection(path, .write) }
  }

  private static func noise(_ count: Int, _ seed: UInt64) -> [UInt8] {
    var random = SeededRandom(seed)
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  }

  private static let large = noise(Archive.chunkSize * 2 + 777, 41)

  @Test(arguments: [0, 1, 5_000, 1 << 20, 1 << 20 + 1])
  func `a payload of any size comes back the same`(_ size: Int) throws {
    let bench = try Bench()
    let payload = Array(Self.large.prefix(size))
    let hash = try bench.keep(payload)
    #expect(try bench.archive.payload(hash) == payload)
    #expect(try bench.archive.about(hash)?.size == payload.count)
  }

  @Test func `a payload kept twice is there once`() throws {
    let bench = try Bench()
    let first = try bench.keep(Self.large)
    #expect(try bench.keep(Self.large) == first)
    let other = try bench.keep([1, 2, 3])
    #expect(try Set(bench.archive.hashes()) == [first, other])
    #expect(try bench.raw().integer("SELECT count(*) FROM chunks") == 4)
  }

  @Test func `ranges are read across the pieces`() throws {
    let bench = try Bench()
    let hash = try bench.keep(Self.large)
    let edge = Archive.chunkSize
    let all = Self.large.count
    for range in [
      0..<1, 0..<all, edge - 1..<edge + 1, edge..<edge + 1, edge - 3..<2 * edge + 3,
      2 * edge..<all, all - 1..<all, 5..<5, edge..<edge, all..<all,
    ] {
      #expect(try bench.archive.bytes(range, of: hash) == Array(Self.large[range]), "\(range)")
    }
  }

  @Test func `a range beyond the end is refused`() throws {
    let bench = try Bench()
    let hash = try bench.keep([1, 2, 3])
    #expect(throws: ArchiveError.self) { try bench.archive.bytes(2..<4, of: hash) }
  }

  @Test func `a payload that was never kept is told to be absent`() throws {
    let bench = try Bench()
    let hash = [UInt8](repeating: 7, count: 32)
    #expect(try bench.archive.about(hash) == nil)
    #expect(throws: ArchiveError.absent(String(repeating: "07", count: 32))) {
      try bench.archive.payload(hash)
    }
  }

  @Test func `every flipped byte of a piece is found`() throws {
    let bench = try Bench()
    let payload = Self.noise(300, 42) + Array(repeating: 65, count: 300)
    let hash = try bench.keep(payload)
    let raw = try bench.raw()
    try raw.execute("PRAGMA synchronous = OFF")
    let select = try raw.prepare("SELECT body FROM chunks")
    try #require(try select.step())
    let body = select.bytes(0).array
    select.reset()
    let update = try raw.prepare("UPDATE chunks SET body = ?1")
    var found = 0
    for place in body.indices {
      var changed = body
      changed[place] ^= 0x41
      update.bind(1, blob: changed)
      try update.run()
      do {
        let read = try bench.archive.payload(hash)
        try #require(read == payload, "byte \(place) passed unnoticed")
      } catch {
        guard case .damaged? = error as? ArchiveError else { throw error }
        found += 1
      }
    }
    #expect(found >= body.count - 2)
  }

  @Test(arguments: [
    "DELETE FROM chunks WHERE number = 1", "UPDATE chunks SET raw_size = raw_size - 1",
    "UPDATE chunks SET raw_size = 9223372036854775807 WHERE number = 0",
    "UPDATE chunks SET number = number + 9", "UPDATE payloads SET size = size + 1",
    "UPDATE payloads SET size = size - 1", "DELETE FROM chunks",
    "UPDATE chunks SET body = (SELECT body FROM chunks WHERE number = 1) WHERE number = 0",
  ])
  func `pieces that are gone, moved or of another size are found`(_ sql: String) throws {
    let bench = try Bench()
    let hash = try bench.keep(Self.large)
    try bench.raw().execute(sql)
    let error = #expect(throws: ArchiveError.self) { try bench.archive.payload(hash) }
    guard case .damaged? = error else {
      Issue.record("\(sql): \(error?.description ?? "")")
      return
    }
  }

  @Test func `erasing removes the bytes from the files and keeps the others`() throws {
    let bench = try Bench()
    let canary = Array("Иванова Мария Петровна, +7 900 000-00-00".utf8)
    let secret = Self.noise(9_000, 43) + canary + Self.noise(9_000, 44)
    let hash = try bench.keep(secret)
    let other = try bench.keep(Self.noise(30_000, 45))
    let files = [bench.path, bench.path + "-wal", bench.path + "-shm"]
    #expect(try files.contains { try FileBytes.holds($0, canary) })
    try bench.archive.erase([hash])
    for file in files { #expect(try !FileBytes.holds(file, canary), "\(file)") }
    #expect(try bench.archive.about(hash)?.isErased == true)
    #expect(try bench.archive.about(hash)?.size == secret.count)
    #expect(throws: ArchiveError.self) { try bench.archive.payload(hash) }
    #expect(try bench.archive.payload(other).count == 30_000)
    // The same bytes brought once more are kept once more.
    #expect(try bench.keep(secret) == hash)
    #expect(try bench.archive.payload(hash) == secret)
  }

  @Test func `a foreign or newer file is refused by name`() throws {
    let bench = try Bench()
    let path = bench.folder + "/other"
    try FileBytes.write(Array(repeating: 0x41, count: 9_000), to: path)
    #expect(throws: ArchiveError.foreign(path: path)) { try Archive(path, .read) }
    try bench.raw().execute("PRAGMA user_version = 3")
    #expect(throws: ArchiveError.newer(path: bench.path, format: 3)) {
      try Archive(bench.path, .read)
    }
  }
}
