import Domain
import Importing
import Ledger
import TestKit
import Testing

@Suite("A payload's kind is told from its content")
struct RecognitionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let trip: Trip
    let step: Trip.Step
    let file: String
    var testDescription: String { "\(trip.name)/\(file)" }
  }

  static let cases: [Case] = Trip.all.flatMap { trip in
    trip.plan.imports.flatMap { step in
      step.files.map { Case(trip: trip, step: step, file: $0) }
    }
  }

  @Test(arguments: cases)
  func `one importer recognizes the payload, or the trip names it`(_ payload: Case) throws {
    let bytes = try PackageFolder.bytes(of: payload.trip.file(payload.file))
    let kinds = PayloadReading.importers(of: bytes).map { type(of: $0).kind.name }
    guard let named = payload.step.kind else {
      #expect(kinds.count == 1, "\(kinds)")
      return
    }
    #expect(PayloadReading.importer(named: named) != nil)
    #expect(kinds.isEmpty || kinds == [named], "\(kinds) for \(named)")
  }

  @Test(arguments: cases)
  func `its importer takes it, every row where it says`(_ payload: Case) throws {
    let bytes = try PackageFolder.bytes(of: payload.trip.file(payload.file))
    let importer = try #require(
      payload.step.kind.flatMap { PayloadReading.importer(named: $0) }
        ?? PayloadReading.importers(of: bytes).first)
    let connection = payload.trip.plan.connections.first { $0.name == payload.step.connection }
    #expect(type(of: importer).marketplaces.contains(connection?.marketplace ?? ""))
    let context = PayloadReading.context(of: payload.step, in: payload.trip)
    let drafts = try PayloadReading.drafts(of: bytes, named: payload.file, by: importer, context)
    for draft in drafts {
      #expect(!draft.source.isEmpty && draft.source.upperBound <= bytes.count)
      #expect(!draft.naturalID.isEmpty && !draft.values.isEmpty)
    }
    // The same bytes give the same drafts.
    let again = try PayloadReading.drafts(of: bytes, named: payload.file, by: importer, context)
    #expect(again.map(\.naturalID) == drafts.map(\.naturalID))
    #expect(again.map(\.values) == drafts.map(\.values))
  }

  @Test(arguments: [
    "{\"code\":401,\"message\":\"unauthorized\"}", "{\"errors\":[{\"code\":1}]}",
    "{\"error\":{\"code\":\"x\",\"message\":\"y\"}}", "{\"detail\":\"Not found\",\"status\":404}",
    "[{\"id\":1,\"name\":\"x\"}]", "{\"hello\":\"world\"}", "id;name\n1;x\n",
    "<html><body/></html>",
    "", "null", "[]", "{}", "[1,2,3]", "\"text\"", "PK\u{3}\u{4}", "\u{0}\u{0}\u{0}", "[[[[",
  ])
  func `what is of no kind is recognized by nobody`(_ text: String) {
    #expect(PayloadReading.importers(of: Array(text.utf8)).map { type(of: $0).kind.name } == [])
  }

  @Test func `kinds have one importer each`() {
    let kinds = Importers.all.map { type(of: $0).kind }
    #expect(Set(kinds).count == kinds.count)
    let stored = Set(EventTypes.all.map(\.kind))
    #expect(kinds.filter { !stored.contains($0) } == [])
  }
}
