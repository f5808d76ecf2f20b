import Domain
import EventLog
import Ledger

/// How payloads read today against the events of then.
enum ReimportText {
  static func text(_ comparisons: [Reimport.Comparison], _ format: Format) -> String {
    switch format {
    case .table, .csv: comparisons.map(words).joined() + summary(comparisons)
    case .json:
      "["
        + comparisons.map { "{\(members($0)),\"differences\":[\(differences($0))]}" }
        .joined(separator: ",\n ") + "]\n"
    case .ndjson: comparisons.map(lines).joined()
    }
  }

  /// Imports that read as they did are counted; the others are told.
  private static func words(_ comparison: Reimport.Comparison) -> String {
    let record = comparison.record
    let name = "import \(record.id) (\(AnswerTable.visible(record.payloadName)), \(record.kind))"
    switch comparison.outcome {
    case .erased: return "\(name): the payload was erased, skipped\n"
    case .refused(let reason): return "\(name): not taken any more: \(reason)\n"
    case .compared: break
    }
    guard comparison.differs else { return "" }
    var text = "\(name): \(comparison.equal) equal, \(comparison.changed) changed, "
    text += "\(comparison.missing) missing, \(comparison.new) new"
    if let importer = comparison.importer {
      text += "; importer \(comparison.accepted ?? record.importer), now \(importer)"
    }
    text += "\n" + comparison.differences.map(words).joined()
    let more =
      comparison.changed + comparison.missing + comparison.new
      - comparison.differences.count
    return text + (more > 0 ? "  \(more) more differences; --limit tells more\n" : "")
  }

  private static func words(_ difference: Reimport.Difference) -> String {
    let place =
      difference.position.map { "event \($0)" } ?? "byte \(difference.payloadRange.lowerBound)"
    var text = "  \(difference.change.rawValue) \(AnswerTable.visible(difference.stream)), \(place)"
    guard difference.change == .changed else { return text + "\n" }
    let fields = difference.fields.map {
      "\($0.name) \(AnswerTable.visible($0.before ?? "absent"))"
        + " → \(AnswerTable.visible($0.after ?? "absent"))"
    }
    text += ": " + (fields.isEmpty ? "encoded otherwise" : fields.joined(separator: ", "))
    return text + "\n"
  }

  private static func summary(_ comparisons: [Reimport.Comparison]) -> String {
    let differing = comparisons.filter(\.differs).count
    let erased = comparisons.filter { $0.outcome == .erased }.count
    let equal = comparisons.count - differing - erased
    let noun = equal == 1 ? "import reads" : "imports read"
    return "\(equal) \(noun) as before, \(differing) otherwise, \(erased) erased\n"
  }

  private static func members(_ comparison: Reimport.Comparison) -> String {
    let record = comparison.record
    let (outcome, reason): (String, String?) =
      switch comparison.outcome {
      case .compared: ("compared", nil)
      case .erased: ("erased", nil)
      case .refused(let reason): ("refused", reason)
      }
    return "\"import\":\(record.id),\"name\":\(JSONText.quoted(record.payloadName)),"
      + "\"kind\":\(JSONText.quoted(record.kind.name)),"
      + "\"connection\":\(JSONText.quoted(record.connection)),"
      + "\"importer\":\(comparison.accepted ?? record.importer),"
      + "\"importer_now\":\(comparison.importer.map(String.init) ?? "null"),"
      + "\"outcome\":\"\(outcome)\",\"reason\":\(reason.map(JSONText.quoted) ?? "null"),"
      + "\"equal\":\(comparison.equal),\"changed\":\(comparison.changed),"
      + "\"missing\":\(comparison.missing),\"new\":\(comparison.new)"
  }

  private static func differences(_ comparison: Reimport.Comparison) -> String {
    comparison.differences.map { "{\(members($0))}" }.joined(separator: ",")
  }

  private static func lines(_ comparison: Reimport.Comparison) -> String {
    "{\(members(comparison))}\n"
      + comparison.differences.map {
        "{\"import\":\(comparison.record.id),\(members($0))}\n"
      }.joined()
  }

  private static func members(_ difference: Reimport.Difference) -> String {
    let fields = difference.fields.map {
      "{\"name\":\(JSONText.quoted($0.name)),\"before\":\($0.before ?? "null"),"
        + "\"after\":\($0.after ?? "null")}"
    }
    return "\"change\":\"\(difference.change.rawValue)\","
      + "\"stream\":\(JSONText.quoted(difference.stream)),"
      + "\"position\":\(difference.position.map(String.init) ?? "null"),"
      + "\"offset\":\(difference.payloadRange.lowerBound),"
      + "\"length\":\(difference.payloadRange.count),\"fields\":[\(fields.joined(separator: ","))]"
  }
}
