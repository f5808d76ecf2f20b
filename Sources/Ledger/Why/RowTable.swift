import Projecting
import SQLite

/// The table whose rows somebody asks about, open at one moment.
struct RowTable {
  /// Which of the projector's tables it is.
  let index: Int
  let table: Table
  let connection: Connection

  /// The position that the table stands at.
  let position: Int64

  /// Finds the table by its name or alias; `wanted` is what is asked of it, for whoever names a view.
  init(
    _ projector: any Projector, _ name: String, in folder: TableFolder, for wanted: String
  ) throws {
    let type = type(of: projector)
    guard let index = type.tables.firstIndex(where: { $0.alias == name || $0.name == name }) else {
      throw LedgerError(
        .usage, "\(name) is a selection of \(type.alias): ask \(type.alias) for \(wanted)")
    }
    guard let connection = try folder.open(type.alias) else {
      throw LedgerError(
        .unavailable, "\(type.alias) was never built: svod update \(type.alias) builds it")
    }
    self.index = index
    table = type.tables[index]
    self.connection = connection
    // One snapshot for meta, rows and members, whatever an update does meanwhile.
    try connection.execute("BEGIN")
    position = try TableMeta(connection).position
  }
}
