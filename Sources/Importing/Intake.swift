package import Domain

/// Where an importer puts what it reads: drafts, rows set aside, remarks and control totals.
package final class Intake {
  private let take: (Draft) throws(PayloadError) -> Void

  /// Rows read so far.
  package private(set) var rows = 0

  /// Rows that were not taken, the first of them in full.
  package private(set) var setAside: [SetAside] = []
  package private(set) var setAsideCount = 0

  /// Things worth telling once each, with how often they happened, in order of first sight.
  package private(set) var remarks: [Remark] = []
  private var remarkIndex: [String: Int] = [:]

  /// Sums by name and key, such as `payout_amount` by report.
  package private(set) var totals: [ControlTotal] = []
  private var totalIndex: [String: Int] = [:]

  /// Scopes that a complete payload covers: starts of natural ids; the whole kind is "".
  package private(set) var scopes: [String] = []
  private var knownScopes: Set<String> = []

  /// Pages read so far, where the kind has marks of its extent.
  package private(set) var pages: [AnswerPage] = []
  private var page = AnswerPage()
  private var marks: Set<String> = []
  private var counts = false
  private var isRowNamed = true

  /// Names the rows that the answer's own count takes for one: a set of records.
  var unit: UInt64?

  /// How many rows set aside are told one by one.
  package static let toldMax = 20

  /// How many different remarks, totals and scopes one import keeps.
  package static let differentMax = 10_000

  package struct SetAside: Sendable, Equatable {
    package let row: Int
    package let offset: Int
    package let field: String
    package let reason: String
  }

  package struct Remark: Sendable, Equatable {
    package let text: String
    package let firstRow: Int
    package var count: Int
  }

  package struct ControlTotal: Sendable, Equatable {
    package let name: String
    package let key: String

    /// ISO; `nil` where the source names none, or sums no money.
    package let currency: String?
    package var value: Decimal4
  }

  package init(_ take: @escaping (Draft) throws(PayloadError) -> Void) { self.take = take }

  /// Says by which members the answer may tell how far it goes.
  package func watch(_ extent: [ExtentMark]) {
    marks = Set(extent.map(\.name))
    counts = !extent.isEmpty
  }

  /// Counts a row; every row of the payload is counted once, taken or not.
  package func beginRow() {
    rows += 1
    guard counts else { return }
    page.rows += 1
    if let unit {
      page.keys.insert(unit)
      isRowNamed = true
    } else {
      page.unnamed += 1
      isRowNamed = false
    }
  }

  /// Says which bytes are a row that becomes no document.
  package func passOver(_ row: Bytes) { nameRow(row) }

  private func nameRow(_ name: Bytes) {
    guard counts, !isRowNamed else { return }
    isRowNamed = true
    page.unnamed -= 1
    page.keys.insert(AnswerPage.key(name))
  }

  /// Ends a page of the answer, with what it says of itself.
  package func endPage(_ said: [String: String], list: String) {
    guard counts else { return }
    page.said = said.filter { marks.contains($0.key) }
    page.list = list
    pages.append(page)
    page = AnswerPage()
    isRowNamed = true
  }

  /// Hands a document over; one that the log could not name is set aside.
  package func draft(
    _ schema: EventSchema, _ naturalID: Bytes, occurredAt: Instant?, source: Range<Int>,
    _ record: Record
  ) throws(PayloadError) {
    guard (1...Document.naturalIDMax).contains(naturalID.count) else {
      let reason = naturalID.isEmpty ? "missing" : "longer than \(Document.naturalIDMax) bytes"
      setAside(at: source.lowerBound, RowError("id", reason))
      return
    }
    nameRow(naturalID)
    try take(
      Draft(
        schema: schema, naturalID: naturalID, occurredAt: occurredAt, source: source,
        record: record))
  }

  /// The same with an id made on the way.
  package func draft(
    _ schema: EventSchema, _ naturalID: String, occurredAt: Instant?, source: Range<Int>,
    _ record: Record
  ) throws(PayloadError) {
    try Array(naturalID.utf8).borrowed { (id) throws(PayloadError) in
      try draft(schema, id, occurredAt: occurredAt, source: source, record)
    }
  }

  /// Sets the current row aside.
  package func setAside(at offset: Int, _ error: RowError) {
    setAsideCount += 1
    guard setAside.count < Self.toldMax else { return }
    setAside.append(SetAside(row: rows, offset: offset, field: error.field, reason: error.reason))
  }

  /// Notes a member of the current row that no importer reads.
  package func unread(_ name: String) { remark(Self.unreadStart + name) }

  /// How remarks begin that are of members which no importer reads.
  package static let unreadStart = "unknown field "

  /// Notes something about the current row; the same text is told once with a count.
  package func remark(_ text: String) {
    if let index = remarkIndex[text] {
      remarks[index].count += 1
    } else if remarks.count < Self.differentMax {
      remarkIndex[text] = remarks.count
      remarks.append(Remark(text: text, firstRow: max(1, rows), count: 1))
    }
  }

  /// Adds to a control total; money of several currencies is never added.
  package func add(
    _ value: Decimal4, to name: String, of key: String, in currency: String? = nil
  ) throws(RowError) {
    let place = "\(name)\u{1F}\(key)\u{1F}\(currency ?? "")"
    if let index = totalIndex[place] {
      do throws(Decimal4.Overflow) {
        totals[index].value = try totals[index].value + value
      } catch { throw RowError(name, "the sum for \(key) is too large") }
    } else if totals.count < Self.differentMax {
      totalIndex[place] = totals.count
      totals.append(ControlTotal(name: name, key: key, currency: currency, value: value))
    }
  }

  /// Says that, if the payload is complete, it is complete for `scope`.
  package func covers(_ scope: String) {
    if scopes.count < Self.differentMax, knownScopes.insert(scope).inserted { scopes.append(scope) }
  }
}
