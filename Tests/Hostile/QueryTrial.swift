import Domain
package import Ledger
import Projecting
import SQLite

/// Generated questions, each answered by `svod query` and by the model.
package struct QueryTrial {
  private let folder: TableFolder
  private let models: [TableModel]

  /// Questions answered alike, refused alike, and the first that were not.
  package private(set) var answered = 0
  package private(set) var refused = 0
  package private(set) var rows = 0
  package private(set) var faults: [String] = []

  package init(_ folder: TableFolder) throws {
    self.folder = folder
    models = try Projectors.all.flatMap { projector in
      try type(of: projector).faces.map { try TableModel(projector, $0, in: folder) }
    }.filter { !$0.rows.isEmpty }
  }

  /// Asks `count` questions.
  package mutating func run(_ count: Int, _ random: inout some RandomNumberGenerator) {
    for _ in 0..<count {
      guard let model = models.randomElement(using: &random) else { return }
      let query = Self.query(model, &random)
      let expected = model.expected(query)
      let given = Self.given(query, model, folder)
      guard given == expected else {
        if faults.count < 20 {
          faults.append(
            "\(model.table.alias) \(query): \(String(describing: given)) instead of \(expected)")
        }
        continue
      }
      if case .rows(let rows) = given {
        answered += 1
        self.rows += rows.count
      } else {
        refused += 1
      }
    }
  }

  private static func given(
    _ query: Query, _ model: TableModel, _ folder: TableFolder
  ) -> TableModel.Expected? {
    do {
      let answer = try query.answer(model.projector, table: model.table.alias, in: folder)
      return .rows(
        answer.rows.map { row in
          row.map { cell in
            switch cell {
            case .null: "␀"
            case .number(let text), .text(let text): text
            }
          }
        })
    } catch is LedgerError { return .refused } catch { return nil }
  }

  // MARK: Making questions

  private static func query(
    _ model: TableModel, _ random: inout some RandomNumberGenerator
  ) -> Query {
    var query = Query()
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      query.filters.append(filter(model, &random))
    }
    if Int.random(in: 0..<3, using: &random) == 0 { query.from = day(model, &random) }
    if Int.random(in: 0..<3, using: &random) == 0 { query.to = day(model, &random) }
    func some() -> [String] {
      (0..<Int.random(in: 1...3, using: &random)).map { _ in name(model, &random) }
    }
    if Bool.random(using: &random) {
      if Bool.random(using: &random) { query.columns = some() }
      if Bool.random(using: &random) { query.order = name(model, &random) }
    } else {
      if Bool.random(using: &random) { query.groups = some() }
      let numbers = model.columns.filter { [.decimal, .integer, .flag].contains($0.type) }
      query.sums = (0..<Int.random(in: 0...3, using: &random)).compactMap { _ in
        numbers.randomElement(using: &random)?.name
      }
      if Bool.random(using: &random) {
        query.order = (query.groups + query.sums + ["rows"]).randomElement(using: &random)
      }
    }
    // A name twice is two columns of one name, which order by either.
    query.sums = unique(query.sums.filter { !query.groups.contains($0) })
    query.groups = unique(query.groups)
    if let order = query.order, Bool.random(using: &random) { query.order = "-" + order }
    if Int.random(in: 0..<4, using: &random) == 0 {
      query.limit = Int.random(in: 0...5, using: &random)
    }
    return query
  }

  private static func unique(_ names: [String]) -> [String] {
    names.enumerated().filter { !names[..<$0.offset].contains($0.element) }.map(\.element)
  }

  /// Mostly a column of the table; else words that are none, in the hope that they become SQL.
  private static func name(
    _ model: TableModel, _ random: inout some RandomNumberGenerator
  ) -> String {
    if Int.random(in: 0..<25, using: &random) == 0 {
      return words.randomElement(using: &random) ?? ""
    }
    return model.columns.randomElement(using: &random)?.name ?? ""
  }

  private static let words = [
    "", "*", "1", "rowid", "count(*)", "1; DROP TABLE p900_rows", "p900_rows", "\"", "'", "--",
    "x' OR '1'='1", "qty_e4", "NULL", "ROWS", "a,b", "(SELECT 1)", "; ATTACH 'x' AS y", "🙂", "-",
    "%",
  ]

  private static func filter(
    _ model: TableModel, _ random: inout some RandomNumberGenerator
  ) -> (column: String, value: String) {
    let column = name(model, &random)
    guard let place = model.columns.firstIndex(where: { $0.name == column }),
      let row = model.rows.randomElement(using: &random), Int.random(in: 0..<5, using: &random) > 0
    else { return (column, words.randomElement(using: &random) ?? "") }
    switch row[place] {
    case .integer(let number) where model.columns[place].type == .decimal:
      return (column, Decimal4(rawValue: number).description)
    case .integer(let number): return (column, "\(number)")
    case .text(let text): return (column, text)
    case .null, .real, .blob: return (column, "null")
    }
  }

  private static func day(
    _ model: TableModel, _ random: inout some RandomNumberGenerator
  ) -> Day? {
    let texts = model.rows.randomElement(using: &random)?.compactMap { value -> String? in
      if case .text(let text) = value, text.utf8.count >= 10 { text } else { nil }
    }
    let days = (texts ?? []).compactMap { text in Array(text.utf8).borrowed { Day(iso: $0) } }
    return days.randomElement(using: &random) ?? Day(rawValue: 20_000)
  }
}
