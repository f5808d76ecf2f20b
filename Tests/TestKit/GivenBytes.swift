import Domain
package import Importing
package import Testing

/// Given bytes → when an importer reads them → then there are these drafts.
///
///     GivenBytes(#"[{"saleID":"S1", …}]"#)
///       .whenRead(by: "wb.sales")
///       .thenDrafts([["id": "S1", "for_pay": .digits("800.5")]])
package struct GivenBytes {
  private let bytes: [UInt8]
  private var context: ImportContext

  package init(_ text: String) { self.init(Array(text.utf8)) }

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    context = ImportContext(
      connection: "given", marketplace: "", zone: .moscow,
      fetchedAt: Instant(rawValue: 1_772_611_200_000_000))
  }

  /// What the command says besides.
  package func told(_ change: (inout ImportContext) -> Void) -> GivenBytes {
    var told = self
    change(&told.context)
    return told
  }

  package func whenRead(
    by kind: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> ReadPayload {
    let importer = try #require(
      PayloadReading.importer(named: kind), sourceLocation: sourceLocation)
    return try whenRead(by: importer)
  }

  package func whenRead(by importer: any Importer) throws -> ReadPayload {
    var drafts: [ReadDraft] = []
    let intake = Intake { draft in
      drafts.append(PayloadReading.draft(draft, of: importer, context))
    }
    do throws(PayloadError) {
      try bytes.borrowed { (all) throws(PayloadError) in
        try importer.readAnswer(Payload(name: "given", bytes: all), context, into: intake)
      }
    } catch { return ReadPayload(drafts: [], setAside: [], totals: [:], refusal: error) }
    let totals = intake.totals.map { ("\($0.name) \($0.key)", "\($0.value)") }
    return ReadPayload(
      drafts: drafts, setAside: intake.setAside,
      totals: Dictionary(totals, uniquingKeysWith: { $1 }), refusal: nil)
  }
}

/// What an importer made of bytes.
package struct ReadPayload {
  package let drafts: [ReadDraft]
  package let setAside: [Intake.SetAside]

  /// Control totals by `name key`.
  package let totals: [String: String]

  /// Why the payload was not taken at all.
  package let refusal: PayloadError?

  /// Expects as many drafts, and in each the values that are named; `id`, `type` and `occurred_at`
  /// are those of the draft itself.
  @discardableResult
  package func thenDrafts(
    _ expected: [[String: ExactJSON]], sourceLocation: SourceLocation = #_sourceLocation
  ) -> ReadPayload {
    #expect(refusal == nil, sourceLocation: sourceLocation)
    #expect(drafts.count == expected.count, sourceLocation: sourceLocation)
    let seen = zip(drafts, expected).map { draft, values in
      var all = draft.values
      all["id"] = .text(draft.naturalID)
      all["type"] = .text(draft.type)
      all["occurred_at"] = draft.occurredAt.map { .text("\($0)") }
      // A value that is expected to be absent is expected as null.
      for name in values.keys where all[name] == nil { all[name] = .null }
      return all.filter { values[$0.key] != nil }
    }
    let differences = ReadRows.differences(Array(expected.prefix(drafts.count)), seen)
    #expect(differences == [], sourceLocation: sourceLocation)
    return self
  }

  /// Expects these rows to be set aside: row and field of each.
  @discardableResult
  package func thenSetAside(
    _ expected: [(row: Int, field: String)], sourceLocation: SourceLocation = #_sourceLocation
  ) -> ReadPayload {
    #expect(setAside.map(\.row) == expected.map(\.row), sourceLocation: sourceLocation)
    #expect(setAside.map(\.field) == expected.map(\.field), sourceLocation: sourceLocation)
    return self
  }

  /// Expects the payload to be refused, for a reason that names this.
  package func thenRefused(
    saying part: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(refusal?.reason.contains(part) ?? false, sourceLocation: sourceLocation)
  }
}
