package import Domain
package import EventLog

/// The connections of a book: cabinets and 1C bases, as the log's latest events describe them.
package struct Connections: Sendable {
  package struct Settings: Sendable, Equatable {
    package let name: String
    package let marketplace: String
    package var organization: String?
    package var onec: String?
    package var zoneName: String?

    package init(
      name: String, marketplace: String, organization: String? = nil, onec: String? = nil,
      zoneName: String? = nil
    ) {
      self.name = name
      self.marketplace = marketplace
      self.organization = organization
      self.onec = onec
      self.zoneName = zoneName
    }

    package var zone: Zone { zoneName.flatMap { Zone($0) } ?? .moscow }
  }

  package static let marketplaces = ["WB", "OZON", "YM", "LEMANA", "1C"]

  /// In order of name.
  package let all: [Settings]

  /// Found by the index of streams, however long the log is.
  package init(_ log: EventLog) throws {
    let fields = ConnectionSettings()
    var positions: [Int64] = []
    for source in try log.sources() where source.kind == ConnectionSettings.kind {
      positions +=
        try log.positions(ofStreamsBeginning: "", in: source, through: .max, max: .max) ?? []
    }
    var latest: [String: Settings] = [:]
    try log.forEachEvent(at: positions.sorted()) { event in
      let record = try event.record()
      let settings = Settings(
        name: event.source.connection, marketplace: record[fields.marketplace]?.string ?? "",
        organization: record[fields.organization]?.string, onec: record[fields.onec]?.string,
        zoneName: record[fields.zone]?.string)
      latest[settings.name] = settings
    }
    all = latest.values.sorted { $0.name < $1.name }
  }

  package subscript(name: String) -> Settings? { all.first { $0.name == name } }

  /// The settings, or a message that names the nearest connection.
  func require(_ name: String) throws -> Settings {
    if let found = self[name] { return found }
    if all.isEmpty {
      throw LedgerError(
        .usage,
        "there is no connection \(name): svod connect add \(name) --marketplace WB adds one")
    }
    let names = all.map(\.name)
    let near = Nearest.word(to: name, in: names)
    throw LedgerError(
      .usage,
      "there is no connection \(name): "
        + (near.map { "did you mean \($0)?" } ?? "known: \(names.joined(separator: " "))"))
  }

  /// Appends the settings of a connection; the same settings again append nothing.
  static func add(_ settings: Settings, _ writer: LogWriter, at now: Instant) throws -> Int {
    try check(settings, Connections(writer.log))
    let fields = ConnectionSettings()
    let schema = EventTypes.schema(of: ConnectionSettings.self)
    var record = Record(schema.shape)
    record[fields.name] = settings.name
    record[fields.marketplace] = settings.marketplace
    record[fields.organization] = settings.organization
    record[fields.onec] = settings.onec
    record[fields.zone] = settings.zoneName
    return try writer.append(at: now) { appender in
      try appender.decide(schema, in: settings.name, settings.name, record)
    }.events
  }

  private static func check(_ settings: Settings, _ known: Connections) throws {
    guard marketplaces.contains(settings.marketplace) else {
      throw LedgerError(
        .usage,
        "there is no marketplace \(settings.marketplace); known: "
          + marketplaces.joined(separator: " "))
    }
    let letters = settings.name.utf8.allSatisfy {
      ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x41 && $0 <= 0x5A) || $0.isDigit || $0 == 0x2D
        || $0 == 0x5F || $0 == 0x2E
    }
    guard letters, !settings.name.isEmpty, settings.name.utf8.count <= 64, settings.name != "book"
    else {
      throw LedgerError(
        .usage,
        "«\(settings.name)» cannot name a connection: up to 64 Latin letters, digits, - _ .")
    }
    if let zone = settings.zoneName, Zone(zone) == nil {
      throw LedgerError(
        .usage,
        "the zone \(zone) is unknown: give an offset such as +05:00, or one of "
          + Zone.knownNames.joined(separator: " "))
    }
    if let old = known[settings.name], old.marketplace != settings.marketplace {
      throw LedgerError(
        .usage,
        "\(settings.name) is a connection to \(old.marketplace) already: choose another name")
    }
    if let onec = settings.onec, let other = known[onec], other.marketplace != "1C" {
      throw LedgerError(.usage, "\(onec) is a connection to \(other.marketplace), not to 1C")
    }
  }
}
