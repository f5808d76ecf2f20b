import EventLog
import Domain
import Importing
import Ledger
import Projecting
import TestKit
import Testing

@Suite("A payload becomes events, and events become rows")
struct TripTests {
  @Test(arguments: Trip.names)
  func `every folder of fixtures is a trip`(_ name: String) throws {
    let trip = try Trip(name)
    let files = Set(PackageFolder.names(in: "fixtures/\(name)").filter { $0.hasPrefix("1-") })
    #expect(Set(trip.plan.imports.flatMap(\.files)) == files, "every payload is imported")
    #expect(!trip.plan.about.isEmpty)
  }

  @Test func `every importer and every projector is on a trip`() throws {
    var ridden: Set<String> = []
    for trip in Trip.all {
      for step in trip.plan.imports {
        for file in step.files {
          let bytes = try PackageFolder.bytes(of: trip.file(file))
          ridden.insert(
            step.kind ?? PayloadReading.importers(of: bytes).map { type(of: $0).kind.name }.first
              ?? "")
        }
      }
    }
    #expect(Importers.all.map { type(of: $0).kind.name }.filter { !ridden.contains($0) } == [])
    let tables = Set(Trip.all.flatMap(\.tables))
    #expect(Projectors.all.map { type(of: $0).alias }.filter { !tables.contains($0) } == [])
  }

  @Test(arguments: Trip.all)
  func `the rows are those that the payloads mean`(_ trip: Trip) throws {
    let book = try TemporaryBook(after: trip)
    for table in trip.tables {
      let rows = try #require(try ReadRows.rows(of: table, book.ledger), "no table \(table)")
      let expected = try trip.expectedRows(of: table).map(\.members)
      let differences = ReadRows.differences(expected, rows)
      #expect(differences.isEmpty, "\(table): \(differences.joined(separator: "\n"))")
    }
  }

  @Test(arguments: Trip.all)
  func `the events are those that were promised`(_ trip: Trip) throws {
    let book = try TemporaryBook(after: trip)
    let lines = try TripCheck.events(book.ledger)
    try Golden.expect(lines.map { $0 + "\n" }.joined(), is: trip.file("2-events.ndjson"))
  }

  @Test(arguments: Trip.all)
  func `everything imported again appends nothing`(_ trip: Trip) throws {
    let book = try TemporaryBook(after: trip)
    let before = try Status(book.ledger)
    let hashes = try book.hashes()
    for steps in [trip.plan.imports, trip.plan.imports.reversed()] {
      for step in steps {
        let report = try book.take(step, of: trip, updates: false)
        #expect(report.events == 0, "\(step.payload)")
        #expect(report.files.allSatisfy { $0.alreadyImported != nil })
      }
    }
    try book.connect(trip)
    try book.decide(trip)
    _ = try book.ledger.update(Projectors.all)
    #expect(try Status(book.ledger).position == before.position)
    #expect(try Status(book.ledger).headHash == before.headHash)
    #expect(try book.hashes() == hashes)
  }

  @Test(arguments: Trip.all)
  func `tables updated after each import are those built from the first event`(_ trip: Trip)
    throws
  {
    let book = try TemporaryBook()
    try book.connect(trip)
    for step in trip.plan.imports {
      try book.take(step, of: trip, updates: true)
      try Self.expectRebuilt(book, step.payload)
    }
    try book.decide(trip)
    _ = try book.ledger.update(Projectors.all)
    try Self.expectRebuilt(book, "matches")
  }

  static func expectRebuilt(
    _ book: TemporaryBook, _ place: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let updated = try book.hashes()
    let rebuilt = try book.rebuiltHashes()
    for table in rebuilt.keys.sorted() {
      #expect(
        updated[table]?.content == rebuilt[table]?.content, "\(table) after \(place)",
        sourceLocation: sourceLocation)
      #expect(
        updated[table]?.provenance == rebuilt[table]?.provenance,
        "provenance of \(table) after \(place)", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: Trip.all)
  func `the book is sound and every number has its bytes`(_ trip: Trip) throws {
    let book = try TemporaryBook(after: trip)
    let verification = try Verification(book.ledger, deep: true, against: nil)
    #expect(verification.findings.map { "\($0.place): \($0.problem)" } == [])
    #expect(verification.checked.count >= 5)
    for projector in Projectors.all {
      let table = type(of: projector).tables[0]
      let rows = try ReadRows.rows(of: table.alias, book.ledger) ?? []
      for row in [rows.first, rows.last].compactMap({ $0 }) {
        let key = table.key.map { name in
          row[name]?.text ?? row[name]?.number.map(\.description) ?? ""
        }
        let trace = try Trace(book.ledger, projector, key: key)
        #expect(!trace.steps.isEmpty, "\(table.alias) \(key)")
      }
    }
  }
}
