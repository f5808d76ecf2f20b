import Domain
import EventLog
package import Projecting

/// Why a row, or one of its columns, is as it is: the fold that made it, step by step.
package struct Explanation: Sendable {
  /// The table's short name.
  package let table: String

  /// The row's primary key.
  package let key: [Answer.Cell]

  /// The position that the table stands at.
  package let position: Int64
  package let steps: [Step]

  /// The columns that are asked about, as they stand now.
  package let columns: [Column]

  /// An event at which the row changed.
  package struct Step: Sendable {
    package let event: EventDescription

    /// What the event is to the row, if it is not of the row's own documents.
    package let said: String?
    package let outcome: Outcome

    /// What a row that appears would not be there without.
    package let inputs: [Input]
    package let changes: [Change]
  }

  package enum Outcome: String, Sendable { case appears, changes, leaves }

  /// A column that an event changed.
  package struct Change: Sendable {
    package let column: String
    package let rule: ColumnRule
    package let before: Answer.Cell
    package let after: Answer.Cell
    package let inputs: [Input]
  }

  /// What a value was reckoned from.
  package struct Input: Sendable, Equatable {
    /// The event that decided.
    package let position: Int64

    /// The field's name, or what a document that was looked up says.
    package let name: String

    /// The field's value; none for a document that was looked up.
    package let value: EventDescription.Shown?
  }

  /// A column as it stands.
  package struct Column: Sendable {
    package let name: String
    package let rule: ColumnRule
    package let value: Answer.Cell

    /// Why nothing was found, where the value is looked up and absent.
    package let unanswered: [String]
  }

  /// Explains one column, or all of them.
  package init(
    _ ledger: Ledger, _ projector: any Projector, table name: String, key parts: [String],
    column: String? = nil, in folder: TableFolder? = nil
  ) throws {
    let log = try ledger.book.openLog()
    let row = try RowEvents(
      log, folder ?? ledger.tables, projector, table: name, key: parts)
    let table = type(of: projector).tables[row.table]
    let names = table.shape.members.map(\.name) + Table.provenance
    let wanted = try Self.wanted(column, names, table)
    let story = try RowStory.whole(row, log)
    self.table = table.alias
    key = row.key
    position = row.position
    var drafts: [Draft] = []
    var before: FoldedRow?
    for position in story.positions {
      let after = try story.row(at: position)
      if let draft = try Self.step(story, position, before, after, wanted, names, table) {
        drafts.append(draft)
      }
      before = after
    }
    var descriptions: [Int64: EventDescription] = [:]
    try log.forEachEvent(at: drafts.map(\.position)) {
      descriptions[$0.position] = try EventDescription($0)
    }
    steps = drafts.compactMap { draft in
      descriptions[draft.position].map {
        Step(
          event: $0, said: draft.said, outcome: draft.outcome, inputs: draft.inputs,
          changes: draft.changes)
      }
    }
    let cells = row.found.answer.rows[0]
    let currency = Self.currency(cells, names, table)
    columns = wanted.compactMap { index in
      ColumnRule.named(names[index], table).map { rule in
        Column(
          name: names[index], rule: rule.inCurrency(currency, of: table), value: cells[index],
          unanswered: cells[index] == .null
            ? Unanswered(story.answers, cells.texts).words(for: names[index]) : [])
      }
    }
  }

  private static func wanted(_ column: String?, _ names: [String], _ table: Table) throws -> [Int] {
    guard let column else { return Array(0..<table.shape.members.count) }
    if let index = names.firstIndex(of: column) { return [index] }
    throw LedgerError(
      .usage,
      "\(table.alias) has no column \(column): "
        + (Nearest.word(to: column, in: names).map { "did you mean \($0)?" }
          ?? "it has \(names.joined(separator: " "))"))
  }

  /// What a row's money is in.
  private static func currency(
    _ cells: [Answer.Cell], _ names: [String], _ table: Table
  ) -> String? {
    guard let place = names.firstIndex(where: { $0 == table.currency }), place < cells.count,
      case .text(let currency) = cells[place]
    else { return nil }
    return currency
  }

  /// A step before its event is described.
  private struct Draft {
    let position: Int64
    let said: String?
    let outcome: Outcome
    let inputs: [Input]
    let changes: [Change]
  }

  private static func step(
    _ story: RowStory, _ position: Int64, _ before: FoldedRow?, _ after: FoldedRow?,
    _ wanted: [Int], _ names: [String], _ table: Table
  ) throws -> Draft? {
    let absent = Array(repeating: Answer.Cell.null, count: names.count)
    let old = before?.cells ?? absent
    let new = after?.cells ?? absent
    let differing = wanted.filter { old[$0] != new[$0] }
    let outcome: Outcome =
      before == nil ? .appears : after == nil ? .leaves : .changes
    guard !differing.isEmpty || (before == nil) != (after == nil) else { return nil }
    let days = after == nil ? AskedDays() : try AskedDays(story, position)
    let inputs =
      try after == nil ? [:] : RowInputs(story, at: position)?.all(days.said) ?? [:]
    let own = story.row.events.contains { $0.position == position }
    let said =
      try own
      ? nil
      : story.consulted.first { $0.position == position }
        .map(LookupWords.said)
    func told(_ place: Int) -> [Input] {
      (inputs[place] ?? []).map {
        Input(position: $0.position, name: $0.name, value: $0.value)
      }
    }
    let currency = Self.currency(after == nil ? old : new, names, table)
    return Draft(
      position: position, said: said, outcome: outcome,
      inputs: before == nil ? told(RowInputs.existence) : [],
      changes: differing.compactMap { index in
        ColumnRule.named(names[index], table).map { rule in
          Change(
            column: names[index], rule: rule.inCurrency(currency, of: table), before: old[index],
            after: new[index],
            inputs: told(index))
        }
      })
  }
}

