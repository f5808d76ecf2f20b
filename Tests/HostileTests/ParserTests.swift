import Domain
import Hostile
import LZ4
import TestKit
import Testing

@Suite("Readers of bytes from outside take anything")
struct ParserTests {
  /// The kept inputs of a reader: small ones that it takes, and such as once hurt.
  static func corpus(_ name: String) throws -> [[UInt8]] {
    try PackageFolder.names(in: "Tests/Fuzz/Corpus/\(name)").map {
      try PackageFolder.bytes(of: "Tests/Fuzz/Corpus/\(name)/\($0)")
    }
  }

  @Test(arguments: HostileParser.all.map(\.name))
  func `the kept corpus is read, and some of it is what it should be`(_ name: String) throws {
    let parser = try #require(HostileParser.named(name))
    let inputs = try Self.corpus(name)
    #expect(inputs.count >= 3)
    let taken = inputs.count { input in input.borrowed { parser.reads($0) } }
    #expect(taken > 0 && taken <= inputs.count)
  }

  @Test func `the corpus is small`() throws {
    let sizes = try HostileParser.all.flatMap { try Self.corpus($0.name) }.map(\.count)
    #expect(sizes.reduce(0, +) < 300_000)
    #expect(
      PackageFolder.names(in: "Tests/Fuzz/Corpus") == HostileParser.all.map(\.name).sorted())
  }

  @Test func `mutations of the corpus are read or refused`() throws {
    var random = SeededRandom(13)
    let trial = try HostileTrial.parsers(
      Nightly.count(1_000, nightly: 1_000_000), corpus: PackageFolder.path + "/Tests/Fuzz/Corpus",
      &random)
    #expect(trial.tried >= 1_000 * HostileParser.all.count)
    #expect(trial.remarks.count == HostileParser.all.count + 1)
  }

  @Test func `a block of LZ4 that expands 255 times is taken to its bound and not beyond`() {
    let zeros = [UInt8](repeating: 0, count: LZ4.rawSizeMax)
    let packed = zeros.borrowed { LZ4.compress($0) }
    #expect(packed.count * 250 < zeros.count)
    var raw: [UInt8] = []
    #expect(packed.borrowed { LZ4.decompress($0, rawSize: zeros.count, into: &raw) })
    #expect(raw.count == zeros.count)
    // What cannot be true is refused before any memory is taken.
    for size in [LZ4.rawSizeMax + 1, Int(Int32.max), .max, -1, .min] {
      var target: [UInt8] = []
      #expect(!packed.borrowed { LZ4.decompress($0, rawSize: size, into: &target) })
      #expect(target.isEmpty)
    }
    var target: [UInt8] = []
    #expect(
      !packed.prefix(1_000).map(\.self).borrowed {
        LZ4.decompress($0, rawSize: LZ4.rawSizeMax, into: &target)
      })
    #expect(target.isEmpty)
  }
}
