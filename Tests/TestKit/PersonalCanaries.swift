import Ledger

/// People who do not exist, put wherever a payload speaks of people.
package enum PersonalCanaries {
  private static let people = StandIns.people

  /// Names, numbers and addresses of nobody.
  package static let all = [
    "Канарейкин", "Иванна", "+79990001122", "canary@example.org", "улица Канареечная, дом 17",
  ]

  /// What a person would be in a member of an answer.
  private static let person =
    #"{"name":"Канарейкин","firstName":"Иванна","first_name":"Иванна","lastName":"Канарейкин","#
    + #""phone":"+79990001122","email":"canary@example.org","id":"Канарейкин","#
    + #""address":{"full":"улица Канареечная, дом 17","address_tail":"улица Канареечная, дом 17"}}"#

  /// Gives every value of a member that smells of a person a canary, and each object such members.
  package static func planted(_ json: ExactJSON, _ isPerson: Bool, _ count: inout Int) -> String {
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
      return quoted(all[count % all.count])
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
  package static func withPeople(_ json: ExactJSON, inList: Bool = false) -> ExactJSON {
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
}
