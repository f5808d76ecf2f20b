package import Domain

/// Folds documents into the rows of one read table.
///
/// A projector is a pure function of documents and references: its signature gives it no clock, no
/// file and no other projector, so its table can be thrown away and comes out the same to the byte.
///
/// It is a class because it holds declarations of fields (`Fields`): a struct would be copied with all
/// of them for every group of documents.
package protocol Projector: AnyObject, Sendable {
  /// Rises when the same events give other rows than before.
  static var version: Int { get }

  /// The tables it makes; the first one bears the projector's name.
  static var tables: [Table] { get }

  /// The kinds of documents that make rows.
  static var kinds: Set<StreamKind> { get }

  /// The kinds that it looks things up in (`References`).
  static var references: Set<StreamKind> { get }

  /// The kinds whose complete answers its rows depend on (`References.claims`).
  static var claims: Set<StreamKind> { get }

  /// Which documents make rows together.
  static var grouping: Grouping { get }

  /// The kinds whose documents name their group in their body, such as a return its order.
  ///
  /// Such a document may move to another group, and its withdrawal does not say which one it leaves:
  /// all its events belong where its latest statement says.
  static var linked: Set<StreamKind> { get }

  init()

  /// Appends the key of the group that an event's document belongs to; nothing for events that make
  /// no rows.
  ///
  /// The same for all events of a document, unless its kind is `linked`: then it is only asked of
  /// statements.
  func group(of event: Event, into key: ByteBuffer) throws

  /// Hands the rows of one group to `rows`.
  func rows(of group: DocumentGroup, _ references: References, into rows: any RowSink) throws
}

extension Projector {
  /// Folds a group; texts that were put together for the one before are no longer used.
  package func fold(
    _ group: DocumentGroup, _ references: References, into rows: any RowSink
  ) throws {
    references.texts.removeAll()
    try self.rows(of: group, references, into: rows)
    try references.check()
  }

  package static var claims: Set<StreamKind> { [] }

  package static var linked: Set<StreamKind> { [] }

  /// The kinds whose documents its rows may depend on besides those that make them.
  package static var lookedUp: Set<StreamKind> {
    references.union(claims).union(kinds.intersection(References.kinds))
  }

  /// Whether its table remembers what each row looks up.
  package static var asks: Bool { !lookedUp.isEmpty }

  /// What the rows of its `table`-th table have behind their columns for Svod alone.
  package static func ownColumns(_ table: Int) -> OwnColumns {
    OwnColumns(group: grouping.isNamed, asked: table == 0 && asks)
  }

  /// Such as `p903_wb_finance_report`.
  package static var name: String { tables[0].name }

  /// Such as `p903`.
  package static var alias: String { tables[0].alias }

  /// Everything that can be asked: its tables and their views.
  package static var faces: [Table] { tables + tables.flatMap { $0.views.map(\.face) } }
}
