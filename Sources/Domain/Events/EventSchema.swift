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

  /// Whether events of this type tell what the book itself decided, and not what a source said.
  package let isDecision: Bool

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
    isDecision = kind.isDecided
  }
}
