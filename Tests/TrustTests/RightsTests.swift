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

  /// Writers that are not refused in one line which says why.
  private static func unrefused(in folder: String) throws -> [String] {
    try writers.compactMap { words in
      let child = try svod(words, folder)
      let isRefused =
        child.code == 77 && child.complaint.split(separator: "\n").count == 1
        && child.complaint.contains("Read-only file system")
      return isRefused ? nil : "\(words[0]): \(child.code ?? 0): \(child.complaint)"
    }
  }

  @Test(.enabled(if: SmallDisk.isAllowed, "mounting a small disk is not allowed here"))
  func `on a read-only disk everything is read and writers are refused in one line`() throws {
    try Self.readOnly(nil, at: 0) { folder in
      let faults = try SpaceProof.readingFaults(in: folder) + Self.unrefused(in: folder)
      #expect(faults == [])
      #expect(try Self.svod(["verify"], folder).code == 0)
    }
  }

  @Test func `on a disk that may be written the writers are not refused, and it is seen`() throws {
    let bench = try StagedFolder(.imported)
    #expect(try Self.unrefused(in: bench.folder).count == Self.writers.count)
  }

  @Test func `a book that nobody can read is seen`() throws {
    let bench = try StagedFolder(.imported)
    for name in ["log.sqlite", "read/p900.g1.sqlite"] {
      try FileManager.default.removeItem(atPath: bench.folder + "/book/" + name)
    }
    #expect(try SpaceProof.readingFaults(in: bench.folder).count == 4)
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
    #expect(try Self.tellers(in: bench.folder).isEmpty == false)
  }

  @Test func `where nothing is gone nobody tells of it, and it is seen`() throws {
    let bench = try StagedFolder(.imported)
    #expect(try Self.tellers(in: bench.folder) == [])
  }

  /// The commands that say in one line that something is missing; all others do their work.
  private static func tellers(in folder: String) throws -> [String] {
    // Those that only read come first: a writer may make anew what is gone.
    let readers = [["status"], ["query", "p900"], ["log"], ["verify"], ["backup", "b"]]
    return try (readers + writers).compactMap { words in
      let child = try svod(words, folder)
      let code = try #require(child.code)
      // 1: verify has findings.
      #expect([0, 1, 3, 65, 66, 69, 73, 74, 77].contains(code), "\(words[0]): \(child.complaint)")
      if code != 0, words[0] != "verify", words[0] != "import" {
        #expect(
          child.complaint.split(separator: "\n").count == 1, "\(words[0]): \(child.complaint)")
      }
      return code == 0 ? nil : words[0]
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
