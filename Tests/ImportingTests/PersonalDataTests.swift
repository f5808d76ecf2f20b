import Domain
import Importing
import Ledger
import TestKit
import Testing

@Suite("Who bought something does not come into the log")
struct PersonalDataTests {
  @Test(arguments: FixturePayload.all.filter { $0.file.hasSuffix(".json") })
  func `names, phones and addresses are in no draft`(_ payload: FixturePayload) throws {
    let bytes = try payload.bytes()
    let importer = try #require(payload.importer(of: bytes))
    let sound = Reading(bytes, by: importer, payload.context)
    let json = try ExactJSON(bytes)
    for document in [json, PersonalCanaries.withPeople(json)] {
      var count = 0
      let text = Array(PersonalCanaries.planted(document, false, &count).utf8)
      let reading = Reading(text, by: importer, payload.context)
      #expect(reading.error == nil)
      // The canaries sit where the importer reads, not in a payload that it refused.
      #expect(reading.drafts.count == sound.drafts.count)
      for draft in reading.drafts {
        for canary in PersonalCanaries.all {
          let bytes = Array(canary.utf8)
          try #require(!draft.body.contains(bytes), "\(canary) in \(draft.type)")
          try #require(!draft.naturalID.contains(bytes), "\(canary) in the id of \(draft.type)")
        }
      }
    }
  }

  /// The smallest payload of each kind.
  private static let samples = Importers.all.flatMap {
    FixturePayload.smallest(1, of: type(of: $0).kind.name)
  }.filter { $0.file.hasSuffix(".json") }

  @Test(arguments: samples)
  func `stand-ins take the place of people, and every row stays as it is`(
    _ payload: FixturePayload
  ) throws {
    let bytes = try payload.bytes()
    let importer = try #require(payload.importer(of: bytes))
    var count = 0
    let planted = try Array(
      PersonalCanaries.planted(PersonalCanaries.withPeople(ExactJSON(bytes)), false, &count).utf8)
    var standIns = StandIns()
    let replaced = standIns.replace(json: planted)
    #expect(replaced.count == planted.count)
    #expect(standIns.replaced.isEmpty == (count == 0))
    for canary in PersonalCanaries.all {
      let text = Array(canary.utf8)
      try #require(!replaced.contains(text), "\(canary)")
    }
    #expect(try ExactJSON(replaced).members.keys == ExactJSON(planted).members.keys)
    let before = Reading(planted, by: importer, payload.context)
    let after = Reading(replaced, by: importer, payload.context)
    #expect(after.error == before.error)
    #expect(after.drafts == before.drafts)
    // The same again gives the same.
    var again = StandIns()
    #expect(again.replace(json: planted) == replaced)
  }

  @Test func `stand-ins have the shape of what they stand for`() {
    var standIns = StandIns()
    let text = #"{"phone":"+7 (999) 000-11-22","fio":"Ёлкин И.\u0418\n","id":5,"user":{"id":70}}"#
    let replaced = standIns.replace(json: Array(text.utf8))
    let shown = String(decoding: replaced, as: UTF8.self)
    #expect(
      shown.contains(
        /"phone":"\+\d \(\d{3}\) \d{3}-\d\d-\d\d","fio":"[А-Я][а-я]{4} [А-Я]\.\\u04[0-9a-f]{2}\\n","id":5,/
      ))
    #expect(shown != text)
    #expect(standIns.replaced == ["phone", "fio"])
    let xml = #"<a><d:Phone m="1">+7 999 &amp; Ян</d:Phone><b>Ян</b><Address/><c>7</c></a>"#
    let other = String(decoding: standIns.replace(xml: Array(xml.utf8)), as: UTF8.self)
    #expect(
      other.contains(
        /<a><d:Phone m="1">\+\d \d{3} &amp; [А-Я][а-я]<\/d:Phone><b>Ян<\/b><Address\/><c>7<\/c><\/a>/
      ))
    #expect(!other.contains("+7 999 &amp; Ян"))
  }

  @Test func `the canaries are planted where people are`() throws {
    var planted = 0
    var files = 0
    for payload in FixturePayload.all where payload.file.hasSuffix(".json") {
      var count = 0
      _ = PersonalCanaries.planted(try ExactJSON(payload.bytes()), false, &count)
      planted += count
      files += count > 0 ? 1 : 0
    }
    #expect(planted > 100)
    #expect(files >= 10)
  }
}
