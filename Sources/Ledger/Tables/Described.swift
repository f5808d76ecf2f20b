import Digest
import Domain
import EventLog
import Projecting

/// Tells people of an event that cannot be folded: which one, of what, and where its bytes are.
struct Described {
  private let log: EventLog

  init(_ log: EventLog) { self.log = log }

  /// Runs a part of a table's build; a projector's error comes out with what the log knows of it.
  func describing<Result>(_ alias: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as ProjectionError {
      throw try described(error, alias)
    }
  }

  private func described(_ error: ProjectionError, _ alias: String) throws -> LedgerError {
    let position = error.position
    return LedgerError(
      .data,
      "\(alias) cannot be built: event \(position), \(error.stream)\(try place(of: position)): "
        + "\(error.reason); svod show \(position) shows it, svod rebuild \(alias) --quarantine "
        + "sets it aside")
  }

  private func place(of position: Int64) throws -> String {
    var place = ""
    try log.forEachEvent(at: [position]) { view in
      place = " (\(view.schema.tag)"
      if !view.block.payload.isEmpty, !view.payloadRange.isEmpty {
        place +=
          ", bytes \(view.payloadRange.lowerBound) to \(view.payloadRange.upperBound) of payload "
          + view.block.payload.hex.prefix(12)
      }
      place += ")"
    }
    return place
  }
}
