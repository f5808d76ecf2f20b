import Foundation
import Platform
import SQLite
import TestKit

/// A folder with a book of every marketplace's connection, and the command at hand, watched.
package final class HostileDesk {
  package let folder: String
  package var book: String { folder + "/book" }

  package init() throws {
    folder = try Files.makeTemporaryFolder(prefix: "svod-hostile")
    try FileManager.default.copyItem(atPath: Self.connected.get(), toPath: folder + "/book")
  }

  deinit { try? Files.removeFolder(folder) }

  /// A book with connections and nothing else, made once.
  private static let connected = Result {
    let book = try TemporaryBook()
    try book.connect("ut", "1C")
    for (name, marketplace) in [("wb", "WB"), ("oz", "OZON"), ("ym", "YM"), ("lm", "LEMANA")] {
      try book.connect(name, marketplace, onec: "ut")
    }
    kept.append(book)
    return book.path
  }

  nonisolated(unsafe) private static var kept: [TemporaryBook] = []

  @discardableResult
  package func run(
    _ words: [String], book: String? = nil, input: String = "/dev/null",
    environment: [String: String] = [:], secondsMax: Int = Bomb.secondsMax
  ) throws -> Child {
    var environment = environment
    environment["SVOD_BOOK"] = book ?? self.book
    return try Child(
      [Child.svod] + words, in: folder, input: input, environment: environment,
      secondsMax: secondsMax)
  }

  package func write(_ bytes: [UInt8], to name: String) throws {
    try Files.replace(folder + "/" + name, with: bytes)
  }

  /// A copy of the book, one of whose files a statement has changed.
  package func tampered(_ file: String, _ statement: String, as name: String) throws -> String {
    let copy = folder + "/" + name
    if Files.exists(copy) { try Files.removeFolder(copy) }
    try FileManager.default.copyItem(atPath: book, toPath: copy)
    try Connection(copy + "/" + file, .write).execute(statement)
    return copy
  }

  /// The book's files as they are.
  package var files: BookFiles { BookFiles(book) }

  /// A sale as Wildberries sends it.
  package static func sale(_ id: Int, _ more: [String: String] = [:]) -> String {
    var members = [
      "date": "\"2026-03-01T00:00:00\"", "lastChangeDate": "\"2026-03-01T00:00:00\"",
      "saleID": "\"S\(id)\"", "srid": "\"x\(id)\"", "forPay": "712.35",
    ]
    members.merge(more) { $1 }
    return "{"
      + members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
      .joined(separator: ",") + "}"
  }
}
