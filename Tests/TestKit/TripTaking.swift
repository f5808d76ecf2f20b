import Domain
import EventLog
package import Ledger
import Platform

extension TemporaryBook {
  /// Adds the connections that a trip's payloads come from.
  package func connect(_ trip: Trip) throws {
    try ledger.connect(trip.plan)
  }

  /// Runs one import of a trip.
  @discardableResult
  package func take(_ step: Trip.Step, of trip: Trip, updates: Bool) throws -> ImportReport {
    try ledger.take(step.request(step.files.map(trip.path)), updates: updates)
  }

  package func decide(_ trip: Trip) throws {
    try ledger.decide(trip.plan)
  }

  /// A book after the whole trip.
  package convenience init(after trip: Trip) throws {
    try self.init()
    try connect(trip)
    for step in trip.plan.imports { try take(step, of: trip, updates: false) }
    try decide(trip)
    _ = try ledger.update(Projectors.all)
  }
}

extension TemporaryBook {
  /// The imports that a step of a trip made and that were not revoked, by their payloads' names.
  package func imports(of step: Trip.Step) throws -> [Int64] {
    let log = try ledger.book.openLog()
    let revoked = try log.takenBack().imports
    return try log.imports().filter { record in
      step.files.contains(record.payloadName) && record.connection == step.connection
        && revoked[record.id] == nil && "\(record.fetchedAt)" == step.fetchedAt
    }.map(\.id)
  }

  @discardableResult
  package func revoke(_ step: Trip.Step, of trip: Trip) throws -> Revocation.Report {
    try ledger.revoke(
      Revocation(imports(of: step), reason: "a trial", author: "test"), isDryRun: false)
  }
}
