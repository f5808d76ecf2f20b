import EventLog
import Platform
import Projecting

/// The tables that a log gives, built apart from a book's own and compared with them.
struct TablesApart {
  let ledger: Ledger

  /// The tables that are compared.
  var projectors: [any Projector] = Projectors.all

  /// Rows of each table that are kept of a difference; all are counted.
  var rowsMax = TableDifference.rowsMax

  /// How the tables would differ if they followed `log`; nothing is written to them.
  func differences(_ log: EventLog) throws -> [TableDifference] {
    let scratch = try Files.makeTemporaryFolder(prefix: "svod-apart")
    defer { try? Files.removeFolder(scratch) }
    let apart = TableFolder(scratch)
    var rebuild = Rebuild(projectors, in: apart)
    rebuild.progress = ledger.progress
    for built in try rebuild.build(from: log, log.head()) { _ = try apart.publish(built.alias) }
    return try differences(from: ledger.tables, to: apart)
  }

  /// How the tables of two folders differ, all of them in order.
  func differences(from old: TableFolder, to new: TableFolder) throws -> [TableDifference] {
    func file(_ folder: TableFolder, _ alias: String) -> String? {
      folder.current(alias).map { folder.file(alias, $0) }
    }
    return try projectors.flatMap { projector in
      let alias = type(of: projector).alias
      return try type(of: projector).tables.map { table in
        try TableDifference.between(
          file(old, alias), file(new, alias), table: table, rowsMax: rowsMax)
      }
    }
  }
}
