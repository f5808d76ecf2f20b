import Domain
import Ledger
import Projecting
import SQLite
import TestKit
import Testing

@Suite("Read tables are promises")
struct ReadTableSchemaTests {
  private static let faces = Projectors.all.flatMap { type(of: $0).faces }

  @Test func `every column of every table says what it is`() {
    #expect(Self.faces.count >= Projectors.all.count)
    for face in Self.faces {
      for member in face.shape.members {
        #expect(!member.note.about.isEmpty, "\(face.name).\(member.name)")
        #expect(!member.note.about.hasSuffix("."), "\(face.name).\(member.name)")
      }
    }
  }

  @Test func `keys and indexes are of columns that are there`() {
    for face in Self.faces {
      #expect(!face.key.isEmpty, "\(face.name)")
      for name in face.key + face.indexes.flatMap(\.self) {
        #expect(face.shape[name] != nil, "\(face.name).\(name)")
      }
    }
  }

  @Test(arguments: faces.map(\.alias))
  func `every table is as published`(_ alias: String) throws {
    let face = try #require(Self.faces.first { $0.alias == alias })
    try Golden.expect(Self.json(face), is: "schemas/read_tables/\(alias).json")
  }

  @Test func `no table is published that nobody makes`() {
    let made = Set(Self.faces.map { "\($0.alias).json" })
    #expect(PackageFolder.names(in: "schemas/read_tables").filter { !made.contains($0) } == [])
  }

  @Test func `all statements are as published`() throws {
    let book = try TemporaryBook()
    _ = try book.ledger.rebuild(Projectors.all, Rebuild.Options(jobs: 1))
    var text = "-- The statements of the read tables; read_tables.md tells what they mean.\n"
    for projector in Projectors.all {
      let type = type(of: projector)
      let file = try #require(try book.ledger.tables.open(type.alias))
      let select = try file.prepare(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'sqlite_stat1' "
          + "ORDER BY rowid")
      text += "\n-- \(type.alias), version \(type.version)\n"
      while try select.step() { text += "\(select.string(0));\n" }
    }
    try Golden.expect(text, is: "schemas/read_tables.sql")
  }

  private static func json(_ table: Table) -> String {
    let columns = table.shape.members.map { member in
      var words = "    {\"name\": \(quoted(member.name)), \"type\": \"\(member.type.name)\""
      for (name, text) in [
        ("unit", member.note.unit), ("sign", member.note.sign), ("source", member.note.source),
        ("about", member.note.about),
      ] where !text.isEmpty {
        words += ", \"\(name)\": \(quoted(text))"
      }
      return words + "}"
    }
    let key = table.key.map(quoted).joined(separator: ", ")
    return """
      {
        "table": \(quoted(table.name)),
        "alias": \(quoted(table.alias)),
        "key": [\(key)],
        "columns": [
      \(columns.joined(separator: ",\n"))
        ]
      }

      """
  }

  private static func quoted(_ text: String) -> String { JSONText.quoted(text) }
}
