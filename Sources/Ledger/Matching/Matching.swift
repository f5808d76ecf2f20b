import Domain
import EventLog
import Importing
import Projecting

/// Decisions about which item of 1C a marketplace's product is (`read-tables` §0.1, rule 1).
///
/// A decision is an event with author and reason, so a later one corrects all earlier rows and the
/// earlier one is still told by `history`.
package struct Matching {
  private let ledger: Ledger

  /// One decision; without a nomenclature the product is unmatched.
  package struct Decision: Sendable, Equatable {
    package let connection: String
    package let product: String
    package let nomenclature: String?
    package let reason: String
    package let author: String

    package init(
      connection: String, product: String, nomenclature: String?, reason: String, author: String
    ) {
      self.connection = connection
      self.product = product
      self.nomenclature = nomenclature
      self.reason = reason
      self.author = author
    }
  }

  package init(_ ledger: Ledger) { self.ledger = ledger }

  /// Appends decisions, all or none; those that decide what is decided already append nothing.
  package func decide(_ decisions: [Decision]) throws -> Int {
    try ledger.writing { writer in
      let known = try Connections(writer.log)
      for decision in decisions {
        let settings = try known.require(decision.connection)
        guard settings.marketplace != "1C" else {
          throw LedgerError(
            .usage, "\(settings.name) is a 1C base: products are matched in a cabinet's connection")
        }
        try check(decision)
      }
      return try writer.append(at: ledger.now()) { appender in
        for decision in decisions { try append(decision, appender) }
      }.events
    }
  }

  private func check(_ decision: Decision) throws {
    guard !decision.product.isEmpty, decision.product.utf8.count <= 200 else {
      throw LedgerError(.usage, "a product is named by its sku in the marketplace")
    }
    guard !decision.reason.isEmpty else {
      throw LedgerError(.usage, "a decision about \(decision.product) needs a reason")
    }
    if let nomenclature = decision.nomenclature {
      let parts = nomenclature.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.map(\.count) == [8, 4, 4, 4, 12],
        parts.joined().utf8.allSatisfy({ $0.isDigit || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x66) })
      else {
        throw LedgerError(
          .usage, "«\(nomenclature)» is no Ref_Key of 1C: it looks like 8-4-4-4-12 hex digits")
      }
    }
  }

  private func append(_ decision: Decision, _ appender: Appender) throws {
    let schema: EventSchema
    var record: Record
    if let nomenclature = decision.nomenclature {
      let fields = ProductMatched()
      schema = EventTypes.schema(of: ProductMatched.self)
      record = Record(schema.shape)
      record[fields.product] = decision.product
      record[fields.nomenclature_ref] = nomenclature.lowercased()
      record[fields.reason] = decision.reason
      record[fields.author] = decision.author
    } else {
      let fields = ProductUnmatched()
      schema = EventTypes.schema(of: ProductUnmatched.self)
      record = Record(schema.shape)
      record[fields.product] = decision.product
      record[fields.reason] = decision.reason
      record[fields.author] = decision.author
    }
    try appender.decide(schema, in: decision.connection, decision.product, record)
  }

  /// Reads decisions from a table with the columns connection, product, nomenclature and reason; an
  /// empty nomenclature takes a decision back.
  package func read(_ path: String, author: String) throws -> [Decision] {
    let bytes = try PayloadFiles.read(path)
    do throws(PayloadError) {
      return try bytes.borrowed { (all) throws(PayloadError) in
        try DecisionTable(all, author: author).decisions
      }
    } catch {
      throw LedgerError(.data, "\(path): \(PayloadKind.place(error))")
    }
  }

  /// The latest decision of each product, by connection and product.
  package func decisions(asOf position: Int64 = .max) throws -> Answer {
    var latest: [String: [Answer.Cell]] = [:]
    let matched = ProductMatched()
    let unmatched = ProductUnmatched()
    try ledger.book.openLog().forEachEvent(
      through: position, of: [ProductMatched.kind]
    ) { event in
      let record = try event.record()
      let isMatch = event.schema.noun == ProductMatched.noun
      func cell(_ text: Bytes?) -> Answer.Cell { text.map { .text($0.string) } ?? .null }
      latest[event.stream] = [
        .text(event.source.connection), .text(event.naturalID.string),
        isMatch ? cell(record[matched.nomenclature_ref]) : .null,
        cell(isMatch ? record[matched.reason] : record[unmatched.reason]),
        cell(isMatch ? record[matched.author] : record[unmatched.author]),
        .text("\(event.clock)"),
      ]
    }
    return Answer(
      columns: ["connection", "product", "nomenclature", "reason", "author", "decided_at"],
      rows: latest.keys.sorted().compactMap { latest[$0] })
  }

  /// Products of the sales register without nomenclature, and the money that hangs on each.
  package func unmatched(in folder: TableFolder? = nil) throws -> Answer {
    let projector = try ledger.projector("p900")
    var query = Query()
    query.filters = [(column: "nomenclature_ref", value: "null")]
    query.groups = ["connection_mp_ref", "marketplace_product_ref", "seller_sku", "currency_code"]
    query.sums = ["qty", "amount_line"]
    query.order = "-amount_line"
    return try query.answer(projector, table: "p900", in: folder ?? ledger.tables)
  }
}
