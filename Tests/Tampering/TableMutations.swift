import Domain
import Ledger
import Platform
import SQLite
import TestKit

/// Changes of read tables.
enum TableMutations {
  static let all: [Mutation] = [
    sql("a sum", "UPDATE :rows SET qty_e4 = coalesce(qty_e4, 0) + 1 WHERE rowid = :id", "p900"),
    sql("a text", "UPDATE :rows SET title = coalesce(title, '') || 'x' WHERE rowid = :id", "p900"),
    sql("a cell emptied", "UPDATE :rows SET sale_date = NULL WHERE rowid = :id", "p900"),
    sql("where a row comes from", "UPDATE :rows SET first_seq = first_seq - 1 WHERE rowid = :id"),
    sql(
      "when a row was loaded",
      "UPDATE :rows SET loaded_at = '2020-01-01T00:00:00Z' WHERE rowid = :id"),
    sql(
      "how a time is written", "UPDATE :rows SET loaded_at = lower(loaded_at) WHERE rowid = :id"),
    sql("a row dropped", "DELETE FROM :rows WHERE rowid = :id"),
    sql(
      "a row inserted",
      """
      CREATE TEMP TABLE r AS SELECT * FROM :rows WHERE rowid = :id;
      UPDATE r SET document_no = document_no || 'x', line_id = line_id || 'x';
      INSERT INTO :rows SELECT * FROM r; DROP TABLE r
      """, "p900"),
    sql(
      "two rows exchanged",
      """
      CREATE TEMP TABLE r AS SELECT rowid AS place, amount_line_e4 AS sum FROM :rows;
      UPDATE :rows SET amount_line_e4 = (SELECT sum FROM r ORDER BY sum DESC LIMIT 1) + rowid
      WHERE rowid = :id; DROP TABLE r
      """, "p900"),
    sql(
      "the table's hash",
      "UPDATE meta SET value = 'ff' || substr(value, 3) WHERE key = 'table_hash'"),
    sql("the position", "UPDATE meta SET value = value + 1 WHERE key = 'position'"),
    Mutation("table: rows and hash made anew") { book, random in
      let (path, place) = try pick(book, "p900", &random)
      let file = try OpenedFile(path)
      try file.connection.execute(
        """
        UPDATE p900_rows SET qty_e4 = qty_e4 + 10000; UPDATE meta SET value = '' WHERE key IN
          ('table_hash', 'provenance_hash')
        """)
      try file.close()
      // The status reckons the hash of what it finds, and keeps it.
      _ = try Status(Ledger(Book(book)))
      return [.text(place)]
    },
    Mutation("table: the file cut off") { book, random in
      let (path, place) = try pick(book, nil, &random)
      try ArchiveMutations.cut(path, &random)
      return [.text(place), .text(String(place.prefix(9)))]
    },
    Mutation("table: the link leads elsewhere") { book, random in
      let (path, _) = try pick(book, "p900", &random)
      try Files.copy(path, to: book + "/p900.g1.sqlite")
      try Files.link(book + "/read/p900.sqlite", to: "../p900.g1.sqlite")
      return [.text("p900")]
    },
  ]

  private static func pick(
    _ book: String, _ alias: String?, _ random: inout SeededRandom
  ) throws -> (path: String, place: String) {
    let alias = try alias ?? OpenedFile.any(["p900", "p904"], &random)
    let name = "read/\(alias).g1.sqlite"
    return (book + "/" + name, name)
  }

  private static func sql(_ name: String, _ script: String, _ alias: String? = nil) -> Mutation {
    Mutation("table: \(name)") { book, random in
      let (path, place) = try pick(book, alias, &random)
      let file = try OpenedFile(path)
      let rows = "\(Files.name(place).prefix(4))_rows"
      let id = try OpenedFile.any(file.integers("SELECT rowid FROM \(rows)"), &random)
      try file.connection.execute(
        script.replacing(":rows", with: rows).replacing(":id", with: "\(id)"))
      try file.close()
      return [.text(place)]
    }
  }
}
