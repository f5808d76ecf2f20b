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
