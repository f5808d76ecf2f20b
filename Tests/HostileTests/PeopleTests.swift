import Foundation
import Hostile
import Ledger
import Platform
import TestKit
import Testing

@Suite("People are in the archive alone")
struct PeopleTests {
  private static let archive: Set = [
    "payloads.sqlite", "payloads.sqlite-wal", "payloads.sqlite-shm",
  ]

  /// A trip whose payloads speak of people wherever they can.
  private static func peopled(_ trip: Trip, in book: TemporaryBook) throws -> Int {
    try book.connect(trip)
    var planted = 0
    for step in trip.plan.imports {
      let files = try step.files.map { name -> String in
        guard name.hasSuffix(".json") else { return trip.path(name) }
        let json = PersonalCanaries.withPeople(
          try ExactJSON(PackageFolder.bytes(of: trip.file(name))))
        return try book.write(PersonalCanaries.planted(json, false, &planted), to: name)
      }
      _ = try book.ledger.take(step.request(files), updates: false)
    }
    _ = try book.ledger.update(Projectors.all)
    return planted
  }

  @Test(arguments: Trip.all)
  func `names, phones and addresses are in no other file and in no answer`(_ trip: Trip) throws {
    let book = try TemporaryBook()
    let planted = try Self.peopled(trip, in: book)
    if planted == 0 { return }
    _ = try Export(into: book.path + "/out", .csv, replaces: false).write([], of: book.ledger)
    _ = try Export(into: book.path + "/out", .sqlite, replaces: false).write([], of: book.ledger)
    let search = try BookSearch(book.ledger, for: PersonalCanaries.all, besides: Self.archive)
    #expect(search.places == [])
    for words in [["status", "--drift"], ["log", "--format", "ndjson", "--limit", "100000"]] {
      let child = try Child(
        [Child.svod] + words, in: book.folder,
        environment: ["SVOD_BOOK": book.path, "SVOD_LOG": "trace"])
      #expect(child.code == 0)
      for canary in PersonalCanaries.all {
        #expect(!child.text.contains(canary), "\(words)")
        #expect(!child.complaint.contains(canary), "\(words)")
      }
    }
  }

  @Test func `a person that came into an event would be found, and an erased one is nowhere`()
    throws
  {
    let desk = try HostileDesk()
    let name = PersonalCanaries.all[0]
    // An article is no place for a person: the harness has to see it there.
    let rows = (1...300).map { HostileDesk.sale($0, ["supplierArticle": "\"\(name) \($0)\""]) }
    try desk.write(Array("[\(rows.joined(separator: ","))]".utf8), to: "a.json")
    #expect(try desk.run(["import", "a.json", "--connection", "wb"]).code == 0)
    let seen = try BookSearch(Ledger(Book(desk.book)), for: [name], besides: Self.archive)
    #expect(seen.places.contains { $0.hasPrefix("events") })
    #expect(seen.places.contains { $0.hasPrefix("log.sqlite") })
    #expect(seen.places.contains { $0.hasPrefix("read/p900") })

    let other = try HostileDesk()
    let buyer = HostileDesk.sale(1, ["buyer": "{\"name\":\"\(name)\",\"phone\":\"+79990001122\"}"])
    try other.write(Array("[\(buyer)]".utf8), to: "b.json")
    #expect(try other.run(["import", "b.json", "--connection", "wb"]).code == 0)
    let before = try BookSearch(Ledger(Book(other.book)), for: [name])
    #expect(before.places.allSatisfy { $0.hasPrefix("payloads.sqlite") } && !before.places.isEmpty)
    #expect(try other.run(["payload", "erase", "1", "--reason", "asked"]).code == 0)
    let after = try BookSearch(Ledger(Book(other.book)), for: [name, "+79990001122"])
    #expect(after.places == [])
    #expect(try other.run(["verify"]).code == 0)
  }
}
