/// Why a projector cannot fold a document.
package struct ProjectionError: Error, CustomStringConvertible {
  package let stream: String
  package let position: Int64
  package let reason: String

  package init(_ event: Event, _ reason: String) {
    stream = event.stream
    position = event.position
    self.reason = reason
  }

  package var description: String { "event \(position) (\(stream)): \(reason)" }
}
