import ArgumentParser
import Ledger
import Platform

/// `svod test`.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Take trips: payloads with the events and rows that are right beside them.",
    discussion: """
      A trip is a folder with trip.json, payloads 1-…, events 2-events.ndjson and rows 3-p903.ndjson;
      a folder of trips takes them all. Each is taken in a book of its own. Exit code 3 when
      something is not right, or was recorded.

        svod payload export-trip 12 --into cases/refund
        svod test cases
        svod test cases/refund --record
        svod test cases --format junit > report.xml
      """)

  /// How the results are written.
  enum ResultFormat: String, ExpressibleByArgument, CaseIterable { case text, junit, ndjson }

  @Argument(help: "A trip, or a folder of trips.") var folder: String
  @Flag(help: "Write what comes of the payloads; recording is not passing.") var record = false
  @Option(help: "text, junit or ndjson.") var format: ResultFormat = .text

  func run() throws {
    var results: [TripCheck.Result] = []
    for trip in try TripFolder.all(in: folder) {
      var check = TripCheck(trip)
      check.isRecording = record
      let found = try check.run()
      if format == .text { Machine.write(found.map(TripText.words).joined(), to: 1) }
      if format == .ndjson { Machine.write(found.map(TripText.line).joined(), to: 1) }
      results += found
    }
    if format == .junit { Machine.write(TripText.junit(results), to: 1) }
    let failed = results.filter { !$0.isPassed }.count
    if format == .text { Machine.write(TripText.summary(results), to: 1) }
    if failed > 0 { throw ExitCode(LedgerError.Code.differences.rawValue) }
  }
}
