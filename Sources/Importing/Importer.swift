package import Domain

/// Turns payloads of one kind into drafts of domain events.
///
/// An importer is a pure function of bytes and context: it reads no clock, no network and no
/// database, so the same bytes give the same drafts for ever.
package protocol Importer: Sendable {
  /// The kind at the command line, and of the streams: `wb.sales`.
  static var kind: StreamKind { get }

  /// Rises when the same bytes give other drafts than before; kept with every import.
  static var version: Int { get }

  /// The marketplaces whose connections may bring this kind.
  static var marketplaces: Set<String> { get }

  /// Text fields of the events whose values are few: one never seen before is told.
  ///
  /// With the values that the source's own pages name: those are never told.
  static var enumerations: [String: Set<String>] { get }

  /// Whether its payloads are tables: CSV, workbooks, archives of them.
  static var readsTables: Bool { get }

  /// The members by which an answer says that it is not the whole of it.
  static var extent: [ExtentMark] { get }

  /// What an answer without rows is complete for.
  static var emptyScope: EmptyScope { get }

  /// Whether the source answers nothing at all, no bytes or `null`, where it has no rows.
  static var sendsNothing: Bool { get }

  init()

  /// Whether this payload is of our kind, by what its first part holds.
  func recognizes(_ outline: PayloadOutline) -> Bool

  /// Hands every document of the payload to `intake`, in payload order; `readAnswer` is the way in.
  ///
  /// A row that cannot be taken is set aside there, and the others go on; a payload that is not what
  /// it seems throws.
  func read(_ payload: Payload, _ context: ImportContext, into intake: Intake) throws(PayloadError)
}

extension Importer {
  package static var version: Int { 1 }
  package static var enumerations: [String: Set<String>] { [:] }
  package static var readsTables: Bool { false }
  package static var extent: [ExtentMark] { [] }
  package static var sendsNothing: Bool { false }
}
