/// A kind of source document, such as `wb.sales` or `1c.barcodes`.
package struct StreamKind: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let name: String

  package init(_ name: String) { self.name = name }

  /// Whether the book itself decides what happens to streams of this kind: its time is that of the log.
  ///
  /// A decision holds from when it was recorded, so that a later one wins whatever the clock of the
  /// machine said.
  package var isDecided: Bool { Self.decided.contains(self) }

  private static let decided: Set<StreamKind> = [
    ConnectionSettings.kind, ImportRevoked.kind, PayloadErased.kind, ProductMatched.kind,
  ]

  package static func < (lhs: StreamKind, rhs: StreamKind) -> Bool { lhs.name < rhs.name }
  package var description: String { name }
}
