import Ledger
import Platform
package import TestKit

/// Promise 16: a token or a key that slips into words, payloads or the environment is told and kept
/// nowhere.
package enum SecretTrial {
  /// A token as Wildberries gives them out, and a key as Ozon does; of nobody.
  package static let token =
    "eyJhbGciOiJFUzI1NiIsImtpZCI6ImNhbmFyeSJ9.eyJjYW5hcnkiOiJub2JvZHkiLCJzIjoxfQ.Y2FuYXJ5Y2FuYXJ5"
  package static let key = "c4a417e0-beef-4bad-9bad-0ddba11c0de5"
  package static let parts = [token, key, "eyJhbGciOiJFUzI1NiIs", "Y2FuYXJ5Y2FuYXJ5"]

  /// Where a program that fetches would look for them.
  private static let environment = [
    "SVOD_TOKEN": token, "SVOD_WB_TOKEN": token, "WB_API_TOKEN": token, "SVOD_OZON_API_KEY": key,
    "OZON_CLIENT_SECRET": key, "SVOD_PASSWORD": key,
  ]

  /// Every command, done well and done badly; `{T}` is a token and `{K}` a key where one slips in.
  ///
  /// A command that talks to a marketplace belongs here with an address that refuses, redirects and
  /// answers with its own request.
  private static let commands: [[String]] = [
    ["status"], ["status", "--format", "json"], ["status", "--drift"], ["update"],
    ["import", "a.json", "--connection", "wb"], ["import", "bad.json", "--connection", "wb"],
    ["import", "absent.json", "--connection", "wb"], ["verify"], ["rebuild"], ["log"],
    ["query", "p900"], ["query", "p900", "--format", "json"], ["payload", "list"], ["show", "1"],
    ["sql", "SELECT 1"], ["connect", "list"], ["match", "list"], ["export", "--into", "out"],
    ["diff", "--from", "1"], ["restated", "--since", "1"], ["import", "list"],
    ["import", "show", "1"],
    ["import", "revoke", "1", "--dry-run"], ["reimport"], ["backup", "copy"], ["what-if"],
    ["explain", "p900", "wb"], ["trace", "p900", "wb"], ["history", "wb/wb.sales/S1"],
    ["import", "revoke", "1", "--reason", "{T}", "--yes"],
    ["import", "revoke", "1", "--author", "{T}"],
    ["import", "show", "{T}"], ["diff", "--from", "{T}"], ["restated", "--since", "{T}"],
    ["explain", "p900", "{T}"], ["evidence", "p900", "{T}", "--into", "x.zip"],
    ["evidence", "p900", "wb", "--into", "{T}"], ["backup", "{T}"], ["restore", "{T}", "x"],
    ["restore", "copy", "{T}"], ["reimport", "--connection", "{T}"], ["reimport", "--kind", "{T}"],
    ["log", "--follow", "--stream", "{T}"], ["query", "p900", "--as-of", "{T}"],
    ["--help"], ["import", "--help"], ["rollback", "p900"], ["tour", "--fixtures", "nowhere"],
    ["import", "{T}", "--connection", "wb"], ["import", "a.json", "--connection", "{T}"],
    ["import", "a.json", "--connection", "wb", "--kind", "{T}"], ["{T}"], ["--token", "{T}"],
    ["--token={T}"], ["import", "a.json", "--connection", "wb", "--token", "{T}"],
    ["import", "a.json", "--connection", "wb", "--api-key={K}"], ["status", "--password", "{K}"],
    ["connect", "add", "{T}", "--marketplace", "WB"],
    ["connect", "add", "{K}", "--marketplace", "WB"],
    ["connect", "add", "x", "--marketplace", "{T}"],
    ["connect", "add", "x", "--marketplace", "WB", "--organization", "{T}"],
    ["connect", "add", "x", "--marketplace", "WB", "--organization", "ООО {K}"],
    ["connect", "add", "x", "--marketplace", "WB", "--zone", "{T}"],
    ["match", "set", "wb", "1", "{T}", "--reason", "x"],
    ["match", "set", "wb", "1", "{K}", "--reason", "x"],
    ["match", "unset", "wb", "{T}"], ["match", "unset", "wb", "1", "--reason", "Bearer {T}"],
    ["payload", "erase", "1", "--reason", "{T}"], ["payload", "show", "{T}"],
    ["sql", "SELECT '{T}'"],
    ["query", "{T}"], ["query", "p900", "--where", "{T}"],
    ["query", "p900", "--where", "title={T}"],
    ["history", "{T}"], ["trace", "p900", "{T}"], ["show", "{T}"], ["verify", "--against", "{T}"],
    ["export", "{T}", "--into", "out"], ["export", "--into", "{T}"], ["init", "{T}"],
    ["status", "--book", "{T}"], ["rebuild", "{T}"], ["log", "--stream", "{T}"],
  ]

  /// How much is told of what goes on; the first one tries every command, the others some.
  private static let levels = ["trace", "critical", "notice", "info", "debug"]

  /// Every command at every level: how often `run` tries at most.
  package static let count = levels.reduce(0) { $0 + commands(at: $1).count }

  private static func commands(at level: String) -> [[String]] {
    if level == levels[0] { return commands }
    return commands.enumerated()
      .filter { $0.offset % 5 == level.utf8.count % 5 || $0.offset < 6 }.map(\.element)
  }

  /// Runs the first `count` commands; `isWarned` says whether the environment names what is secret.
  package static func run(count: Int = count, isWarned: Bool = true) throws -> Tally {
    var tally = Tally()
    for level in levels where tally.tried < count {
      let desk = try HostileDesk()
      try desk.write(Array("[\(HostileDesk.sale(1))]".utf8), to: "a.json")
      try desk.write(
        Array("{\"title\":\"unauthorized\",\"token\":\"\(token)\"}".utf8), to: "bad.json")
      var environment = isWarned ? environment : [:]
      environment["SVOD_LOG"] = level
      for command in commands(at: level).prefix(count - tally.tried) {
        tally.tried += 1
        let words = command.map {
          $0.replacing("{T}", with: token).replacing("{K}", with: key)
        }
        let child = try desk.run(words, environment: environment)
        if parts.contains(where: { child.text.contains($0) || child.complaint.contains($0) }) {
          tally.miss("\(command) at \(level) tells a secret")
        } else if words != command, child.code != 64 {
          tally.miss("\(command) at \(level): \(child.code ?? 0), \(child.complaint)")
        } else if words != command {
          tally.found += 1
        }
      }
      try look(through: desk, level, &tally)
    }
    return tally
  }

  /// What a book and its folder hold after the commands; the archive keeps payloads as they came.
  private static func look(
    through desk: HostileDesk, _ level: String, _ tally: inout Tally
  ) throws {
    let search = try BookSearch(
      Ledger(Book(desk.book)), for: parts, besides: ["payloads.sqlite", "payloads.sqlite-wal"])
    for place in search.places { tally.miss("\(place), at \(level)") }
    if search.size < 100_000 { tally.lose("only \(search.size) bytes were looked through") }
    for name in try Files.names(in: desk.folder) where parts.contains(where: name.contains) {
      tally.miss("a file is named \(name), at \(level)")
    }
  }
}
