import Digest
import Domain
import Platform
import SQLite

/// Everything that can be read out of a book, part by part.
///
/// It reads the files by itself and asks nothing that `verify` asks: two books with the same content say
/// the same to whoever reads them, whatever their files' bytes are. A part is a table's rows, a file's
/// schema, what SQLite's own check says of a file, or the checkpoints. How long builds took is left out:
/// it tells how long the next one may take.
package struct BookContent: Equatable, Sendable {
  /// The SHA-256 of each part, or why it cannot be read.
  private var parts: [String: String] = [:]

  /// Parts that are no rows: the schema, whose tables and views are parts of their own, and what only
  /// the next update of a table reads, which events make which rows.
  private var bookkeeping: Set<String> = []

  package init(_ path: String) throws {
    for folder in ["", "read/"] {
      for name in try Files.names(in: "\(path)/\(folder)") {
        let inside = folder + name
        if let target = Files.target(of: "\(path)/\(inside)") {
          parts[inside] = "leads to \(target)"
        } else if name.hasSuffix(".sqlite") {
          do { try readFile("\(path)/\(inside)", inside) } catch { parts[inside] = "\(error)" }
        } else if name == "checkpoints" {
          parts[inside] = SHA256.hash(try Files.read("\(path)/\(inside)", sizeMax: 1 << 24)).hex
        }
      }
    }
  }

  /// The parts that are not the same in both, sorted.
  package func differences(from other: BookContent) -> [String] {
    Set(parts.keys).union(other.parts.keys).filter { parts[$0] != other.parts[$0] }.sorted()
  }

  /// Whether people and other programs read the same; `==` asks for the bookkeeping too.
  package func reads(as other: BookContent) -> Bool {
    differences(from: other).allSatisfy(bookkeeping.union(other.bookkeeping).contains)
  }

  private mutating func readFile(_ path: String, _ name: String) throws {
    let connection = try Connection(path, .read)
    try connection.defend()
    // Where every row stands under its key in the table and in each index, a lookup finds what a scan
    // finds.
    for pragma in ["application_id", "user_version", "integrity_check(3)"] {
      parts["\(name) \(pragma)"] = try RowsHash("PRAGMA \(pragma)", connection).hex
    }
    for table in try readSchema(name, connection) {
      let order = table.isByKey ? "" : "rowid, "
      let info = try connection.prepare("PRAGMA table_info(\(table.name))")
      var columns: [String] = []
      while try info.step() { columns.append(info.string(1)) }
      let isOfGroups = table.name.hasSuffix("_members")
      let groups = columns.filter { $0 == "row_group" || isOfGroups }
      for part in [columns.filter { !groups.contains($0) }, groups] where !part.isEmpty {
        let key = "\(name) \(table.name)" + (part == groups ? " groups" : "")
        if part == groups { bookkeeping.insert(key) }
        let sql =
          "SELECT \(order)\(part.joined(separator: ", ")) FROM \(table.name)"
          + (table.isView ? "" : " NOT INDEXED")
        parts[key] = try RowsHash(sql, connection).hex
      }
    }
  }

  /// Notes the schema; gives the tables and views, and whether rows are found by their key alone.
  private mutating func readSchema(
    _ name: String, _ connection: Connection
  ) throws -> [(name: String, isByKey: Bool, isView: Bool)] {
    var tables: [(name: String, isByKey: Bool, isView: Bool)] = []
    var lines: [String] = []
    let select = try connection.prepare(
      "SELECT type, name, tbl_name, rootpage, coalesce(sql, '') FROM sqlite_schema")
    while try select.step() {
      let sql = Self.withoutComments(select.bytes(4).array)
      lines.append((0..<4).map { "\(select.value($0)) " }.joined() + sql)
      // Statistics choose the plan of a query, never its answer.
      let isView = select.value(0) == .text("view")
      if isView || select.value(0) == .text("table"), select.string(1) != "sqlite_stat1" {
        tables.append((select.string(1), isView || sql.hasSuffix("WITHOUT ROWID"), isView))
      }
    }
    bookkeeping.insert("\(name) schema")
    parts["\(name) schema"] = lines.joined(separator: "\n")
    return tables
  }

  /// A comment tells something to whoever reads the schema, and nothing to a reader of the rows.
  private static func withoutComments(_ sql: [UInt8]) -> String {
    var kept: [UInt8] = []
    var isComment = false
    for (byte, next) in zip(sql, sql.dropFirst() + [0x0A]) {
      if byte == 0x2D, next == 0x2D { isComment = true }
      if byte == 0x0A { isComment = false }
      if !isComment { kept.append(byte) }
    }
    return String(decoding: kept, as: UTF8.self)
  }
}
