/// A version of a stream as the index knows it; its number is its place among the positions.
package struct StreamVersion: Sendable, Equatable {
  package let position: Int64

  /// What orders the versions: the source's time, else the payload's fetched-at.
  package let clock: Int64

  /// The first eight bytes of the SHA-256 over type and body; `withdrawn` is 0.
  package let state: Int64

  /// The state of a withdrawn document.
  package static let withdrawn: Int64 = 0

  package var isWithdrawn: Bool { state == StreamVersion.withdrawn }
}
