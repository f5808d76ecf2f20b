import Foundation
import Platform
import TestKit
import Testing

/// A temporary folder with a book in it, and the command at hand.
final class Desk {
  let folder: String

  var book: String { folder + "/book" }

  /// A 1C base and a cabinet are connected; `filled` brings a catalogue and a page of sales too.
  init(filled: Bool = false) throws {
    folder = try Files.makeTemporaryFolder(prefix: "svod-desk")
    try done("init")
    try done("connect", "add", "ut", "--marketplace", "1C")
    try done("connect", "add", "wb-main", "--marketplace", "WB", "--onec", "ut")
    if filled {
      try take("wb-sales/1-nomenclature.json", "ut", "2026-03-01T05:00:00Z")
      try take("wb-sales/1-sales-page-2.json", "wb-main", "2026-03-10T05:00:00Z")
    }
  }

  deinit { try? Files.removeFolder(folder) }

  /// Runs the command to its end.
  @discardableResult
  func run(
    _ words: [String], input: String = "/dev/null", environment: [String: String] = [:]
  ) throws -> Svod.Outcome {
    try start(words, input: input, environment: environment).end()
  }

  func start(
    _ words: [String], input: String = "/dev/null", environment: [String: String] = [:]
  ) throws -> Svod {
    try Svod(
      words, in: folder, input: input,
      environment: environment.merging(["SVOD_BOOK": book]) { mine, _ in mine })
  }

  /// Runs the command, which has to end well; gives its stdout.
  @discardableResult
  func done(
    _ words: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let outcome = try run(words)
    try #require(
      outcome.code == 0, "svod \(words.joined(separator: " ")): \(outcome.errors)",
      sourceLocation: sourceLocation)
    return outcome.text
  }

  /// Imports a fixture.
  func take(_ file: String, _ connection: String, _ fetchedAt: String) throws {
    try done(
      "import", Self.fixture(file), "--connection", connection, "--fetched-at", fetchedAt)
  }

  static func fixture(_ file: String) -> String { PackageFolder.path + "/fixtures/" + file }

  func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Files.replace(folder + "/" + name, with: bytes)
    return folder + "/" + name
  }

  func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }

  /// Position and hash of the log, as the book says.
  func head() throws -> String {
    let status = try status()
    return "\(status["position"]?.description ?? "none") \(status["headHash"]?.text ?? "none")"
  }

  func position() throws -> String { try status()["position"]?.description ?? "none" }

  func status() throws -> ExactJSON { try ExactJSON(done("status", "--format", "json")) }

  /// The hash of each table, and how many rows it has.
  func tables() throws -> [String: String] {
    var tables: [String: String] = [:]
    for table in try status()["tables"]?.elements ?? [] {
      let rows = table["rows"]?.description ?? "none"
      tables[table["table"]?.text ?? ""] = "\(table["hash"]?.text ?? "none") \(rows)"
    }
    return tables
  }

  /// Copies the book as it lies.
  func copyBook(to name: String) throws -> String {
    try FileManager.default.copyItem(atPath: book, toPath: folder + "/" + name)
    return folder + "/" + name
  }

  /// Expects that a command was refused in one line, and that the book is as it was.
  func expectRefusal(
    _ words: [String], _ code: Int32, input: String = "/dev/null",
    environment: [String: String] = [:], saying part: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try head()
    let outcome = try run(words, input: input, environment: environment)
    let named = words.joined(separator: " ")
    let place = sourceLocation
    #expect(outcome.code == code, "\(named): \(outcome.errors)", sourceLocation: place)
    #expect(outcome.complaints.count == 1, "\(named): \(outcome.errors)", sourceLocation: place)
    #expect(outcome.errors.hasPrefix("svod: "), "\(named)", sourceLocation: place)
    #expect(outcome.errors.hasSuffix("\n"), "\(named)", sourceLocation: place)
    #expect(outcome.errors.utf8.count < 2_000, "\(named)", sourceLocation: place)
    #expect(outcome.text == "", "\(named)", sourceLocation: place)
    if !part.isEmpty {
      #expect(outcome.errors.contains(part), "\(named)", sourceLocation: place)
    }
    #expect(try head() == before, "\(named)", sourceLocation: place)
  }

  func expectSound(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let outcome = try run(["verify"])
    #expect(outcome.code == 0, "\(outcome.text)\(outcome.errors)", sourceLocation: sourceLocation)
  }
}
