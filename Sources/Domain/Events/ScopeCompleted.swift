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
