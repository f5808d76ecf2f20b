import Domain
import EventLog
import Ledger
import Platform
import TestKit
import Testing

@Suite("Trips of one's own")
struct TripFolderTests {
  /// A trip of two small sales, without what is right.
  private static func trip(in folder: String) throws -> TripFolder {
    let sale = SalesAnswer.row(
      "S1", day: "2026-03-01", forPay: "800.5", changed: "2026-03-01T11:00:00")
    let other = SalesAnswer.row(
      "S2", day: "2026-03-02", forPay: "1", changed: "2026-03-02T11:00:00")
    try Files.replace(
      folder + "/1-sales.json", with: Array(SalesAnswer.page([sale, other]).utf8))
    let plan = #"""
      {"about": "Two sales.", "connections": [{"name": "wb", "marketplace": "WB"}],
      "imports": [{"payload": "1-sales.json", "connection": "wb",
      "fetchedAt": "2026-03-03T05:00:00Z"}]}
      """#
    try Files.replace(folder + "/trip.json", with: Array(plan.utf8))
    return try TripFolder(folder)
  }

  private static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-trip-test")
    defer { try? Files.removeFolder(folder) }
    try body(folder)
  }

  private static func problems(_ trip: TripFolder, recording: Bool = false) throws -> [String] {
    var check = TripCheck(trip)
    check.isRecording = recording
    return try check.run().flatMap(\.problems)
  }

  @Test func `recording is not passing, what was recorded passes, and a change is told`() throws {
    try Self.inFolder { folder in
      let trip = try Self.trip(in: folder)
      #expect(try Self.problems(trip) == ["there is no 2-events.ndjson: --record writes it"])
      let recorded = try Self.problems(trip, recording: true)
      #expect(recorded.count == 3)
      #expect(recorded.allSatisfy { $0.hasPrefix("recorded ") })
      #expect(try trip.tables == ["p900", "p904"])
      #expect(try Self.problems(trip) == [])
      #expect(try Self.problems(trip, recording: true) == [])
      // Written by hand: other spaces, another order, a number with zeros.
      let file = folder + "/3-p900.ndjson"
      let text = String(decoding: try Files.read(file, sizeMax: 1 << 20), as: UTF8.self)
      #expect(text.contains("\"payable_amount\":800.5,"))
      let zeros = text.replacing(
        "\"payable_amount\":800.5,", with: "\"payable_amount\" : 800.500, ")
      try Files.replace(file, with: Array(zeros.utf8))
      #expect(try Self.problems(trip) == [])
      let wrong = text.replacing("\"payable_amount\":800.5,", with: "\"payable_amount\":800.51,")
      try Files.replace(file, with: Array(wrong.utf8))
      #expect(
        try Self.problems(trip) == [
          "3-p900.ndjson line 1: payable_amount is 800.5, not 800.51"
        ])
      try Files.replace(file, with: [])
      #expect(try Self.problems(trip) == ["3-p900.ndjson: 2 lines, not 0"])
    }
  }

  @Test func `rows that are set aside are part of what is right`() throws {
    try Self.inFolder { folder in
      let trip = try Self.trip(in: folder)
      let page = String(
        decoding: try Files.read(trip.file("1-sales.json"), sizeMax: 1 << 20), as: UTF8.self)
      try Files.replace(
        trip.file("1-sales.json"),
        with: Array(page.replacing("\"forPay\":1,", with: "\"forPay\":\"one\",").utf8))
      let problems = try Self.problems(trip, recording: true)
      #expect(problems.count == 2)
      #expect(problems[0] == "1 rows set aside, not 0")
      #expect(problems[1].hasPrefix("1-sales.json: row 2: forPay: "))
      let plan = String(
        decoding: try Files.read(folder + "/trip.json", sizeMax: 1 << 20), as: UTF8.self)
      try Files.replace(
        folder + "/trip.json",
        with: Array(
          plan.replacing(
            "\"connection\": \"wb\",", with: "\"connection\": \"wb\", \"setAside\": 1,"
          ).utf8))
      #expect(try Self.problems(TripFolder(folder), recording: true).count == 3)
      #expect(try Self.problems(TripFolder(folder)) == [])
    }
  }

  @Test(arguments: ["dealer-price-tables", "ozon-returns"])
  func `the project's own trips are right`(_ name: String) throws {
    let trip = try TripFolder(PackageFolder.path + "/fixtures/" + name)
    #expect(try Self.problems(trip) == [])
  }

  @Test(arguments: ["ozon-postings", "ym-orders", "onec-catalogue", "wb-finance-api"])
  func `imports of a book become a trip without what is personal`(_ name: String) throws {
    let trip = try Trip(name)
    let book = try TemporaryBook(after: trip)
    let log = try book.ledger.book.openLog()
    try Self.inFolder { folder in
      let ids = try log.imports().map(\.id)
      let report = try TripExport(book.ledger).run(ids, into: folder + "/case")
      let exported = try TripFolder(folder + "/case")
      #expect(try Self.problems(exported) == [])
      let files = trip.plan.imports.flatMap(\.files)
      #expect(exported.plan.imports.flatMap(\.files).count == files.count)
      // The same events of the same places in the payloads.
      let again = try TemporaryBook()
      try again.ledger.connect(exported.plan)
      for step in exported.plan.imports {
        _ = try again.ledger.take(step.request(step.files.map(exported.file)), updates: false)
      }
      func told(_ book: TemporaryBook) throws -> [String] {
        try book.events().filter { $0.importID > 0 }.map {
          "\($0.stream) \($0.version) \($0.clock) \($0.payloadRange) \($0.values)"
        }
      }
      #expect(try told(again) == told(book))
      if name == "ym-orders" { #expect(!report.replaced.isEmpty) }
      // No value behind a person's member is what it was.
      for step in trip.plan.imports where step.payload.hasSuffix(".json") {
        let old = try Self.personal(ExactJSON(PackageFolder.bytes(of: trip.file(step.payload))))
        let new = try Self.personal(
          ExactJSON(Files.read(exported.file(step.payload), sizeMax: 1 << 26)))
        #expect(old.count == new.count)
        let same = zip(old, new).filter { $0 == $1 && $0.value.filter(\.isLetter).count > 3 }
        #expect(Set(same.map(\.0.name)).subtracting(report.spared) == [], "\(step.payload)")
      }
    }
  }

  private struct Personal: Equatable {
    let name: String
    let value: String
  }

  /// Texts that are behind a person's member, in order of names.
  private static func personal(
    _ json: ExactJSON, _ name: String = "", _ isPerson: Bool = false
  ) -> [Personal] {
    switch json {
    case .object(let members):
      members.sorted { $0.key < $1.key }.flatMap { key, value in
        personal(value, key.lowercased(), isPerson || StandIns.people.contains(key.lowercased()))
      }
    case .list(let elements): elements.flatMap { personal($0, name, isPerson) }
    case .text(let text): isPerson ? [Personal(name: name, value: text)] : []
    case .null, .flag, .number: []
    }
  }

  @Test func `what is no trip is told with what to do`() throws {
    try Self.inFolder { folder in
      for (text, part) in [
        ("{", "trip.json: byte"), ("{\"connections\":[{\"name\":\"x\"}]}", "marketplace: missing"),
        (
          #"{"imports":[{"payload":"../x","connection":"a","fetchedAt":"2026-03-03T05:00:00Z"}]}"#,
          "not a file beside trip.json"
        ),
        (
          #"{"imports":[{"payload":"x","connection":"a","fetchedAt":"monday"}]}"#, "no time: monday"
        ),
      ] {
        try Files.replace(folder + "/trip.json", with: Array(text.utf8))
        let error = #expect(throws: LedgerError.self) { try TripFolder(folder) }
        #expect(error?.message.contains(part) ?? false, "\(error?.message ?? "")")
      }
      #expect(throws: LedgerError.self) { try TripFolder.all(in: folder + "/none") }
      try Files.remove(folder + "/trip.json")
      #expect(throws: LedgerError.self) { try TripFolder.all(in: folder) }
    }
  }
}
