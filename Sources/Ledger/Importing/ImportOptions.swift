import Domain
import EventLog
import Importing

/// What an import's command said besides its payload, connection, kind and time: `imports.options`.
///
/// It tells two imports of the same bytes apart, and lets a payload be read again as it was read.
struct ImportOptions: Equatable {
  var isComplete = false
  var confirmsEmpty = false
  var priceType: String?
  var reportDate: String?
  var reportPeriod: String?

  /// The revoked import of the same bytes that this one comes after.
  var after: Int64?

  init(_ request: ImportRequest) {
    isComplete = request.isComplete
    confirmsEmpty = request.confirmsEmpty
    priceType = request.priceType
    reportDate = request.reportDate
    reportPeriod = request.reportPeriod
  }

  init(of record: ImportRecord) throws {
    try Array(record.options.utf8).borrowed { (bytes) throws in
      var tape = JSONTape(bytes)
      let options = try tape.read(at: 0).value
      func text(_ name: StaticString) throws -> String? {
        guard let value = options[name] else { return nil }
        return try value.withText("\(name)") { (text) throws(RowError) in text.string }
      }
      isComplete = options["complete"] != nil
      confirmsEmpty = options["confirm_empty"] != nil
      priceType = try text("price_type")
      reportDate = try text("report_date")
      reportPeriod = try text("report_period")
      after = options["after"]?.raw.integer
    }
  }

  /// With sorted keys.
  var json: String {
    var pairs: [(String, String)] = []
    if let after { pairs.append(("after", "\(after)")) }
    if isComplete { pairs.append(("complete", "true")) }
    if confirmsEmpty { pairs.append(("confirm_empty", "true")) }
    if let priceType { pairs.append(("price_type", JSONText.quoted(priceType))) }
    if let reportDate { pairs.append(("report_date", JSONText.quoted(reportDate))) }
    if let reportPeriod { pairs.append(("report_period", JSONText.quoted(reportPeriod))) }
    return "{" + pairs.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }

  /// What an importer is told.
  func context(_ connection: Connections.Settings, _ fetchedAt: Instant) -> ImportContext {
    var context = ImportContext(
      connection: connection.name, marketplace: connection.marketplace, zone: connection.zone,
      fetchedAt: fetchedAt)
    context.reportPeriod = reportPeriod
    context.priceType = priceType
    context.reportDate = reportDate
    return context
  }
}
