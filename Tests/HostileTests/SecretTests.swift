import Hostile
import TestKit
import Testing

@Suite("Secrets stay where they are")
struct SecretTests {
  @Test func `no command tells or keeps a secret`() throws {
    let tally = try SecretTrial.run()
    #expect(tally.failures == [])
    #expect(tally.isKept && tally.tried == SecretTrial.count, "\(tally.line)")
  }

  @Test func `secrets that nobody calls so would be seen`() throws {
    let tally = try SecretTrial.run(isWarned: false)
    #expect(tally.missed > 10, "\(tally.line)")
  }

  @Test func `a secret that came in would be found`() throws {
    let book = try TemporaryBook()
    try book.connect("wb", "WB", organization: SecretTrial.token)
    let search = try BookSearch(book.ledger, for: SecretTrial.parts)
    #expect(search.places.contains { $0.hasPrefix("events: eyJ") })
  }
}
