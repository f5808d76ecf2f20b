import Foundation
import Hostile
import Ledger
import Platform
import TestKit
import Testing

@Suite("Secrets stay where they are")
struct SecretTests {
  /// A token as Wildberries gives them out, and a key as Ozon does; of nobody.
  private static let token =
    "eyJhbGciOiJFUzI1NiIsImtpZCI6ImNhbmFyeSJ9.eyJjYW5hcnkiOiJub2JvZHkiLCJzIjoxfQ.Y2FuYXJ5Y2FuYXJ5"
  private static let key = "c4a417e0-beef-4bad-9bad-0ddba11c0de5"
  private static let parts = [token, key, "eyJhbGciOiJFUzI1NiIs", "Y2FuYXJ5Y2FuYXJ5"]

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

  @Test(arguments: ["critical", "notice", "info", "debug", "trace"])
  func `no command tells or keeps a secret`(_ level: String) throws {
    let desk = try HostileDesk()
    try desk.write(Array("[\(HostileDesk.sale(1))]".utf8), to: "a.json")
    try desk.write(
      Array("{\"title\":\"unauthorized\",\"token\":\"\(Self.token)\"}".utf8), to: "bad.json")
    var environment = Self.environment
    environment["SVOD_LOG"] = level
    let every =
      level == "trace"
      ? Self.commands
      : Self.commands.enumerated()
        .filter { $0.offset % 5 == level.utf8.count % 5 || $0.offset < 6 }.map(\.element)
    for command in every {
      let words = command.map {
        $0.replacing("{T}", with: Self.token).replacing("{K}", with: Self.key)
      }
      let child = try desk.run(words, environment: environment)
      for part in Self.parts {
        #expect(!child.text.contains(part), "\(command)")
        #expect(!child.complaint.contains(part), "\(command)")
      }
      if words != command { #expect(child.code == 64, "\(command): \(child.complaint)") }
    }
    let search = try BookSearch(
      Ledger(Book(desk.book)), for: Self.parts, besides: ["payloads.sqlite", "payloads.sqlite-wal"])
    #expect(search.places == [])
    #expect(search.size > 100_000)
    for name in try Files.names(in: desk.folder) {
      #expect(!Self.parts.contains { name.contains($0) }, "\(name)")
    }
  }

  @Test func `a secret that came in would be found`() throws {
    let book = try TemporaryBook()
    try book.connect("wb", "WB", organization: Self.token)
    let search = try BookSearch(book.ledger, for: Self.parts)
    #expect(search.places.contains { $0.hasPrefix("events: eyJ") })
    // Without the variable's name nobody knows that the words are secret: the key is told as it is.
    let desk = try HostileDesk()
    let child = try desk.run(["history", Self.key])
    #expect(child.complaint.contains(Self.key) || child.text.contains(Self.key))
    let hidden = try desk.run(["history", Self.key], environment: ["MY_TOKEN": Self.key])
    #expect(hidden.code == 64)
    #expect(!hidden.complaint.contains(Self.key))
  }
}
