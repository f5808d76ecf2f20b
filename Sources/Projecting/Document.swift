package import Domain

/// A source document: the events of one stream, in order of clock; borrowed as they are.
package struct Document {
  /// Not empty; the last one is the state that tables show.
  package let versions: EventRun

  package var earliest: Event { versions[versions.startIndex] }
  package var latest: Event { versions[versions.endIndex - 1] }
  package var isWithdrawn: Bool { latest.isWithdrawal }
  package var connection: String { latest.connection }
  package var kind: StreamKind { latest.kind }

  /// The latest version that is not a withdrawal: what the document last said of itself.
  package var lastStated: Event? { versions.last { !$0.isWithdrawal } }

  /// The position of the first event that shaped the document.
  package var firstPosition: Int64 { versions.reduce(Int64.max) { min($0, $1.position) } }
}
