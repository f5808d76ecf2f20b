import Platform
import Projecting
import SQLite

/// Whole tables written into a folder, for other programs.
///
/// Every file is finished under another name before the first one is given its own, so that a folder
/// never holds half a file. Rows stand in the order of the key: the same table gives the same bytes.
package struct Export: Sendable {
  package enum Format: String, CaseIterable, Sendable {
    case csv, ndjson, json, sqlite
  }

  /// A file that was written; a database has no count of rows, it holds several tables.
  package struct Written: Sendable, Equatable {
    package let name: String
    package let rows: Int?

    package init(name: String, rows: Int?) {
      self.name = name
      self.rows = rows
    }
  }

  private let folder: String
  private let format: Format

  /// How CSV is written.
  package var dialect = CSVText.Dialect.plain

  /// Whether files that are there already are replaced.
  private let replaces: Bool

  package init(into folder: String, _ format: Format, replaces: Bool) {
    self.folder = folder
    self.format = format
    self.replaces = replaces
  }

  /// Writes the named tables of `ledger`; without names every table that has been built.
  package func write(_ names: [String], of ledger: Ledger) throws -> [Written] {
    let pieces = try names.isEmpty ? all(ledger) : chosen(names, ledger)
    try Files.makeFolders(folder)
    for piece in pieces where Files.exists(folder + "/" + piece.file) && !replaces {
      throw LedgerError(
        .cannotCreate, "\(folder)/\(piece.file) is there already: --force replaces it")
    }
    var written: [Written] = []
    do {
      for piece in pieces { written.append(try write(piece, ledger.tables)) }
      for piece in pieces {
        try Files.rename(from: fresh(piece), to: folder + "/" + piece.file)
      }
    } catch {
      for piece in pieces { try? Files.remove(fresh(piece)) }
      throw error
    }
    try Files.syncFolder(folder)
    return written
  }

  /// One file to write.
  private struct Piece: Equatable {
    let alias: String
    let table: Table
    let file: String

    static func == (lhs: Piece, rhs: Piece) -> Bool { lhs.file == rhs.file }
  }

  private func pieces(_ projector: any Projector, _ table: Table) -> Piece {
    let alias = type(of: projector).alias
    let name = format == .sqlite ? alias : table.name
    return Piece(alias: alias, table: table, file: "\(name).\(format.rawValue)")
  }

  private func all(_ ledger: Ledger) throws -> [Piece] {
    let built = Projectors.all.filter { ledger.tables.current(type(of: $0).alias) != nil }
    guard !built.isEmpty else {
      throw LedgerError(.unavailable, "no table was built yet: svod update builds them")
    }
    return unique(
      built.flatMap { projector in
        type(of: projector).faces.map { pieces(projector, $0) }
      })
  }

  private func chosen(_ names: [String], _ ledger: Ledger) throws -> [Piece] {
    unique(
      try names.map { name in
        let projector = try ledger.projector(ofTable: name)
        let type = type(of: projector)
        guard ledger.tables.current(type.alias) != nil else {
          throw LedgerError(
            .unavailable, "\(type.alias) was never built: svod update \(type.alias) builds it")
        }
        let table = type.faces.first { $0.alias == name || $0.name == name }
        return pieces(projector, table ?? type.tables[0])
      })
  }

  private func unique(_ pieces: [Piece]) -> [Piece] {
    pieces.enumerated().filter { index, piece in !pieces[..<index].contains(piece) }.map(\.element)
  }

  /// Where a file stands until it is finished.
  private func fresh(_ piece: Piece) -> String { "\(folder)/.\(piece.file).new" }

  private func write(_ piece: Piece, _ tables: TableFolder) throws -> Written {
    guard let connection = try tables.open(piece.alias) else {
      throw LedgerError(.unavailable, "\(piece.alias) is gone: try again")
    }
    let path = fresh(piece)
    try Files.remove(path)
    if format == .sqlite {
      let copy = try connection.prepare("VACUUM INTO ?1")
      copy.bind(1, path)
      try copy.run()
      try Files.sync(path)
      return Written(name: piece.file, rows: nil)
    }
    let file = try FreshFile(path)
    let rows = try TableLines(piece.table, connection).write(format, dialect, to: file)
    try file.finish()
    return Written(name: piece.file, rows: rows)
  }
}
