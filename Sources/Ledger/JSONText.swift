/// JSON as the commands and the log's summaries write it.
package enum JSONText {
  /// A text in quotes, escaped.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// A row as an object: numbers with their exact digits, null where there is no value.
  package static func object(_ row: [Answer.Cell], _ columns: [String]) -> String {
    let members = zip(columns, row).map { "\(quoted($0)):\(value($1))" }
    return "{" + members.joined(separator: ",") + "}"
  }

  package static func value(_ cell: Answer.Cell) -> String {
    switch cell {
    case .null: "null"
    case .number(let digits): digits
    case .text(let text): quoted(text)
    }
  }
}
