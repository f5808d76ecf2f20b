import Foundation
import Hostile
import Platform
import TestKit
import Testing
import Trust

@Suite("Folders that may not be written, or are gone")
struct RightsTests {
  private static func svod(_ words: [String], _ folder: String) throws -> Child {
    try Child([Child.svod] + words + ["--book", "book"], in: folder)
  }

  private static let writers = [
    ["update"], ["rebuild", "p900"], ["rollback", "p900"],
    ["connect", "add", "x", "--marketplace", "WB"],
    ["payload", "erase", "2", "--reason", "a trial"],
    ["import", StagedPages.second, "--connection", "wb-main"],
  ]

  /// A disk that may only be read, with a book on it that `cut` left there.
  private static func readOnly(_ cut: Shim.Cut?, at call: Int, _ body: (String) throws -> Void)
    throws
  {
    let disk = try SmallDisk()
    let bench = try StagedFolder(.imported)
    let folder = disk.path + "/here"
    try FileManager.default.copyItem(atPath: bench.folder, toPath: folder)
    if let cut {
      var shim = Shim(folder: folder)
      shim.cut = (call, cut)
      _ = try shim.run(#require(CutCommand.named("import")).words, in: folder)
    }
    try disk.makeReadOnly(true)
    try body(folder)
    try disk.makeReadOnly(false)
    let again = try Child([Child.svod] + #require(CutCommand.named("import")).words, in: folder)
    #expect(again.code == 0, "\(again.complaint)")
    #expect(try BookState.findings(in: folder) == [])
  }

  @Test(.enabled(if: SmallDisk.isAllowed, "mounting a small disk is not allowed here"))
  func `on a read-only disk everything is read and writers are refused in one line`() throws {
    try Self.readOnly(nil, at: 0) { folder in
      #expect(try SpaceProof.readingFaults(in: folder) == [])
      #expect(try Self.svod(["verify"], folder).code == 0)
      for words in Self.writers {
        let child = try Self.svod(words, folder)
        #expect(child.code == 77, "\(words[0]): \(child.complaint)")
        #expect(child.complaint.split(separator: "\n").count == 1)
        #expect(child.complaint.contains("Read-only file system"))
      }
    }
  }

  @Test(
    .enabled(if: SmallDisk.isAllowed, "mounting a small disk is not allowed here"),
    arguments: [60, 100, 140, 180, 220, 260, 300])
  func `so is what a killed import left on it`(_ call: Int) throws {
    try Self.readOnly(.kill, at: call) { folder in
      let faults = try SpaceProof.readingFaults(in: folder)
      #expect(faults == [])
    }
  }

  @Test(arguments: [
    "read", "payloads.sqlite", "checkpoints", "log.sqlite", "read/p900.g1.sqlite",
    "read/p900.sqlite", "",
  ])
  func `what is gone is told in one line, by whoever needs it`(_ name: String) throws {
    let bench = try StagedFolder(.imported)
    try FileManager.default.removeItem(atPath: bench.folder + "/book/" + name)
    for words in Self.writers + [
      ["status"], ["query", "p900"], ["log"], ["verify"], ["backup", "b"],
    ] {
      let child = try Self.svod(words, bench.folder)
      let code = try #require(child.code)
      // 1: verify has findings.
      #expect([0, 1, 3, 65, 66, 69, 73, 74, 77].contains(code), "\(words[0]): \(child.complaint)")
      if code != 0, words[0] != "verify", words[0] != "import" {
        #expect(
          child.complaint.split(separator: "\n").count == 1, "\(words[0]): \(child.complaint)")
      }
    }
  }

  @Test func `tables whose folder is gone are built again`() throws {
    let bench = try StagedFolder(.imported)
    let before = try BookState(in: bench.folder)
    try FileManager.default.removeItem(atPath: bench.folder + "/book/read")
    #expect(try Self.svod(["update"], bench.folder).code == 0)
    #expect(try BookState(in: bench.folder) == before)
    #expect(try BookState.findings(in: bench.folder) == [])
  }
}

enum StagedPages {
  static let second = PackageFolder.path + "/fixtures/wb-sales/1-sales-page-2.json"
}