/// The days for which prices were asked, so that a price says for which day it was the one.
private struct AskedDays {
  private var days: [String: Set<Day>] = [:]

  init() {}

  init(_ story: RowStory, _ position: Int64) throws {
    let witness = LookupWitness()
    _ = try story.rows(at: position, witness)
    for answer in witness.answers {
      guard let day = answer.day, answer.found.count == 2 else { continue }
      days[answer.found[1], default: []].insert(day)
    }
  }

  func said(_ event: KeptEvent) throws -> String {
    let said = try LookupWords.said(event)
    guard PriceStatement.kinds.contains(event.schema.kind), !event.schema.isWithdrawal,
      let from = try event.values().first(where: { $0.name == "period" })?.value,
      case .text(let period) = from, let asked = days[period], !asked.isEmpty
    else { return said }
    return "\(said), the latest on \(asked.sorted().map(\.description).joined(separator: ", "))"
  }
}

/// Which questions of a row nobody answered, by the column that waits for them.
private struct Unanswered {
  private let answers: [LookupWitness.Answer]
  private let names: Set<String>

  init(_ answers: [LookupWitness.Answer], _ texts: [String]) {
    self.answers = answers
    names = Set(texts).union(texts.map(Article.folded))
  }

  private static let resolved: Set = ["nomenclature_ref", "nomenclature_basis"]
  private static let priced: Set = ["cost", "seller_total", "dealer_price", "margin_percent"]

  func words(for column: String) -> [String] {
    answers.filter { isAbout($0.lookup, column) }.compactMap(LookupWords.unanswered)
  }

  /// Whether a question is one of the row's own, and of the column.
  private func isAbout(_ lookup: Lookup, _ column: String) -> Bool {
    let isPrice = Self.priced.contains(column)
    guard isPrice || Self.resolved.contains(column) || column == "organization_ref" else {
      return false
    }
    switch lookup {
    case .organization: return column == "organization_ref"
    case .connection: return true
    case .decision(_, let product): return column != "organization_ref" && names.contains(product)
    case .article, .barcode: return column != "organization_ref"
    case .price: return isPrice
    case .bases, .card, .item, .tablePrice, .completeness, .weeklyReports: return false
    }
  }
}
