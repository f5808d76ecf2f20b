/// What can happen to the streams of one kind: one version of one event.
///
/// `kind` is the kind of the streams, as `svod import --kind` names it; the full name is
/// `kind.noun`. A version that has been stored is never edited: a change is a new version with a
/// lift in `EventTypes`.
package protocol EventType: Fields {
  static var kind: StreamKind { get }
  static var noun: String { get }
  static var version: Int { get }
}

extension EventType {
  package static var version: Int { 1 }

  /// Such as `wb.finance.row`.
  package static var name: String { "\(kind.name).\(noun)" }
}

/// A kind of source document, such as `wb.sales` or `1c.barcodes`.
package struct StreamKind: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let name: String

  package init(_ name: String) { self.name = name }

  package static func < (lhs: StreamKind, rhs: StreamKind) -> Bool { lhs.name < rhs.name }
  package var description: String { name }
}

/// An event type as the log and its readers use it: names, stored shape, and the lift.
package final class EventSchema: Sendable {
  package let kind: StreamKind
  package let noun: String
  package let version: Int

  /// The fields as this version stores them.
  package let shape: Shape

  /// From the stored fields to those of the newest version.
  package let layout: RecordLayout

  /// Such as `wb.finance.row`.
  package let name: String

  /// Such as `wb.finance.row@2`.
  package let tag: String

  /// Its place in `EventTypes.all`.
  package let index: Int

  /// Whether events of this type take their document out of the tables.
  package let isWithdrawal: Bool

  /// Whether events of this type claim that a payload was complete.
  package let isCompletion: Bool

  package init(
    index: Int, kind: StreamKind, noun: String, version: Int, shape: Shape, layout: RecordLayout
  ) {
    self.index = index
    self.kind = kind
    self.noun = noun
    self.version = version
    self.shape = shape
    self.layout = layout
    name = "\(kind.name).\(noun)"
    tag = "\(kind.name).\(noun)@\(version)"
    isWithdrawal = noun == Withdrawn.noun
    isCompletion = noun == ScopeCompleted.noun
  }
}

/// The source withdrew the document: it is in no table until it is seen again.
package struct Withdrawn: Fields {
  package init() {}
  package static let noun = "withdrawn"
}

/// A payload claimed to be complete for a scope: what was not in it is gone.
///
/// It is an event of its own because tables tell from it when a row was last seen.
package struct ScopeCompleted: Fields {
  package let scope = Field<Text>(1, "Start of the natural ids that the answer covers; empty: all")
  package let fetched_at = Field<Instant>(2, "When the answer was fetched")
  package let documents = Field<Int64>(3, "Documents in the answer")
  package init() {}
  package static let noun = "completed"

  /// The natural id of the stream that holds the claims for `scope`.
  package static func naturalID(_ scope: String) -> String { "~complete/\(scope)" }
}
