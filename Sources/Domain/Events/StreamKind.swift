/// A kind of source document, such as `wb.sales` or `1c.barcodes`.
package struct StreamKind: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let name: String

  package init(_ name: String) { self.name = name }

  package static func < (lhs: StreamKind, rhs: StreamKind) -> Bool { lhs.name < rhs.name }
  package var description: String { name }
}
