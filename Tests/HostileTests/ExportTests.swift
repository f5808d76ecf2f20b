import Foundation
import Hostile
import Ledger
import Platform
import Projecting
import SQLite
import TestKit
import Testing

@Suite("An export is whole or not there")
struct ExportTests {
  nonisolated(unsafe) private static let book = try? TemporaryBook(after: Trip("wb-sales"))

  private func book() throws -> TemporaryBook { try #require(Self.book) }

  private func export(
    _ names: [String], _ format: Export.Format, into folder: String, replaces: Bool = false
  ) throws -> [Export.Written] {
    try Export(into: folder, format, replaces: replaces).write(names, of: book().ledger)
  }

  private func bytes(_ path: String) throws -> [UInt8] { try Files.read(path, sizeMax: 1 << 28) }

  @Test func `every format holds every row in the order of the key, the same every time`() throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-export")
    defer { try? Files.removeFolder(folder) }
    let projector = try #require(Projectors.all.first { type(of: $0).alias == "p900" })
    let answer = try Query().answer(projector, table: "p900", in: book().ledger.tables)
    #expect(answer.rows.count > 100)
    let file = folder + "/p900_sales_register"
    for (format, text) in [
      (
        Export.Format.csv,
        CSVText.header(answer.columns) + answer.rows.map { CSVText.line($0) }.joined()
      ),
      (
        .ndjson,
        answer.rows.map { JSONText.object($0, answer.columns) + "\n" }.joined()
      ),
      (
        .json,
        "[" + answer.rows.map { JSONText.object($0, answer.columns) }.joined(separator: ",\n ")
          + "]\n"
      ),
    ] {
      let written = try export(["p900"], format, into: folder)
      #expect(
        written == [
          Export.Written(name: "p900_sales_register.\(format.rawValue)", rows: answer.rows.count)
        ])
      let first = try bytes("\(file).\(format.rawValue)")
      #expect(String(decoding: first, as: UTF8.self) == text)
      _ = try export(["p900_sales_register"], format, into: folder, replaces: true)
      #expect(try bytes("\(file).\(format.rawValue)") == first)
    }
    _ = try ExactJSON(bytes("\(file).json"))
  }

  @Test func `the database is a copy that any tool reads`() throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-export")
    defer { try? Files.removeFolder(folder) }
    #expect(
      try export(["p900"], .sqlite, into: folder)
        == [Export.Written(name: "p900.sqlite", rows: nil)])
    let copy = try Connection(folder + "/p900.sqlite", .read)
    #expect(try copy.text("PRAGMA integrity_check") == "ok")
    let rows = try book().ledger.tables.open("p900")?.integer("SELECT count(*) FROM p900_rows")
    #expect(try copy.integer("SELECT count(*) FROM p900_rows") == rows)
    let first = try bytes(folder + "/p900.sqlite")
    _ = try export(["p900"], .sqlite, into: folder, replaces: true)
    #expect(try bytes(folder + "/p900.sqlite") == first)
  }

  @Test func `without names every table that was built is written, once`() throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-export")
    defer { try? Files.removeFolder(folder) }
    let faces = Projectors.all.flatMap { type(of: $0).faces }
    #expect(
      try export([], .csv, into: folder + "/a/b").map(\.name) == faces.map { "\($0.name).csv" })
    #expect(
      try export([], .sqlite, into: folder + "/c").map(\.name)
        == Projectors.all.map { "\(type(of: $0).alias).sqlite" })
    #expect(try export(["p900", "p900", "p904"], .json, into: folder + "/d").count == 2)
  }

  @Test func `what is there is kept, unless it is to be replaced`() throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-export")
    defer { try? Files.removeFolder(folder) }
    let own = Array("mine".utf8)
    try Files.replace(folder + "/p904_sales_data.csv", with: own)
    #expect(throws: LedgerError.self) { try export(["p900", "p904"], .csv, into: folder) }
    #expect(try Files.names(in: folder) == ["p904_sales_data.csv"])
    #expect(try bytes(folder + "/p904_sales_data.csv") == own)
    #expect(try export(["p900", "p904"], .csv, into: folder, replaces: true).count == 2)
    #expect(try bytes(folder + "/p904_sales_data.csv") != own)
    #expect(throws: LedgerError.self) { try export(["p9"], .csv, into: folder) }
  }

  @Test func `a file that cannot be finished leaves nothing behind`() throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-export")
    defer { try? Files.removeFolder(folder) }
    // The second file cannot take its name: a folder has it.
    try Files.makeFolder(folder + "/p904_sales_data.csv")
    try Files.makeFolder(folder + "/p904_sales_data.csv/x")
    #expect(throws: PlatformError.self) {
      try export(["p904"], .csv, into: folder, replaces: true)
    }
    #expect(try Files.names(in: folder) == ["p904_sales_data.csv"])
  }

  @Test func `a link that lies in wait is not written through`() throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-export")
    defer { try? Files.removeFolder(folder) }
    let own = Array("mine".utf8)
    try Files.replace(folder + "/precious", with: own)
    for name in [".p900_sales_register.csv.new", "p900_sales_register.csv"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/" + name, withDestinationPath: folder + "/precious")
    }
    _ = try export(["p900"], .csv, into: folder, replaces: true)
    #expect(try bytes(folder + "/precious") == own)
    #expect(try Files.names(in: folder) == ["p900_sales_register.csv", "precious"])
  }

  @Test func `the command says what it wrote and refuses in one line`() throws {
    let desk = try HostileDesk()
    let early = try desk.run(["export", "--into", "out"])
    #expect(early.code == 69)
    _ = try desk.run(["rebuild"])
    let told = try desk.run(["export", "p906", "--into", "out", "--format", "ndjson"])
    #expect(told.text == "p906_nomenclature_prices.ndjson: 0 rows\n")
    #expect(told.complaint == "")
    let again = try desk.run(["export", "p906", "--into", "out", "--format", "ndjson"])
    #expect(Bomb.faults(again, saying: "--force replaces it", codes: [73]) == [])
    let unknown = try desk.run(["export", "p9006", "--into", "out"])
    #expect(Bomb.faults(unknown, saying: "there is no table p9006", codes: [64]) == [])
    let denied = try desk.run(["export", "p906", "--into", "/proc/x"])
    #expect(denied.code.map { [66, 73, 74, 77].contains($0) } ?? false, "\(denied.complaint)")
  }
}
