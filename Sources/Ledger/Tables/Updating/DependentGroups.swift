import Domain
import Projecting
import SQLite

/// The groups of a table whose rows asked what there is news of, whether or not they were told anything.
struct DependentGroups {
  /// Their keys, where groups have names.
  private(set) var names: Set<[UInt8]> = []

  /// An event of each, where each document is a group.
  private(set) var positions: Set<Int64> = []

  var count: Int { names.count + positions.count }

  /// `nil` when all rows of the table asked, or so many that it is built anew in less time.
  init?(
    of projector: any Projector, in connection: Connection, rows: Int64, _ news: ReferenceNews
  ) throws {
    if news.takesBack { return nil }
    guard type(of: projector).asks, !news.questions.isEmpty else { return }
    guard let sets = try Self.sets(projector, connection, news) else { return nil }
    let countMax = max(Self.smallMax, Int(clamping: rows) / Self.part)
    let isNamed = type(of: projector).grouping.isNamed
    let table = type(of: projector).tables[0]
    let find = try connection.prepare(
      """
      SELECT \(isNamed ? "row_group" : "last_seq") FROM \(table.rowsName)
      WHERE asked = ?1 AND (?2 IS NULL OR asked_day >= ?2)
      """)
    let findRest = try connection.prepare(
      "SELECT \(isNamed ? "row_group" : "position") FROM \(TableSchemas.rest(table)) WHERE asked = ?1"
    )
    for (asked, day) in sets {
      find.reset()
      find.bind(1, Int64(asked))
      find.bind(2, day.map { Int64($0.rawValue) })
      findRest.reset()
      findRest.bind(1, Int64(asked))
      for statement in [find, findRest] {
        while try statement.step() {
          if isNamed {
            names.insert(statement.bytes(0).array)
          } else {
            positions.insert(statement.integer(0))
          }
          if count > countMax { return nil }
        }
      }
    }
  }

  /// A row that is folded anew in place costs some eight times as much as in a rebuild.
  private static let part = 8

  /// So few groups are folded in place however small the table is.
  private static let smallMax = 500

  /// The sets of questions that hold one with news, and from which day on; `nil` when it is asked by
  /// all rows.
  private static func sets(
    _ projector: any Projector, _ connection: Connection, _ news: ReferenceNews
  ) throws -> [Int32: Day?]? {
    var sets: [Int32: Day?] = [:]
    let select = try connection.prepare(
      "SELECT asked FROM \(TableSchemas.lookups(type(of: projector).tables[0])) WHERE lookup = ?1")
    for (key, day) in news.questions {
      select.reset()
      select.bind(1, Int64(key.rawValue))
      while try select.step() {
        let asked = Int32(truncatingIfNeeded: select.integer(0))
        if asked == AskedSet.everyRow { return nil }
        if let known = sets[asked] {
          sets[asked] = .some(known.flatMap { known in day.map { min($0, known) } })
        } else {
          sets[asked] = .some(day)
        }
      }
    }
    return sets
  }
}
