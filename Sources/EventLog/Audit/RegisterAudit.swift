import Domain
import SQLite

/// Whether the tables beside the blocks — sources, event schemas, imports — say what the blocks say.
///
/// What no block tells of an import is covered by the checkpoints; see `ImportsDigest`.
struct RegisterAudit {
  private let log: EventLog
  private let facts: LogAudit.Facts

  init(_ log: EventLog, _ facts: LogAudit.Facts) {
    self.log = log
    self.facts = facts
  }

  func run(_ findings: inout Findings) throws {
    try checkSources(&findings)
    try checkSchemas(&findings)
    try checkImports(&findings)
  }

  private func checkSources(_ findings: inout Findings) throws {
    let select = try log.connection.prepare("SELECT id, name FROM sources ORDER BY id")
    var names: Set<String> = []
    while try select.step() {
      let name = select.string(1)
      names.insert(name)
      if facts.isWhole, !facts.sources.contains(name) {
        findings.find(
          "log.sqlite sources \(select.integer(0))", "no event is of \(name)", LogAudit.remedy)
      }
    }
    for name in facts.sources.subtracting(names).sorted() {
      findings.find("log.sqlite sources", "\(name) is missing", LogAudit.remedy)
    }
  }

  private func checkSchemas(_ findings: inout Findings) throws {
    let select = try log.connection.prepare("SELECT tag, fields FROM event_schemas ORDER BY tag")
    var tags: Set<String> = []
    while try select.step() {
      let tag = select.string(0)
      tags.insert(tag)
      let place = "log.sqlite event_schemas \(tag)"
      if facts.isWhole, !facts.tags.contains(tag) {
        findings.find(place, "no event is of this type", LogAudit.remedy)
      } else if let schema = EventTypes.schema(tag: tag), schema.shape.json != select.string(1) {
        findings.find(place, "its fields are not those of the type", LogAudit.remedy)
      }
    }
    for tag in facts.tags.subtracting(tags).sorted() {
      findings.find("log.sqlite event_schemas", "\(tag) is missing", LogAudit.remedy)
    }
  }

  private func checkImports(_ findings: inout Findings) throws {
    var next: Int64 = 1
    var told: Set<Int64> = []
    try log.forEachImport(after: .min) { record in
      told.insert(record.id)
      var problems: [String] = []
      if record.id != next { problems.append("it follows import \(next - 1)") }
      next = record.id + 1
      problems += mismatches(record)
      for problem in problems {
        findings.find("log.sqlite import \(record.id)", problem, LogAudit.remedy)
      }
    }
    for id in facts.imports.keys.sorted() where !told.contains(id) {
      findings.find("log.sqlite import \(id)", "its row is missing", LogAudit.remedy)
    }
    findings.pass("\(told.count) imports")
  }

  /// What the blocks of the append that recorded the import tell otherwise.
  private func mismatches(_ record: ImportRecord) -> [String] {
    let run = facts.imports[record.id]?.first { $0.recordedAt == record.recordedAt }
    guard let run else {
      return facts.isWhole && record.firstPosition != 0
        ? ["no block of the time it was recorded at has its events"] : []
    }
    var problems: [String] = []
    if facts.isWhole, (record.firstPosition, record.lastPosition) != (run.first, run.last) {
      problems.append("its events are not at the positions it tells")
    }
    if record.payload != run.payload { problems.append("its blocks name another payload") }
    if !run.source.isEmpty, run.source != "\(record.connection)/\(record.kind.name)" {
      problems.append("its events are of \(run.source)")
    }
    return problems
  }
}
