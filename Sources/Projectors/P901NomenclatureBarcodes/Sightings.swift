import Domain
import Projecting

/// When answers held something that a document says, as far as the log tells.
struct Sightings {
  let first: Instant
  let last: Instant

  /// Whether no later complete answer was without it, nor the document gone.
  let isActive: Bool

  /// `nil` when the document never said so.
  ///
  /// `states` tells it of each version. A document is in each complete answer between its statements
  /// and its withdrawals.
  init?(_ document: Document, _ references: References, _ states: [State]) {
    let versions = Array(zip(document.versions, states))
    let clocks = versions.filter { $0.1 == .present }.map(\.0.clock)
    guard let first = clocks.min(), var last = clocks.max() else { return nil }
    let naturalID = document.latest.naturalID.string
    let claims = references.claims(document.connection, document.kind).filter {
      naturalID.hasPrefix($0.scope)
    }
    for claim in claims where claim.clock > last {
      let standing = versions.last { $0.0.clock <= claim.clock }
      if standing?.1 == .present { last = claim.clock }
    }
    let seen = last
    self.first = first
    self.last = last
    isActive =
      states.last != .gone && !claims.contains { $0.clock > seen }
      && !versions.contains { $0.0.clock > seen && $0.1 == .gone }
  }

  /// What a version says: that, something else, or that the document is gone.
  enum State { case present, absent, gone }
}
