package import Domain

/// Connection and kind of a stream: the first two parts of its name.
package final class SourceName: Sendable, Hashable {
  /// Such as `wb-main/wb.finance`.
  package let name: String
  package let connection: String
  package let kind: StreamKind

  package init?(_ name: String) {
    guard let slash = name.firstIndex(of: "/") else { return nil }
    self.name = name
    connection = String(name[..<slash])
    kind = StreamKind(String(name[name.index(after: slash)...]))
  }

  package init(connection: String, kind: StreamKind) {
    name = "\(connection)/\(kind.name)"
    self.connection = connection
    self.kind = kind
  }

  package static func == (lhs: SourceName, rhs: SourceName) -> Bool { lhs.name == rhs.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
