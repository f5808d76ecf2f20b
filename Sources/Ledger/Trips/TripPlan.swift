import Domain
import Importing

/// What `trip.json` says of a trip: who its payloads came from, when, and in which commands.
package struct TripPlan: Sendable {
  package var about: String
  package var connections: [Connections.Settings]
  package var imports: [Step]
  package var matches: [Matching.Decision] = []

  /// One import command.
  package struct Step: Sendable {
    package var payload: String
    package var connection: String

    /// As RFC 3339 writes it.
    package var fetchedAt: String
    package var kind: String?
    package var isComplete = false
    package var confirmsEmpty = false
    package var reportPeriod: String?
    package var priceType: String?
    package var reportDate: String?

    /// Further files of the same command.
    package var with: [String] = []

    /// How many rows are to be set aside.
    package var setAside = 0

    package var files: [String] { [payload] + with }

    package init(payload: String, connection: String, fetchedAt: String) {
      self.payload = payload
      self.connection = connection
      self.fetchedAt = fetchedAt
    }

    /// What the command of this step asks for, with the files at `paths`.
    package func request(_ paths: [String]) -> ImportRequest {
      var request = ImportRequest(paths: paths, connection: connection)
      request.kind = kind
      request.fetchedAt = Array(fetchedAt.utf8).borrowed { Instant(iso: $0, in: .utc) }
      request.isComplete = isComplete
      request.confirmsEmpty = confirmsEmpty
      request.reportPeriod = reportPeriod
      request.priceType = priceType
      request.reportDate = reportDate
      return request
    }
  }

  package init(about: String, connections: [Connections.Settings], imports: [Step]) {
    self.about = about
    self.connections = connections
    self.imports = imports
  }
}

// MARK: Reading and writing trip.json

extension TripPlan {
  /// More steps than this are no case but a book.
  private static let stepsMax = 10_000

  package init(_ bytes: [UInt8]) throws {
    self.init(about: "", connections: [], imports: [])
    do {
      try bytes.borrowed { (all) throws in
        var tape = JSONTape(all)
        try read(tape.read(at: 0).value)
      }
    } catch let error as PayloadError {
      throw LedgerError(.data, "trip.json: \(PayloadKind.place(error))")
    } catch let error as RowError {
      throw LedgerError(.data, "trip.json: \(error.field): \(error.reason)")
    }
    guard imports.count <= Self.stepsMax else {
      throw LedgerError(.data, "trip.json: more than \(Self.stepsMax) imports")
    }
  }

  private mutating func read(_ plan: JSONValue) throws {
    about = try plan.words("about") ?? ""
    connections = try (plan["connections"]?.elements ?? []).map { entry in
      Connections.Settings(
        name: try entry.needed("name"), marketplace: try entry.needed("marketplace"),
        organization: try entry.words("organization"), onec: try entry.words("onec"),
        zoneName: try entry.words("zone"))
    }
    imports = try (plan["imports"]?.elements ?? []).map(Self.step)
    matches = try (plan["matches"]?.elements ?? []).map { entry in
      Matching.Decision(
        connection: try entry.needed("connection"), product: try entry.needed("product"),
        nomenclature: try entry.words("nomenclature"), reason: try entry.needed("reason"),
        author: "test")
    }
  }

  private static func step(_ entry: JSONValue) throws -> Step {
    var step = Step(
      payload: try entry.needed("payload"), connection: try entry.needed("connection"),
      fetchedAt: try entry.needed("fetchedAt"))
    guard Array(step.fetchedAt.utf8).borrowed({ Instant(iso: $0, in: .utc) }) != nil else {
      throw RowError("fetchedAt", "no time: \(step.fetchedAt)")
    }
    step.kind = try entry.words("kind")
    step.isComplete = entry["complete"]?.kind == .yes
    step.confirmsEmpty = entry["confirmEmpty"]?.kind == .yes
    step.reportPeriod = try entry.words("reportPeriod")
    step.priceType = try entry.words("priceType")
    step.reportDate = try entry.words("reportDate")
    step.setAside = entry["setAside"].flatMap { $0.raw.integer }.map { Int(clamping: $0) } ?? 0
    step.with = try (entry["with"]?.elements ?? []).map { file in
      try file.withText("with") { (text) throws(RowError) in text.string }
    }
    for file in step.files where file.contains("/") || file.hasPrefix(".") {
      throw RowError("payload", "not a file beside trip.json: \(file)")
    }
    return step
  }

  /// The text of trip.json.
  package var json: String {
    let connections = connections.map { settings in
      Self.object([
        ("name", settings.name), ("marketplace", settings.marketplace),
        ("organization", settings.organization), ("onec", settings.onec),
        ("zone", settings.zoneName),
      ])
    }
    return """
      {
       "about": \(JSONText.quoted(about)),
       "connections": [
      \(connections.joined(separator: ",\n"))
       ],
       "imports": [
      \(imports.map(Self.json).joined(separator: ",\n"))
       ]
      }

      """
  }

  private static func json(_ step: Step) -> String {
    var flags: [String] = []
    if step.isComplete { flags.append("\"complete\": true") }
    if step.confirmsEmpty { flags.append("\"confirmEmpty\": true") }
    if step.setAside > 0 { flags.append("\"setAside\": \(step.setAside)") }
    if !step.with.isEmpty {
      flags.append("\"with\": [\(step.with.map(JSONText.quoted).joined(separator: ", "))]")
    }
    return object(
      [
        ("payload", step.payload), ("connection", step.connection),
        ("fetchedAt", step.fetchedAt), ("kind", step.kind), ("reportPeriod", step.reportPeriod),
        ("priceType", step.priceType), ("reportDate", step.reportDate),
      ], flags)
  }

  private static func object(_ texts: [(String, String?)], _ more: [String] = []) -> String {
    let members = texts.compactMap { name, text in
      text.map { "\(JSONText.quoted(name)): \(JSONText.quoted($0))" }
    }
    return "  {\n" + (members + more).map { "   \($0)" }.joined(separator: ",\n") + "\n  }"
  }
}

extension JSONValue {
  /// A member's text; `nil` when it is absent or null.
  fileprivate func words(_ name: StaticString) throws(RowError) -> String? {
    guard let value = self[name] else { return nil }
    guard value.kind == .string else { throw RowError("\(name)", "not a text") }
    return try value.withText("\(name)") { (text) throws(RowError) in text.string }
  }

  fileprivate func needed(_ name: StaticString) throws(RowError) -> String {
    guard let text = try words(name) else { throw RowError("\(name)", "missing") }
    return text
  }
}
