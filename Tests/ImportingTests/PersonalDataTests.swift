import Domain
import Importing
import Ledger
import TestKit
import Testing

@Suite("Who bought something does not come into the log")
struct PersonalDataTests {
  /// Members whose names say that a person is behind them.
  private static let people: Set<String> = [
    "buyer", "customer", "addressee", "recipient", "courier", "user", "consignee", "client",
    "phone", "mobilephone", "email", "address", "fulladdress", "firstname", "lastname",
    "middlename", "patronymic", "fullname", "first_name", "last_name", "middle_name", "full_name",
    "surname", "fio", "customer_name", "customer_email", "customer_phone", "address_tail",
    "comment", "notes", "passport", "birthday", "birth_date", "buyername", "recipientname",
  ]

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
