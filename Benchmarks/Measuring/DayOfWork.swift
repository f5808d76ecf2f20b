import Ledger
import Platform

/// Small imports and decisions as a morning brings them, tables and all, beside a rebuild of all tables.
struct DayOfWork {
  let ledger: Ledger
  let folder: String
  let rounds: Int
  var payloads: MorningPayloads

  /// One kind of change: what it took in each round.
  private struct Row {
    let name: String
    let count: Int
    var walls: [Double] = []
    var processors: [Double] = []

    mutating func add(_ measure: Measure) {
      walls.append(measure.wall)
      processors.append(measure.processor)
    }
  }

  mutating func report() throws {
    var rebuilds = Row(name: "a rebuild of all tables", count: 1)
    var rows: [Row] = []
    var positions: [String: Int] = [:]
    func note(_ name: String, _ count: Int, _ measure: Measure) {
      let place = positions["\(count) \(name)"] ?? rows.count
      if place == rows.count {
        positions["\(count) \(name)"] = place
        rows.append(Row(name: name, count: count))
      }
      rows[place].add(measure)
    }
    for _ in 0..<rounds {
      rebuilds.add(try Measure { _ = try ledger.rebuild(Projectors.all) })
      for count in [1, 1_000] {
        for payload in payloads.all(count) { note(payload.name, count, try take(payload)) }
        let decided = payloads.decisions(count)
        note("decisions", count, try Measure { try decide(decided) })
      }
    }
    let wall = Ratio(rebuilds.walls).median
    let processor = Ratio(rebuilds.processors).median
    Report.say(
      "rebuild of all tables: \(Report.seconds(wall)) s wall, \(Report.seconds(processor)) s CPU, "
        + "\(Projectors.all.count) tables")
    for row in rows {
      let isSale = ["sales", "finance rows", "Ozon operations", "Yandex movements"].contains(
        row.name)
      let goal = row.count > 1 ? "≤ 0.10" : isSale ? "≤ 0.01" : "≤ 0.02"
      Report.ratio(
        "\(row.count) \(row.name), wall ÷ rebuild", Ratio(row.walls.map { $0 / wall }), goal: goal)
    }
    for row in rows {
      Report.say(
        "\(row.count) \(row.name): \(Report.seconds(Ratio(row.walls).median)) s wall, "
          + "\(Report.seconds(Ratio(row.processors).median)) s CPU")
    }
  }

  private func take(_ payload: MorningPayloads.Payload) throws -> Measure {
    let path = "\(folder)/\(payload.name)"
    try Files.replace(path, with: payload.bytes)
    defer { try? Files.remove(path) }
    let request = ImportRequest(paths: [path], connection: payload.connection)
    return try Measure {
      let report = try ledger.take(request)
      guard report.setAsideCount == 0, report.files.contains(where: { $0.rows > 0 }) else {
        throw LedgerError(.data, "\(payload.name) were not read: a made-up payload is wrong")
      }
    }
  }

  private func decide(_ decisions: [(product: String, item: String)]) throws {
    _ = try Matching(ledger).decide(
      decisions.map {
        Matching.Decision(
          connection: "wb-main", product: $0.product, nomenclature: $0.item, reason: "a trial",
          author: "benchmark")
      })
    try ledger.catchUp()
  }
}
