import Ledger

/// What came of trips, in words, as NDJSON, or as JUnit's XML.
enum TripText {
  static func words(_ result: TripCheck.Result) -> String {
    let head = "\(result.trip): \(result.name)"
    if result.isPassed { return "\(head): right\n" }
    return result.problems.map { "\(head): \(AnswerTable.visible($0))\n" }.joined()
  }

  static func summary(_ results: [TripCheck.Result]) -> String {
    let trips = Set(results.map(\.trip)).count
    let failed = results.filter { !$0.isPassed }.count
    return "\(trips) \(trips == 1 ? "trip" : "trips"): \(results.count - failed) right, "
      + "\(failed) not right\n"
  }

  static func line(_ result: TripCheck.Result) -> String {
    let problems = result.problems.map(JSONText.quoted).joined(separator: ",")
    return "{\"trip\":\(JSONText.quoted(result.trip)),\"name\":\(JSONText.quoted(result.name)),"
      + "\"passed\":\(result.isPassed),\"problems\":[\(problems)]}\n"
  }

  /// One suite a trip, one case a thing that was compared.
  static func junit(_ results: [TripCheck.Result]) -> String {
    var names: [String] = []
    for result in results where names.last != result.trip { names.append(result.trip) }
    let suites = names.map { name in
      let own = results.filter { $0.trip == name }
      let failed = own.filter { !$0.isPassed }.count
      return
        "  <testsuite name=\"\(escaped(name))\" tests=\"\(own.count)\" failures=\"\(failed)\">\n"
        + own.map(testcase).joined() + "  </testsuite>\n"
    }
    let failed = results.filter { !$0.isPassed }.count
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + "<testsuites name=\"svod test\" tests=\"\(results.count)\" failures=\"\(failed)\">\n"
      + suites.joined() + "</testsuites>\n"
  }

  private static func testcase(_ result: TripCheck.Result) -> String {
    let milliseconds = Int(result.seconds * 1_000)
    let digits = "00\(milliseconds % 1_000)".suffix(3)
    let head =
      "    <testcase classname=\"\(escaped(result.trip))\" name=\"\(escaped(result.name))\""
      + " time=\"\(milliseconds / 1_000).\(digits)\""
    if result.isPassed { return head + "/>\n" }
    return head + ">\n      <failure message=\"\(escaped(result.problems[0]))\">"
      + escaped(result.problems.joined(separator: "\n")) + "</failure>\n    </testcase>\n"
  }

  /// Text for XML 1.0, which has no control characters.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      default:
        let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        result.unicodeScalars.append(isAllowed ? scalar : "·")
      }
    }
    return result
  }
}
