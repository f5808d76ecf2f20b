import SQLite
import SQLiteFile
import TestKit
import Testing

@Suite("Generated tables are the same written both ways")
struct GeneratedTests {
  /// Pieces that run beside each other; each has its own seeds.
  private static let pieces = 8

  @Test(arguments: 0..<pieces)
  func `as they are born`(_ piece: Int) throws {
    for number in 0..<Nightly.count(200, nightly: 100_000) {
      try Self.check(seed: UInt64(number * Self.pieces + piece), isChanged: false)
    }
  }

  @Test(arguments: 0..<pieces)
  func `and after changes`(_ piece: Int) throws {
    for number in 0..<Nightly.count(50, nightly: 25_000) {
      try Self.check(seed: UInt64(1_000_000 + number * Self.pieces + piece), isChanged: true)
    }
  }

  /// The least cell of a leaf is padded, and was as long above it.
  @Test(arguments: [51_198, 303_082, 546_409] as [UInt64])
  func `and those that once were not`(_ seed: UInt64) throws {
    try Self.check(seed: seed, isChanged: false)
  }

  private static func check(seed: UInt64, isChanged: Bool) throws {
    var generated = GeneratedTable(seed: seed)
    let table = generated.make()
    let comment: Comment = "seed \(seed), page \(generated.pageSize): \(table.schema)"
    do {
      // One in four sorts its keys on disk.
      let both = try BothWays(
        [table], pageSize: generated.pageSize, workers: Int(seed / 8 % 2) + 1,
        memoryMax: seed % 4 == 0 ? 3_000 : 64 << 20)
      if isChanged {
        try both.agree(after: Changes.all(of: table, seed: seed))
      } else {
        try both.agree(comment)
      }
    } catch {
      Issue.record(error, comment)
    }
  }
}
