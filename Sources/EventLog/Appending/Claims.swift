import Domain

/// What payloads were complete for, and when: whoever tells of a document that was fetched earlier
/// learns here that it was gone by then.
final class Claims {
  /// A payload was complete for the streams whose natural ids begin with `prefix`.
  private struct Claim {
    let prefix: [UInt8]
    let clock: Int64
  }

  /// How the natural ids of claims begin; what they claim follows.
  static let mark = Array(ScopeCompleted.naturalID("").utf8)

  private let index: StreamIndex

  /// Claims at these positions count no more.
  private let takenBack: TakenBack

  /// Those of a source in order of clock, as far as they were asked for.
  private var known: [Int64: [Claim]] = [:]

  init(_ index: StreamIndex, without takenBack: TakenBack) {
    self.index = index
    self.takenBack = takenBack
  }

  /// The clock of the first claim between two clocks that a document falls under.
  func first(
    of source: Int64, for naturalID: Bytes, after start: Int64, before end: Int64?
  ) throws -> Int64? {
    let claims = try claims(of: source)
    guard let latest = claims.last, latest.clock > start else { return nil }
    return claims.first { claim in
      claim.clock > start && end.map { claim.clock < $0 } ?? true
        && naturalID.prefix(claim.prefix.count) == claim.prefix
    }?.clock
  }

  /// Reads those of a source anew when they are asked for: one was added.
  func reload(_ source: Int64) { known[source] = nil }

  private func claims(of source: Int64) throws -> [Claim] {
    if let known = known[source] { return known }
    var found: [Claim] = []
    try index.forEach(source, prefix: Self.mark) { naturalID, versions in
      let prefix = Array(naturalID[Self.mark.count...])
      found += versions.filter { !takenBack.contains($0.position) }
        .map { Claim(prefix: prefix, clock: $0.clock) }
    }
    found.sort { $0.clock < $1.clock }
    known[source] = found
    return found
  }
}
