import EventLog
import Hostile
import Ledger
import Platform
import Projecting
import SQLite
import TestKit
import Testing
import Trust

@Suite("Tables are updated under their readers")
struct OpenReaderTests {
  /// A book with tables, in a folder of its own.
  private static func staged(_ body: (String, Ledger) throws -> Void) throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-reader-test")
    defer { try? Files.removeFolder(folder) }
    try StagedBook.imported.make(in: folder)
    try body(folder, Ledger(Book(folder + "/book")))
  }

  @Test(arguments: WritingWay.allCases)
  func `a table has the journal of its updates from birth`(_ way: WritingWay) throws {
    try Self.staged { folder, ledger in
      var options = Rebuild.Options(jobs: 1)
      options.way = way
      _ = try ledger.rebuild([ledger.projector("p900")], options)
      let generation = try #require(ledger.tables.current("p900"))
      let bytes = try Files.read(ledger.tables.file("p900", generation), sizeMax: 1 << 24)
      // The file format's write and read versions.
      #expect(bytes[18...19] == [2, 2])
    }
  }

  @Test func `whoever reads a fresh table holds no import up, and goes on reading`() throws {
    try Self.staged { folder, ledger in
      let reader = try #require(try ledger.tables.open("p900"))
      try reader.execute("BEGIN")
      let count = "SELECT count(*) FROM p900_sales_register"
      let before = try reader.integer(count)
      let command = try #require(CutCommand.named("import"))
      let (child, _) = try Shim(folder: folder).run(command.words, in: folder)
      #expect(child.code == 0, "\(child.complaint)")
      #expect(try reader.integer(count) == before)
      try reader.execute("COMMIT")
      #expect(try reader.integer(count) != before)
    }
  }

  @Test func `a reader that never ends holds nobody up and sees what it saw`() throws {
    try Self.staged { folder, ledger in
      let table = try #require(try ledger.tables.open("p900"))
      let log = try ledger.book.openLog().connection
      let counts = ["SELECT count(*) FROM p900_sales_register", "SELECT count(*) FROM blocks"]
      var seen: [Int64?] = []
      for (connection, count) in zip([table, log], counts) {
        try connection.execute("BEGIN")
        seen.append(try connection.integer(count))
      }
      // The generation that it reads is removed meanwhile.
      for words in [
        try #require(CutCommand.named("import")).words,
        ["rebuild", "--jobs", "1", "--book", "book"], ["rebuild", "--jobs", "1", "--book", "book"],
        ["update", "--book", "book"], ["backup", "backup", "--book", "book"],
      ] {
        let (child, _) = try Shim(folder: folder).run(words, in: folder)
        #expect(child.code == 0, "\(child.complaint)")
      }
      #expect(!Files.exists(ledger.tables.file("p900", 1)))
      #expect(try zip([table, log], counts).map { try $0.0.integer($0.1) } == seen)
      #expect(try BookState.findings(in: folder) == [])
    }
  }

  @Test func `status writes no hash into a table while somebody else writes the book`() throws {
    try Self.staged { folder, ledger in
      let command = try #require(CutCommand.named("import"))
      _ = try Shim(folder: folder).run(command.words, in: folder)
      func kept() throws -> String {
        try TableMeta(#require(try ledger.tables.open("p900"))).hash
      }
      #expect(try kept() == "")
      let lock = try ledger.book.lock()
      let told = try Status(ledger).tables.first { $0.alias == "p900" }?.hash
      #expect(try kept() == "")
      withExtendedLifetime(lock) {}
      #expect(told?.isEmpty == false)
    }
  }

  @Test func `a file is on the disk before it bears the name of what is finished`() throws {
    try Self.staged { folder, ledger in
      var shim = Shim(folder: folder)
      // Without the sync of the built file there is nothing to publish.
      shim.only = "S"
      shim.cut = (1, .dead)
      let (child, _) = try shim.run(["rebuild", "p900", "--book", "book"], in: folder)
      #expect(child.code == 74, "\(child.complaint)")
      #expect(!Files.exists(ledger.tables.path + "/p900.finished"))
    }
  }
}
