import Archive
import Domain
import EventLog
import Ledger
import Platform
import Projecting
import TestKit

/// One command of the life of a book that is tried, and the same in this process.
struct PowerStep: Sendable {
  let name: String

  /// As the command line has it, in the watched folder; payloads lie beside it.
  let words: [String]

  /// Seconds since 1970: the only clock.
  let clock: Int

  /// Runs the command again over what a power loss left in a folder.
  let redo: @Sendable (_ folder: String, _ clock: Int) throws -> Void

  /// Whether it may run again when it is done already.
  var isRepeatable = true

  /// Whether it tells of each import when that is done, and of the whole by ending.
  var saysImports = false

  /// The book's name in the watched folder, and that of its backup.
  static let book = "book"
  static let backup = "backup"

  static func ledger(_ folder: String, _ clock: Int) throws -> Ledger {
    var ledger = try Ledger(Book(folder + "/" + book))
    ledger.now = { Instant(rawValue: Int64(clock) * 1_000_000) }
    return ledger
  }

  /// The life of a book: first its log alone, then two tables of it, then all of them; `payloads` is the
  /// folder of what it takes in.
  static func life(_ payloads: String) -> [PowerStep] {
    var life = PowerLifeWriter(payloads: payloads)
    life.begin()
    life.connect("ut", "1C")
    life.connect("wb", "WB")
    life.take(["items.json"], "ut", day: "01", updates: false)
    life.take(["sales-1.json", "sales-2.json"], "wb", day: "05", updates: false)
    life.revoke(3)
    life.erase(2)
    life.backUp()
    life.update(["p900", "p906"])
    life.take(["sales-3.json"], "wb", day: "09", updates: false)
    life.update(["p900", "p906"])
    life.rebuild(["p900", "p906"], .pages, resumes: false)
    life.rebuild(["p900", "p906"], .statements, resumes: true)
    life.rollBack("p900")
    life.revoke(4)
    life.take(["sales-2.json"], "wb", day: "10", updates: true)
    return life.steps
  }
}

/// Writes down commands, each in both forms.
private struct PowerLifeWriter {
  let payloads: String
  var steps: [PowerStep] = []

  private mutating func step(
    _ words: [String],
    _ redo: @escaping @Sendable (_ ledger: Ledger, _ folder: String) throws -> Void
  ) {
    steps.append(
      PowerStep(
        name: words.prefix(2).map(Files.name).joined(separator: " "),
        words: words + ["--book", PowerStep.book], clock: 1_772_700_000 + 60 * steps.count
      ) { try redo(PowerStep.ledger($0, $1), $0) })
  }

  mutating func begin() {
    steps.append(
      PowerStep(name: "init", words: ["init", PowerStep.book], clock: 1_772_690_000) { folder, _ in
        _ = try Book.make(at: folder + "/" + PowerStep.book)
      })
  }

  mutating func connect(_ name: String, _ marketplace: String) {
    step(["connect", "add", name, "--marketplace", marketplace]) { ledger, _ in
      _ = try ledger.connect(Connections.Settings(name: name, marketplace: marketplace))
    }
  }

  mutating func take(_ names: [String], _ connection: String, day: String, updates: Bool) {
    let paths = names.map { payloads + "/" + $0 }
    let fetched = "2026-03-\(day)T05:00:00Z"
    step(
      ["import"] + paths + ["--connection", connection, "--fetched-at", fetched]
        + (updates ? [] : ["--no-update"])
    ) { ledger, _ in
      var request = ImportRequest(paths: paths, connection: connection)
      request.fetchedAt = Array(fetched.utf8).borrowed { Instant(iso: $0, in: .utc) }
      _ = try ledger.take(request, updates: updates)
    }
    steps[steps.count - 1].saysImports = true
  }

  mutating func update(_ tables: [String]) {
    step(["update"] + tables) { ledger, _ in
      _ = try ledger.update(tables.map { try ledger.projector($0) })
    }
  }

  mutating func rebuild(_ tables: [String], _ way: WritingWay, resumes: Bool) {
    step(["rebuild"] + tables + ["--writer", way.rawValue, "--jobs", "1"]) { ledger, _ in
      var options = Rebuild.Options(jobs: 1)
      options.way = way
      options.resumes = resumes
      _ = try ledger.rebuild(tables.map { try ledger.projector($0) }, options)
    }
  }

  mutating func rollBack(_ table: String) {
    step(["rollback", table]) { ledger, _ in _ = try ledger.rollBack(ledger.projector(table)) }
    steps[steps.count - 1].isRepeatable = false
  }

  mutating func revoke(_ id: Int64) {
    step(
      ["import", "revoke", "\(id)", "--reason", "a trial", "--author", "tester", "--yes"]
    ) { ledger, _ in
      // As the command does, which refuses to revoke twice.
      try ledger.catchUp()
      _ = try ledger.revoke(
        Revocation([id], reason: "a trial", author: "tester"), isDryRun: false)
    }
  }

  mutating func erase(_ id: Int64) {
    step(["payload", "erase", "\(id)", "--reason", "a trial"]) { ledger, _ in
      let payloads = Payloads(ledger)
      _ = try payloads.erase(
        [payloads.hash(named: "\(id)")].compactMap(\.self), reason: "a trial")
    }
  }

  mutating func backUp() {
    step(["backup", PowerStep.backup]) { ledger, folder in
      _ = try Backup.make(of: ledger, to: folder + "/" + PowerStep.backup)
    }
  }
}
