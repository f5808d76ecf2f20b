package import Domain
package import Importing

/// An importer that reads as another one does, but for a deliberate change of its drafts.
package struct AlteredImporter<Base: Importer>: Importer {
  package static var kind: StreamKind { Base.kind }
  package static var version: Int { Base.version + 1 }
  package static var marketplaces: Set<String> { Base.marketplaces }
  package static var enumerations: [String: Set<String>] { Base.enumerations }
  package static var extent: [ExtentMark] { Base.extent }
  package static var emptyScope: EmptyScope { Base.emptyScope }
  package static var sendsNothing: Bool { Base.sendsNothing }

  private let base: Base
  private let alter: Alteration

  /// Changes a draft's record; `false` drops the draft.
  package typealias Alteration = @Sendable (inout Record) -> Bool

  package init() {
    base = Base()
    alter = { _ in true }
  }

  package init(_ base: Base, _ alter: @escaping Alteration) {
    self.base = base
    self.alter = alter
  }

  package func recognizes(_ outline: PayloadOutline) -> Bool { base.recognizes(outline) }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let between = Intake { (draft) throws(PayloadError) in
      var record = draft.record
      guard alter(&record) else { return }
      try intake.draft(
        draft.schema, draft.naturalID, occurredAt: draft.occurredAt, source: draft.source, record)
    }
    try base.read(payload, context, into: between)
    for _ in 0..<between.rows { intake.beginRow() }
    for scope in between.scopes { intake.covers(scope) }
  }
}

extension [any Importer] {
  /// The same importers, that of one kind changed.
  package func altering(
    _ kind: String, _ alter: @escaping @Sendable (inout Record) -> Bool
  ) -> [any Importer] {
    map { importer in
      type(of: importer).kind.name == kind ? Self.altered(importer, alter) : importer
    }
  }

  private static func altered<Base: Importer>(
    _ base: Base, _ alter: @escaping @Sendable (inout Record) -> Bool
  ) -> any Importer {
    AlteredImporter(base, alter)
  }
}
