import Domain
import Importing
import Ledger
import TestKit
import Testing

@Suite("Who bought something does not come into the log")
struct PersonalDataTests {
  private static let people = StandIns.people

  private static let canaries = [
    "Канарейкин", "Иванна", "+79990001122", "canary@example.org", "улица Канареечная, дом 17",
  ]

  /// What a person would be in a member of an answer.
  private static let person =
    #"{"name":"Канарейкин","firstName":"Иванна","first_name":"Иванна","lastName":"Канарейкин","#
    + #""phone":"+79990001122","email":"canary@example.org","id":"Канарейкин","#
    + #""address":{"full":"улица Канареечная, дом 17","address_tail":"улица Канареечная, дом 17"}}"#

  /// Gives every value of a member that smells of a person a canary, and each object such members.
  static func planted(_ json: ExactJSON, _ isPerson: Bool, _ count: inout Int) -> String {
    switch json {
    case .object(let members):
      let written = members.sorted { $0.key < $1.key }.map { key, value in
        let smells = isPerson || people.contains(key.lowercased())
        // A member that is told as null may be an object or a text on another day.
        if smells, value == .null {
          count += 1
          return "\(quoted(key)):\(person)"
        }
        return "\(quoted(key)):\(planted(value, smells, &count))"
      }
      return "{" + written.joined(separator: ",") + "}"
    case .list(let elements):
      return "[" + elements.map { planted($0, isPerson, &count) }.joined(separator: ",") + "]"
    case .text(let text):
      guard isPerson else { return quoted(text) }
      count += 1
      return quoted(canaries[count % canaries.count])
    case .number(let number): return "\(number)"
    case .flag(let flag): return "\(flag)"
    case .null: return "null"
    }
  }

  private static func quoted(_ text: String) -> String {
    var written = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": written += "\\\""
      case "\\": written += "\\\\"
      case "\u{0}"..<" ":
        written +=
          "\\u00" + (scalar.value < 16 ? "0" : "")
          + String(scalar.value, radix: 16)
      default: written.unicodeScalars.append(scalar)
      }
    }
    return written + "\""
  }

  /// Adds members that shapes of other days had to every object of a list.
  private static func withPeople(_ json: ExactJSON, inList: Bool = false) -> ExactJSON {
    switch json {
    case .object(let members):
      var all = members.mapValues { withPeople($0) }
      if inList {
        for name in ["buyer", "customer", "addressee", "recipient", "address"] {
          all[name] = all[name] ?? .null
        }
        for name in ["phone", "email", "firstName", "last_name", "customer_name"] {
          all[name] = all[name] ?? .text("")
        }
      }
      return .object(all)
    case .list(let elements): return .list(elements.map { withPeople($0, inList: true) })
    case .null, .flag, .number, .text: return json
    }
  }

  @Test(arguments: FixturePayload.all.filter { $0.file.hasSuffix(".json") })
  func `names, phones and addresses are in no draft`(_ payload: FixturePayload) throws {
    let bytes = try payload.bytes()
    let importer = try #require(payload.importer(of: bytes))
    let sound = Reading(bytes, by: importer, payload.context)
    let json = try ExactJSON(bytes)
    for document in [json, Self.withPeople(json)] {
      var count = 0
      let text = Array(Self.planted(document, false, &count).utf8)
      let reading = Reading(text, by: importer, payload.context)
      #expect(reading.error == nil)
      // The canaries sit where the importer reads, not in a payload that it refused.
      #expect(reading.drafts.count == sound.drafts.count)
      for draft in reading.drafts {
        for canary in Self.canaries {
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
    let planted = try Array(Self.planted(Self.withPeople(ExactJSON(bytes)), false, &count).utf8)
    var standIns = StandIns()
    let replaced = standIns.replace(json: planted)
    #expect(replaced.count == planted.count)
    #expect(standIns.replaced.isEmpty == (count == 0))
    for canary in Self.canaries {
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
      _ = Self.planted(try ExactJSON(payload.bytes()), false, &count)
      planted += count
      files += count > 0 ? 1 : 0
    }
    #expect(planted > 100)
    #expect(files >= 10)
  }
}
