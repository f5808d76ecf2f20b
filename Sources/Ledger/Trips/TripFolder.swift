package import Domain
import Importing
import Platform

/// A folder of payloads with the events that they become and the rows that those become beside them.
///
/// `trip.json` says how to import them; `2-events.ndjson` and `3-p903.ndjson` say what is right.
package struct TripFolder: Sendable {
  package let path: String
  package let plan: TripPlan

  package var name: String { Files.name(path) }

  package init(_ path: String) throws {
    self.path = path
    guard Files.exists(path + "/trip.json") else {
      throw LedgerError(
        .noInput, "\(path) is no trip, it has no trip.json: svod payload export-trip makes one")
    }
    do {
      plan = try TripPlan(Files.read(path + "/trip.json", sizeMax: 16 << 20))
    } catch let error as LedgerError { throw LedgerError(error.code, "\(path)/\(error.message)") }
  }

  /// The folder's own trip, or those of the folders in it, in order of name.
  package static func all(in folder: String) throws -> [TripFolder] {
    guard case .some(.folder) = try Files.kind(folder) else {
      throw LedgerError(.noInput, "there is no folder \(folder)")
    }
    if Files.exists(folder + "/trip.json") { return [try TripFolder(folder)] }
    let inside = try Files.names(in: folder).filter { !$0.hasPrefix(".") }
      .map { "\(folder)/\($0)" }.filter { Files.exists($0 + "/trip.json") }
    guard !inside.isEmpty else {
      throw LedgerError(
        .noInput, "no trips in \(folder): a trip is a folder with payloads and a trip.json")
    }
    return try inside.map(TripFolder.init)
  }

  package func file(_ name: String) -> String { "\(path)/\(name)" }

  /// The text of a file, or `nil` when there is none.
  func text(of name: String) throws -> String? {
    guard Files.exists(file(name)) else { return nil }
    return String(decoding: try Files.read(file(name), sizeMax: Payload.sizeMax), as: UTF8.self)
  }

  /// The short names of the tables and views whose rows are there.
  package var tables: [String] {
    get throws {
      try Files.names(in: path).compactMap { file in
        guard file.hasPrefix("3-"), file.hasSuffix(".ndjson") else { return nil }
        return String(file.dropFirst(2).dropLast(7))
      }
    }
  }
}

/// A clock that moves one second at each look, from the first of August 2026: what a trip is
/// recorded with is the same whenever it is taken.
package final class TripClock {
  private var now: Int64 = 1_785_542_400_000_000

  package init() {}

  package func tick() -> Instant {
    now += 1_000_000
    return Instant(rawValue: now)
  }
}

extension Ledger {
  /// Adds the connections that a trip's payloads come from.
  package func connect(_ plan: TripPlan) throws {
    for connection in plan.connections { _ = try connect(connection) }
  }

  /// Takes the decisions of a trip.
  package func decide(_ plan: TripPlan) throws { _ = try Matching(self).decide(plan.matches) }
}
