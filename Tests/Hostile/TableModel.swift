package import Domain
package import Ledger
package import Projecting
package import SQLite

/// What a table would answer if it were a list in memory: every row, looked at one by one.
///
/// It shares nothing with `Query` but the columns' names and types.
package struct TableModel: Sendable {
  package let projector: any Projector
  package let table: Table
  package let columns: [Column]
  package let rows: [[Value]]

  package struct Column: Sendable {
    package let name: String
    package let type: FieldType
  }

  package init(_ projector: any Projector, _ table: Table, in folder: TableFolder) throws {
    self.projector = projector
    self.table = table
    var columns = table.shape.members.map { Column(name: $0.name, type: $0.type) }
    var stored = table.shape.members.map(Table.stored)
    if !table.isView {
      columns += [
        Column(name: "first_seq", type: .integer), Column(name: "last_seq", type: .integer),
        Column(name: "loaded_at", type: .instant),
      ]
      stored += Table.provenance
    }
    self.columns = columns
    guard let connection = try folder.open(type(of: projector).alias) else {
      rows = []
      return
    }
    let select = try connection.prepare(
      "SELECT \(stored.joined(separator: ", ")) FROM \(table.rowsName)")
    var rows: [[Value]] = []
    while try select.step() { rows.append(stored.indices.map(select.value)) }
    self.rows = rows
  }

  package enum Expected: Equatable {
    case rows([[String]])
    case refused
  }

  /// What `query` has to answer, cells as texts; absent is `␀`.
  package func expected(_ query: Query) -> Expected {
    guard let kept = kept(query) else { return .refused }
    return query.sums.isEmpty && query.groups.isEmpty
      ? plain(query, kept) : summed(query, kept)
  }

  private func place(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// The rows that the filters let through, or `nil` when a filter is none.
  private func kept(_ query: Query) -> [[Value]]? {
    var tests: [([Value]) -> Bool] = []
    for filter in query.filters {
      guard let place = place(filter.column),
        let wanted = stored(filter.value, columns[place].type)
      else { return nil }
      tests.append { $0[place] == wanted }
    }
    if query.from != nil || query.to != nil {
      guard let place = dated() else { return nil }
      let isMoment = columns[place].type == .instant
      tests.append { row in
        guard case .text(let text) = row[place] else { return false }
        let day: Int64? = Array(text.utf8).borrowed { bytes in
          isMoment
            ? Instant(iso: bytes, in: .utc).map { Int64($0.moscowDay.rawValue) }
            : Day(iso: bytes).map { Int64($0.rawValue) }
        }
        guard let day else { return false }
        return (query.from.map { day >= Int64($0.rawValue) } ?? true)
          && (query.to.map { day <= Int64($0.rawValue) } ?? true)
      }
    }
    return rows.filter { row in tests.allSatisfy { $0(row) } }
  }

  private func dated() -> Int? {
    for name in ["sale_date", "date", "rr_dt", "period", "accrual_date", "transaction_at"] {
      if name == "sale_date", table.shape["rr_dt"] != nil { continue }
      if let place = place(name) { return place }
    }
    return columns.firstIndex { $0.type == .day }
  }

  /// What a person typed, as the column holds it.
  private func stored(_ text: String, _ type: FieldType) -> Value? {
    if text.isEmpty || text == "null" { return .null }
    switch type {
    case .decimal: return Decimal4(text).map { .integer($0.rawValue) }
    case .integer: return Int64(text).map { .integer($0) }
    case .flag: return .integer(text == "1" || text == "true" || text == "yes" ? 1 : 0)
    case .text, .day, .instant, .list: return .text(text)
    }
  }

  private func plain(_ query: Query, _ kept: [[Value]]) -> Expected {
    var shown = Array(columns.indices)
    if !query.columns.isEmpty {
      shown = query.columns.compactMap(place)
      guard shown.count == query.columns.count else { return .refused }
    }
    var order = table.keyMembers.compactMap { place($0.name) }.map { (place: $0, down: false) }
    if let text = query.order {
      let down = text.hasPrefix("-")
      guard let first = place(down ? String(text.dropFirst()) : text) else { return .refused }
      order.insert((first, down), at: 0)
    }
    let sorted = kept.sorted { Self.precedes($0, $1, order) }
    return .rows(
      sorted.prefix(query.limit ?? .max).map { row in
        shown.map { Self.shown(row[$0], columns[$0].type) }
      })
  }

  private func summed(_ query: Query, _ kept: [[Value]]) -> Expected {
    let by = query.groups.compactMap(place)
    let sums = query.sums.compactMap(place)
    guard by.count == query.groups.count, sums.count == query.sums.count,
      sums.allSatisfy({ [.decimal, .integer, .flag].contains(columns[$0].type) })
    else { return .refused }
    var groups: [[Value]: [[Value]]] = [:]
    for row in kept { groups[by.map { row[$0] }, default: []].append(row) }
    if by.isEmpty, groups.isEmpty { groups[[]] = [] }
    var lines: [[Value]] = []
    for (key, members) in groups {
      var line = key
      for sum in sums {
        var total: Int64?
        for case .integer(let number) in members.map({ $0[sum] }) {
          let (next, overflow) = (total ?? 0).addingReportingOverflow(number)
          if overflow { return .refused }
          total = next
        }
        line.append(total.map { .integer($0) } ?? .null)
      }
      lines.append(line + [.integer(Int64(members.count))])
    }
    let names = query.groups + query.sums + ["rows"]
    let types = (by + sums).map { columns[$0].type } + [.integer]
    var order = by.indices.map { (place: $0, down: false) }
    if let text = query.order {
      let down = text.hasPrefix("-")
      guard let first = names.firstIndex(of: down ? String(text.dropFirst()) : text) else {
        return .refused
      }
      order.insert((first, down), at: 0)
    }
    return .rows(
      lines.sorted { Self.precedes($0, $1, order) }.prefix(query.limit ?? .max).map { line in
        zip(line, types).map(Self.shown)
      })
  }

  private static func precedes(
    _ lhs: [Value], _ rhs: [Value], _ order: [(place: Int, down: Bool)]
  ) -> Bool {
    for (place, down) in order where lhs[place] != rhs[place] {
      return isLess(lhs[place], rhs[place]) != down
    }
    return false
  }

  /// Absent before numbers before texts, texts by their bytes.
  private static func isLess(_ lhs: Value, _ rhs: Value) -> Bool {
    switch (lhs, rhs) {
    case (.integer(let left), .integer(let right)): left < right
    case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.null, _): true
    case (_, .null): false
    case (.integer, _): true
    default: false
    }
  }

  private static func shown(_ value: Value, _ type: FieldType) -> String {
    switch value {
    case .integer(let number) where type == .decimal: Decimal4(rawValue: number).description
    case .integer(let number): "\(number)"
    case .text(let text): text
    case .null, .real, .blob: "␀"
    }
  }
}
