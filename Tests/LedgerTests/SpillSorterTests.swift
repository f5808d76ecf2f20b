import Domain
import Ledger
import Platform
import TestKit
import Testing

@Suite("What is sorted stays within its memory")
struct SpillSorterTests {
  private static let memoryMax = 4_096

  /// What a key takes beside its bytes.
  private static let entrySize = 24

  @Test(arguments: [10, 1_000, 20_000])
  func `sorters that share memory hold no more than it, and give all back in order`(
    _ count: Int
  ) throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-sorter")
    defer { try? Files.removeFolder(folder) }
    var random = SeededRandom(5)
    let budget = SortBudget(max: Self.memoryMax)
    let sorters = ["a", "b"].map { SpillSorter(in: folder, name: $0, budget) }
    var wanted: [[[UInt8]]] = [[], []]
    for _ in 0..<count {
      // One of them gets most.
      let place = Int.random(in: 0..<10, using: &random) == 0 ? 1 : 0
      let number = UInt64.random(in: .min ... .max, using: &random)
      let key = Array("\(number)".utf8)
      try key.borrowed { (key) throws in try sorters[place].add(key: key, key) }
      wanted[place].append(key)
      #expect(sorters.reduce(0) { $0 + $1.size } <= Self.memoryMax)
    }
    for (sorter, wanted) in zip(sorters, wanted) {
      var found: [[UInt8]] = []
      try sorter.forEachSorted { key, payload in
        #expect(key == payload)
        found.append(key.array)
      }
      #expect(found == wanted.sorted { $0.lexicographicallyPrecedes($1) })
    }
    #expect(sorters.allSatisfy { $0.size == 0 })
    #expect(try Files.names(in: folder) == [])
  }

  @Test func `what others take of the memory is not held by sorters`() throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-sorter")
    defer { try? Files.removeFolder(folder) }
    let budget = SortBudget(max: Self.memoryMax)
    let sorters = (0..<3).map { SpillSorter(in: folder, name: "\($0)", budget) }
    for sorter in sorters {
      for number in 0..<30 {
        try Array("\(number)".utf8).borrowed { (key) throws in try sorter.add(key: key, key) }
      }
    }
    #expect(sorters.allSatisfy { $0.size > 30 * Self.entrySize })
    try budget.grow(Self.memoryMax)
    #expect(sorters.allSatisfy { $0.size == 0 })
    // What is being read stays: it may be all that the others wait for.
    var seen = 0
    try sorters[0].forEachSorted { key, _ in
      try sorters[1].add(key: key, key)
      seen += 1
    }
    #expect(seen == 30)
  }
}
