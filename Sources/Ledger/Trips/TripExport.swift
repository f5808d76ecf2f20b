import Archive
import Digest
import Domain
import EventLog
import Importing
import Platform

/// Writes imports of a book as a trip: payloads with stand-ins for what is personal, and what comes
/// of them beside them.
package struct TripExport {
  /// What was written.
  package struct Report: Sendable {
    package var files: [String] = []

    /// Members whose values were replaced, and those that events hold and were left.
    package var replaced: [String] = []
    package var spared: [String] = []

    /// Payloads in a form that is not looked through.
    package var untouched: [String] = []
  }

  private let ledger: Ledger

  package init(_ ledger: Ledger) { self.ledger = ledger }

  /// Writes the imports of these numbers, with the other pages of complete answers.
  package func run(_ ids: [Int64], into folder: String) throws -> Report {
    if case .some(let kind) = try Files.kind(folder) {
      guard try kind == .folder && Files.names(in: folder).isEmpty else {
        throw LedgerError(.cannotCreate, "\(folder) is not an empty folder: choose a new one")
      }
    }
    let log = try ledger.book.openLog()
    let replay = PayloadReplay(
      archive: try ledger.book.openArchive(), connections: try Connections(log))
    let tellings = try tellings(ids, log)
    var report = Report()
    var plan = TripPlan(
      about: "Imports \(ids.map(String.init).joined(separator: ", ")) of a book, with stand-ins.",
      connections: try connections(tellings, replay.connections), imports: [])
    var payloads: [(name: String, bytes: [UInt8])] = []
    for telling in tellings {
      let named = try telling.pages.map { page in
        let name = Self.name(page, payloads.map(\.name))
        payloads.append((name, try standIn(page, replay, &report)))
        return name
      }
      plan.imports.append(try step(telling, named, replay))
    }
    try Files.makeFolders(folder)
    for payload in payloads { try write(payload.bytes, payload.name, folder, &report) }
    try write(Array(plan.json.utf8), "trip.json", folder, &report)
    try record(folder, &report)
    return report
  }

  private func write(
    _ bytes: [UInt8], _ name: String, _ folder: String, _ report: inout Report
  ) throws {
    try Files.replace("\(folder)/\(name)", with: bytes)
    report.files.append(name)
  }

  /// Writes the events and the rows.
  private func record(_ folder: String, _ report: inout Report) throws {
    var check = TripCheck(try TripFolder(folder))
    check.isRecording = true
    for result in try check.run() where result.name.hasPrefix("1-") && !result.isPassed {
      throw LedgerError(
        .data, "\(folder): the payloads do not import as they did: \(result.problems[0])")
    }
    report.files += try Files.names(in: folder).filter { $0.hasPrefix("2-") || $0.hasPrefix("3-") }
  }

  // MARK: What is exported

  private func tellings(_ ids: [Int64], _ log: EventLog) throws -> [Telling] {
    let records = try log.imports()
    for id in ids where !records.contains(where: { $0.id == id }) {
      throw LedgerError(.noInput, "there is no import \(id): svod import list tells them")
    }
    // The last page of an answer tells of all its pages.
    let all = try Telling.all(records, without: [])
    return try ids.sorted().reduce(into: [Telling]()) { found, id in
      guard let telling = all.last(where: { $0.pages.contains { $0.id == id } }) else { return }
      if found.contains(where: { $0.pages.map(\.id) == telling.pages.map(\.id) }) { return }
      for page in telling.pages
      where try ledger.book.openArchive().about(page.payload)?.isErased ?? true {
        throw LedgerError(.noInput, "the payload of import \(page.id) was erased")
      }
      found.append(telling)
    }
  }

  private func connections(
    _ tellings: [Telling], _ known: Connections
  ) throws -> [Connections.Settings] {
    var names = tellings.flatMap { $0.pages.map(\.connection) }
    names += names.compactMap { known[$0]?.onec }
    return known.all.filter { names.contains($0.name) }
  }

  private func step(
    _ telling: Telling, _ names: [String], _ replay: PayloadReplay
  ) throws -> TripPlan.Step {
    let first = telling.pages[0]
    let options = try ImportOptions(of: first)
    var step = TripPlan.Step(
      payload: names[0], connection: first.connection, fetchedAt: "\(telling.fetchedAt)")
    step.with = Array(names.dropFirst())
    step.kind = first.kind.name
    step.isComplete = options.isComplete
    step.confirmsEmpty = options.confirmsEmpty
    step.reportPeriod = options.reportPeriod
    step.priceType = options.priceType
    step.reportDate = options.reportDate
    for page in telling.pages {
      if case .read(let summary) = try replay.read(page, fetchedAt: page.fetchedAt, { _ in }) {
        step.setAside += summary.setAsideCount
      }
    }
    return step
  }

  /// A file's name beside trip.json that no other payload has.
  private static func name(_ record: ImportRecord, _ taken: [String]) -> String {
    let plain = record.payloadName.map { $0 == "/" || $0 == " " ? "-" : $0 }
    let name = plain.starts(with: "1-") ? String(plain) : "1-" + String(plain)
    return taken.contains(name) ? "1-import-\(record.id)-\(String(plain))" : name
  }

  // MARK: What is personal

  /// A payload with stand-ins that imports to the very same events.
  private func standIn(
    _ record: ImportRecord, _ replay: PayloadReplay, _ report: inout Report
  ) throws -> [UInt8] {
    let bytes = try replay.archive.payload(record.payload)
    let form = bytes.borrowed { PayloadOutline(of: $0).form }
    guard form == .json || form == .xml else {
      report.untouched.append(record.payloadName)
      return bytes
    }
    func changed(_ standIns: inout StandIns) -> [UInt8] {
      form == .json ? standIns.replace(json: bytes) : standIns.replace(xml: bytes)
    }
    let meaning = try meaning(of: bytes, record, replay)
    var all = StandIns()
    var result = changed(&all)
    let names = all.replaced
    if try self.meaning(of: result, record, replay) != meaning {
      // Events hold something of that name: it is no person then, and is left as it is.
      let needed = try names.filter { name in
        var one = StandIns(sparing: names.subtracting([name]))
        return try self.meaning(of: changed(&one), record, replay) != meaning
      }
      all = StandIns(sparing: needed)
      result = changed(&all)
      guard try self.meaning(of: result, record, replay) == meaning else {
        throw LedgerError(
          .data, "import \(record.id) does not read the same without what is personal in it")
      }
      report.spared = Set(report.spared).union(needed).sorted()
    }
    report.replaced = Set(report.replaced).union(all.replaced).sorted()
    return result
  }

  /// The SHA-256 of everything that an importer reads in bytes.
  private func meaning(
    of bytes: [UInt8], _ record: ImportRecord, _ replay: PayloadReplay
  ) throws -> [UInt8] {
    let digest = SHA256()
    _ = try replay.read(bytes, as: record, fetchedAt: record.fetchedAt) { draft in
      let clock = draft.occurredAt.map { "\($0)" } ?? ""
      digest.update(Array("\(draft.schema.tag) \(draft.source) \(clock) ".utf8))
      digest.update(draft.naturalID.array + [0])
      digest.update(draft.record.encoded)
    }
    return digest.finalize()
  }
}
