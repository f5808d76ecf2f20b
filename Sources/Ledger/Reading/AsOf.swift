package import Domain
import EventLog
import Platform
package import Projecting

extension Ledger {
  /// A position that the log has.
  package func position(checked position: Int64) throws -> Int64 {
    let head = try book.openLog().head()
    guard position > 0 else { throw LedgerError(.usage, "positions begin at 1") }
    guard position <= head.position else {
      throw LedgerError(
        .noInput, "the log has no position \(position) yet: it reaches \(head.position)")
    }
    return position
  }

  /// The last position that was recorded at or before a time.
  package func position(checked time: Instant) throws -> Int64 {
    let position = try position(at: time)
    guard position > 0 else {
      throw LedgerError(.noInput, "nothing was recorded by \(time): the log begins later")
    }
    return position
  }

  /// The projectors whose tables or views a statement may mean.
  package func projectors(namedIn statement: String) -> [any Projector] {
    let words = Set(
      statement.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    return Projectors.all.filter { projector in
      type(of: projector).faces.contains {
        !words.isDisjoint(with: [$0.alias, $0.name, $0.rowsName])
      }
    }
  }

  /// Asks tables as the books stood at `position`: they are built apart and gone afterwards.
  package func asOf<Result>(
    _ position: Int64, _ projectors: [any Projector], _ body: (TableFolder) throws -> Result
  ) throws -> Result {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-as-of")
    defer { try? Files.removeFolder(folder) }
    _ = try rebuild(projectors, asOf: position, into: folder)
    return try body(TableFolder(folder))
  }
}
