import Archive
import Domain
import EventLog
import Foundation
import Importing
import LZ4
import Ledger
import Platform
import SQLite
import TestKit

/// Says what is wrong with books: a list of findings each, empty for a sound one.
package struct Judge: Sendable {
  package let name: String
  private let body: @Sendable (_ books: [String], _ kept: String?) throws -> [[String]]

  init(
    name: String,
    _ body: @escaping @Sendable (_ books: [String], _ kept: String?) throws -> [[String]]
  ) {
    self.name = name
    self.body = body
  }

  /// The findings of each book; `kept` is a copy of checkpoints to compare with.
  package func run(_ books: [String], _ kept: String? = nil) throws -> [[String]] {
    try body(books, kept)
  }

  /// `svod verify`, in this process.
  package static let verify = Judge(name: "verify") { books, kept in
    books.map { book in
      do {
        return try Verification(Ledger(Book(book)), deep: false, against: kept).findings.map {
          "\($0.place): \($0.problem)"
        }
      } catch { return ["refused: \(error)"] }
    }
  }

  /// The second verifier, one process for all books.
  package static let outsider = Judge(name: "verify.py") { books, kept in
    if books.isEmpty { return [] }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments =
      [PackageFolder.path + "/schemas/verify/verify.py"] + books
      + (kept.map { ["--against", $0] } ?? [])
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    var findings: [[String]] = []
    var open: [String] = []
    for line in text.split(separator: "\n").map(String.init) {
      if line.hasPrefix("FAULT ") {
        open.append(String(line.dropFirst(6)))
      } else if findings.count < books.count, line.hasPrefix(books[findings.count] + ": "),
        line.hasSuffix(" faults")
      {
        findings.append(open)
        open = []
      }
    }
    guard findings.count == books.count else { throw Silent(text: String(text.suffix(500))) }
    return findings
  }

  struct Silent: Error { let text: String }

  package static let isOutsiderHere = Files.exists("/usr/bin/python3")

  package static let both = isOutsiderHere ? [verify, outsider] : [verify]

  /// What SQLite alone can tell: a canary, which has to miss most of what is done.
  package static let integrityCheckAlone = Judge(name: "integrity_check") { books, _ in
    books.map { book in
      do {
        var findings: [String] = []
        for name in ["log.sqlite", "payloads.sqlite", "read/p900.sqlite", "read/p904.sqlite"] {
          let connection = try Connection(book + "/" + name, .read)
          let select = try connection.prepare("PRAGMA integrity_check")
          while try select.step() {
            if select.string(0) != "ok" { findings.append("\(name): \(select.string(0))") }
          }
        }
        return findings
      } catch { return ["refused: \(error)"] }
    }
  }

  /// Whether evidence can be opened and is complete: a canary, which sees no changed content.
  package static let archiveAlone = Judge(name: "ZIP") { paths, _ in
    paths.map { path in
      do {
        let bytes = try Files.read(path, sizeMax: 1 << 30)
        let names = try bytes.borrowed { (all) throws in
          let archive = try ZIPArchive(all)
          for entry in archive.entries { _ = try archive.read(entry) }
          return archive.entries.map(\.name)
        }
        return names.contains("events.ndjson") ? [] : ["it has no events"]
      } catch { return ["refused: \(error)"] }
    }
  }

  /// `svod verify` with its hashes left out: everything is read and decoded, nothing is compared.
  package static let withoutHashes = Judge(name: "no hashes") { books, kept in
    try verify.run(books, kept).map { findings in
      findings.filter { text in
        !["hash", "seal", "rebuild", "streams tell", "sightings", "rows of imports", "checkpoints"]
          .contains { text.contains($0) }
      }
    }
  }
}
