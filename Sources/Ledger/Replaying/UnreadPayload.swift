/// An import whose payload could not be read again: only what its events say is known of it.
package struct UnreadPayload: Sendable, Equatable {
  package let importID: Int64

  /// Why today's importer does not take the payload; `nil` where its bytes were erased.
  package let refusal: String?

  init(_ importID: Int64, _ outcome: PayloadReplay.Outcome) {
    self.importID = importID
    if case .refused(let reason) = outcome { refusal = reason } else { refusal = nil }
  }
}

extension UnreadPayload: CustomStringConvertible {
  package var description: String {
    let what = refusal.map { "is refused by today's importer (\($0))" } ?? "was erased"
    return "the payload of import \(importID) \(what): only what its events say counts"
  }
}
